import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import { sumValue } from '../../protocol/index.ts';
import { parseInt64 } from '../../protocol/refund/index.ts';
import { PLACEHOLDERS, wordsOf, type RefundSetting, type TriggerSetting } from '../refund/setting.ts';
import type { ProfileSource } from './read.ts';
import { usage } from './usage-error.ts';

/** The section `refund.client` as it is written. */
export interface RawRefundClient {
  listen: string;
  baseUrl?: string;
  /** Files, PEM; relative to the profile. */
  tls?: { cert: string; key: string };
  login: string;
  password: string;
  trigger?: string | { url: string; headers?: Record<string, string> };
  amountUnit?: 'tenge' | 'tiyn';
  feePercent?: string;
  payments?: string[];
  /** Seconds. */
  clocks?: { patience?: number; settle?: number; pace?: number; slow?: number; hand?: number };
}

/**
 * Ready for use. Throws a UsageError for a port or a number out of range, a trigger that is no command, a place in it that
 * nothing fills, and a certificate that cannot be served.
 */
export function refundSetting(raw: RawRefundClient, source: ProfileSource, folder: string): RefundSetting {
  const place = (pointer: string) => source.place(`/refund/client/${pointer}`);
  const [, host = '', port = ''] = /^\[?(.*?)\]?:(\d+)$/.exec(raw.listen) ?? [];
  if (Number(port) > 65_535) throw usage('usage.refund-port', { place: place('listen'), port });
  const ms = (seconds: number | undefined, otherwise: number) => Math.round((seconds ?? otherwise) * 1000);
  const { patience, settle, pace, slow, hand } = raw.clocks ?? {};
  return {
    listen: { host, port: Number(port) },
    ...(raw.baseUrl === undefined ? {} : { publicUrl: raw.baseUrl.replace(/\/+$/, '') }),
    ...(raw.tls === undefined ? {} : { tls: pairOf(raw.tls, place, folder) }),
    login: raw.login,
    password: raw.password,
    trigger: triggerSetting(raw.trigger, place('trigger'), folder),
    amountUnit: raw.amountUnit ?? 'tenge',
    ...(raw.feePercent === undefined ? {} : { feeBasisPoints: sumValue(raw.feePercent)! }), // the schema has passed the form
    payments: (raw.payments ?? []).map((id, at) => {
      const number = parseInt64(id);
      if (number === undefined) throw usage('usage.payment-id', { place: place(`payments/${at}`), id });
      return number;
    }),
    clocks: { patienceMs: ms(patience, 30), settleMs: ms(settle, 1.5), paceMs: ms(pace, 1), slowMs: ms(slow, 3), handMs: ms(hand, 120) },
  };
}

/** Certificate and key, looked at before anybody comes: a handshake that fails later tells a client's maker nothing. */
function pairOf(files: NonNullable<RawRefundClient['tls']>, place: (pointer: string) => string, folder: string): { cert: string; key: string } {
  const read = (name: 'cert' | 'key'): string => {
    const file = resolve(folder, files[name]);
    try {
      return readFileSync(file, 'utf8');
    } catch (error) {
      throw usage('usage.refund-tls-unreadable', { place: place(`tls/${name}`), file, problem: codeOf(error) });
    }
  };
  const pair = { cert: read('cert'), key: read('key') };
  const accept = (what: Partial<typeof pair>, key: string, at: string) => {
    try {
      createSecureContext(what);
    } catch (error) {
      throw usage(key, { place: place(at), problem: codeOf(error), cert: files.cert, key: files.key });
    }
  };
  accept({ cert: pair.cert }, 'usage.refund-tls-cert', 'tls/cert');
  accept({ key: pair.key }, 'usage.refund-tls-key', 'tls/key');
  accept(pair, 'usage.refund-tls-pair', 'tls');
  return pair;
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? (error as Error).message;
}

function triggerSetting(trigger: RawRefundClient['trigger'], place: string, folder: string): TriggerSetting {
  if (trigger === undefined) return { by: 'hand' };
  refuseStrangePlaces(typeof trigger === 'string' ? trigger : trigger.url, place);
  if (typeof trigger !== 'string') return { by: 'http', url: trigger.url, headers: Object.entries(trigger.headers ?? {}) };
  const words = wordsOf(trigger);
  if (words === undefined || words.length === 0) throw usage('usage.refund-trigger', { place, trigger });
  return { by: 'command', words, folder };
}

/** A place that nothing fills would go out as it stands, and be looked for long. */
function refuseStrangePlaces(text: string, place: string): void {
  const strange = [...text.matchAll(/\{(\w+)\}/g)].find(([, name]) => !(PLACEHOLDERS as readonly string[]).includes(name!));
  if (strange) throw usage('usage.refund-placeholder', { place, name: strange[0], known: PLACEHOLDERS.map((name) => `{${name}}`).join(' ') });
}
