import { readFile } from 'node:fs/promises';
import type { SchemaIssue } from '../../schemas/index.ts';
import type { Message } from '../record/events.ts';
import { unreadable, UsageError, usage } from './usage-error.ts';

/** What the user wrote, with a way to say where. */
export interface ProfileSource {
  data: unknown;
  /** `profile.yaml:12:5` for a JSON pointer, or the file alone where the place is not known. */
  place(pointer: string): string;
  /** The text of a scalar as it was written (`0012`), where it is known. */
  written(pointer: string): string | undefined;
}

/** Profiles are small; a larger file is some other file. */
const MAX_PROFILE_BYTES = 1024 * 1024;

/**
 * Reads a profile in YAML, of which JSON is a part. Throws a UsageError that names line and column
 * for a file that is missing, unreadable or malformed.
 */
export async function readProfileFile(file: string): Promise<ProfileSource> {
  const text = await readText(file);
  const { parseDocument, LineCounter, isScalar, isMap } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  if (document.errors.length > 0) {
    throw new UsageError(
      ...document.errors
        .slice(0, 5)
        .map((error): Message => ({ key: 'usage.profile-malformed', values: { place: at(error.pos[0]), problem: error.message } })),
    );
  }
  if (!isMap(document.contents)) throw usage('usage.profile-not-a-map', { place: file });
  const node = (pointer: string) => document.getIn(pathOf(pointer), true);
  return {
    data: expand(document, file),
    place: (pointer) => {
      for (let path = pointer; ; path = path.slice(0, path.lastIndexOf('/'))) {
        const found = node(path) as { range?: [number, number, number] | null } | undefined;
        if (found?.range) return at(found.range[0]);
        if (path === '') return file;
      }
    },
    written: (pointer) => {
      const found = node(pointer);
      return isScalar(found) ? found.source : undefined;
    },
  };
}

/** Aliases may be used, but a file that is made of them to explode is refused. */
function expand(document: { toJS(options: { maxAliasCount: number }): unknown }, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw usage('usage.profile-malformed', { place: file, problem: (error as Error).message });
  }
}

/** A profile made of command-line options; it has no lines to point at. */
export function optionsAsProfile(data: unknown): ProfileSource {
  return { data, place: (pointer) => `options (${pointer.slice(1).replaceAll('/', '.')})`, written: () => undefined };
}

async function readText(file: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw unreadable('--profile', file, error, 'usage.hint-profile');
  }
  if (bytes.length > MAX_PROFILE_BYTES) throw usage('usage.profile-too-large', { place: file });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw usage('usage.profile-not-utf8', { place: file });
  }
}

function pathOf(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/** The schema's objections as messages with place and cure. */
export function explainIssues(issues: readonly SchemaIssue[], source: ProfileSource): UsageError {
  const seen = new Set<string>();
  const messages: Message[] = [];
  for (const issue of issues) {
    const message = explainIssue(issue, source);
    const once = `${message.key} ${message.values?.['place']}`;
    if (!seen.has(once)) messages.push(message);
    seen.add(once);
  }
  // A wrong scalar also fails the alternatives around it; where we can name the scalar, that is the answer.
  const precise = messages.filter((message) => message.key !== 'usage.profile-invalid');
  return new UsageError(...(precise.length > 0 ? precise : messages).slice(0, 8));
}

/** Fields that hold a sum in the protocol's form. */
const MONEY = /(^|\.)(sum|min|max|total)$/;

/** `5` and `5.5` as the protocol writes them; what is no such number stays as it is. */
function asMoney(written: string): string {
  const [, whole, decimals = ''] = /^(\d+)(?:\.(\d{1,2}))?$/.exec(written) ?? [];
  return whole === undefined ? written : `${whole}.${decimals.padEnd(2, '0')}`;
}

/** Where a profile holds secrets: what stands there is never repeated. */
const SECRET = /\/(headers\/[^/]+|password|login)$/;

function explainIssue({ path, keyword, params }: SchemaIssue, source: ProfileSource): Message {
  const field = path.slice(1).replaceAll('/', '.') || 'profile';
  const written = source.written(path);
  if (keyword === 'type' && written !== undefined && /^[-+.\d]/.test(written)) {
    return {
      key: 'usage.profile-unquoted',
      values: {
        place: source.place(path),
        field,
        ...(SECRET.test(path) ? { written: '…', quoted: '…' } : { written, quoted: MONEY.test(field) ? asMoney(written) : written }),
      },
    };
  }
  if (path.startsWith('/partner/url') && keyword !== 'type')
    return { key: 'usage.bad-url', values: { place: source.place(path), url: written ?? '' } };
  if (keyword === 'pattern' && MONEY.test(field))
    return { key: 'usage.profile-money', values: { place: source.place(path), field, written: written ?? '' } };
  if (path === '/partner/ledger' && (keyword === 'not' || keyword === 'minProperties'))
    return { key: 'usage.ledger-source', values: { place: source.place(path) } };
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties') {
    const name = String(params['additionalProperty'] ?? params['unevaluatedProperty']);
    return {
      key: 'usage.profile-unknown-key',
      values: { place: source.place(`${path}/${name}`), field: field === 'profile' ? name : `${field}.${name}` },
    };
  }
  const missing = typeof params['missingProperty'] === 'string' ? params['missingProperty'] : '';
  if (
    path === '/partner/accounts/payable' ? keyword === 'minItems' : path.startsWith('/partner') && ['accounts', 'payable', 'source'].includes(missing)
  ) {
    return { key: 'usage.no-payable', values: { place: source.place('/partner/accounts') } };
  }
  if (keyword === 'required') {
    return {
      key: 'usage.profile-missing',
      values: { place: source.place(path), field: `${field === 'profile' ? '' : `${field}.`}${String(params['missingProperty'])}` },
    };
  }
  const place = source.place(path);
  const list = (value: unknown) => (Array.isArray(value) ? value.map(String).join(', ') : String(value));
  switch (keyword) {
    case 'enum':
      return { key: 'usage.profile-choice', values: { place, field, allowed: list(params['allowedValues']) } };
    case 'pattern':
      return { key: 'usage.profile-pattern', values: { place, field, pattern: list(params['pattern']) } };
    case 'minimum':
    case 'maximum':
      return { key: 'usage.profile-range', values: { place, field, limit: `${list(params['comparison'])} ${list(params['limit'])}` } };
    case 'type':
      return { key: 'usage.profile-type', values: { place, field, type: list(params['type']) } };
    default:
      return { key: 'usage.profile-invalid', values: { place, field, keyword } };
  }
}
