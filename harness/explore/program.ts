import type fc from 'fast-check';

/**
 * What exploration does to a partner, as data: it can be drawn, shortened and drawn again. Steps name
 * payments by slot, so that each try can give every slot a number that the partner has never seen.
 */
export type Program = readonly Step[];

export type Step = Single | { do: 'together'; parts: readonly Part[] };

export type Single =
  | Part
  /** Sends pay, and breaks the connection. */
  | { do: 'cut'; slot: number; how: Cut }
  /** Pays an account that does not exist, under the slot's number. */
  | { do: 'refused'; slot: number };

/** What may go out beside others. */
export type Part =
  | { do: 'check'; slot: number }
  /** The first time it pays, later it repeats; `change` is what the repeat states otherwise. */
  | { do: 'pay'; slot: number; change?: Change | undefined };

export type Change = 'date' | 'sum' | 'account';
export type Cut = 'sent' | 'processing' | 'first-byte';

/** Payments of one program. Three are enough for a payment, one in between, and one more. */
export const SLOTS = 3;
const MOST_AT_ONCE = 4;

/**
 * What programs a seed gives, by its remainder: whether connections break and requests go out at once,
 * and the most steps. Short ones take little time, and most faults need no more. What needs no chance
 * is found without it, and its story is plain: so most go in turn, above all the first.
 */
const SHAPES = [
  ['in-turn', 4],
  ['in-turn', 8],
  ['breaking', 4],
  ['in-turn', 10],
  ['at-once', 3],
  ['in-turn', 6],
  ['breaking', 8],
  ['at-once', 6],
  ['in-turn', 10],
  ['at-once', 10],
] as const;
/** After so many seeds the shapes begin anew. */
export const SEEDS = SHAPES.length;

/**
 * Programs of a seed, for a partner where these changes can be tried. Simpler values stand first:
 * shrinking goes towards them.
 */
export function programs(f: typeof fc, changes: readonly Change[], seed: number): fc.Arbitrary<Program> {
  const [wildness, maxLength] = SHAPES[seed % SEEDS]!;
  const slot = f.nat({ max: SLOTS - 1 });
  const of = <T extends Single['do']>(what: T) => ({ do: f.constant(what), slot });
  const changing = (among: readonly Change[]) => f.constantFrom<(Change | undefined)[]>(undefined, undefined, undefined, ...among);
  const check = f.record(of('check'));
  const part = f.oneof(
    { withCrossShrink: true },
    { weight: 5, arbitrary: f.record({ ...of('pay'), change: changing(['date']) }) },
    { weight: 1, arbitrary: check },
  );
  const step = f.oneof(
    { withCrossShrink: true },
    { weight: 8, arbitrary: f.record({ ...of('pay'), change: changing(changes) }) },
    { weight: 3, arbitrary: check },
    { weight: 1, arbitrary: f.record(of('refused')) },
    ...(wildness === 'in-turn'
      ? []
      : [{ weight: 2, arbitrary: f.record({ ...of('cut'), how: f.constantFrom<Cut[]>('sent', 'processing', 'first-byte') }) }]),
    ...(wildness === 'at-once'
      ? [{ weight: 4, arbitrary: f.record({ do: f.constant('together' as const), parts: f.array(part, { minLength: 2, maxLength: MOST_AT_ONCE }) }) }]
      : []),
  );
  return f.array(step, { minLength: 1, maxLength, size: 'max' });
}

/** Every single request that a program may send, in order. */
export function requestsOf(program: Program): Single[] {
  return program.flatMap<Single>((step) => (step.do === 'together' ? step.parts : [step]));
}

/** Does chance have a say in how it ends? Then one try that passes shows little. */
export function isRacy(program: Program): boolean {
  return program.some((step) => step.do === 'together' || step.do === 'cut');
}
