/** What the test of the faults does to a partner whose answers are right. */
import { pause, type Stage } from '../ask.testing.ts';
import { code, paid, type Probe } from './shows.testing.ts';

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

/** What the account holds when a job has had its time after a pay, and after whatever came behind it. */
export const aMomentLater =
  (behind: (stage: Stage) => Promise<unknown> = async () => {}): Probe<string> =>
  async (stage) => {
    await stage.pay();
    await behind(stage);
    await pause(800);
    return stage.received();
  };

/** The results of a pay to nobody, and of its repeat. */
export const unknownTwice: Probe<string> = async ({ pay }) => {
  const nobody = { account: '0000000000' };
  return `${await code(pay(nobody))} ${await code(pay(nobody))}`;
};

export const numbersOfTwoDiffer: Probe<boolean> = async ({ pay }) =>
  (await pay({ txn_id: '1' })).prv_txn !== (await pay({ txn_id: '2', ...OTHER })).prv_txn;

/** What two accounts hold that were paid at the same moment. */
export const twoAtOnce: Probe<string> = async ({ pay, received }) => {
  await Promise.all([pay(), pay({ txn_id: '2', ...OTHER })]);
  return `${received()} ${received(OTHER.account)}`;
};

/** One number for two accounts at the same moment. */
export const numberOfTwoAtOnce: Probe<string> = async ({ pay, partner }) => {
  await Promise.all([pay(), pay(OTHER)]);
  return partner.ledger().length === 1 ? 'one credit' : 'two credits';
};
