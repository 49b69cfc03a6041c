import { Result } from '../protocol/index.ts';
import type { LoadJob } from '../harness/load.ts';
import type { Read } from './read.ts';
import type { Tally } from './tally.ts';

/** A request by its place in the load. */
export interface Ask {
  payment: number;
  template: number;
  /** 0 the first time. */
  attempt: number;
}

/** Payments that have to be asked again with the same number until they are final (TP-7.7). */
export interface Repeats {
  /** When a payment was first asked for, or due. */
  sinceOf(ask: Ask, dueAt: number): number;
  /** Counts an answer that is final, and sees to it that everything else is asked again while that makes sense. */
  take(ask: Ask, since: number, read: Read, now: number): void;
  /** Takes one whose time has come. */
  due(now: number): Ask | undefined;
  /** When the next one will be; Infinity without any. */
  nextAt(): number;
  isEmpty(): boolean;
  /** Gives all of them up; their outcome stays open. */
  drop(): void;
}

const LOST_PAUSES_MS = [50, 250, 1_000];
const POLL_MS = { first: 200, most: 2_000 };

export function repeats({ templates, processingTimeoutMs }: LoadJob, { counts, settled }: Tally): Repeats {
  let waiting: (Ask & { notBefore: number })[] = [];
  /** Of those that were asked more than once, by `keyOf`. */
  const firstAsked = new Map<number, number>();
  /** Whose answer was lost, so that nobody knows yet whether it was credited. */
  const ambiguous = new Set<number>();
  const keyOf = ({ payment, template }: Ask) => payment * templates.length + template;
  const isPay = ({ template }: Ask) => templates[template]!.command === 'pay';

  /** How long to wait before it is asked again; undefined when it is not. */
  const pauseOf = (ask: Ask, since: number, { result, waitMs }: Read, now: number): number | undefined => {
    if (waitMs !== undefined) return waitMs;
    if (!isPay(ask)) return undefined;
    if (result === undefined) return LOST_PAUSES_MS[ask.attempt];
    const hasTime = now - since < processingTimeoutMs;
    return result === Result.processing && hasTime ? Math.min(POLL_MS.most, POLL_MS.first * 2 ** ask.attempt) : undefined;
  };

  return {
    sinceOf: (ask, dueAt) => (ask.attempt === 0 ? dueAt : (firstAsked.get(keyOf(ask)) ?? dueAt)),
    take: (ask, since, read, now) => {
      const key = keyOf(ask);
      if (read.result === undefined && read.waitMs === undefined && isPay(ask) && !ambiguous.has(key)) {
        ambiguous.add(key);
        counts.ambiguous++;
      }
      const pause = pauseOf(ask, since, read, now);
      if (pause !== undefined) {
        firstAsked.set(key, since);
        waiting.push({ ...ask, attempt: ask.attempt + 1, notBefore: now + pause });
        return;
      }
      firstAsked.delete(key);
      const { result } = read;
      if (result !== undefined && (result !== Result.processing || !isPay(ask))) {
        settled(ask.template, result, now);
        if (ambiguous.delete(key)) counts.converged++;
      } else if (isPay(ask)) counts.open++;
    },
    due: (now) => {
      if (waiting.length === 0) return undefined;
      const at = waiting.findIndex(({ notBefore }) => notBefore <= now);
      return at < 0 ? undefined : waiting.splice(at, 1)[0];
    },
    nextAt: () => Math.min(Infinity, ...waiting.map(({ notBefore }) => notBefore)),
    isEmpty: () => waiting.length === 0,
    drop: () => {
      counts.open += waiting.filter(isPay).length;
      waiting = [];
    },
  };
}
