import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { formatSum, requestParams, TENGE, txnDate, wholeTenge, type Tiyn } from '../../protocol/index.ts';
import { Skipped, Undecided } from '../finding.ts';
import type { LoadJob, LoadPlace, LoadShape, LoadTemplate } from '../load.ts';
import { requestBytes } from '../partner/request-bytes.ts';
import type { Endpoint, PayableAccount, Profile } from '../profile/profile.ts';
import type { RunShared } from './shared.ts';
import type { RunState } from './state.ts';
import { LOAD_ORDERS } from './orders.ts';

/** What the command line asks of a load. */
export interface LoadWish {
  shape: LoadShape;
  perSecond?: number;
  durationMs?: number;
  payments?: number;
  connections?: number;
  mix?: readonly ('check' | 'pay')[];
  /** Runs the shape twice, half of the payments each: by our own engine, and by another one. */
  secondEngine?: 'autocannon';
}

/** The protocol's limit (TP-2). */
const TIMEOUT_MS = 15_000;
/** More payments than the profile expects, so that there is room. */
const MARGIN = 1.5;
const LEAST_A_MINUTE = 15;
/** A short load is denser than the payments that are expected, but not denser than this where less is expected. */
const DENSEST_A_SECOND = 20;
const ALONE = 5;
const ROUNDS = 3;
/** Payments that are left for what comes after the load. */
const LEFT_OVER = 8;
const ACCOUNTS = 3;
/** As many requests are kept whole as a record can well hold. */
const KEPT = 300;

/** Payments a second that a partner has to stand, with the margin. */
export function agreedPerSecond({ expectedPaymentsPerMinute }: Profile): number {
  return Math.max(LEAST_A_MINUTE, MARGIN * expectedPaymentsPerMinute) / 60;
}

interface Part {
  shape: LoadShape;
  payments: number;
  perSecond: number;
  durationMs: number;
  connections: number;
  mix: readonly ('check' | 'pay')[];
  engine?: 'autocannon';
}

/** The usual load of a certification, or the one that was wished for. */
export function partsOf(profile: Profile, wish: LoadWish | undefined): Part[] {
  const { durationMs, connections } = profile.load;
  const agreed = agreedPerSecond(profile);
  if (wish) {
    const perSecond = wish.perSecond ?? agreed;
    const lasts = wish.durationMs ?? (wish.shape === 'soak' ? 600_000 : Math.max(durationMs, 1_000));
    const all = {
      burst: ALONE + ROUNDS * (wish.connections ?? connections),
      pace: Math.ceil((perSecond * lasts) / 1000),
      closed: Infinity,
      ramp: Infinity,
    };
    const payments = wish.payments ?? all[wish.shape === 'soak' ? 'pace' : wish.shape];
    const part: Part = {
      shape: wish.shape,
      payments: wish.secondEngine ? Math.ceil(payments / 2) : payments,
      perSecond,
      durationMs: lasts,
      connections: wish.connections ?? connections,
      mix: wish.mix ?? ['pay'],
    };
    return wish.secondEngine ? [part, { ...part, engine: wish.secondEngine }] : [part];
  }
  if (profile.kind === 'order') {
    const paced = LOAD_ORDERS.wanted - ALONE - connections;
    return [
      { shape: 'burst', payments: ALONE + connections, perSecond: 0, durationMs, connections, mix: ['pay'] },
      { shape: 'pace', payments: paced, perSecond: Math.max(agreed, (paced * 1000) / durationMs), durationMs, connections, mix: ['pay'] },
    ];
  }
  // The payments of a minute, done in the time that is given; no denser than makes sense.
  const perSecond = Math.max(agreed, Math.min(DENSEST_A_SECOND, (agreed * 60_000) / durationMs));
  return [
    { shape: 'burst', payments: ALONE + ROUNDS * connections, perSecond: 0, durationMs, connections, mix: ['pay'] },
    { shape: 'pace', payments: Math.max(3, Math.round((perSecond * durationMs) / 1000)), perSecond, durationMs, connections, mix: ['pay'] },
  ];
}

/** The parts cut to what the limits of money and payments, and the orders at hand, allow. Throws Skipped where that is too little. */
export function withinRoom(parts: readonly Part[], run: RunState, shared: RunShared, sum: Tiyn): Part[] {
  const { payments, total } = run.books.room();
  const orders = run.profile.kind === 'order' ? shared.purse.left : Infinity;
  let left = Math.min(payments - LEFT_OVER, Number(total / sum) - LEFT_OVER, orders - (orders === Infinity ? 0 : LEFT_OVER - 3));
  const cut = parts.map((part, index) => {
    // Without an end of its own a shape takes what there is; two of them share it.
    const most = part.payments === Infinity ? Math.floor(left / (parts.length - index)) : part.payments;
    const kept = { ...part, payments: Math.max(0, Math.min(most, left)) };
    left -= kept.payments;
    return kept;
  });
  const least = Math.min(parts[0]!.payments, parts[0]!.shape === 'burst' ? ALONE + parts[0]!.connections : 1);
  if (cut[0]!.payments >= least) return cut.filter((part) => part.payments > 0);
  if (orders < payments) throw new Skipped('not-offered', { key: 'skip.no-more-orders' });
  throw new Skipped('limit', {
    key: 'skip.load-limit',
    values: { wanted: String(least), left: String(Math.max(0, payments)), total: formatSum(total) },
  });
}

/** What a job needs beside its part. */
export interface Ingredients {
  targets: readonly PayableAccount[];
  places: { check: LoadPlace; pay: LoadPlace };
  first: string;
}

export function jobOf(run: RunState, part: Part, { targets, places, first }: Ingredients): LoadJob {
  const { profile } = run;
  const date = txnDate(run.now());
  const templates = targets.flatMap((target, index) =>
    part.mix.map((command): LoadTemplate => {
      const sum = formatSum(target.price ?? sumOf(profile, index));
      const mark = '0'.repeat(18);
      const params = requestParams({ command, txn_id: mark, account: target.account, sum, txn_date: date, extra: profile.extra });
      const endpoint = command === 'pay' ? profile.pay : profile.check;
      const whole = requestBytes(endpoint, profile.headers, params);
      const at = whole.indexOf(`txn_id=${mark}`) + 'txn_id='.length;
      return {
        command,
        account: target.account,
        sum,
        txn_date: date,
        place: places[command],
        before: new Uint8Array(whole.subarray(0, at)),
        behind: new Uint8Array(whole.subarray(at + mark.length)),
      };
    }),
  );
  return {
    ...part,
    engine: part.engine ?? 'paycert',
    edition: profile.edition,
    templates,
    first,
    timeoutMs: TIMEOUT_MS,
    processingTimeoutMs: profile.processingTimeoutMs,
    // As long as the payments would take at the rate that the profile expects.
    patienceMs: Math.max(part.durationMs, Math.min(600_000, (part.payments * 60_000) / profile.expectedPaymentsPerMinute)),
    keepOneOf: Math.max(1, Math.ceil(part.payments / KEPT)),
  };
}

/** Whole tenge near the least that the profile allows, another sum for each account: a crossed answer shows. */
export function sumOf({ sums }: Profile, index: number): Tiyn {
  const sum = wholeTenge(sums.min) + BigInt(index) * TENGE;
  return sum > sums.max ? sums.min : sum;
}

/** Balance accounts come again and again; of orders each payment has its own. */
export async function targetsOf(run: RunState, { purse }: RunShared, payments: number): Promise<PayableAccount[]> {
  if (run.profile.kind === 'balance') return purse.known.slice(0, ACCOUNTS);
  const orders: PayableAccount[] = [];
  while (orders.length < payments) orders.push(await purse.take());
  return orders;
}

/** Looks the name up once, here: a thread that sends must wait for no resolver. */
export async function placesOf({ profile }: RunState, { lookup = systemLookup }: RunShared): Promise<{ check: LoadPlace; pay: LoadPlace }> {
  const place = async (endpoint: Endpoint): Promise<LoadPlace> => {
    const from = profile.addresses.allowed;
    return {
      host: isIP(endpoint.host) === 0 ? await resolve(endpoint.host, lookup, from === undefined ? 0 : isIP(from)) : endpoint.host,
      port: endpoint.port,
      ...(endpoint.scheme === 'https' ? { tls: { serverName: endpoint.host, ...profile.tls } } : {}),
      ...(from === undefined ? {} : { localAddress: from }),
    };
  };
  const check = await place(profile.check);
  return { check, pay: profile.pay.url === profile.check.url ? check : await place(profile.pay) };
}

function resolve(host: string, lookup: LookupFunction, family: number): Promise<string> {
  return new Promise((done, reject) => {
    lookup(host, { family, all: false }, (error, address) => {
      const found = typeof address === 'string' ? address : address?.[0]?.address;
      if (error || found === undefined) reject(new Undecided({ key: 'why.load-unresolved', values: { host } }));
      else done(found);
    });
  });
}
