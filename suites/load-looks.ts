import type { CaseContext, Finding, LoadFault, LoadResult, LoadSeen } from '../harness/index.ts';

/** What the figures of a load say, in the terms that its cases use. */

export const LOST: readonly LoadFault[] = ['timeout', 'refused', 'reset', 'closed', 'tls', 'malformed', 'status'];

/** A failure where more than 10 payments a minute are expected, else a remark (TP-3). One lost request alone may be the network's. */
export function hold(at: Pick<CaseContext, 'object'>, seen: LoadSeen, finding: Finding, count = 2): void {
  at.object({ ...finding, count: finding.count ?? count, ...(seen.binding && count > 1 ? {} : { level: 'should' }) });
}

export function countOf(results: readonly LoadResult[], ...faults: readonly LoadFault[]): number {
  return results.reduce((sum, result) => sum + faults.reduce((all, fault) => all + (result.faults[fault] ?? 0), 0), 0);
}

export function burstOf({ results }: LoadSeen): LoadResult | undefined {
  return results.find(({ shape }) => shape === 'burst');
}

/** `reset 3, status 2` */
export function faultsOf(results: readonly LoadResult[]): string {
  return LOST.map((fault) => [fault, countOf(results, fault)] as const)
    .filter(([, count]) => count > 0)
    .map(([fault, count]) => `${fault} ${count}`)
    .join(', ');
}

/** Below this a request costs so little that the order in which requests are served does not matter. */
const WORTH_TELLING_MS = 20;

/** Of the answers, so many come a request's time apart. */
const APART = 0.6;

/**
 * Requests that wait for one another: the answers to those fired at once come one request's time apart, one by one. A
 * machine that is busy with other things answers late as well, but now and then quickly, and several at a time.
 */
export function isSerial(result: LoadResult | undefined): boolean {
  if (!result) return false;
  const alone = medianOf(result.aloneMs);
  const rounds = result.rounds.filter(({ serviceMs }) => serviceMs.length >= 5);
  return (
    result.aloneMs.length > 0 &&
    Math.min(...result.aloneMs) >= WORTH_TELLING_MS &&
    rounds.length > 0 &&
    rounds.every(({ serviceMs }) => serviceMs.at(-1)! - serviceMs[0]! >= 0.6 * alone * (serviceMs.length - 1) && isOneByOne(serviceMs, alone))
  );
}

function isOneByOne(serviceMs: readonly number[], alone: number): boolean {
  const apart = serviceMs.filter((ms, at) => at > 0 && ms - serviceMs[at - 1]! >= 0.3 * alone);
  return apart.length >= APART * (serviceMs.length - 1);
}

/** A third of the load is so much slower than the one before that it is worth telling, milliseconds. */
const SLOWER_MS = 50;
const SLOWER_TIMES = 1.4;

/** Fewer payments may take longer by chance. */
const ENOUGH_PAYMENTS = 40;
/** What a leak costs does not go away when the load changes; a busy moment does. */
const STAYS = 0.7;

/** The shape whose service times grow from third to third, and stay so in the shapes after it. */
export function slowingOf(results: readonly LoadResult[]): LoadResult | undefined {
  return results.find(({ payments, rises, thirdsMs: [first, second, third] }, at) => {
    if (!rises || first === undefined || second === undefined || third === undefined || payments < ENOUGH_PAYMENTS) return false;
    const grows = second - first >= SLOWER_MS && third - second >= SLOWER_MS && third >= first * SLOWER_TIMES;
    return grows && results.slice(at + 1).every(({ thirdsMs: [after] }) => after === undefined || after >= third * STAYS);
  });
}

/**
 * Final answers a minute, from the first of them to the last: how long a single payment takes, at 4 perhaps, is no matter
 * of the rate.
 */
export function perMinute({ results, settlingMs }: LoadResult): number {
  const settled = Object.values(results).reduce((sum, count) => sum + count, 0);
  return settled < 2 ? settled : ((settled - 1) * 60_000) / Math.max(1_000, settlingMs);
}

/** We stood still for so long that what took long may be our own doing. */
export function areWeLate(results: readonly LoadResult[], thanMs: number): boolean {
  return results.some(({ stallMs, arrivalErrorMs }) => Math.max(stallMs, arrivalErrorMs.p99) > thanMs);
}

function medianOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(3)} s`;
}
