import { Result, type ResultCode, type Tiyn } from '../../protocol/index.ts';

/**
 * One pay of one number, with the time between its request and its answer. Without `answer` it was
 * lost: what the partner made of it is open, and stays open to the end of the history.
 */
export interface Operation {
  /** Milliseconds on any one clock. */
  start: number;
  end: number;
  /** What it stated: repeats that state the same have the same variant. */
  variant: string;
  answer?: Answered;
}

export interface Answered {
  result: ResultCode;
  prv_txn?: string;
  sum?: Tiyn;
}

/** What a correct partner has in its books under one number: nothing, or one credit. */
type Books = undefined | Credit;

/** As far as answers tell: a lost pay may have credited without saying under which number. */
interface Credit extends Pick<Answered, 'prv_txn' | 'sum'> {
  variant: string;
}

/**
 * Is there an order of these pays, one after the other, in which a correct partner could have given
 * these answers (linearizability)? Each takes effect at one moment between its request and its
 * answer; a lost one at any moment after its request, or never.
 *
 * What a partner may do with one pay at a time:
 * - nothing credited yet: credit it, or refuse it by its own rules; a refusal needs no memory (reading 6)
 * - credited: give the first result, `prv_txn` and `sum` again (TP-7.7); a repeat that states something
 *   else may be refused with 5 (reading 5)
 */
export function isLinearizable(history: readonly Operation[]): boolean {
  const seen = new Set<string>();
  const search = (left: readonly number[], books: Books): boolean => {
    const answered = left.filter((at) => history[at]!.answer !== undefined);
    if (answered.length === 0) return true;
    const state = `${left.join()}|${books === undefined ? '' : `${books.variant}/${books.prv_txn ?? ''}/${books.sum ?? ''}`}`;
    if (seen.has(state)) return false;
    seen.add(state);
    // Whatever began after another one's answer came later than that one.
    const firstAnswer = Math.min(...answered.map((at) => history[at]!.end));
    return left
      .filter((at) => history[at]!.start <= firstAnswer)
      .some((at) => {
        const next = after(books, history[at]!);
        return (
          next !== 'impossible' &&
          search(
            left.filter((other) => other !== at),
            next,
          )
        );
      });
  };
  return search([...history.keys()], undefined);
}

function after(books: Books, { variant, answer }: Operation): Books | 'impossible' {
  if (answer === undefined) return books ?? { variant };
  if (answer.result !== Result.ok) {
    if (books === undefined) return undefined;
    return answer.result === Result.error && books.variant !== variant ? books : 'impossible';
  }
  const { prv_txn, sum } = answer;
  const says = { ...(prv_txn === undefined ? {} : { prv_txn }), ...(sum === undefined ? {} : { sum }) };
  if (books === undefined) return { variant, ...says };
  if (books.prv_txn !== undefined && books.prv_txn !== prv_txn) return 'impossible';
  if (books.sum !== undefined && sum !== undefined && books.sum !== sum) return 'impossible';
  return { ...says, ...books };
}

/** How a repeat breaks TP-7.7, and which two answers show it. */
export interface Conflict {
  how: 'result-differs' | 'prv-txn-differs' | 'prv-txn-missing' | 'sum-differs';
  /** Indices into the history. */
  first: number;
  repeat: number;
}

/** What is wrong with a history; undefined for one that a correct partner could have answered. */
export function conflictOf(history: readonly Operation[]): Conflict | undefined {
  if (isLinearizable(history)) return undefined;
  const byEnd = [...history.entries()].filter(([, { answer }]) => answer !== undefined).sort(([, a], [, b]) => a.end - b.end);
  // The latest answer is the one that broke it, and the earliest that it contradicts is the one to hold it against.
  for (const [repeat, late] of byEnd.toReversed()) {
    for (const [first, early] of byEnd) {
      const how = first === repeat ? undefined : difference(early, late);
      if (how !== undefined) return { how, first, repeat };
    }
  }
  const ends = byEnd.map(([at]) => at);
  return { how: 'result-differs', first: ends[0]!, repeat: ends.at(-1)! };
}

function difference(early: Operation, late: Operation): Conflict['how'] | undefined {
  const [first, repeat] = [early.answer!, late.answer!];
  if (first.result !== Result.ok) return undefined;
  if (repeat.result !== Result.ok) return late.start > early.end ? 'result-differs' : undefined;
  if (first.prv_txn !== undefined && repeat.prv_txn === undefined) return 'prv-txn-missing';
  if (first.prv_txn !== undefined && first.prv_txn !== repeat.prv_txn) return 'prv-txn-differs';
  if (first.sum !== undefined && repeat.sum !== undefined && first.sum !== repeat.sum) return 'sum-differs';
  return undefined;
}
