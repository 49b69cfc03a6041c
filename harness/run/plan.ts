import { isLoopback, isReachable, type Profile } from '../profile/profile.ts';
import type { CaseDefinition, Offer } from '../case.ts';
import { PHASES } from '../case.ts';
import type { Random } from '../partner/numbers.ts';
import type { CaseEvent, Message } from '../record/events.ts';

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
  /** Orders that a full run would like to spend; 0 for balance accounts. */
  ordersWanted: number;
  /** Orders that the profile offers to be spent; infinite where a command makes them. */
  ordersOffered: number;
}

/**
 * Decides beforehand which cases apply, and why the others don't. The order within a phase is drawn
 * by the seed, so that no case leans on another; where orders are scarce, the most important cases
 * come first.
 */
export function makePlan(cases: readonly CaseDefinition[], profile: Profile, filter: Filter | undefined, random: Random, ordersLeft: number): Plan {
  const skipped: Plan['skipped'] = [];
  const kept = cases.filter((one) => {
    const skip = filteredOut(one, filter) ?? unfit(one, profile);
    if (skip) skipped.push({ one, ...skip });
    return !skip;
  });
  const within = profile.kind === 'order' ? spendOrders(kept, ordersLeft, skipped) : kept;
  const phases = PHASES.map((phase) => {
    const here = within.filter((one) => one.phase === phase);
    return phase === 'main' || phase === 'hostile' ? random.shuffle(here) : here;
  });
  const ordersWanted = profile.kind === 'order' ? wantedOrders(cases.filter((one) => !unfit(one, profile))) : 0;
  return { phases, skipped, ordersWanted, ordersOffered: ordersLeft };
}

type Skip = { kind: NonNullable<CaseEvent['skip']>; why: Message };

function filteredOut(one: CaseDefinition, filter: Filter | undefined): Skip | undefined {
  // The preflight protects the partner's money and the reader's time; a narrowed run keeps it, unless told otherwise.
  const named = (names: readonly string[] | undefined) =>
    names?.some((name) => one.suite === name || one.id === name || one.id.startsWith(`${name}.`)) === true;
  const asked =
    (filter?.suites === undefined && filter?.cases === undefined) || named(filter?.suites) || named(filter?.cases) || one.suite === 'preflight';
  return asked && !named(filter?.skip) ? undefined : { kind: 'filter', why: { key: 'skip.filter' } };
}

function unfit({ needs }: CaseDefinition, profile: Profile): Skip | undefined {
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
  price: ({ accounts }) => accounts.source !== undefined || accounts.payable.every(({ price }) => price !== undefined),
  'two-orders': ({ accounts }) => accounts.payable.length >= 2 || accounts.source !== undefined,
  https: isHttps,
  'public-address': isPublic,
  'https-or-public': (profile) => isHttps(profile) || isPublic(profile),
};

const cost = ({ needs }: CaseDefinition) => needs.pays ?? 0;

/** One order serves all cases that only want a payment that is credited, and one all requests that must be refused. */
function sharedOrders(cases: readonly CaseDefinition[]): number {
  return (cases.some(({ needs }) => needs.credited) ? 1 : 0) + (cases.some(({ needs }) => needs.risks) ? 1 : 0);
}

function wantedOrders(cases: readonly CaseDefinition[]): number {
  return cases.reduce((sum, one) => sum + cost(one), 0) + sharedOrders(cases);
}

/** The cases that the orders at hand suffice for, the most important first; the others are skipped. */
function spendOrders(cases: readonly CaseDefinition[], left: number, skipped: Plan['skipped']): CaseDefinition[] {
  const wanted = wantedOrders(cases);
  const byImportance = [...cases].sort((a, b) => (b.needs.priority ?? 0) - (a.needs.priority ?? 0));
  const within = new Set<CaseDefinition>();
  let spent = Math.min(sharedOrders(cases), left);
  for (const one of byImportance) {
    if (cost(one) > 0 && spent + cost(one) > left) {
      skipped.push({ one, kind: 'not-offered', why: { key: 'skip.too-few-orders', values: { wanted: String(wanted), left: String(left) } } });
      continue;
    }
    spent += cost(one);
    within.add(one);
  }
  return cases.filter((one) => within.has(one));
}
