/**
 * An answer as texts: what the partner wrote between the tags, nothing converted. Numbers of 18 and
 * 20 digits stay what they were; whether a text is a number is a question for the schemas.
 */
export interface Answer {
  txn_id?: string;
  result?: string;
  /** `prv_txn`, or `prv_txn_id` in the JSON edition. */
  prv_txn?: string;
  sum?: string;
  comment?: string;
  fields: Field[];
}

/** `<field1 name="…">text</field1>` (TP-6.fields). */
export interface Field {
  element: string;
  name?: string;
  text: string;
}

/** The two editions of the answer: XML, and JSON in later editions of the protocol. */
export type Edition = 'xml' | 'json';

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for an element or attribute. What XML 1.0 cannot hold at all becomes U+FFFD. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (char) => ESCAPES[char]!).replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}');
}

/** The XML answer in the order of the source's example (TP-7.resp). */
export function writeXmlAnswer(answer: Answer): string {
  const element = (name: string, text: string | undefined) => (text === undefined ? '' : `  <${name}>${escapeXml(text)}</${name}>\n`);
  const fields = answer.fields.map(
    ({ element: tag, name, text }) => `    <${tag}${name === undefined ? '' : ` name="${escapeXml(name)}"`}>${escapeXml(text)}</${tag}>\n`,
  );
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n<response>\n' +
    element('txn_id', answer.txn_id) +
    element('prv_txn', answer.prv_txn) +
    element('sum', answer.sum) +
    element('result', answer.result) +
    (fields.length > 0 ? `  <fields>\n${fields.join('')}  </fields>\n` : '') +
    element('comment', answer.comment) +
    '</response>\n'
  );
}

/** The JSON answer: numbers as strings, so that no reader's double can hurt them. */
export function writeJsonAnswer(answer: Answer): string {
  const { prv_txn, fields, ...rest } = answer;
  return JSON.stringify({
    ...rest,
    ...(prv_txn === undefined ? {} : { prv_txn_id: prv_txn }),
    ...(fields.length > 0 ? { fields: Object.fromEntries(fields.map((f) => [f.element, { '@name': f.name ?? '', '#text': f.text }])) } : {}),
  });
}
