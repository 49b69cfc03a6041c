import { createRequire } from 'node:module';
import type { Answer } from '../protocol/index.ts';

const require = createRequire(import.meta.url);

/** fast-xml-parser takes whatever it gets; longer texts than this are left to the regular expressions. */
const MOST_FOR_PARSER = 65_536;

/** Values longer than this are no values. */
const LONGEST_VALUE = 4_000;

const VALUES = ['txn_id', 'result', 'prv_txn', 'sum', 'comment'] as const;

/**
 * The values of a text that is no XML, as a careless reader would take them. They serve to judge
 * what happened to the money, never the form. Undefined when nothing in it looks like a value.
 */
export function readLoosely(text: string): Answer | undefined {
  const simple = !/<!DOCTYPE/i.test(text) && text.length <= MOST_FOR_PARSER;
  const parsed = simple ? readByParser(text) : undefined;
  const matched = readByPattern(text);
  const answer = { ...matched, ...parsed };
  return Object.keys(answer).length > 0 ? { ...answer, fields: [] } : undefined;
}

type Values = Partial<Record<(typeof VALUES)[number], string>>;

function readByParser(text: string): Values {
  try {
    const { XMLParser } = require('fast-xml-parser') as typeof import('fast-xml-parser');
    const parser = new XMLParser({ parseTagValue: false, ignoreAttributes: true, trimValues: false, htmlEntities: true });
    return pick((parser.parse(text) as { response?: unknown }).response);
  } catch {
    return {};
  }
}

function pick(response: unknown): Values {
  const first: unknown = Array.isArray(response) ? response[0] : response;
  if (typeof first !== 'object' || first === null) return {};
  const values: Values = {};
  for (const name of VALUES) {
    const given: unknown = (first as Record<string, unknown>)[name];
    const value: unknown = Array.isArray(given) ? given[0] : given;
    if (typeof value === 'string' && value !== '') values[name] = value;
  }
  return values;
}

/** The text behind the first start tag of each name. */
function readByPattern(text: string): Values {
  const values: Values = {};
  for (const name of VALUES) {
    const tag = new RegExp(`<${name}(?:[ \\t\\r\\n][^<>]{0,200})?>`).exec(text);
    if (!tag) continue;
    const start = tag.index + tag[0].length;
    const value = /^(?:<!\[CDATA\[)?([^<\]]*)/.exec(text.slice(start, start + LONGEST_VALUE))![1]!;
    if (!tag[0].endsWith('/>')) values[name] = value;
  }
  return values;
}

/** The values of a text that is no JSON either, by their names; each behind the first `"name":`. */
export function readJsonLoosely(text: string): Answer | undefined {
  const answer: Answer = { fields: [] };
  for (const name of [...VALUES, 'prv_txn_id'] as const) {
    const blank = '[ \\t\\r\\n]{0,50}';
    const quoted = `["']([^"'\\\\]{0,${LONGEST_VALUE}})`;
    const member = new RegExp(`["']${name}["']${blank}:${blank}(?:${quoted}|([0-9.+\\-eE]{1,40}))`).exec(text);
    const value = member?.[1] ?? member?.[2];
    if (value !== undefined) answer[name === 'prv_txn_id' ? 'prv_txn' : name] ??= value;
  }
  return Object.keys(answer).length > 1 ? answer : undefined;
}
