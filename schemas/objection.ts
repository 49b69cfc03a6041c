import type { ClauseId, Level, Problem, ProblemKey } from '../protocol/index.ts';

/** The parts of a problem that not every problem has. Undefined ones are left out. */
export interface Details {
  element?: string | undefined;
  expected?: string | undefined;
  observed?: string | undefined;
}

/** One problem; texts of the partner are cut to a length that a report can print. */
export function objection(key: ProblemKey, clause: ClauseId, level: Level, { element, expected, observed }: Details = {}): Problem {
  return {
    key,
    clause,
    level,
    ...(element === undefined ? {} : { element: clip(element) }),
    ...(expected === undefined ? {} : { expected: clip(expected) }),
    ...(observed === undefined ? {} : { observed: clip(observed) }),
  };
}

const LONGEST = 200;

/** At most 200 characters, the cut shown by `…`; never half of a surrogate pair. */
export function clip(text: string, longest = LONGEST): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest - 1).replace(/[\u{D800}-\u{DBFF}]$/u, '')}…`;
}

/** Without XML's white space at both ends; other white space, such as U+00A0, is content. Linear. */
export function trimBlank(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

/** Space, tab, line feed, carriage return: the white space of XML, and of JSON. */
export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}
