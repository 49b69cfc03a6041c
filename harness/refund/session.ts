import { Skipped, Undecided, type FindingSink } from '../finding.ts';
import type { SeenCall, Wrong } from './call.ts';
import type { RefundClient } from './client.ts';
import { objectionTo } from './objection.ts';
import type { Played } from './play.ts';
import type { Scenario } from './scenario.ts';
import { passesOn, type Placeholder } from './setting.ts';
import { lookAtTrigger } from './trigger-check.ts';

/** The partner's client of the Refund API, for one case. */
export interface ClientSession {
  /**
   * Plays a scenario, or gives what it was when another case played it. Throws Undecided when the
   * client filed nothing that can be read: the case `comes` and the reviews tell why. `unfiled` lets it pass.
   */
  play(scenario: Scenario, options?: { unfiled?: boolean; needs?: Placeholder }): Promise<Played>;
  /** All scenarios of the run, for looking over them. Throws Skipped when there is nothing to look at. */
  played(): readonly Played[];
  /** Objects when the client never came: the profile's trigger is the first thing to look at. */
  expectToCome(scenario: Scenario): Promise<Played>;
  /** Objects to a trigger that cannot start anything; starts nothing. Throws Skipped where somebody starts by hand. */
  expectTrigger(): Promise<void>;
  /** Objects to each kind of what is wrong with a request, however often it was seen. */
  expectNothing(kinds: readonly Wrong['kind'][], level?: 'should'): void;
}

export function clientSession(client: RefundClient, caseId: string, sink: FindingSink): ClientSession {
  const playIt = async (scenario: Scenario): Promise<Played> => {
    // Where nothing comes at all, it is not waited for again and again.
    if (client.absent) throw new Undecided({ key: 'why.refund-never-came' });
    try {
      return await client.play(scenario, caseId);
    } catch (error) {
      if ((error as Error).name === 'AbortError') throw new Skipped('stopped', { key: 'reason.interrupted' });
      throw error;
    }
  };
  const all = (): readonly Played[] => {
    const played = client.played();
    if (!played.some(({ calls }) => calls.length > 0)) throw new Skipped('stopped', { key: 'skip.refund-nothing-came' });
    return played;
  };
  return {
    play: async (scenario, { unfiled = false, needs } = {}) => {
      if (needs !== undefined && !passesOn(client.setting.trigger, needs))
        throw new Skipped('not-offered', { key: 'skip.refund-trigger', values: { place: `{${needs}}` } });
      const played = await playIt(scenario);
      if (played.calls.length === 0) throw new Undecided({ key: 'why.refund-never-came' });
      // What is turned away at the door never meets what the scenario is about.
      if (!unfiled && !played.calls.some(({ filing, tokenIs }) => filing && tokenIs === 'good'))
        throw new Undecided({ key: 'why.refund-not-filed', values: { scenario: scenario.name } });
      return played;
    },
    played: all,
    expectToCome: async (scenario) => {
      // Another case may have met the silence first: what was seen there tells as much.
      const played = client.absent ? client.played()[0]! : await playIt(scenario);
      if (played.calls.length > 0) return played;
      if (client.brokenHandshake !== undefined) {
        sink.add({
          key: 'refund.handshake-broken',
          blame: 'configuration',
          values: { code: client.brokenHandshake },
          observed: client.brokenHandshake,
        });
        throw new Undecided({ key: 'why.refund-never-came' });
      }
      const problem = client.played().find(({ parts }) => parts.length > 0)?.parts[0]?.problem;
      const seconds = String(Math.round((client.setting.trigger.by === 'hand' ? played.clocks.handMs : played.clocks.patienceMs) / 100) / 10);
      sink.add(
        problem === undefined
          ? { key: 'refund.never-came', blame: 'configuration', values: { seconds } }
          : { key: 'refund.trigger-failed', blame: 'configuration', values: { problem }, observed: problem },
      );
      throw new Undecided({ key: 'why.refund-never-came' });
    },
    expectTrigger: async () => {
      if (client.setting.trigger.by === 'hand') throw new Skipped('not-applicable', { key: 'skip.refund-by-hand' });
      const found = await lookAtTrigger(client.setting, client.origin);
      if (found) sink.add(found);
    },
    expectNothing: (kinds, level) => {
      const found = new Map<string, { wrong: Wrong; calls: SeenCall[] }>();
      for (const call of all().flatMap(({ calls }) => calls)) {
        for (const wrong of call.wrong) {
          if (!kinds.includes(wrong.kind)) continue;
          const name = `${wrong.kind} ${call.call ?? ''} ${wrong.field ?? ''} ${wrong.flaw ?? ''}`;
          const known = found.get(name);
          if (known) known.calls.push(call);
          else found.set(name, { wrong, calls: [call] });
        }
      }
      for (const { wrong, calls } of found.values()) {
        sink.add({
          ...objectionTo(wrong, calls[0]?.call ?? ''),
          expected: wrong.expected,
          observed: wrong.observed,
          exchanges: calls.map(({ exchange }) => exchange),
          ...(level ? { level } : {}),
        });
      }
    },
  };
}
