import type { CaseDefinition } from '../case.ts';
import type { Message } from '../record/events.ts';
import type { CertifyOptions } from './certify.ts';
import { fitting, type Plan } from './plan.ts';
import type { RunShared } from './shared.ts';
import type { RunState } from './state.ts';

/** What a full run would make of the orders that there are, whatever part of it was run. */
export interface OrderOutlook {
  /** To be paid, and the one that is only looked at. */
  needed: number;
  named: number;
  /** Those that check finds payable; where there are more than needed, the rest is taken at the profile's word. */
  payable: number;
  /** Cases that would be left out, by chapter. */
  cut: { suite: string; count: number }[];
}

/**
 * The phases without the cases that the orders found payable do not suffice for, the least important
 * of them. Records what is left out.
 */
export function withinOrders(plan: Plan, { profile, recorder }: RunState, { purse: { left } }: RunShared): Plan['phases'] {
  if (profile.kind !== 'order') return plan.phases;
  const beyond = beyondOrders(plan.phases.flat(), left);
  const wanted = String(wantedOrders(plan.phases.flat()));
  const why: Message = { key: 'skip.too-few-orders', values: { wanted, left: String(left) } };
  for (const { id } of beyond) recorder.record({ type: 'case', id, verdict: 'skipped', skip: 'not-offered', why, durationMs: 0 });
  if (beyond.size > 0) {
    const values = { wanted, offered: String(left), count: String(beyond.size) };
    recorder.record({ type: 'note', level: 'warning', key: 'note.too-few-orders', values });
  }
  return plan.phases.map((cases) => cases.filter((one) => !beyond.has(one)));
}

/** Undefined for balance accounts, where a command makes the orders, and where they were not looked at. */
export function outlook({ profile, cases }: CertifyOptions, { purse: { left }, vetted }: RunShared): OrderOutlook | undefined {
  if (profile.kind !== 'order' || vetted === undefined || left === Infinity) return undefined;
  const full = fitting(cases, profile);
  const cut = new Map<string, number>();
  const beyond = beyondOrders(full, left);
  for (const { suite } of full.filter((one) => beyond.has(one))) cut.set(suite, (cut.get(suite) ?? 0) + 1);
  return {
    needed: wantedOrders(full) + 1,
    named: profile.accounts.payable.length,
    payable: vetted.payable - vetted.unclear,
    cut: [...cut].map(([suite, count]) => ({ suite, count })),
  };
}

/** Orders that a load takes, and the least that it is worth putting on for. */
export const LOAD_ORDERS = { wanted: 35, least: 20 };

const cost = ({ needs }: CaseDefinition) => needs.pays ?? 0;

/** One order serves all cases that only want a payment that is credited, and one all requests that must be refused. */
function sharedOrders(cases: readonly CaseDefinition[]): number {
  return (cases.some(({ needs }) => needs.credited) ? 1 : 0) + (cases.some(({ needs }) => needs.risks) ? 1 : 0);
}

/** Orders that these cases would pay. */
export function wantedOrders(cases: readonly CaseDefinition[]): number {
  return cases.reduce((sum, one) => sum + cost(one), 0) + sharedOrders(cases) + (cases.some(({ needs }) => needs.loads) ? LOAD_ORDERS.least : 0);
}

/**
 * The cases that these orders do not suffice for: the most important come first, and what only looks
 * at a credited payment shares one order. Decided once it is known which orders can be paid.
 */
function beyondOrders(cases: readonly CaseDefinition[], left: number): Set<CaseDefinition> {
  // The load makes do with what the others leave.
  const byImportance = [...cases].sort(
    (a, b) => Number(a.needs.loads ?? false) - Number(b.needs.loads ?? false) || (b.needs.priority ?? 0) - (a.needs.priority ?? 0),
  );
  const beyond = new Set<CaseDefinition>();
  let spent = Math.min(sharedOrders(cases), left);
  for (const one of byImportance) {
    const least = one.needs.credited ? 1 : 0;
    if (left < least || (cost(one) > 0 && spent + cost(one) > left) || (one.needs.loads && spent + LOAD_ORDERS.least > left)) beyond.add(one);
    else spent += cost(one);
  }
  return beyond;
}
