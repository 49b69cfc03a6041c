/** What the test of the faults does to a partner whose answers are right. */
import { pause, type Stage } from '../ask.testing.ts';
import { paid, type Probe } from './shows.testing.ts';

const OTHER = { account: '7011234567', sum: '1.00' };

/** A pay to somebody else under this number, and then the usual one. */
export const afterPayOf =
  (txn_id: string): Probe<string> =>
  async (stage) => {
    await stage.pay({ txn_id, ...OTHER });
    return paid(stage);
  };

export async function payFifty({ pay }: Stage): Promise<void> {
  for (let number = 1; number <= 50; number++) await pay({ txn_id: String(number), ...OTHER });
}

/** What the account holds when a job has had its time. */
export const aMomentLater: Probe<string> = async ({ pay, received }) => {
  await pay();
  await pause(800);
  return received();
};

export const numbersOfTwoDiffer: Probe<boolean> = async ({ pay }) =>
  (await pay({ txn_id: '1' })).prv_txn !== (await pay({ txn_id: '2', ...OTHER })).prv_txn;

/** What two accounts hold that were paid at the same moment. */
export const twoAtOnce: Probe<string> = async ({ pay, received }) => {
  await Promise.all([pay(), pay({ txn_id: '2', ...OTHER })]);
  return `${received()} ${received(OTHER.account)}`;
};
