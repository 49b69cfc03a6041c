import { setTimeout as sleep } from 'node:timers/promises';
import { formatSum, requestParams, Result, type Asked, type Command, type Param, type Tiyn } from '../../protocol/index.ts';
import type { Ask } from '../../wire/index.ts';
import { Undecided, type FindingSink } from '../finding.ts';
import { isLost, type Outcome, type Payment } from '../outcome.ts';
import { exchangeEvent } from '../record/exchange-event.ts';
import type { RunState } from '../run/state.ts';
import { limitOf, type Limit } from './limit.ts';
import { observe } from './observe.ts';
import { requestBytes, type Writing } from './request-bytes.ts';

/** How to ask, where it differs from what the operator's system does. */
export interface AskOptions extends Writing {
  connection?: 'kept' | 'new';
  /** Fields in another order, other fields, raw values. */
  params?: (params: Param[]) => Param[];
  /** Added fields (TP-6.data). */
  extra?: Record<string, string>;
  nature?: Outcome['nature'];
  /** Break or bend the connection. */
  cut?: Pick<Ask, 'abort' | 'abortAfterMs' | 'halfClose' | 'slow'>;
  /** Local address to call from. */
  from?: string;
  acceptsGzip?: boolean;
  lingerMs?: number;
  /** The answer need not echo the sum asked for: a repeat with another sum returns the first. */
  anySum?: boolean;
  /** The request is a case's own variation, though no option shows it. */
  varied?: boolean;
  /** Take the first answer as it is: neither ask again at result 4 nor after a lost one. */
  once?: boolean;
}

/** What check asks about. Without a number it gets a fresh one; `sum: null` leaves the sum out. */
export interface CheckWhat {
  account: string;
  txn_id?: string;
  sum?: string | Tiyn | null;
  txn_date?: string;
}

/** The operator's side of the protocol, for one case. Every exchange is recorded by itself. */
export interface PartnerSession {
  check(what: CheckWhat, options?: AskOptions): Promise<Outcome>;
  /** Pays, and asks again while the answer is 4 or lost, until it is final or the time is up. */
  pay(payment: Payment, options?: AskOptions): Promise<Outcome>;
  /** Sends fields of our own; asks again only while the answer is 4, which decides nothing. `about` says what stands in the books, if anything. */
  raw(params: readonly Param[], about: { command?: Command; txn_id: string; account: string; sum?: Tiyn }, options?: AskOptions): Promise<Outcome>;
  /** The same partner over one connection of its own, kept from request to request. */
  onOneConnection<T>(body: (same: PartnerSession) => Promise<T>): Promise<T>;
  /**
   * Resolves when nothing of this session is on its way any more, and the partner has had the time
   * for what was cut: money that arrives late must not be taken for another case's.
   */
  quiet(): Promise<void>;
}

/** The longest that a case waits for what it left behind. */
const MAX_QUIET_MS = 15_000;

/** An answer came, and would come again. */
const UNREADABLE: ReadonlySet<string> = new Set(['oversize', 'malformed']);

/** Waits between asks after a lost answer, milliseconds. */
const LOST_PAUSES = [50, 250, 1_000];
const POLL_MS = { first: 200, most: 2_000 };
/** How long further payments may stay at 4 once one has been seen to stay there for good. */
const POLL_WHEN_STUCK_MS = 1_000;

export function partnerSession(run: RunState, caseId: string, sink: FindingSink, lane?: string): PartnerSession {
  const onTheWay = new Set<Promise<unknown>>();
  let lanes = 0;
  let asked = false;
  const track = <T>(asking: Promise<T>): Promise<T> => {
    asked = true;
    onTheWay.add(asking);
    const done = () => onTheWay.delete(asking);
    asking.then(done, done);
    return asking;
  };
  // A case may await what it asked for only behind something else, which ends it first.
  const handled = <T>(asking: Promise<T>): Promise<T> => {
    asking.catch(() => {});
    return asking;
  };
  const ask = async (command: Command | undefined, params: Param[], about: About, options: AskOptions): Promise<Outcome> => {
    for (let attempt = 1; ; attempt++) {
      const { outcome, limit } = await track(askOnce(run, caseId, sink, lane, command, params, about, options));
      if (!limit) return outcome;
      if (!(await run.traffic.slowDown(limit, attempt))) throw new Undecided({ key: 'why.rate-limited', values: { status: String(outcome.status) } });
    }
  };

  /** A lost answer to a sound request says nothing; a repeat of the same number is safe, so ask again. */
  const askUntilAnswered = async (command: Command, params: Param[], about: About, options: AskOptions): Promise<Outcome> => {
    for (const pause of [...LOST_PAUSES, 0]) {
      const outcome = await ask(command, params, about, options);
      if (options.once || options.nature !== undefined || !isLost(outcome) || UNREADABLE.has(outcome.end.how) || pause === 0) return outcome;
      await sleep(pause);
    }
    throw new Error('unreachable');
  };

  const payUntilFinal = async (payment: Payment, options: AskOptions): Promise<Outcome> => {
    const { txn_id, account, sum, txn_date } = payment;
    if (!run.books.get(txn_id)) run.books.open(payment);
    const params = fields(run, options, { command: 'pay', txn_id, account, sum: formatSum(sum), txn_date });
    const asking = () => askUntilAnswered('pay', params, { txn_id, account, sum, txn_date }, options);
    if (options.once) return asking();
    const outcome = await untilFinal(run, asking);
    if (outcome.result !== Result.processing) return outcome;
    run.books.stay(txn_id);
    return outcome;
  };

  const session: PartnerSession = {
    check: (what, options = {}) => {
      const sum = what.sum === undefined ? nominalSum(run, what.account) : what.sum;
      const txn_id = what.txn_id ?? run.numbers.next();
      const params = fields(run, options, {
        command: 'check',
        txn_id,
        account: what.account,
        ...(sum === null ? {} : { sum: typeof sum === 'bigint' ? formatSum(sum) : sum }),
        ...(what.txn_date === undefined ? {} : { txn_date: what.txn_date }),
      });
      const about = { txn_id, account: what.account };
      return handled(askUntilAnswered('check', params, about, varied(options, what.sum === null || typeof what.sum === 'string')));
    },
    pay: (payment, options = {}) => handled(payUntilFinal(payment, options)),
    raw: (params, about, options = {}) => handled(untilFinal(run, () => ask(about.command, [...params], about, { nature: 'odd', ...options }))),
    onOneConnection: (body) => body(partnerSession(run, caseId, sink, `${caseId} ${++lanes}`)),
    quiet: async () => {
      if (!asked) return;
      await Promise.allSettled(onTheWay);
      // What was sent a byte at a time took its time from us, and says nothing of the partner's pace.
      const slowest = Math.max(0, ...run.outcomes.filter(({ answered, nature }) => answered && nature !== 'cut').map(({ totalMs }) => totalMs));
      await sleep(Math.min(MAX_QUIET_MS, 50 + 2 * slowest));
    },
  };
  return session;
}

/** What a terminal shows as the sum of a check: nothing that a partner should process (TP-6.check-sum). */
function nominalSum({ profile, prices }: RunState, account: string): string {
  return formatSum(prices.get(account) ?? profile.sums.min);
}

/** Options that change the bytes of the request; the others only say how it travels and is taken. */
function isPlain({ params, extra, spelling, headers, without, method, acceptsGzip, varied: changed }: AskOptions): boolean {
  return !changed && [params, extra, spelling, headers, without, method, acceptsGzip].every((option) => option === undefined);
}

function varied(options: AskOptions, changed: boolean): AskOptions {
  return changed ? { ...options, varied: true } : options;
}

/** Asks while the answer is 4, for as long as a payment may stay there. */
async function untilFinal(run: RunState, ask: () => Promise<Outcome>): Promise<Outcome> {
  const deadline = run.now() + patience(run);
  for (let pause = POLL_MS.first; ; pause = Math.min(pause * 2, POLL_MS.most)) {
    const outcome = await ask();
    if (outcome.result !== Result.processing || run.now() + pause > deadline) return outcome;
    await sleep(pause);
  }
}

/** How long a payment may stay at 4. */
function patience({ books, profile }: RunState): number {
  return books.stuck ? Math.min(POLL_WHEN_STUCK_MS, profile.processingTimeoutMs) : profile.processingTimeoutMs;
}

interface About {
  txn_id: string;
  account: string;
  sum?: Tiyn;
  txn_date?: string;
}

function fields(run: RunState, options: AskOptions, request: Parameters<typeof requestParams>[0]): Param[] {
  const params = requestParams({ ...request, extra: { ...run.profile.extra, ...options.extra } });
  return options.params ? options.params(params) : params;
}

async function askOnce(
  run: RunState,
  caseId: string,
  sink: FindingSink,
  lane: string | undefined,
  command: Command | undefined,
  params: Param[],
  about: About,
  options: AskOptions,
): Promise<{ outcome: Outcome; limit: Limit | undefined }> {
  const { profile, traffic } = run;
  const sort = command ?? 'odd';
  await traffic.turn(sort);
  const endpoint = command === 'pay' ? profile.pay : profile.check;
  const startedAt = run.now();
  const began = performance.now();
  const from = options.from ?? profile.addresses.allowed;
  const nature = options.nature ?? (options.cut?.abort ? 'cut' : 'ordinary');
  const ask: Ask = {
    host: endpoint.host,
    port: endpoint.port,
    request: requestBytes(endpoint, profile.headers, params, options),
    connection: options.connection ?? 'kept',
    ...options.cut,
  };
  if (endpoint.scheme === 'https') ask.tls = { ...profile.tls };
  if (lane !== undefined) ask.lane = lane;
  if (options.closing) ask.keep = false;
  if (from !== undefined) ask.localAddress = from;
  if (options.acceptsGzip) ask.acceptsGzip = true;
  if (options.lingerMs !== undefined) ask.lingerMs = options.lingerMs;
  const exchange = await run.client.ask(ask);
  // What we tore down ourselves says nothing about the partner.
  if (run.interrupted()) throw new Undecided({ key: 'reason.interrupted' });
  const seen = observe(exchange, profile.edition, askedOf(command, about, options, nature, run));
  if (nature === 'ordinary' && seen.result !== undefined) run.legible.add(sort);
  const limit = limitOf(exchange, run.now());
  const outcome: Outcome = {
    exchange: run.recorder.nextExchange(),
    nature: limit ? 'limited' : nature,
    command,
    txn_id: about.txn_id,
    account: about.account,
    sum: about.sum,
    txn_date: about.txn_date,
    priceUnknown: command === 'pay' && profile.kind === 'order' && !run.prices.has(about.account) ? true : undefined,
    sumGuessed: command === 'pay' && profile.kind === 'balance' && !profile.sumsGiven ? guessOf(run) : undefined,
    answered: seen.answered,
    end: seen.end,
    totalMs: seen.totalMs,
    startedAt: began,
    endedAt: performance.now(),
    status: seen.status,
    readAs: seen.readAs,
    answer: seen.answer,
    result: seen.result,
    prv_txn: seen.prv_txn,
    objections: seen.objections,
    legible: run.legible.has(sort),
    plain: nature === 'ordinary' && !limit && isPlain(options),
    dateHeader: seen.dateHeader,
    connection: seen.connection,
    sink,
  };
  run.recorder.record(exchangeEvent(exchange, outcome, caseId, endpoint));
  run.outcomes.push(outcome);
  run.books.note(outcome);
  if (nature === 'ordinary' && !limit) traffic.note(sort, outcome, startedAt);
  return { outcome, limit };
}

function guessOf({ books }: RunState): NonNullable<Outcome['sumGuessed']> {
  return books.entries().some(({ credited }) => credited) ? 'some-credited' : 'none-credited';
}

/** An odd request has nothing that its answer must echo; a repeat must echo the sum of the first. */
function askedOf(command: Command | undefined, about: About, options: AskOptions, nature: Outcome['nature'], run: RunState): Asked | undefined {
  if (command === undefined || nature === 'odd' || nature === 'outside') return undefined;
  const sum = options.anySum ? undefined : (run.books.get(about.txn_id)?.payment.sum ?? about.sum);
  return { command, txn_id: about.txn_id, ...(sum === undefined ? {} : { sum }) };
}
