import { createRequire } from 'node:module';
import { likelyName, MOST_NOTED, nothingFound, type Found, type Given, type Name } from './found.ts';
import type { JsonFrame } from './json-frame.ts';
import { clip } from './objection.ts';
import { plainNumber } from './plain-number.ts';

const require = createRequire(import.meta.url);

/** The members of an object with every value given under each name. */
export type Members = Map<string, unknown[]>;

const NAMES_IN_JSON: Record<string, Name> = {
  txn_id: 'txn_id',
  result: 'result',
  prv_txn_id: 'prv_txn',
  prv_txn: 'prv_txn',
  sum: 'sum',
  comment: 'comment',
  fields: 'fields',
};

/** What stands in the members; `bin` is known and of no interest. */
export function findInJson(members: Members): Found {
  const found = nothingFound();
  for (const [key, values] of members) {
    const name = Object.hasOwn(NAMES_IN_JSON, key) ? NAMES_IN_JSON[key]! : undefined;
    if (!name) {
      if (key !== 'bin' && found.unknown.length < MOST_NOTED) noteUnknown(found, key, values[0]);
      continue;
    }
    if (key === 'prv_txn' && members.has('prv_txn_id')) continue; // the right name's value counts
    // null is no value, which txn_id and result may not be
    const needed = name === 'txn_id' || name === 'result';
    found.values[name].push(...values.filter((value) => needed || value !== null).map(toGiven));
    if (name === 'fields') readFields(found, values[0]);
  }
  return found;
}

function noteUnknown(found: Found, key: string, value: unknown): void {
  found.unknown.push(key);
  const meant = likelyName(key);
  if (meant && value !== null) found.meant[meant] ??= toGiven(value).text;
}

function toGiven(value: unknown): Given {
  if (typeof value === 'string') return { text: value, pure: true };
  if (isNumber(value)) return { text: plainNumber(value.value), pure: true, number: true };
  return { text: clip(JSON.stringify(value)), pure: false };
}

/** TP-6.fields in JSON: `{"field1": {"@name": "…", "#text": "…"}}`. */
function readFields(found: Found, value: unknown): void {
  if (value === null || value === undefined) return;
  if (!isObject(value)) {
    found.fieldFaults.push(clip(JSON.stringify(value), 60));
    return;
  }
  for (const [element, field] of Object.entries(value).slice(0, MOST_NOTED)) {
    const parts: Record<string, unknown> = isObject(field) ? field : { '#text': field };
    const name = parts['@name'];
    const text = parts['#text'] === undefined ? undefined : toGiven(parts['#text']);
    found.fields.push({ element, ...(typeof name === 'string' ? { name } : {}), text: text?.text ?? '' });
    if (!/^field[0-9]+$/.test(element)) found.fieldFaults.push(element);
    else if (typeof name !== 'string') found.fieldFaults.push(`${element}: @name`);
    else if (text && !text.pure) found.fieldFaults.push(`${element}: #text`);
  }
}

/** As `answer-json.schema.json` takes it: numbers as their digits, the first of repeated members. */
export function objectForm(members: Members): Record<string, unknown> {
  const object = Object.create(null) as Record<string, unknown>; // a member may be called __proto__
  for (const [key, [value]] of members) object[key] = isNumber(value) ? plainNumber(value.value) : value;
  return object;
}

/** Each value by itself, because a parser keeps one of repeated members. The frame's core is JSON. */
export function membersOf(frame: JsonFrame): Members {
  const members: Members = new Map();
  for (const { key, value } of frame.members) {
    const name = JSON.parse(key) as string;
    const values = members.get(name);
    if (!values) members.set(name, [parseJson(value)]);
    else if (values.length < MOST_NOTED) values.push(parseJson(value));
  }
  return members;
}

/** The members of an object that is parsed already. */
export function toMembers(object: Record<string, unknown>): Members {
  return new Map(Object.entries(object).map(([key, value]) => [key, [value]]));
}

/** Keeps the digits of numbers and the first of repeated members. Throws on what is no JSON. */
export function parseJson(text: string): unknown {
  const lossless = require('lossless-json') as typeof import('lossless-json');
  return lossless.parse(text, null, { onDuplicateKey: ({ oldValue }) => oldValue });
}

/** lossless-json's number: the digits as written. */
function isNumber(value: unknown): value is { value: string } {
  return typeof value === 'object' && value !== null && (value as { isLosslessNumber?: unknown }).isLosslessNumber === true;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isNumber(value);
}
