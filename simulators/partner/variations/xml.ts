import type { Change } from '../desk.ts';
import type { Variation } from './variation.ts';

const xml = ['xml'] as const;

/** Works on the text of the answer, in which content is escaped: a `<` or a `="` in it is always markup. */
const rewrite =
  (change: (text: string) => string): Change =>
  (right) => ({ write: (answer, desk) => change(right.write(answer, desk)) });

/** The content of every element that holds plain text without references. */
const contents = (text: string, change: (content: string) => string) =>
  text.replace(/>([^<>&\n]+)<\//g, (_, content: string) => `>${change(content)}</`);

/** Other spellings of the same XML. */
export const XML_VARIATIONS = [
  {
    name: 'element-order',
    what: 'elements in the reverse order',
    answers: xml,
    change: rewrite((text) =>
      text.replace(
        /(<response>\n)([^]*)(<\/response>)/,
        (_, open: string, body: string, close: string) => open + (body.match(/ {2}<(\w+)>[^]*?<\/\1>\n/g) ?? []).toReversed().join('') + close,
      ),
    ),
  },
  {
    name: 'whitespace',
    what: 'tabs and blank lines between elements',
    answers: xml,
    change: rewrite((text) => text.replace(/>\n */g, '>\r\n\t \n\n')),
  },
  { name: 'no-whitespace', what: 'everything on one line', answers: xml, change: rewrite((text) => text.replace(/>\n */g, '>')) },
  {
    name: 'comments-and-pis',
    what: 'comments and processing instructions before, between and after elements',
    answers: xml,
    change: rewrite(
      (text) =>
        text
          .replace('<result>', '<!-- result --><?node 2?>\n  <result>')
          .replace('<response>', '<?xml-stylesheet href="answer.xsl"?>\n<!-- <result>5</result> -->\n<response>') + '<!-- end -->\n',
    ),
  },
  {
    name: 'cdata',
    what: 'content in CDATA sections',
    answers: xml,
    change: rewrite((text) => contents(text, (content) => `<![CDATA[${content}]]>`)),
  },
  {
    name: 'character-references',
    what: 'every character of the content as a reference, decimal and hexadecimal in turn',
    answers: xml,
    change: rewrite((text) => contents(text, referAll)),
  },
  { name: 'empty-comment', what: '<comment/>', answers: xml, change: rewrite((text) => text.replace(/<comment>[^<]*<\/comment>/, '<comment/>')) },
  { name: 'no-declaration', what: 'no XML declaration', answers: xml, change: rewrite((text) => text.replace(/^<\?xml[^>]*>\n/, '')) },
  { name: 'bom', what: 'a UTF-8 byte order mark', answers: xml, change: rewrite((text) => `\uFEFF${text}`) },
  {
    name: 'single-quotes',
    what: 'single quotes in the declaration and around attributes',
    answers: xml,
    change: rewrite((text) => text.replace(/="([^"']*)"/g, "='$1'")),
  },
  { name: 'encoding-lower-case', what: 'encoding="utf-8"', answers: xml, change: rewrite((text) => text.replace('"UTF-8"', '"utf-8"')) },
  { name: 'encoding-mixed-case', what: 'encoding="Utf-8"', answers: xml, change: rewrite((text) => text.replace('"UTF-8"', '"Utf-8"')) },
  {
    name: 'standalone',
    what: 'standalone="yes" in the declaration',
    answers: xml,
    change: rewrite((text) => text.replace('"UTF-8"?', '"UTF-8" standalone="yes"?')),
  },
] as const satisfies readonly Variation[];

function referAll(content: string): string {
  return [...content].map((char, i) => (i % 2 === 0 ? `&#${char.codePointAt(0)};` : `&#x${char.codePointAt(0)?.toString(16)};`)).join('');
}
