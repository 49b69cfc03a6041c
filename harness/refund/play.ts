import { setTimeout as sleep } from 'node:timers/promises';
import type { SeenCall } from './call.ts';
import type { Desk, Taken } from './desk.ts';
import type { Scenario } from './scenario.ts';
import type { Clocks, Filling, TriggerSetting } from './setting.ts';
import { trigger, type Outcome, type Running } from './trigger.ts';

/** A scenario as it went: what the client did, and what truly became of the money. */
export interface Played {
  scenario: Scenario;
  payment: { id: bigint; sum: bigint };
  reason: string;
  parts: Part[];
  /** In the order of arrival. */
  calls: readonly SeenCall[];
  taken: readonly Taken[];
  clocks: Clocks;
  /** When nobody waited for the client any more, on the monotonic clock: what came later was not judged with the scenario. */
  endedAt: number;
}

/** One time that the partner's system was asked for a refund. */
export interface Part {
  amount: bigint;
  /** What it said of it in the end. */
  outcome?: Outcome;
  /** When the trigger was through, on the monotonic clock; Infinity where we ended it. */
  endedAt: number;
  /** The trigger failed. */
  problem?: string;
  /** The client had something left to do and did not do it as long as it was waited for. */
  leftOpen: boolean;
}

/** A scenario while it is played. */
export interface Stage {
  desk: Desk;
  calls: SeenCall[];
  /** Requests that have no answer yet. */
  open: number;
  /** When something came or went last, on the monotonic clock. */
  stirredAt: number;
  /** Since when the client has nothing left to do. */
  saidAt?: number;
}

const LOOK_MS = 25;

/** Asks for one refund and waits until the client is through with it, or has had its time. Throws when the run is interrupted. */
export async function playPart(
  stage: Stage,
  setting: TriggerSetting,
  filling: Filling,
  clocks: Clocks,
  { signal, waiting }: { signal: AbortSignal; waiting: (leftMs: number) => void },
): Promise<Omit<Part, 'amount'>> {
  const { desk, calls } = stage;
  const before = calls.length;
  desk.expecting = true;
  stage.stirredAt = performance.now();
  delete stage.saidAt;
  const running = trigger(setting, filling, 4 * clocks.patienceMs);
  try {
    // A client that never gives up, at a pace that never ends the waiting, is ended in the end.
    const until = performance.now() + 6 * clocks.patienceMs + (setting.by === 'hand' ? clocks.handMs : 0);
    while (!isOver(stage, before, running, setting, clocks) && performance.now() < until) {
      await sleep(LOOK_MS, undefined, { ref: false });
      signal.throwIfAborted();
      if (setting.by === 'hand' && calls.length === before) waiting(clocks.handMs - (performance.now() - stage.stirredAt));
    }
  } finally {
    running.stop();
    if (setting.by === 'hand') waiting(0);
  }
  const endedAt = running.ended ? running.endedAt : Infinity;
  const came = calls.length > before;
  return {
    leftOpen: came && desk.expecting,
    endedAt,
    ...(running.outcome === undefined ? {} : { outcome: running.outcome }),
    ...(running.problem === undefined ? {} : { problem: running.problem }),
  };
}

function isOver(stage: Stage, before: number, running: Running, { by }: TriggerSetting, clocks: Clocks): boolean {
  const now = performance.now();
  const quiet = now - Math.max(stage.stirredAt, running.endedAt);
  if (stage.open > 0) return false;
  // Who has said how it ended does nothing more.
  const said = running.ended && (running.outcome === 'success' || running.outcome === 'failed');
  const patienceMs = said ? Math.min(2 * clocks.settleMs, clocks.patienceMs) : clocks.patienceMs;
  if (stage.calls.length === before) {
    if (running.problem !== undefined) return true;
    return quiet >= (by === 'hand' ? clocks.handMs : patienceMs);
  }
  if (stage.desk.expecting) {
    delete stage.saidAt;
    return quiet >= patienceMs;
  }
  // A program that goes on and on after that is ended.
  stage.saidAt ??= now;
  return (running.ended && quiet >= settleOf(stage, clocks)) || now - stage.saidAt >= clocks.patienceMs;
}

/** A client that asks every five seconds shows whether it goes on only after more than five. */
function settleOf({ calls }: Stage, { settleMs, patienceMs }: Clocks): number {
  const asked = calls.filter(({ asking }) => asking).map(({ startedAt }) => startedAt);
  const widest = Math.max(0, ...asked.slice(1).map((at, index) => at - asked[index]!));
  return Math.min(Math.max(settleMs, 1.3 * widest), patienceMs);
}
