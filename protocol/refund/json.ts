import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** A number that is no integer as written (`1.5`, `1e3`, `10.0`): kept as its text. */
export interface DecimalText {
  decimal: string;
}

/** JSON with nothing lost: integers of any length are bigint, other numbers their text. */
export type JsonValue = null | boolean | string | bigint | DecimalText | JsonValue[] | JsonObject;

/** Members in the order of arrival, the first of repeated ones. A member may be called `__proto__`. */
export type JsonObject = Map<string, JsonValue>;

/** Why a body is no JSON that anybody should act upon. */
export type JsonFault = 'empty' | 'not-utf8' | 'not-json' | 'too-deep' | 'twice';

export type JsonReading = { value: JsonValue } | { fault: JsonFault; detail: string };

/** No model of the API nests deeper than two; a reader that recurses dies of a hostile body. */
const MOST_DEPTH = 32;

/**
 * Reads a body strictly (RFC 8259): UTF-8, one value, no member twice. A byte order mark is passed
 * over. Never throws. `12345678901234567890` arrives digit for digit.
 */
export function readJson(body: Uint8Array | string): JsonReading {
  let text: string;
  try {
    text = typeof body === 'string' ? body : new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return { fault: 'not-utf8', detail: 'not UTF-8' };
  }
  if (text.trim() === '') return { fault: 'empty', detail: '' };
  if (depthOf(text) > MOST_DEPTH) return { fault: 'too-deep', detail: `nested deeper than ${MOST_DEPTH}` };
  const lossless = require('lossless-json') as typeof import('lossless-json');
  let twice: string | undefined;
  try {
    const parsed: unknown = lossless.parse(text, null, {
      parseNumber: (digits) => (/^-?\d+$/.test(digits) ? BigInt(digits) : new Decimal(digits)),
      onDuplicateKey: ({ key, oldValue }) => {
        twice ??= key;
        return oldValue;
      },
    });
    return twice === undefined ? { value: toJson(parsed) } : { fault: 'twice', detail: twice };
  } catch (error) {
    return { fault: 'not-json', detail: error instanceof Error ? error.message : String(error) };
  }
}

/** Tells a number's text from an object that was sent with a member `decimal`. */
class Decimal implements DecimalText {
  readonly decimal: string;
  constructor(decimal: string) {
    this.decimal = decimal;
  }
}

function toJson(value: unknown): JsonValue {
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === 'object' && value !== null && !(value instanceof Decimal)) {
    return new Map(Object.entries(value).map(([name, member]) => [name, toJson(member)]));
  }
  return value as JsonValue;
}

/** Brackets open at once, those in strings not counted; one pass, no recursion. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '\\' && quoted) at++;
    else if (char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (char === '{' || char === '[') deepest = Math.max(deepest, ++depth);
    else if (char === '}' || char === ']') depth--;
  }
  return deepest;
}

/** What a writer takes: plain objects, whose undefined members are left out. */
export type Writable = null | boolean | string | number | bigint | undefined | Writable[] | { [name: string]: Writable };

/** Writes JSON with every bigint as an integer, digit for digit. */
export function writeJson(value: Writable): string {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return `[${value.map(writeJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${writeJson(member)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return value instanceof Map;
}

/**
 * The value as `JSON.parse` would give it, for JSON Schemas. Integers beyond 2^53 lose digits here:
 * good for shapes, never for values.
 */
export function toPlain(value: JsonValue): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(toPlain);
  if (value instanceof Map) {
    const object = Object.create(null) as Record<string, unknown>;
    for (const [name, member] of value) object[name] = toPlain(member);
    return object;
  }
  // `10.0` is an integer to a JSON Schema and none to the source's `long`: it stays a text, and is refused
  if (typeof value === 'object' && value !== null) return value.decimal;
  return value;
}

/** A value for people, cut to a length: `"abc"`, `12`, `{…}`. */
export function showJson(value: JsonValue | undefined, most = 80): string {
  if (value === undefined) return '—';
  const text = isJsonObject(value) ? '{…}' : Array.isArray(value) ? '[…]' : scalarText(value);
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

function scalarText(value: null | boolean | string | bigint | DecimalText): string {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'object' && value !== null) return value.decimal;
  return JSON.stringify(value);
}
