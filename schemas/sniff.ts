import { isBlank } from './objection.ts';

/** What a body is at first sight. */
export type BodyKind = 'xml' | 'json' | 'html' | 'text' | 'nothing';

/** By the first characters; a `response` somewhere makes XML of whatever surrounds it. */
export function sniff(text: string): BodyKind {
  let at = 0;
  while (at < text.length && (isBlank(text.charCodeAt(at)) || text.charCodeAt(at) === 0xfeff)) at++;
  if (at === text.length) return 'nothing';
  const head = text.slice(at, at + 1_000);
  if (/^(?:<!--[^>]{0,500}>[ \t\r\n]{0,99})?<(?:!doctype[ \t\r\n]{1,9}html|html|head|body)[\s>]/i.test(head)) return 'html';
  if (/<response[\s/>]|<\?xml[ \t\r\n]/.test(text)) return 'xml';
  if (head[0] === '{' || head[0] === '[') return 'json';
  return /^<[A-Za-z_:!?\u{80}-\u{10FFFF}]/u.test(head) ? 'xml' : 'text';
}
