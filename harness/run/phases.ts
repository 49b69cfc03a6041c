import { PHASES, type CaseDefinition, type Phase } from '../case.ts';
import { withinOrders } from './orders.ts';
import type { Plan } from './plan.ts';
import { runCase } from './run-case.ts';
import { schedule, type Lease } from './schedule.ts';
import type { RunShared } from './shared.ts';
import type { RunState } from './state.ts';
import { tryAgain } from './try-again.ts';

const STEP_BY_STEP: ReadonlySet<Phase> = new Set(['preflight', 'hostile', 'load']);

/** The cases of a plan, phase by phase; what crashes among them is put to `crashes`. */
export async function runPhases(
  plan: Plan,
  run: RunState,
  shared: RunShared,
  crashes: Error[],
  failedBefore: ReadonlySet<string> | undefined,
): Promise<void> {
  const accounts = () => shared.purse.known.map(({ account }) => account);
  const exclusive = run.profile.kind === 'balance' && run.profile.balanceField !== undefined;
  const one = async (definition: CaseDefinition, lease: Lease) => {
    // What the run already saw is worth looking over even when it was stopped.
    // A client of the Refund API has nothing to do with the endpoint that stopped the run.
    const goesOn = definition.phase === 'review' || (definition.side === 'client' && !run.interrupted());
    if (run.traffic.stopped && !goesOn) {
      run.recorder.record({ type: 'case', id: definition.id, verdict: 'skipped', skip: 'stopped', why: run.traffic.stopped, durationMs: 0 });
      return;
    }
    const { stop, crash } = await runCase(definition, lease, run, shared);
    if (stop) run.traffic.stop(stop);
    if (crash) crashes.push(crash);
  };
  let phases = plan.phases;
  for (const [index, phase] of PHASES.entries()) {
    // Which orders can be paid is known after the preflight; before it nothing is paid.
    if (phase === 'main' && !run.traffic.stopped) phases = withinOrders(plan, run, shared);
    // Before the reviews, which look over these tries as well.
    if (phase === 'review' && failedBefore)
      crashes.push(...(await tryAgain(phases.flat(), failedBefore, () => ({ accounts: accounts() }), run, shared)));
    const cases = phases[index]!;
    // The preflight goes step by step: each step makes sense only after the one before. Hostile requests
    // go one by one, so that what leaves the endpoint unwell is known.
    if (STEP_BY_STEP.has(phase)) for (const definition of cases) await one(definition, { accounts: accounts() });
    else {
      // These wait for another program most of the time, and disturb nobody: none of them takes a place from the others.
      const clients = phase === 'main' ? cases.filter(({ side }) => side === 'client') : [];
      const others = cases.filter((definition) => !clients.includes(definition));
      await Promise.all([schedule(others, accounts(), exclusive, one), ...clients.map((definition) => one(definition, { accounts: [] }))]);
    }
  }
}
