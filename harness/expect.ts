import { formatSum, Result, sumValue, type ClauseId, type Level, type ResultCode, type Tiyn } from '../protocol/index.ts';
import { causeOfGrowth, causeOfRepeat, causeOfUnreadable } from './causes.ts';
import { objectionFinding } from './review.ts';
import { Again, CaseFailed, Undecided, type Finding } from './finding.ts';
import type { Message } from './record/events.ts';
import { isLost, type Outcome } from './outcome.ts';
import { courseOf, signed, type Watch } from './partner/watch.ts';

/** A say in how an expectation counts, where it is not as the case says. */
interface Weight {
  level?: Level;
  clause?: ClauseId;
}

/**
 * Expectations in the protocol's words. A broken one leaves a finding with the case that asked, and
 * ends the case where the finding is a failure; a remark lets it go on. An answer that was lost
 * decides nothing: the case ends undecided.
 */
export function expect(seen: Outcome): OutcomeExpectations;
export function expect(seen: Watch): WatchExpectations;
export function expect(seen: Outcome | Watch): OutcomeExpectations | WatchExpectations {
  return 'growth' in seen ? expectWatch(seen) : expectOutcome(seen);
}

export interface OutcomeExpectations {
  /** The result is this code, or one of these. */
  toAnswer(codes: ResultCode | readonly ResultCode[], weight?: Weight): void;
  /** Result 0. */
  toSucceed(weight?: Weight): void;
  /** Result 0, where the same number was asked before on a connection that broke: that was the first, this is its repeat. */
  toSucceedAfterAll(): void;
  /** Any code but 0, and not 4 for ever; `preferred` is the code that the protocol has for it, its absence a remark. */
  toBeRefused(options?: Weight & { preferred?: ResultCode; key?: string }): void;
  /** Same result, `prv_txn` and `sum` as the first answer (TP-7.7). `changed`: code 5 is only a remark. */
  toRepeat(first: Outcome, options?: { changed?: boolean }): void;
  /** The endpoint is well: it answers as legibly as ever. Its silence is a finding, not an open question. */
  toBeWell(): void;
  /** None of these objections, for what this one answer is about. */
  toHaveNo(keys: readonly string[]): void;
}

export interface WatchExpectations {
  /**
   * The balance grew by exactly this much, or one of these, where the profile lets us see it. `cause` is for a case that
   * knows better what lies behind than the figures tell.
   */
  toHaveGrownBy(due: Tiyn | readonly Tiyn[], weight?: Weight & Pick<Finding, 'cause'> & { exchanges?: number[] }): Promise<void>;
}

function expectOutcome(seen: Outcome): OutcomeExpectations {
  const fail = (finding: Finding) => leave(seen, finding);
  return {
    toAnswer: (codes, weight) => {
      decided(seen);
      const wanted: readonly number[] = typeof codes === 'number' ? [codes] : codes;
      if (seen.result !== undefined && wanted.includes(seen.result)) return;
      if (seen.result === undefined && !seen.legible) throw new Undecided({ key: 'why.illegible', values: { exchange: String(seen.exchange) } });
      minded(seen);
      if (seen.priceUnknown && seen.result === Result.error) throw new Undecided({ key: 'why.price-unknown', values: { account: seen.account } });
      if (seen.result === Result.processing && seen.command === 'pay')
        throw new Undecided({ key: 'why.still-processing', values: { exchange: String(seen.exchange) } });
      fail({
        key: seen.result === undefined ? 'result.unreadable' : 'result.unexpected',
        expected: `result ${wanted.join(' | ')}`,
        ...said(seen),
        ...(perhapsTheSum(seen) ? { cause: { key: 'cause.sum-guessed' } } : {}),
        ...weight,
      });
    },
    toSucceed: (weight) => expectOutcome(seen).toAnswer(Result.ok, weight),
    toSucceedAfterAll: () => {
      decided(seen);
      minded(seen);
      const cause = { [Result.paid]: 'cause.repeat-paid', [Result.error]: 'cause.repeat-error' }[seen.result as number];
      if (cause !== undefined) fail({ key: 'repeat.result-differs', expected: 'result 0', ...said(seen), cause: { key: cause } });
      else expectOutcome(seen).toAnswer(Result.ok);
    },
    toBeRefused: ({ preferred, key, ...weight } = {}) => {
      decided(seen);
      const wanted = preferred === undefined ? 'result 1…5' : `result ${preferred}`;
      if (seen.result === Result.ok) return fail({ key: key ?? 'result.not-refused', expected: wanted, ...said(seen), ...weight });
      if (seen.result === undefined) return fail({ key: 'refusal.unreadable', expected: wanted, ...said(seen), level: 'should' });
      if (preferred !== undefined && seen.result !== preferred)
        fail({ key: 'refusal.other-code', expected: wanted, ...said(seen), level: 'should', clause: 'TP-7.6' });
    },
    toRepeat: (first, { changed = false } = {}) => {
      decided(seen);
      const exchanges = [seen.exchange, first.exchange];
      // A changed repeat may be refused with 5: it names a payment that never was (reading 5).
      const lenient = changed && seen.result === Result.error;
      const cause = lenient ? undefined : causeOfRepeat(first, seen);
      const with_ = { exchanges, ...(cause ? { cause } : {}) };
      if (seen.result !== first.result) {
        fail({
          key: 'repeat.result-differs',
          expected: `result ${first.result}`,
          observed: said(seen).observed,
          ...with_,
          ...(lenient ? { level: 'should' } : {}),
        });
        return;
      }
      if (first.prv_txn !== undefined && seen.prv_txn !== undefined && first.prv_txn !== seen.prv_txn) {
        fail({ key: 'repeat.prv-txn-differs', expected: `prv_txn ${first.prv_txn}`, observed: `prv_txn ${seen.prv_txn}`, ...with_ });
      }
      if (first.prv_txn !== undefined && seen.prv_txn === undefined)
        fail({ key: 'repeat.prv-txn-missing', expected: `prv_txn ${first.prv_txn}`, observed: said(seen).observed, ...with_ });
      const [was, is] = [sumText(first), sumText(seen)];
      if (was !== undefined && is !== undefined && sumValue(was) !== sumValue(is))
        fail({ key: 'repeat.sum-differs', expected: `sum ${was}`, observed: `sum ${is}`, ...with_ });
    },
    toBeWell: () => {
      if (isLost(seen) || (seen.result === undefined && seen.legible))
        fail({ key: 'endpoint.unwell', expected: 'result 0…5', ...said(seen), level: 'must' });
    },
    toHaveNo: (keys) => {
      const found = seen.objections.find(({ key }) => keys.includes(key));
      if (found) fail(objectionFinding(found, [seen]));
    },
  };
}

function expectWatch(watch: Watch): WatchExpectations {
  return {
    toHaveGrownBy: async (due, { exchanges = [], ...weight } = {}) => {
      // Answers alone would pass a second credit in silence, which the profile says that it can show.
      if (watch.givenUp) throw new Undecided({ key: 'why.balance-given-up' });
      const sums = typeof due === 'bigint' ? [due] : due;
      const most = sums.reduce((one, other) => (other > one ? other : one));
      const seen = await watch.growthOnceSettled(sums);
      if (!seen || watch.fits(seen.grown, sums)) return;
      if (seen.grown > most && watch.mayLag) throw new Again('balance');
      const cause = causeOfGrowth(most, seen.grown);
      leave(watch, {
        key: seen.grown > most ? 'credit.too-much' : 'credit.too-little',
        expected: sums.map(signed).join(' | '),
        observed: courseOf(seen),
        exchanges: [...exchanges, ...seen.exchanges],
        ...(cause ? { cause } : {}),
        ...weight,
      });
    },
  };
}

/** Leaves the finding; a failure ends the case. */
function leave(seen: Pick<Outcome, 'sink'>, finding: Finding): void {
  seen.sink.add(finding);
  if (finding.level !== 'should') throw new CaseFailed(finding.key);
}

/** Nothing can be judged by an answer that never came. */
function decided(seen: Outcome): void {
  if (isLost(seen)) throw new Undecided({ key: 'why.no-answer', values: { how: seen.end.how, exchange: String(seen.exchange) } });
}

/** Code 5 is also how a partner refuses a sum below its least or above its limit, which check cannot tell (TP-6.check-sum). */
export function perhapsTheSum({ sumGuessed, result }: Outcome): boolean {
  return sumGuessed !== undefined && result === Result.error;
}

/**
 * While no pay at all has been credited, a guessed sum that is refused with 5 proves nothing: a correct
 * partner with a least sum does just so. Once others were credited it is a refusal like any other.
 */
function minded(seen: Outcome): void {
  if (perhapsTheSum(seen) && seen.sumGuessed === 'none-credited') throw new Undecided(sumGuessed(seen));
}

export function sumGuessed({ sum, exchange }: Outcome): Message {
  return { key: 'why.sum-guessed', values: { sum: formatSum(sum ?? 0n), exchange: String(exchange) } };
}

/** What an outcome says, in the protocol's words. */
export function said(seen: Outcome): { observed: string; exchanges: number[]; cause?: Message } {
  if (seen.result !== undefined) return { observed: `result ${seen.result}`, exchanges: [seen.exchange] };
  const cause = causeOfUnreadable(seen);
  const text = seen.answer?.result === undefined ? '' : `, result «${seen.answer.result.slice(0, 40)}»`;
  return {
    observed: `${seen.status === undefined ? endOf(seen) : `HTTP ${seen.status}`}${text}`,
    exchanges: [seen.exchange],
    ...(cause ? { cause } : {}),
  };
}

function endOf({ end }: Outcome): string {
  return `${end.how} (${end.phase}${end.code ? `, ${end.code}` : ''})`;
}

function sumText(outcome: Outcome): string | undefined {
  return outcome.answer?.sum?.trim() || undefined;
}
