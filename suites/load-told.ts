import {
  Skipped,
  Undecided,
  unjudged,
  type CaseContext,
  type Finding,
  type LoadKinds,
  type LoadSeen,
  type LoadTold,
  type RunContext,
} from '../harness/index.ts';
import { hold, seconds } from './load-looks.ts';

/**
 * The same cases on a load that another tool has put on. Its file has figures and no exchanges: what they show to
 * be broken fails, what they show to hold passes, and what they do not tell is skipped with the reason.
 */

type At = CaseContext & RunContext;

const LIMIT_MS = 15_000;
/** Connections that a partner serves in parallel, at least (TP-3). */
const LEAST_AT_ONCE = 10;

/** No figure of the file is about this. */
export function skipTold({ source: { tool } }: LoadTold, key: string, values: Record<string, string> = {}): never {
  throw new Skipped('not-offered', { key, values: { tool, ...values } });
}

function undecided({ source: { tool } }: LoadTold, key: string, values: Record<string, string> = {}): Undecided {
  return new Undecided({ key, values: { tool, ...values } });
}

/** Requests that were on their way when the tool was stopped might have come to anything. */
function throwIfUnjudged(told: LoadTold): void {
  const left = unjudged(told);
  if (left > 0) throw undecided(told, 'why.told-unjudged', { count: String(left) });
}

export function servedAtOnce(at: At, seen: LoadSeen, told: LoadTold): void {
  const { shape, connections, kinds, sent } = told;
  if (shape !== 'burst' || connections === null || !kinds) skipTold(told, 'skip.told-no-burst');
  const lost = lostOf(kinds);
  if (connections < LEAST_AT_ONCE && lost === 0) skipTold(told, 'skip.told-few', { connections: String(connections) });
  if (lost > 0)
    hold(
      at,
      seen,
      {
        key: 'load.told-not-served',
        values: { connections: String(connections) },
        expected: `${sent}/${sent}`,
        observed: `${sent - lost - kinds.limited}/${sent}: ${lostKinds(kinds)}`,
        ...causeOf(kinds),
      },
      lost,
    );
  // A limit that is waited out as it asks is none of the partner's faults, and nobody waited here.
  if (kinds.limited > 0) throw undecided(told, 'why.told-limited', { count: String(kinds.limited) });
  throwIfUnjudged(told);
}

export function rightAnswers(at: At, told: LoadTold): void {
  const { kinds } = told;
  if (!kinds) throw undecided(told, 'why.told-unvalidated');
  const { crossed, wrong, credited, refused, processing } = kinds;
  if (crossed > 0)
    at.object({
      key: 'load.crossed',
      clause: 'TP-6.txn_id',
      values: { count: String(crossed) },
      count: crossed,
      cause: { key: 'cause.shared-state' },
    });
  if (wrong > 0) at.object({ key: 'load.wrong', values: { count: String(wrong) }, count: wrong });
  if (crossed + wrong === 0) skipTold(told, 'skip.told-answers', { right: String(credited + refused + processing) });
}

export function inTime(at: At, seen: LoadSeen, told: LoadTold): void {
  const { kinds, failed, below, serviceMs } = told;
  const cut = kinds?.timeout ?? 0;
  if (cut > 0 || (serviceMs.max !== null && serviceMs.max >= LIMIT_MS)) {
    const count = Math.max(1, cut);
    return hold(at, seen, {
      key: 'load.too-slow',
      values: { count: String(count), p99: serviceMs.p99 === null ? '–' : seconds(serviceMs.p99) },
      expected: '< 15.000 s',
      observed: cut > 0 ? `≥ ${seconds(LIMIT_MS)}` : seconds(serviceMs.max!),
      count,
      ...(kinds ? causeOf(kinds) : {}),
    });
  }
  // A script of somebody else may cut requests before 15 s, and its file calls them failed.
  if (!kinds && failed === undefined) skipTold(told, 'skip.told-failures');
  if (!kinds && failed! > 0) throw undecided(told, 'why.told-failed', { count: String(failed) });
  throwIfUnjudged(told);
  if (serviceMs.max === null && (below === undefined || below > LIMIT_MS)) skipTold(told, 'skip.told-longest');
}

/** The tool's connections were idle for at least this share of the time: it was late by itself. */
const IDLE = 0.5;

export function expectedRate(at: At, seen: LoadSeen, told: LoadTold): void {
  const { kinds, shape, perSecond, sent, dropped, durationMs } = told;
  if (!kinds) skipTold(told, 'skip.told-rate');
  if (shape === 'burst' || perSecond * 60 < seen.expectedPerMinute) skipTold(told, 'skip.told-no-pace');
  const settled = kinds.credited + kinds.refused + kinds.wrong + kinds.crossed;
  const perMinute = (count: number) => (count * 60_000) / Math.max(1_000, durationMs);
  // Each payment of a rate that is enough was begun when it was due, and came to a result.
  if (dropped === 0 && settled === sent) return;
  if (perMinute(settled) >= seen.expectedPerMinute) return;
  throwIfUnjudged(told);
  if (dropped === 0 && settled + kinds.processing === sent) throw undecided(told, 'why.told-processing', { count: String(kinds.processing) });
  if (dropped > 0 && lostOf(kinds) === 0 && isIdle(told)) throw undecided(told, 'why.told-dropped', { count: String(dropped) });
  hold(at, seen, {
    key: 'load.rate',
    values: { connections: String(told.connections ?? 0) },
    expected: `≥ ${seen.expectedPerMinute}/min`,
    observed: `${Math.floor(perMinute(settled))}/min`,
    ...(kinds.limited > 0 ? { cause: { key: 'cause.rate-limit' } } : causeOf(kinds)),
  });
}

function isIdle({ meanMs, sent, durationMs, connections }: LoadTold): boolean {
  return meanMs !== null && connections !== null && meanMs * sent < (1 - IDLE) * durationMs * connections;
}

export function noErrors(at: At, seen: LoadSeen, told: LoadTold): void {
  const { kinds, failed, sent } = told;
  if (!kinds) {
    if (failed === undefined) skipTold(told, 'skip.told-failures');
    // It may have asked what is rightly refused.
    if (failed > 0) throw undecided(told, 'why.told-failed', { count: String(failed) });
    return;
  }
  const lost = lostOf(kinds);
  if (lost > 0) {
    const values = { tool: told.source.tool, sent: String(sent), percent: ((lost / sent) * 100).toFixed(1) };
    hold(at, seen, { key: 'load.told-errors', values, observed: lostKinds(kinds), ...causeOf(kinds) }, lost);
  }
  const { credited, refused } = kinds;
  // Where few are credited, the account or the sum may be one that cannot be paid again and again.
  if (refused > 0 && credited > refused)
    hold(at, seen, {
      key: 'load.refused',
      clause: 'TP-7.5.pay',
      expected: 'result 0',
      observed: `result 0 × ${credited}, 1 2 3 5 × ${refused}`,
      count: refused,
    });
  else if (refused > 0) throw undecided(told, 'why.told-refused', { refused: String(refused), credited: String(credited) });
  throwIfUnjudged(told);
}

function lostOf({ timeout, broken, status }: LoadKinds): number {
  return timeout + broken + status;
}

/** `timeout 3, status 2` */
function lostKinds({ timeout, broken, status }: LoadKinds): string {
  return Object.entries({ timeout, broken, status })
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(', ');
}

function causeOf({ timeout, status }: LoadKinds): Pick<Finding, 'cause'> {
  if (timeout > 0) return { cause: { key: 'cause.left-waiting' } };
  return status > 0 ? { cause: { key: 'cause.turned-away' } } : {};
}
