import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { text, type Key, type Lang } from '../messages/index.ts';
import type { Report } from '../model.ts';
import { visible } from '../visible.ts';

/** Colours of the page on paper; those of the page for the browser, printed. */
export const INK = {
  text: '#17211f',
  soft: '#53605c',
  line: '#c9d0cd',
  accent: '#0b5f59',
  good: '#1c6b3a',
  bad: '#a3261c',
  warn: '#7d5200',
  code: '#f3f5f4',
};

/** DejaVu has every letter of the three languages and the signs of ours; a test holds it to that. */
export const FONTS = {
  body: 'DejaVuSansCondensed',
  bold: 'DejaVuSansCondensed-Bold',
  mono: 'DejaVuSansMono',
  title: 'DejaVuSerif-Bold',
  italic: 'DejaVuSansCondensed-Oblique',
} as const;
export type Face = keyof typeof FONTS;

export interface Style {
  face?: Face;
  size?: number;
  color?: string;
  indent?: number;
  /** Space below, in points. */
  gap?: number;
  align?: 'left' | 'center' | 'right';
  /** The next one stays on the same page: headings. */
  keep?: number;
}

export interface Cell {
  text: string;
  style?: Style;
}

/** A document and what its parts write with. Texts of any origin come out as signs that can be seen and do nothing. */
export interface Sheet {
  doc: PDFKit.PDFDocument;
  lang: Lang;
  left: number;
  width: number;
  say: (key: Key, values?: Record<string, string | number>) => string;
  para: (content: string, style?: Style) => void;
  /** `keep`: points that have to be left below its top, else it begins a page. */
  heading: (content: string, keep?: number) => void;
  /** A box of protocol text, cut to so many lines. */
  box: (content: string, lines?: number) => void;
  /** A row of cells in columns of these shares of the width; it never breaks. */
  row: (shares: readonly number[], cells: readonly Cell[]) => void;
  /** A new page where less than this is left. */
  need: (height: number) => void;
  /** What the face can show of a text; the rest by its number. */
  legible: (content: string, face: Face) => string;
}

export const MARGIN = { top: 62, bottom: 62, left: 56, right: 56 };
const fontFile = createRequire(import.meta.url);
const BODY: Required<Pick<Style, 'face' | 'size' | 'color' | 'indent' | 'gap' | 'align'>> = {
  face: 'body',
  size: 9.5,
  color: INK.text,
  indent: 0,
  gap: 4,
  align: 'left',
};

export function newSheet(report: Report, title: string): Sheet {
  const doc = new PDFDocument({
    size: 'A4',
    margins: MARGIN,
    bufferPages: true,
    autoFirstPage: false,
    pdfVersion: '1.7',
    lang: report.lang,
    displayTitle: true,
    // The date of the record, not of the printing: the same record gives the same bytes.
    info: { Title: title, Author: 'paycert', Creator: `paycert ${report.tool.version}`, CreationDate: dateOf(report) },
  });
  for (const [face, name] of Object.entries(FONTS)) doc.registerFont(face, fontFile.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`));
  const left = MARGIN.left;
  const width = 595.28 - MARGIN.left - MARGIN.right;
  const legible = legibleIn(doc);
  const sheet: Sheet = {
    doc,
    lang: report.lang,
    left,
    width,
    legible,
    say: (key, values) => text(report.lang, key, values),
    need: (height) => void (doc.y + height > doc.page.height - MARGIN.bottom && doc.addPage()),
    para: (content, style = {}) => para(sheet, content, style),
    heading: (content, keep) => heading(sheet, content, keep),
    box: (content, lines = 14) => box(sheet, content, lines),
    row: (shares, cells) => row(sheet, shares, cells),
  };
  return sheet;
}

function dateOf({ finishedAt, startedAt }: Report): Date {
  const at = Date.parse(finishedAt ?? startedAt);
  return new Date(Number.isNaN(at) ? 0 : at);
}

function set(sheet: Sheet, style: Style): Required<Pick<Style, 'face' | 'size' | 'color' | 'indent' | 'gap' | 'align'>> {
  const full = { ...BODY, ...style };
  sheet.doc.font(full.face).fontSize(full.size).fillColor(full.color);
  return full;
}

function para(sheet: Sheet, content: string, style: Style): void {
  const { doc } = sheet;
  const { face, indent, gap, align } = set(sheet, style);
  const shown = sheet.legible(content, face);
  // What stands in the middle is drawn in from both sides.
  const width = sheet.width - (align === 'center' ? 2 * indent : indent);
  if (style.keep !== undefined) sheet.need(doc.heightOfString(shown, { width }) + style.keep);
  doc.text(shown, sheet.left + indent, doc.y, { width, align, lineGap: 1.5 });
  doc.y += gap;
}

function heading(sheet: Sheet, content: string, keep = 90): void {
  const { doc } = sheet;
  sheet.need(keep);
  doc.y += 14;
  doc
    .moveTo(sheet.left, doc.y)
    .lineTo(sheet.left + sheet.width, doc.y)
    .lineWidth(0.75)
    .strokeColor(INK.accent)
    .stroke();
  doc.y += 8;
  para(sheet, content, { face: 'title', size: 14, gap: 8 });
}

function box(sheet: Sheet, content: string, most: number): void {
  const { doc } = sheet;
  set(sheet, { face: 'mono', size: 7.5 });
  const lines = content.split(/\r?\n/);
  const cut = lines.length > most ? [...lines.slice(0, most), sheet.say('ui.cut', { count: lines.length - most })] : lines;
  const shown = cut.map((line) => sheet.legible(line.slice(0, 600), 'mono')).join('\n');
  const pad = 6;
  const height = doc.heightOfString(shown, { width: sheet.width - 2 * pad, lineGap: 1 }) + 2 * pad;
  sheet.need(Math.min(height, 500) + 4);
  const top = doc.y;
  doc.rect(sheet.left, top, sheet.width, height).fillColor(INK.code).fill();
  set(sheet, { face: 'mono', size: 7.5 });
  doc.text(shown, sheet.left + pad, top + pad, { width: sheet.width - 2 * pad, lineGap: 1 });
  doc.y = top + height + 6;
}

function row(sheet: Sheet, shares: readonly number[], cells: readonly Cell[]): void {
  const { doc } = sheet;
  const space = 8;
  const all = shares.reduce((sum, share) => sum + share, 0);
  const widths = shares.map((share) => (sheet.width * share) / all - space);
  const shown = cells.map(({ text: content, style = {} }) => sheet.legible(content, style.face ?? 'body'));
  const heights = cells.map(({ style = {} }, at) => {
    set(sheet, { size: 8.5, ...style });
    return doc.heightOfString(shown[at]!, { width: widths[at]!, lineGap: 1 });
  });
  const height = Math.max(...heights) + 7;
  sheet.need(height);
  const top = doc.y;
  let x = sheet.left;
  for (const [at, { style = {} }] of cells.entries()) {
    const { align } = set(sheet, { size: 8.5, ...style });
    doc.text(shown[at]!, x, top + 3, { width: widths[at]!, align, lineGap: 1 });
    x += widths[at]! + space;
  }
  doc.y = top + height;
  doc
    .moveTo(sheet.left, doc.y)
    .lineTo(sheet.left + sheet.width, doc.y)
    .lineWidth(0.4)
    .strokeColor(INK.line)
    .stroke();
}

/** What pdfkit knows of the face in use; its types do not tell. */
interface FontInUse {
  _font: { font: { hasGlyphForCodePoint: (code: number) => boolean } };
}

/** Without this pdfkit draws an empty box for what a face lacks, and says nothing. */
function legibleIn(doc: PDFKit.PDFDocument): Sheet['legible'] {
  const known = new Map<string, boolean>();
  const has = (char: string, face: Face): boolean => {
    const key = `${face} ${char}`;
    const found = known.get(key) ?? (doc.font(face) as unknown as FontInUse)._font.font.hasGlyphForCodePoint(char.codePointAt(0)!);
    known.set(key, found);
    return found;
  };
  return (content, face) =>
    [...content.split(/\r?\n/).map(visible).join('\n')]
      .map((char) => (char === '\n' || has(char, face) ? char : byNumber(char.codePointAt(0)!)))
      .join('');
}

/** `⟨U+8A9E⟩`; the sign that stands for a control character gives that one's own number. */
function byNumber(code: number): string {
  const own = code >= 0x2400 && code < 0x2420 ? code - 0x2400 : code;
  return `⟨U+${own.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
