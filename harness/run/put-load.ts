import { formatSum, parseSum, type Tiyn } from '../../protocol/index.ts';
import { HttpReader } from '../../wire/http-reader.ts';
import type { Exchange } from '../../wire/index.ts';
import { causeOfRounding } from '../causes.ts';
import type { CaseContext, RunContext } from '../context.ts';
import { Skipped } from '../finding.ts';
import type { KeptAsk, LoadFault, LoadJob, LoadResult, LoadTemplate } from '../load.ts';
import type { LoadTold } from '../load-told.ts';
import type { Outcome, Payment } from '../outcome.ts';
import { limitOf } from '../partner/limit.ts';
import { observe } from '../partner/observe.ts';
import type { PartnerSession } from '../partner/session.ts';
import type { Watch } from '../partner/watch.ts';
import { exchangeEvent } from '../record/exchange-event.ts';
import { takeTold } from './take-told.ts';
import { agreedPerSecond, jobOf, partsOf, placesOf, sumOf, targetsOf, withinRoom } from './plan-load.ts';
import type { RunShared } from './shared.ts';
import type { RunState } from './state.ts';

export type { LoadWish } from './plan-load.ts';

/** The money that an account gained by the load. */
export interface Grown {
  account: string;
  /** By the answers: what was answered 0, and what stayed open beside it. */
  due: Tiyn;
  open: Tiyn;
  grown: Tiyn;
  exchanges: number[];
}

/** What the load of a run came to, for its cases to judge. */
export interface LoadSeen {
  results: readonly LoadResult[];
  /** Another tool has put it on: figures alone, and nothing of what else stands here. */
  told?: LoadTold;
  /** Findings are failures; else the profile expects so few payments that they are remarks (TP-3). */
  binding: boolean;
  expectedPerMinute: number;
  /** Payments a second that the partner has to stand. */
  agreedPerSecond: number;
  /** Exchanges of the record that show this, at most some dozens. */
  exchangesOf(...faults: LoadFault[]): number[];
  /** Where the profile has a balance to look at. */
  grown: readonly Grown[];
  /** Credited payments of the load with their first answer. */
  sample: readonly { payment: Payment; first: Outcome }[];
  /** The `txn_id` of a payment of this result. */
  numberOf(result: LoadResult, payment: number): string;
}

interface Needed {
  run: RunState;
  shared: RunShared;
  partner: PartnerSession;
  context: Pick<CaseContext & RunContext, 'watch' | 'total' | 'moneyWrong'>;
  /** The case that asks for it. */
  caseId: string;
  firstCredit: () => Promise<unknown>;
}

/** Puts the load of a run on the wire, once for all of its cases, and brings what came of it into record and books. */
export async function putLoad({ run, shared, partner, context, caseId, firstCredit }: Needed): Promise<LoadSeen> {
  const { profile, books } = run;
  const { runLoad, loadWish, loadTold } = shared;
  if (loadTold) return takeTold(run, loadTold);
  if (!runLoad || (profile.load.durationMs === 0 && !loadWish)) throw new Skipped('not-offered', { key: 'skip.no-load' });
  // A partner that credits no single payment needs no load.
  if (!books.entries().some(({ credited }) => credited)) await firstCredit();
  const dearest = shared.purse.known.map(({ price }, index) => price ?? sumOf(profile, index)).reduce((a, b) => (a > b ? a : b));
  const parts = withinRoom(partsOf(profile, loadWish), run, shared, dearest > sumOf(profile, 2) ? dearest : sumOf(profile, 2));
  const places = await placesOf(run, shared);
  const jobs: LoadJob[] = [];
  for (const part of parts) {
    const targets = await targetsOf(run, shared, part.payments);
    const job = jobOf(run, part, { targets, places, first: run.numbers.block(part.payments) });
    books.reserve(
      part.payments,
      totalOf(job, (_, template) => evenShare(job, template)),
    );
    jobs.push(job);
  }
  const watches = await watchAll(jobs, context, profile.kind);
  await partner.quiet();
  // The connections that are held open count for the partner; the load has them all to itself.
  run.client.rest();
  const results = await runLoad(jobs, shared.signal);
  const shown = new Map<LoadFault, number[]>();
  for (const [at, result] of results.entries()) takeIn(run, caseId, jobs[at]!, result, shown);
  const grown = await growthOf(jobs, results, watches);
  return {
    results,
    binding: profile.expectedPaymentsPerMinute > 10,
    expectedPerMinute: profile.expectedPaymentsPerMinute,
    agreedPerSecond: agreedPerSecond(profile),
    exchangesOf: (...faults) => faults.flatMap((fault) => shown.get(fault) ?? []),
    grown,
    sample: books.entries().flatMap(({ payment, first }) => (first && isOfLoad(jobs, payment) ? [{ payment, first }] : [])),
    numberOf: (result, payment) => numberOf(jobs[results.indexOf(result)]!, payment),
  };
}

function numberOf({ first }: LoadJob, payment: number): string {
  return (BigInt(first) + BigInt(payment)).toString();
}

function isOfLoad(jobs: readonly LoadJob[], { txn_id }: Payment): boolean {
  const number = BigInt(txn_id);
  return jobs.some(({ first, payments }) => number >= BigInt(first) && number < BigInt(first) + BigInt(payments));
}

function totalOf({ templates }: LoadJob, count: (template: LoadTemplate, index: number) => number): Tiyn {
  return templates.reduce(
    (sum, template, index) => sum + (template.command === 'pay' ? parseSum(template.sum)! * BigInt(count(template, index)) : 0n),
    0n,
  );
}

/** How many payments have this template: they take turns. */
function evenShare({ payments, templates, mix }: LoadJob, template: number): number {
  const variants = templates.length / mix.length;
  const variant = Math.floor(template / mix.length);
  return Math.floor(payments / variants) + (variant < payments % variants ? 1 : 0);
}

async function watchAll(jobs: readonly LoadJob[], context: Needed['context'], kind: 'balance' | 'order'): Promise<Watch[]> {
  if (kind === 'order') return [];
  const accounts = [...new Set(jobs.flatMap(({ templates }) => templates.map(({ account }) => account)))];
  const watches: Watch[] = [];
  for (const account of accounts) {
    // What was paid before and is shown late would look like money that the load was credited too much.
    if (!context.moneyWrong) await context.total(account);
    watches.push(await context.watch(account));
  }
  return watches;
}

async function growthOf(jobs: readonly LoadJob[], results: readonly LoadResult[], watches: readonly Watch[]): Promise<Grown[]> {
  const all: Grown[] = [];
  for (const watch of watches) {
    const here = (count: (result: LoadResult, index: number, job: LoadJob) => number) =>
      results.reduce((sum, result, at) => {
        const job = jobs[at]!;
        return sum + totalOf(job, (template, index) => (template.account === watch.account ? count(result, index, job) : 0));
      }, 0n);
    const due = here((result, index) => result.creditedBy[index] ?? 0);
    const most = here((result, index, job) => Math.min(evenShare(job, index), (result.creditedBy[index] ?? 0) + result.open));
    const seen = await watch.growthOnceSettled([due]);
    if (seen) all.push({ account: watch.account, due, open: most - due, ...seen });
  }
  return all;
}

/** The kept exchanges as outcomes of the run, and the figures as its record. */
function takeIn(run: RunState, caseId: string, job: LoadJob, result: LoadResult, shown: Map<LoadFault, number[]>): void {
  const { kept, creditedBy: _, shared: __, rises: ___, settlingMs: ____, ...figures } = result;
  const listed = new Set<string>();
  for (const ask of [...kept].sort((a, b) => a.sentAt - b.sentAt)) {
    const template = job.templates[ask.template]!;
    const payment = paymentOf(job, ask, template);
    if (template.command === 'pay' && !run.books.get(payment.txn_id)) run.books.adopt(payment);
    const outcome = outcomeOf(run, caseId, ask, template, payment);
    run.outcomes.push(outcome);
    run.books.note(outcome);
    // How answers look under load is judged by the load's own cases, which know what is expected of the partner.
    run.dismissed.add(outcome.exchange);
    if (ask.fault) shown.set(ask.fault, [...(shown.get(ask.fault) ?? []), outcome.exchange]);
    if (run.books.get(payment.txn_id)?.credited) listed.add(payment.txn_id);
  }
  if (result.credited > listed.size) run.balanceTrusted = false; // what stands in no line can't be told from others by a balance
  const paid = totalOf(job, (_template, index) => result.creditedBy[index] ?? 0);
  const told = [...listed].reduce((sum, txn_id) => sum + run.books.get(txn_id)!.payment.sum, 0n);
  run.recorder.record({
    type: 'load',
    ...figures,
    mix: [...job.mix],
    expectedPerMinute: run.profile.expectedPaymentsPerMinute,
    unlisted: { payments: Math.max(0, result.credited - listed.size), total: formatSum(paid > told ? paid - told : 0n) },
  });
}

function paymentOf(job: LoadJob, { payment }: KeptAsk, { account, sum, txn_date }: LoadTemplate): Payment {
  return { txn_id: numberOf(job, payment), account, sum: parseSum(sum)!, txn_date };
}

function outcomeOf(run: RunState, caseId: string, ask: KeptAsk, template: LoadTemplate, payment: Payment): Outcome {
  const { command } = template;
  const request = Buffer.concat([template.before, Buffer.from(payment.txn_id), template.behind]);
  const response = Buffer.from(ask.response);
  const reader = new HttpReader();
  reader.push(response);
  if (ask.end.how !== 'answered' || reader.state === 'body') reader.end();
  const { http } = reader.answer(false);
  const since = (at: number) => Math.max(0, at - ask.sentAt);
  const exchange: Exchange = {
    request,
    sentBytes: request.length,
    response,
    truncated: ask.truncated,
    startedAt: ask.sentAt,
    timing: {
      sentMs: 0,
      ...(ask.firstByteAt === undefined ? {} : { firstByteMs: since(ask.firstByteAt), lastByteMs: since(ask.endAt) }),
      totalMs: since(ask.endAt),
    },
    end: ask.end,
    ...(http ? { http } : {}),
    connection: ask.connection,
  };
  const { account, txn_id, sum } = payment;
  const seen = observe(exchange, run.profile.edition, { command, txn_id, ...(command === 'pay' ? { sum } : {}) });
  // An answer to another payment says nothing about this one; one whose number was rounded is its own.
  const { result: said, prv_txn, ...rest } = seen;
  const differs = seen.objections.some(({ key }) => key === 'answer.txn-id-differs');
  const own = ask.fault !== 'crossed' && (!differs || causeOfRounding({ txn_id, objections: seen.objections }) !== undefined);
  const outcome: Outcome = {
    ...rest,
    ...(own && said !== undefined ? { result: said } : {}),
    ...(own && prv_txn !== undefined ? { prv_txn } : {}),
    legible: true,
    plain: true,
    startedAt: ask.sentAt - performance.timeOrigin,
    endedAt: ask.endAt - performance.timeOrigin,
    exchange: run.recorder.nextExchange(),
    nature: limitOf(exchange, Date.now()) ? 'limited' : 'ordinary',
    command,
    txn_id,
    account,
    sum,
    ...(command === 'pay' && run.profile.kind === 'order' && !run.prices.has(account) ? { priceUnknown: true as const } : {}),
    sink: { add: () => {} },
  };
  const endpoint = command === 'pay' ? run.profile.pay : run.profile.check;
  run.recorder.record(exchangeEvent(exchange, outcome, caseId, endpoint));
  return outcome;
}
