import { setTimeout as sleep } from 'node:timers/promises';
import { Undecided } from '../finding.ts';
import type { Outcome } from '../outcome.ts';
import type { Message } from '../record/events.ts';
import type { Limit } from './limit.ts';

/**
 * Keeps the run's traffic decent: slows down when the partner says so, and gives up on an endpoint
 * that has stopped answering, so that a dead one is judged in seconds and not in hours.
 */
export interface Traffic {
  /** Waits for this request's turn. Throws Undecided when nothing may be sent any more. */
  turn(command: string): Promise<void>;
  /** Takes note of how an ask ended, whatever case it was for. */
  note(command: string, outcome: Outcome, startedAt: number): void;
  /** The partner limits the rate: waits as told. False when it has been told too often. */
  slowDown(limit: Limit, attempt: number): Promise<boolean>;
  /** Sends nothing more, for the reason given. */
  stop(why: Message): void;
  readonly stopped: Message | undefined;
}

/** Waves of trouble in a row, none answered between them, after which a command counts as dead. */
const TIMEOUT_WAVES = 2;
const LOSS_WAVES = 8;
/** A longer wait than this is not a limit on the rate, and the case ends undecided. */
const MAX_RETRY_AFTER_MS = 60_000;
const MAX_TRIES = 6;
const MAX_GAP_MS = 2_000;

interface Trouble {
  waves: number;
  /** End of the latest wave: what began before it is part of it. */
  until: number;
}

export function traffic(now: () => number, tell: (message: Message) => void): Traffic {
  const troubles = new Map<string, Trouble>();
  const dead = new Map<string, Message>();
  let gapMs = 0;
  let told = false;
  let nextTurn = 0;
  let stopped: Message | undefined;

  const count = (command: string, outcome: Outcome, startedAt: number, limit: number, key: string) => {
    const trouble = troubles.get(command) ?? { waves: 0, until: 0 };
    if (startedAt >= trouble.until) {
      trouble.waves++;
      trouble.until = now();
    }
    troubles.set(command, trouble);
    if (trouble.waves >= limit && !dead.has(command)) dead.set(command, { key, values: { command, how: outcome.end.how } });
  };

  return {
    turn: async (command) => {
      const why = stopped ?? dead.get(command);
      if (why) throw new Undecided(why);
      if (gapMs === 0) return;
      const at = Math.max(now(), nextTurn);
      nextTurn = at + gapMs;
      await sleep(at - now());
    },
    note: (command, outcome, startedAt) => {
      if (outcome.answered || outcome.result !== undefined) {
        // Well answered: a little faster again, until the partner says otherwise.
        gapMs = gapMs < 20 ? 0 : gapMs * 0.95;
        troubles.delete(command);
        dead.delete(command);
      } else if (outcome.end.how === 'timeout') count(command, outcome, startedAt, TIMEOUT_WAVES, 'why.silent');
      else if (outcome.end.how !== 'aborted') count(command, outcome, startedAt, LOSS_WAVES, 'why.gone');
    },
    slowDown: async (limit, attempt) => {
      if (attempt >= MAX_TRIES) return false;
      const waitMs = limit.waitMs ?? 250 * 2 ** attempt;
      if (waitMs > MAX_RETRY_AFTER_MS) return false;
      if (!told) tell({ key: 'note.slowed-down', values: { seconds: String(Math.round(waitMs / 100) / 10) } });
      told = true;
      gapMs = Math.min(MAX_GAP_MS, gapMs === 0 ? 100 : gapMs * 1.5);
      nextTurn = Math.max(nextTurn, now() + waitMs);
      await sleep(waitMs);
      return true;
    },
    stop: (why) => {
      stopped ??= why;
    },
    get stopped() {
      return stopped;
    },
  };
}
