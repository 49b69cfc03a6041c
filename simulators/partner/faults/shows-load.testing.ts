/** What the test of the faults does to a partner by many requests at once. */
import { Agent } from 'node:http';
import { formatSum, parseSum } from '../../../protocol/index.ts';
import { pause, type Stage, type Told } from '../ask.testing.ts';
import type { Probe } from './shows.testing.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => String(100 + index));

function paysAtOnce({ pay }: Stage, count: number): Promise<Told[]> {
  return Promise.all(numbers(count).map((txn_id) => pay({ txn_id })));
}

export const statusesAtOnce =
  (count: number): Probe<number[]> =>
  async ({ check }) => {
    const told = await Promise.all(numbers(count).map((txn_id) => check({ txn_id })));
    return [...new Set(told.map(({ status }) => status))].sort();
  };

/** Does everybody get the answer to the own question? */
export const ownAtOnce =
  (count: number): Probe<boolean> =>
  async ({ check }) =>
    (await Promise.all(numbers(count).map(async (txn_id) => (await check({ txn_id })).txn_id === txn_id))).every(Boolean);

export const ownNumbersAtOnce =
  (count: number): Probe<boolean> =>
  async (stage) =>
    new Set((await paysAtOnce(stage, count)).map(({ prv_txn }) => prv_txn)).size === count;

export const allReceivedAtOnce =
  (count: number): Probe<boolean> =>
  async (stage) => {
    await paysAtOnce(stage, count);
    return stage.received() === formatSum((parseSum(stage.sum) ?? 0n) * BigInt(count));
  };

export const repeatsDiffer =
  (count: number): Probe<boolean> =>
  async (stage) => {
    const [first, again] = [await paysAtOnce(stage, count), await paysAtOnce(stage, count)];
    return first.some(({ prv_txn }, index) => prv_txn !== again[index]!.prv_txn);
  };

/** Connections past the tenth, while the others are open. */
export const eleventh: Probe<string> = async ({ check }) => {
  const agent = new Agent({ keepAlive: true });
  const all = numbers(12).map((txn_id) =>
    check({ txn_id }, { agent }).then(
      () => 'answered',
      () => 'broken',
    ),
  );
  const late = pause(2_000).then(() => 'no answer');
  const told = await Promise.all(all.map((each) => Promise.race([each, late])));
  agent.destroy();
  return told.find((each) => each !== 'answered') ?? 'answered';
};
