import type { AmountUnit } from '../../protocol/refund/index.ts';

/** The profile's `refund.client`, ready for use. */
export interface RefundSetting {
  listen: { host: string; port: number };
  /** What `{baseUrl}` begins with, where the client reaches us by another address than we listen on. */
  publicUrl?: string;
  /** Certificate and private key, PEM: the listener speaks TLS. */
  tls?: { cert: string; key: string };
  login: string;
  password: string;
  trigger: TriggerSetting;
  amountUnit: AmountUnit;
  /** The operator's fee in hundredths of a percent, where it is known. */
  feeBasisPoints?: bigint;
  /** Payments that the partner's system knows; none: made up. */
  payments: bigint[];
  clocks: Clocks;
}

export type TriggerSetting =
  /** Words of a command; each is one argument, whatever is filled into it. */
  | { by: 'command'; words: readonly string[]; folder: string }
  | { by: 'http'; url: string; headers: [name: string, value: string][] }
  /** Somebody does it, as the terminal says. */
  | { by: 'hand' };

/** All in milliseconds. */
export interface Clocks {
  /** How long the next step of the client is waited for. */
  patienceMs: number;
  /** How long it is watched after all is said. */
  settleMs: number;
  /** Questions for a status should not come faster than this. */
  paceMs: number;
  /** How long a slow operator takes, and one that is down stays down. */
  slowMs: number;
  /** How long somebody has who starts a refund by hand. */
  handMs: number;
}

/** Of a pace, what counts as kept: timers are not exact, and networks shift what they carry. */
export const PACE_SLACK = 0.75;

/** Words of a command as a shell would cut them: blanks part, quotes hold together, `\` takes the next character as it is. Undefined where a quote stays open. */
export function wordsOf(command: string): string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < command.length; at++) {
    const char = command[at]!;
    if (quote !== '' && char === quote) quote = '';
    else if (quote === '' && (char === '"' || char === "'")) [quote, word] = [char, word ?? ''];
    else if (char === '\\' && quote !== "'" && at + 1 < command.length) word = (word ?? '') + command[++at]!;
    else if (quote === '' && /\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + char;
  }
  if (quote !== '') return undefined;
  return word === undefined ? words : [...words, word];
}

export const PLACEHOLDERS = ['baseUrl', 'paymentId', 'amount', 'reason', 'scenario'] as const;
export type Placeholder = (typeof PLACEHOLDERS)[number];
export type Filling = Readonly<Record<Placeholder, string>>;

/** Puts the values into the places of one text, once: a value that looks like a place stays as it is. */
export function filled(text: string, filling: Filling, encode: (value: string) => string = (value) => value): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (isPlaceholder(name) ? encode(filling[name]) : whole));
}

/** Does the trigger pass this on? A call by HTTP and somebody by hand get everything. */
export function passesOn(trigger: TriggerSetting, name: Placeholder): boolean {
  return trigger.by !== 'command' || trigger.words.some((word) => word.includes(`{${name}}`));
}

function isPlaceholder(name: string): name is Placeholder {
  return (PLACEHOLDERS as readonly string[]).includes(name);
}
