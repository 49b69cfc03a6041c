import { setTimeout as sleep } from 'node:timers/promises';
import { INT64_MAX } from '../../protocol/refund/index.ts';
import type { Received, Reply, Sent } from '../../wire/index.ts';
import { Undecided } from '../finding.ts';
import type { Message } from '../record/events.ts';
import type { Recorder } from '../record/recorder.ts';
import { readCall, type Asked, type SeenCall } from './call.ts';
import { decide, openDesk, type Tokens } from './desk.ts';
import { openDoor } from './door.ts';
import { playPart, type Part, type Played, type Stage } from './play.ts';
import { incomingEvent } from './record.ts';
import { shutsTheDoor, type Scenario } from './scenario.ts';
import { openStages, type CaseStage } from './stages.ts';
import { passesOn, type Filling, type RefundSetting } from './setting.ts';
import { turns } from './turns.ts';

/** The partner's client of the Refund API, as a case has it in hand: it is asked for refunds, and watched. */
export interface RefundClient {
  /** Where we listen: `http://127.0.0.1:9100`. */
  origin: string;
  setting: RefundSetting;
  /** Plays a scenario once for all the cases that look at it; `by` is the case that asks. Throws when interrupted. */
  play(scenario: Scenario, by: string): Promise<Played>;
  /** Every scenario that has been played so far, in the order of their beginning. */
  played(): readonly Played[];
  /** True when scenarios have been played and no request came at all. */
  readonly absent: boolean;
  /** Where no request came, but somebody broke the TLS handshake off: its code. */
  readonly brokenHandshake: string | undefined;
  close(): Promise<void>;
}

export interface RefundClientOptions {
  recorder: Recorder;
  signal: AbortSignal;
  /** Asks somebody to start a refund by hand. */
  tell: (message: Message) => void;
  /** How long somebody still has to start it; 0 when that is over. */
  waiting: (leftMs: number) => void;
}

/** More than any client needs: what floods us is not written down without end. */
const MOST_CALLS = 1_000;
const MOST_STRAY = 100;

/** Scenarios beside each other, where each can have its path. */
const MOST_BESIDE = 16;

/** Starts to listen as the operator. Throws a UsageError when the address cannot be had. */
export async function openRefundClient(setting: RefundSetting, options: RefundClientOptions): Promise<RefundClient> {
  const stages = openStages();
  const tokens: Tokens = new Map();
  let connections = 0;
  const open = () =>
    openDoor(setting, {
      answer: (received, gone) => serve(received, gone),
      ended: (received, sent) => finish(received, sent),
      nextConnection: () => ++connections,
    });
  const door = await open();
  const ownPaths = passesOn(setting.trigger, 'baseUrl') && setting.trigger.by !== 'hand';
  // Where any port will do, a scenario may have one to itself; else a firewall may let the client reach that of the profile alone.
  const ownDoors = ownPaths && setting.listen.port === 0 && setting.publicUrl === undefined;
  const slots = turns(ownPaths ? MOST_BESIDE : 1);
  const plays = new Map<string, Promise<Played>>();
  const done: Played[] = [];
  const underway = new Map<Received, { asked: Asked; call?: SeenCall; stage?: CaseStage; id: number; shuts?: true }>();
  let came = 0;
  let stray = 0;

  const serve = async (received: Received, gone: AbortSignal): Promise<Reply> => {
    const { under, stage } = stages.of(received);
    if (stage ? stage.calls.length >= MOST_CALLS : stray++ >= MOST_STRAY) return { status: 503 };
    const asked = readCall(received, under);
    const entry = { asked, id: options.recorder.nextExchange(), ...(stage ? { stage } : {}) };
    underway.set(received, entry);
    came++;
    if (!stage) return { status: 503 };
    stir(stage, +1);
    const { clocks } = setting;
    const decision = decide(stage.desk, asked, tokens, setting, performance.now(), clocks.slowMs);
    const call: SeenCall = {
      ...asked,
      exchange: entry.id,
      part: stage.desk.part,
      startedAt: received.startedAt,
      endedAt: received.startedAt,
      tokenIs: decision.tokenIs,
      told: decision.told,
    };
    stage.calls.push(call);
    underway.set(received, { ...entry, call, ...(decision.shuts ? { shuts: true as const } : {}) });
    if (decision.wait)
      await sleep(decision.wait === 'slow' ? clocks.slowMs : clocks.patienceMs, undefined, { signal: gone, ref: false }).catch(() => {});
    return decision.reply;
  };

  const finish = (received: Received, sent: Sent): void => {
    const known = underway.get(received);
    underway.delete(received);
    if (!known && received.fault === undefined) return; // one of too many
    // What is no HTTP, or never came whole, was never served.
    const { under, stage } = known?.stage ? { under: '', stage: known.stage } : stages.of(received);
    if (!known && (stage ? stage.calls.length >= MOST_CALLS : stray++ >= MOST_STRAY)) return;
    const asked = known?.asked ?? readCall(received, under);
    const id = known?.id ?? options.recorder.nextExchange();
    const endedAt = received.startedAt + sent.totalMs;
    if (!known) came++;
    if (known?.call) {
      known.call.endedAt = endedAt;
      if (sent.how === 'closed') known.call.told = { how: 'left' };
    } else if (stage) {
      const told = sent.status === undefined ? ({ how: 'left' } as const) : ({ how: 'http', status: sent.status } as const);
      stage.calls.push({ ...asked, exchange: id, part: stage.desk.part, startedAt: received.startedAt, endedAt, tokenIs: 'absent', told });
      stage.desk.expecting = false;
    }
    if (stage) stir(stage, known?.call ? -1 : 0);
    const by = stage?.door ?? door;
    options.recorder.record(incomingEvent(id, stage?.case ?? '', received, sent, asked, by));
    // Not sooner: who is cut by a door that shuts seems to have left by itself.
    if (known?.shuts) by.shut(setting.clocks.slowMs);
  };

  let count = 0;
  const isAbsent = () => done.length > 0 && came === 0;
  const perform = async (scenario: Scenario, by: string): Promise<Played> => {
    const { clocks, payments, amountUnit } = setting;
    const nth = count++;
    const under = ownPaths ? `/r-${nth + 1}` : '';
    const scale = amountUnit === 'tiyn' ? 100n : 1n;
    const amount = BigInt(100 + nth) * scale;
    const parts = scenario.parts ?? 1;
    const paymentId = paymentIdOf(scenario, payments, nth);
    // Where a second refund would be wrong, the payment has room for it: only so it shows.
    const isAsked = passesOn(setting.trigger, 'amount');
    const sum = !isAsked ? INT64_MAX : scenario.parts === undefined ? amount * 3n : amount * BigInt(parts);
    const desk = openDesk(scenario, { id: paymentId, sum }, clocks.paceMs);
    const reason = scenario.reason ?? 'Возврат по заявлению покупателя';
    const played: Part[] = [];
    const shuts = shutsTheDoor(scenario);
    const at = shuts && ownDoors ? await open() : door;
    await slots.take(shuts && !ownDoors);
    const stage: CaseStage = { desk, calls: [], open: 0, stirredAt: performance.now(), case: by, door: at };
    stages.open(under, stage);
    try {
      // Where nothing came at all, it is not waited for once more.
      for (let part = 0; !isAbsent() && part < parts + (scenario.beyond ? 1 : 0); part++) {
        desk.part = part;
        const baseUrl = (setting.publicUrl ?? at.origin) + under;
        const filling: Filling = { baseUrl, paymentId: String(paymentId), amount: String(amount), reason, scenario: scenario.name };
        if (setting.trigger.by === 'hand')
          options.tell({ key: 'note.refund-by-hand', values: { ...filling, seconds: String(Math.round(clocks.handMs / 1000)) } });
        const one = await playPart(stage, setting.trigger, filling, clocks, options);
        // What the client was not told it chooses itself: its first filing says how much is to go back.
        const chosen = stage.calls.find((call) => call.part === part && call.filing)?.filing?.ReturnAmount;
        played.push({ amount: isAsked ? amount : (chosen ?? amount), ...one });
        if (stage.calls.length === 0) break;
      }
    } finally {
      slots.give();
      stages.close(stage);
      if (at !== door) await at.close();
    }
    if (at.lost !== undefined) throw new Undecided({ key: 'why.refund-port-lost', values: { place: `${at.host}:${at.port}`, code: at.lost } });
    const result = {
      scenario,
      payment: desk.payment,
      reason,
      parts: played,
      calls: stage.calls,
      taken: desk.taken,
      clocks,
      endedAt: performance.now(),
    };
    done.push(result);
    return result;
  };

  return {
    origin: door.origin,
    setting,
    play: (scenario, by) => {
      const known = plays.get(scenario.name);
      if (known) return known;
      const playing = perform(scenario, by);
      plays.set(scenario.name, playing);
      return playing;
    },
    played: () => done,
    get absent() {
      return isAbsent();
    },
    get brokenHandshake() {
      return came === 0 ? door.brokenHandshake : undefined;
    },
    close: () => door.close(),
  };
}

function stir(stage: Stage, open: number): void {
  stage.open += open;
  stage.stirredAt = performance.now();
}

/** Payments that the profile names, in turn; else numbers of the clock, 15 digits, and for a large one 19 that no double holds. */
function paymentIdOf({ paymentId }: Scenario, given: readonly bigint[], nth: number): bigint {
  const fitting = paymentId === 'large' ? given.filter((id) => BigInt(Number(id)) !== id) : given;
  if (fitting.length > 0) return fitting[nth % fitting.length]!;
  const now = BigInt(Date.now());
  return paymentId === 'large' ? 9_100_000_000_000_000_000n + (now % 1_000_000_000_000n) * 1000n + 7n : now * 100n + BigInt(nth % 100);
}
