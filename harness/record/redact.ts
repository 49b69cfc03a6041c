import type { Bytes, ExchangeEvent, RecordEvent } from './events.ts';
import type { AccountMask } from './mask.ts';
import { inAnyWriting, inBase64 } from './ways.ts';

export const SECRET_MARK = '‹secret›';

/** What the harness itself writes there: names of the record's language, numbers, moments. No partner's text is in them. */
const OURS: ReadonlySet<string> = new Set(
  (
    'type id case suite key clause clauses cases suites skip verdict level blame state does nature command kind edition scheme ' +
    'how phase at startedAt finishedAt schemaVersion profileDigest node ended title quote target host'
  ).split(' '),
);

/** Members that hold accounts and nothing else, in events and in the profile. */
const ACCOUNTS: ReadonlySet<string> = new Set(['account', 'payable', 'unknown', 'cancelled', 'paid', 'processing']);

/**
 * A function that takes every secret out of every text of an event, in whatever way a partner may
 * have echoed it, and with `mask` hides accounts as well. Also inside base64, and in an answer whose
 * coding (gzip, chunks) would keep it from being seen there.
 */
export function redactor(secrets: readonly string[], mask?: AccountMask): (event: RecordEvent) => RecordEvent {
  const known = [...new Set(secrets.filter((secret) => secret.length > 0))].sort((a, b) => b.length - a.length);
  if (known.length === 0 && !mask) return (event) => event;
  const texts = patternOf(known);
  // Bytes that are no UTF-8 are looked at one by one, a character each.
  const bytes = patternOf(known.map((secret) => Buffer.from(secret, 'utf8').toString('latin1')));
  const masked = mask ? mask.hide : (text: string) => text;
  const hideText = (text: string) => masked(texts ? text.replace(texts, SECRET_MARK) : text);
  const hideBase64 = (text: string) => {
    const read = Buffer.from(text, 'base64').toString('latin1');
    const hidden = masked(bytes ? read.replace(bytes, '<secret>') : read);
    return hidden === read ? text : Buffer.from(hidden, 'latin1').toString('base64');
  };
  const hide = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string') {
      if (OURS.has(key)) return value;
      if (mask && ACCOUNTS.has(key)) return mask.one(value);
      return key === 'base64' ? hideBase64(value) : hideText(value);
    }
    if (Array.isArray(value)) return value.map((item) => hide(item, key));
    if (value !== null && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, hide(inner, name)]));
    return value;
  };
  return (event) => {
    mask?.learn(event);
    const hidden = hide(event) as RecordEvent;
    return event.type === 'exchange' ? plainAnswer(event, hidden as ExchangeEvent) : hidden;
  };
}

function patternOf(secrets: readonly string[]): RegExp | undefined {
  return secrets.length === 0 ? undefined : new RegExp(secrets.flatMap((secret) => [inAnyWriting(secret), ...inBase64(secret)]).join('|'), 'g');
}

/**
 * Where the body held something to hide, or could not be looked into, the answer as it came would still
 * hold it under its coding: it is kept as its head and the body that can be read.
 */
function plainAnswer(event: ExchangeEvent, hidden: ExchangeEvent): ExchangeEvent {
  const opaque = event.truncated === true && /^(transfer|content)-encoding:/im.test(headOf(event.response));
  const touched = event.body !== undefined && JSON.stringify(hidden.body) !== JSON.stringify(event.body);
  if (!opaque && !touched) return hidden;
  const body =
    hidden.body === undefined ? '' : 'text' in hidden.body ? hidden.body.text : Buffer.from(hidden.body.base64, 'base64').toString('latin1');
  return { ...hidden, response: { text: `${headOf(hidden.response)}${body}` } };
}

/** Status line and headers with the empty line behind them. */
function headOf(bytes: Bytes): string {
  const text = 'text' in bytes ? bytes.text : Buffer.from(bytes.base64, 'base64').toString('latin1');
  return /^[^]*?\r?\n\r?\n/.exec(text)?.[0] ?? '';
}
