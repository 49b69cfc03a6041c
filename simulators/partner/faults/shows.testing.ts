/** What the test of the faults does to a partner, and how it puts what came of it into a few words. */
import { Agent } from 'node:http';
import { formatSum, percentEncode, writeQuery, type Spelling } from '../../../protocol/index.ts';
import { DATE, leave, NUMBER, onOneConnection, pause, type Fields, type How, type Stage, type Told } from '../ask.testing.ts';

export type Probe<T> = (stage: Stage) => Promise<T>;

/** The result, or `none` where there was no answer or no result in it. */
export const code = async (told: Promise<Told>): Promise<string> => (await told.catch(() => undefined))?.result ?? 'none';

/** `0 200.45`: the result of a pay, and what the account holds then. */
export const paidWith =
  (fields: Fields): Probe<string> =>
  async ({ pay, received }) =>
    `${await code(pay(fields))} ${received()}`;

export const paid = paidWith({});

/** Nineteen pays of a tiyn to somebody else, and then one. */
export const twentieth: Probe<string> = async (stage) => {
  for (let count = 1; count < 20; count++) await stage.pay({ txn_id: `9${count}`, account: '7011234567', sum: '0.01' });
  return paid(stage);
};

/** `0 0 200.45`: a pay, something between, its repeat with a change, and what the account holds then. */
export const repeated =
  (change: Fields = {}, between: (stage: Stage) => Promise<unknown> = async () => {}): Probe<string> =>
  async (stage) => {
    const first = await code(stage.pay());
    await between(stage);
    const second = await code(stage.pay(change));
    return `${first} ${second} ${stage.received()}`;
  };

export const otherOrder: Probe<string> = async ({ raw, received }) =>
  `${await code(raw(`account=4957835959&txn_id=${NUMBER}&txn_date=${DATE}&command=pay&sum=200.45`))} ${received()}`;

export const twoOnOneConnection: Probe<string> = ({ check }) =>
  onOneConnection(async (agent) => `${(await check({ txn_id: '1' }, { agent })).txn_id} ${(await check({ txn_id: '2' }, { agent })).txn_id}`);

export const status =
  (how: How = {}, fields: Fields = {}): Probe<number> =>
  async ({ check }) =>
    (await check(fields, how)).status;

export const fiveAtOnceTake =
  (ms: number): Probe<boolean> =>
  async ({ check }) => {
    const began = performance.now();
    await Promise.all(Array.from({ length: 5 }, () => check()));
    return performance.now() - began >= ms;
  };

export const takes =
  (command: 'check' | 'pay', ms: number): Probe<boolean> =>
  async (stage) => {
    const began = performance.now();
    await stage[command]();
    return performance.now() - began >= ms;
  };

export const within = async (told: Promise<Told>, ms: number): Promise<string> =>
  Promise.race([told.then(() => 'answered').catch(() => 'broken'), pause(ms).then(() => 'no answer')]);

export const sixthConnection: Probe<string> = async ({ check }) => {
  const agent = new Agent({ keepAlive: true });
  try {
    // the five are kept by asking them all at once
    await Promise.all(Array.from({ length: 5 }, () => check({}, { agent })));
    return await code(check());
  } finally {
    agent.destroy();
  }
};

export const has =
  (pattern: RegExp, command: 'check' | 'pay' = 'check'): Probe<boolean> =>
  async (stage) =>
    pattern.test((await stage[command]()).text);

export const type: Probe<unknown> = async ({ check }) => (await check()).headers['content-type'];

/** True when the answer came with its end. */
export const whole: Probe<boolean | string> = async ({ check }) =>
  check().then(
    ({ text }) => /<\/response>\s*$/.test(text),
    () => 'none',
  );

export const number: Probe<string> = async ({ check }) => (await check()).txn_id ?? 'none';

export const partnersNumber: Probe<string> = async ({ pay }) => {
  const text = (await pay()).prv_txn;
  if (text === undefined) return 'none';
  return /^\d+$/.test(text) ? `${text.length} digits` : 'no digits';
};

export const numbersDiffer: Probe<boolean> = async ({ pay }) => (await pay({ txn_id: '1' })).prv_txn !== (await pay({ txn_id: '2' })).prv_txn;

export const repeatsNumber: Probe<boolean> = async ({ pay }) => (await pay()).prv_txn === (await pay()).prv_txn;

export const sumOf =
  (sum: string): Probe<string> =>
  async ({ pay }) =>
    (await pay({ sum })).sum ?? 'none';

export const afterCheck =
  (fields: Fields): Probe<string> =>
  async ({ check, received }) =>
    `${await code(check(fields))} ${received()}`;

export const checkThenPay =
  (checked: string, payment: string): Probe<string> =>
  async ({ check, pay, received }) => {
    await check({ txn_id: checked });
    return `${await code(pay({ txn_id: payment }))} ${received()}`;
  };

/** The account of many characters, spelled in this way. */
export const spelling =
  (how: Spelling): Probe<string> =>
  ({ raw, partner }) =>
    code(raw(`command=check&txn_id=1&account=${percentEncode(String(partner.accounts.payable[2]), how)}`));

/** The result of a pay, and every credit in the ledger. */
export const creditsOf =
  (fields: Fields): Probe<string> =>
  async ({ pay, partner }) => {
    const result = await code(pay(fields));
    return [result, ...partner.ledger().map(({ account, sum }) => `${account}=${formatSum(sum)}`)].join(' ');
  };

/** The clock of the stage stands at 21:00 of the 24th; the payment was made a minute before the day began. */
export const bookedOn: Probe<unknown> = async ({ pay, partner }) => {
  await pay({ txn_date: '20261123235959' });
  return partner.ledger()[0]?.txn_date;
};

export const atOnce: Probe<string> = async ({ pay, received }) => {
  const results = await Promise.all([1, 2, 3].map(() => code(pay())));
  return `${results.toSorted().join()} ${received()}`;
};

export const repeatedToAnother: Probe<string> = async ({ pay, received }) => {
  await pay();
  await pay({ account: '7011234567' });
  return `7011234567=${received('7011234567')}`;
};

/** The usual pay, whose caller leaves after so many milliseconds; waits until its work is over. */
async function leavePay(stage: Stage, afterMs: number): Promise<void> {
  await leave(payUrl(stage), afterMs);
  await pause(1_800 - afterMs);
}

function payUrl({ partner, account, sum }: Stage): string {
  const query = writeQuery([
    ['command', 'pay'],
    ['txn_id', NUMBER],
    ['account', account],
    ['sum', sum],
    ['txn_date', DATE],
  ]);
  return `${partner.url}?${query}`;
}

/** A pay cut off, something between, its repeat, and what the account holds then. */
export const cutOffAfter =
  (afterMs: number, between: (stage: Stage) => Promise<unknown> = async () => {}): Probe<string> =>
  async (stage) => {
    await leavePay(stage, afterMs);
    await between(stage);
    return `${await code(stage.pay())} ${stage.received()}`;
  };

export const cutOff = cutOffAfter(200);

/** A pay cut off, something while it is at work, its repeat, and what the account holds then. */
export const cutAmong =
  (among: (stage: Stage) => Promise<unknown>): Probe<string> =>
  async (stage) => {
    const leaving = leavePay(stage, 300);
    await pause(100);
    await among(stage);
    await leaving;
    return `${await code(stage.pay())} ${stage.received()}`;
  };

/** What another payer is told whose pay is at work when one is cut off. */
export const besideACut: Probe<string> = async (stage) => {
  const leaving = leavePay(stage, 300);
  const other = stage.pay({ txn_id: '1' }).then(
    ({ result }) => result,
    () => 'no answer',
  );
  await leaving;
  return String(await other);
};

/** What a check is told after ten pays that were cut off. */
export const afterManyCuts: Probe<string> = async (stage) => {
  for (let turn = 0; turn < 10; turn++) await leave(payUrl(stage), 50);
  await pause(300);
  const told = stage.check().then(
    ({ result }) => result,
    () => 'no answer',
  );
  return String(await Promise.race([told, pause(1_500).then(() => 'no answer')]));
};

/** A pay, checks of its number meanwhile, its repeat, and what the account holds. */
export const checkAmidPay: Probe<string> = async (stage) => {
  const paying = code(stage.pay());
  await pause(100);
  await stage.check();
  return `${await paying} ${await code(stage.pay())} ${stage.received()}`;
};

/** What the account holds when a repeat was cut off. */
export const repeatCutOff: Probe<string> = async (stage) => {
  await stage.pay();
  await leavePay(stage, 200);
  return stage.received();
};

export const aliveAfterLongQuery: Probe<string> = async ({ check }) => {
  await code(check({ account: 'x'.repeat(8 * 1024) }));
  return code(check());
};

/** A pay with one more field of a name that is there already. */
export const duplicate =
  (field: string): Probe<string> =>
  async ({ raw, received }) =>
    `${await code(raw(`command=pay&txn_id=1&account=4957835959&sum=200.45&txn_date=${DATE}&${field}`))} ${received()}`;

export const orderByTwo: Probe<string> = async ({ pay }) => `${await code(pay({ txn_id: '1' }))} ${await code(pay({ txn_id: '2' }))}`;

/** Results of two numbers at once, and how many credits that made. */
export const orderByTwoAtOnce: Probe<string> = async ({ pay, partner }) => {
  const results = await Promise.all([code(pay({ txn_id: '1' })), code(pay({ txn_id: '2' }))]);
  return `${results.toSorted().join()} ${partner.ledger().length}`;
};

/** The same, and what a check says of the order so many milliseconds later. */
export const orderByTwoAndThen =
  (ms: number): Probe<string> =>
  async (stage) => {
    const atOnce = await orderByTwoAtOnce(stage);
    await pause(ms);
    return `${atOnce} ${await code(stage.check({ txn_id: '3' }))}`;
  };
