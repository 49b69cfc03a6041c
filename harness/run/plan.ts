import { isLoopback, isReachable, type Profile } from '../profile/profile.ts';
import type { CaseDefinition, Offer } from '../case.ts';
import { PHASES } from '../case.ts';
import type { Random } from '../partner/numbers.ts';
import type { CaseEvent, Message, Side } from '../record/events.ts';

/** What the command line leaves in. Names are suites or case ids; a case id also stands for those below it (`answers`). */
export interface Filter {
  suites?: readonly string[];
  cases?: readonly string[];
  skip?: readonly string[];
}

export interface Plan {
  /** In the order in which they start, a list a phase. */
  phases: CaseDefinition[][];
  skipped: { one: CaseDefinition; kind: NonNullable<CaseEvent['skip']>; why: Message }[];
}

/**
 * Decides beforehand which cases apply, and why the others don't. The order within a phase is drawn
 * by the seed, so that no case leans on another.
 */
export function makePlan(cases: readonly CaseDefinition[], profile: Profile, filter: Filter | undefined, random: Random): Plan {
  const skipped: Plan['skipped'] = [];
  const kept = cases.filter((one) => {
    const skip = filteredOut(one, filter) ?? unfit(one, profile);
    if (skip) skipped.push({ one, ...skip });
    return !skip;
  });
  const phases = PHASES.map((phase) => {
    const here = kept.filter((one) => one.phase === phase);
    return phase === 'main' || phase === 'hostile' ? random.shuffle(here) : here;
  });
  return { phases, skipped };
}

/** The cases of a full run. */
export function fitting(cases: readonly CaseDefinition[], profile: Profile): CaseDefinition[] {
  return cases.filter((one) => !unfit(one, profile));
}

/** For want of which section. */
const SIDES: Record<Side, string> = { partner: 'skip.no-partner', operator: 'skip.no-operator', client: 'skip.no-client' };

type Skip = { kind: NonNullable<CaseEvent['skip']>; why: Message };

function filteredOut(one: CaseDefinition, filter: Filter | undefined): Skip | undefined {
  // The preflight protects the partner's money and the reader's time; a narrowed run keeps it, unless told otherwise.
  const named = (names: readonly string[] | undefined) =>
    names?.some((name) => one.suite === name || one.id === name || one.id.startsWith(`${name}.`)) === true;
  const asked =
    (filter?.suites === undefined && filter?.cases === undefined) || named(filter?.suites) || named(filter?.cases) || one.suite === 'preflight';
  return asked && !named(filter?.skip) ? undefined : { kind: 'filter', why: { key: 'skip.filter' } };
}

function unfit({ needs, side }: CaseDefinition, profile: Profile): Skip | undefined {
  if (!profile.sides.includes(side)) return { kind: 'not-offered', why: { key: SIDES[side] } };
  if (needs.kind && needs.kind !== profile.kind) return { kind: 'not-applicable', why: { key: 'skip.kind', values: { kind: needs.kind } } };
  for (const offer of needs.offers ?? []) if (!OFFERS[offer](profile)) return { kind: 'not-offered', why: { key: `skip.no-${offer}` } };
  return undefined;
}

const isHttps = (profile: Profile) => profile.check.scheme === 'https' || profile.pay.scheme === 'https';
const isPublic = (profile: Profile) => !isLoopback(profile.check.host) || !isLoopback(profile.pay.host);

const OFFERS: Record<Offer, (profile: Profile) => boolean> = {
  balance: ({ balanceField, kind }) => balanceField !== undefined && kind === 'balance',
  ledger: ({ ledger }) => isReachable(ledger),
  cancelled: ({ accounts }) => accounts.cancelled.length > 0,
  paid: ({ accounts }) => accounts.paid.length > 0,
  processing: ({ accounts }) => accounts.processing.length > 0,
  outside: ({ addresses }) => addresses.outside !== undefined,
  price: ({ accounts }) => accounts.source !== undefined || accounts.payable.some(({ price }) => price !== undefined),
  'two-orders': ({ accounts }) => accounts.payable.length >= 2 || accounts.source !== undefined,
  https: isHttps,
  'public-address': isPublic,
  refundable: ({ operator }) => (operator?.payments.length ?? 0) > 0,
  'repeat-after': ({ repeatAfterMs }) => repeatAfterMs > 0,
  'https-or-public': (profile) => isHttps(profile) || isPublic(profile),
};
