import { isBlank } from './objection.ts';

/** A JSON text before anything parses it: no recursion, one look at each character. */
export interface JsonFrame {
  /** The value, from its first bracket to the matching one, or to the end of the text. */
  core: string;
  before?: string;
  after?: string;
  depth: number;
  /** The members of the outermost object, repeated ones included; keys and values as written. */
  members: { key: string; value: string }[];
}

/** Undefined when the text holds no object or array. */
export function frameJson(text: string): JsonFrame | undefined {
  const start = findStart(text);
  if (start < 0) return undefined;
  const scan = scanValue(text, start);
  const end = scan.end < 0 ? text.length : scan.end;
  const before = text.slice(0, start).trim();
  const after = text.slice(end).trim();
  return {
    core: text.slice(start, end),
    ...(before === '' ? {} : { before }),
    ...(after === '' ? {} : { after }),
    depth: scan.depth,
    members: scan.members,
  };
}

/** The first character if it opens a value, else the first `{` with a key behind it. */
function findStart(text: string): number {
  let at = 0;
  while (at < text.length && isBlank(text.charCodeAt(at))) at++;
  if (text[at] === '{' || text[at] === '[') return at;
  return text.search(/\{[ \t\r\n]{0,20}"/);
}

function scanValue(text: string, start: number): { end: number; depth: number; members: JsonFrame['members'] } {
  const members: JsonFrame['members'] = [];
  let depth = 0;
  let deepest = 0;
  let key: string | undefined;
  let from = start + 1;
  const closeMember = (at: number) => {
    if (key !== undefined) members.push({ key, value: text.slice(from, at) });
    key = undefined;
    from = at + 1;
  };
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      at = endOfString(text, at);
    } else if (char === '{' || char === '[') {
      deepest = Math.max(deepest, ++depth);
    } else if (char === '}' || char === ']') {
      if (--depth > 0) continue;
      closeMember(at);
      return { end: at + 1, depth: deepest, members };
    } else if (depth === 1 && char === ',') {
      closeMember(at);
    } else if (depth === 1 && char === ':' && key === undefined) {
      key = text.slice(from, at).trim();
      from = at + 1;
    }
  }
  return { end: -1, depth: deepest, members };
}

/** At the closing quote, or the end of the text. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  return text.length;
}
