import { isBlank, trimBlank } from './objection.ts';

/**
 * Where the XML document stands in a body, found without a parser: no entity is expanded, nothing
 * recurses, and every character is looked at a bounded number of times.
 */
export interface Frame {
  /** From the XML declaration, or whatever stands first, to the root's end tag. */
  core: string;
  /** What stands before it and has no place there. */
  before?: string;
  /** What stands behind it and is neither white space, comment nor processing instruction. */
  after?: string;
  /** A DOCTYPE, as written. */
  doctype?: string;
  /** Deepest nesting of elements. */
  depth: number;
  /** Number of tags, comments, CDATA sections and processing instructions. */
  marks: number;
}

/** Undefined when there is no element in the text at all. */
export function frameXml(text: string): Frame | undefined {
  const prolog = readProlog(text);
  if (!prolog) return undefined;
  const { start, root, doctype } = prolog;
  const element = scanElement(text, root);
  const rest = element.end < 0 ? text.length : skipMisc(text, element.end);
  const before = trimBlank(text.slice(0, start)) || text.slice(0, start);
  return {
    core: text.slice(start, element.end < 0 ? text.length : element.end),
    ...(start > 0 ? { before } : {}),
    ...(rest < text.length ? { after: trimBlank(text.slice(rest)) } : {}),
    ...(doctype === undefined ? {} : { doctype }),
    depth: element.depth,
    marks: element.marks,
  };
}

interface Prolog {
  /** Where the document begins: 0 unless something stands before it. */
  start: number;
  /** Where the root's start tag begins. */
  root: number;
  doctype?: string;
}

/** So many false starts are followed; beyond them a hostile text would cost its square. */
const MOST_STARTS = 4;

/** Passes comments, processing instructions and a DOCTYPE; notes what cannot stand before a document. */
function readProlog(text: string): Prolog | undefined {
  let start = 0;
  let starts = 0;
  let doctype: string | undefined;
  for (let at = skipMisc(text, 0); at < text.length; at = skipMisc(text, at)) {
    if (isDeclaration(text, at)) {
      start = at;
      at = endOf(text, at, '?>');
    } else if (text.startsWith('<!', at)) {
      const end = endOfDoctype(text, at);
      doctype ??= text.slice(at, end);
      at = end;
    } else {
      const root = findRoot(text, at);
      if (root === undefined) return undefined;
      if (root.declared && ++starts <= MOST_STARTS) {
        at = root.at;
        continue;
      }
      if (root.at > at) start = root.at;
      return { start, root: root.at, ...(doctype === undefined ? {} : { doctype }) };
    }
  }
  return undefined;
}

/**
 * What stands at `at` is no prolog. It is the root if it is `response`, or an element around one, or
 * if there is no `response`; else it is text before a later declaration or `response`.
 */
function findRoot(text: string, at: number): { at: number; declared: boolean } | undefined {
  const isElement = isStartTag(text, at);
  if (isElement && RESPONSE.test(text.slice(at, at + 10))) return { at, declared: false };
  const rest = text.slice(at + 1);
  const later = rest.search(LATER);
  if (later >= 0) {
    const found = at + 1 + later;
    const envelope = isElement && scanElement(text, at).end > found;
    if (!envelope) return { at: found, declared: isDeclaration(text, found) };
  }
  if (isElement) return { at, declared: false };
  const element = rest.search(/<[A-Za-z_:\u{80}-\u{10FFFF}]/u);
  return element < 0 ? undefined : { at: at + 1 + element, declared: false };
}

const RESPONSE = /^<response[\s/>]/;
const LATER = /<\?xml[ \t\r\n]|<response[\s/>]/;

/** From a start tag to the end of its element; `end` is -1 when it is not closed. */
function scanElement(text: string, from: number): { end: number; depth: number; marks: number } {
  let depth = 0;
  let deepest = 0;
  let marks = 0;
  for (let at = from; at >= 0 && at < text.length; at = text.indexOf('<', at)) {
    marks++;
    if (text.startsWith('</', at)) {
      at = endOf(text, at, '>');
      if (--depth <= 0) return { end: at, depth: deepest, marks };
    } else if (isStartTag(text, at)) {
      const tag = endOfTag(text, at);
      if (tag.end < 0) break;
      deepest = Math.max(deepest, depth + 1);
      if (!tag.empty) depth++;
      else if (depth === 0) return { end: tag.end, depth: deepest, marks };
      at = tag.end;
    } else {
      at = skipMark(text, at);
    }
  }
  return { end: -1, depth: deepest, marks };
}

/** Behind a comment, CDATA section, processing instruction, or behind a `<` that opens nothing. */
function skipMark(text: string, at: number): number {
  if (text.startsWith('<!--', at)) return endOf(text, at + 4, '-->');
  if (text.startsWith('<![CDATA[', at)) return endOf(text, at, ']]>');
  if (text.startsWith('<?', at)) return endOf(text, at, '?>');
  return at + 1;
}

/** Behind white space, comments and processing instructions other than the XML declaration. */
function skipMisc(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    if (isBlank(text.charCodeAt(at))) at++;
    else if (text.startsWith('<!--', at)) at = endOf(text, at + 4, '-->');
    else if (text.startsWith('<?', at) && !isDeclaration(text, at)) at = endOf(text, at, '?>');
    else break;
  }
  return at;
}

function isDeclaration(text: string, at: number): boolean {
  return text.startsWith('<?xml', at) && isBlank(text.charCodeAt(at + 5));
}

function isStartTag(text: string, at: number): boolean {
  return text.charCodeAt(at) === 0x3c && /[A-Za-z_:\u{80}-\u{10FFFF}]/u.test(text.charAt(at + 1));
}

/** Behind the `>` of a start tag; a `>` between quotes is a value's. */
function endOfTag(text: string, from: number): { end: number; empty: boolean } {
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === '>') return { end: at + 1, empty: text[at - 1] === '/' };
    if (char !== '"' && char !== "'") continue;
    at = text.indexOf(char, at + 1);
    if (at < 0) break;
  }
  return { end: -1, empty: false };
}

/** Behind the `>` of a DOCTYPE, which may hold declarations between brackets. */
function endOfDoctype(text: string, at: number): number {
  const close = endOf(text, at, '>');
  const bracket = text.slice(at, close).indexOf('[');
  return bracket < 0 ? close : endOf(text, endOf(text, at + bracket, ']'), '>');
}

/** Behind the next `mark`, or the end of the text. */
function endOf(text: string, from: number, mark: string): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at + mark.length;
}
