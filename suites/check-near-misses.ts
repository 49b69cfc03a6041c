import { balanceOf, chapter, expect, type CaseContext, type Outcome, type RunContext } from '../harness/index.ts';
import { MAX_ACCOUNT_LENGTH, Result, type Level } from '../protocol/index.ts';
import { paysAnybody } from './pays-anybody.ts';

/**
 * An account that is nearly right must not be taken for the right one: the money would land with a
 * stranger. But another real account may live next door, so that an account is found proves nothing
 * by itself; it has to be shown that it is the same one.
 */
const { must, should, cases } = chapter('check');
export const nearMisses = cases;

type Change = (account: string) => string | undefined;

/** How an account is changed, and what is said where the profile has none that can be. */
type NearMiss = [id: string, what: string, change: Change, lacking?: string];

/** A different end behind so many characters; only a longer account has one. */
const otherEndAfter =
  (length: number): Change =>
  (account) =>
    account.length > length ? account.slice(0, length) + account.slice(length).replace(/[^]/g, (char) => (char === '7' ? '3' : '7')) : undefined;

const otherLast: Change = (account) => (account.length > 100 ? otherEndAfter(account.length - 1)(account) : undefined);
const longestFirst = (accounts: readonly string[]) => accounts.toSorted((one, other) => other.length - one.length);

/** Shown to be the same account: a failure. */
const STRANGERS: NearMiss[] = [
  ['longer', 'one character longer', (account) => `${account}1`],
  ['shorter', 'one character shorter', (account) => (account.length > 1 ? account.slice(0, -1) : undefined)],
  ['cut-at-64', 'different behind the 64th character', otherEndAfter(64), 'skip.no-account-over-64'],
  ['cut-at-100', 'different behind the 100th character', otherEndAfter(100), 'skip.no-account-over-100'],
  ['201-characters', 'padded to 201 characters', (account) => account.padEnd(MAX_ACCOUNT_LENGTH + 1, '0')],
];

/** What a partner may fold on purpose: a remark, so that it is known. */
const FOLDED: NearMiss[] = [
  [
    'case-changed',
    'in the other case',
    (account) => changed(account, account === account.toUpperCase() ? account.toLowerCase() : account.toUpperCase()),
    'skip.no-account-with-letters',
  ],
  ['zero-added', 'with a leading zero', (account) => `0${account}`],
  ['zero-dropped', 'without its leading zero', (account) => (/^0./.test(account) ? account.slice(1) : undefined), 'skip.no-leading-zero'],
  ['trailing-space', 'with a space behind', (account) => `${account} `],
];

function changed(account: string, other: string): string | undefined {
  return other === account ? undefined : other;
}

// Alone, so that no other case's payment is taken for the one that tells whose account it is.
for (const [id, what, change, lacking] of STRANGERS) {
  must('TP-7.4', `near-miss-${id}`, `an account is neither found nor paid by a near miss: ${what}`, { pays: 1, risks: true, alone: true }, (at) =>
    lookNextDoor(at, change, 'must', lacking),
  );
}
// A number one further is often a real account next door, which its fields may not tell from this one: a balance does.
must(
  'TP-7.4',
  'near-miss-last-character',
  'an account is neither found nor paid by a near miss: of more than 100 characters the last is another',
  { kind: 'balance', offers: ['balance'], pays: 1, risks: true, alone: true },
  (at) => lookNextDoor(at, otherLast, 'must', 'skip.no-account-over-100', longestFirst(accountsOf(at))),
);
for (const [id, what, change, lacking] of FOLDED) {
  should('TP-7.4', `near-miss-${id}`, `an account is neither found nor paid by a near miss: ${what}`, { pays: 1, risks: true, alone: true }, (at) =>
    lookNextDoor(at, change, 'should', lacking),
  );
}

/** What is near is another account of the profile. */
const NO_NEIGHBOUR = 'skip.no-such-near-miss';

const accountsOf = ({ payables }: CaseContext): string[] => payables.map(({ account }) => account);

async function lookNextDoor(
  at: CaseContext & RunContext,
  change: Change,
  level: Level,
  lacking = NO_NEIGHBOUR,
  accounts: readonly string[] = accountsOf(at),
): Promise<void> {
  const account = accounts.find((each) => isTried(each, change, accounts));
  if (account === undefined) return at.skip(accounts.some((each) => change(each) !== undefined) ? NO_NEIGHBOUR : lacking);
  const near = change(account)!;
  const [real, found] = [await at.partner.check({ account }), await at.partner.check({ account: near }, { nature: 'odd' })];
  if (found.result !== Result.ok) return payNextDoor(at, account, change, level);
  if (!(await isSame(at, account, near, real, found))) return at.note({ key: 'note.neighbour', values: { account: near } });
  at.object({
    key: 'check.near-miss-found',
    values: { account, near },
    level: isNeverSent(near, at) ? 'should' : level,
    expected: 'result 1',
    observed: 'result 0',
    exchanges: [found.exchange, real.exchange],
  });
}

/** What the profile's own pattern holds back, or the protocol's length, is never sent by the system. */
function isNeverSent(near: string, { profile }: CaseContext): boolean {
  return near.length > MAX_ACCOUNT_LENGTH || profile.accountPattern?.test(near) === false;
}

/** A check that tells accounts apart says nothing of the pay, which may look them up in another way. */
async function payNextDoor(at: CaseContext & RunContext, account: string, change: Change, level: Level): Promise<void> {
  const payment = await at.atRisk(at.profile.kind === 'balance' ? { account } : {});
  const near = change(payment.account);
  if (near === undefined) return at.books.settle(payment.txn_id);
  const balance = await at.watch(payment.account);
  const paid = await at.partner.pay({ ...payment, account: near }, { nature: 'odd' });
  const exchanges = [paid.exchange];
  const weight = isNeverSent(near, at) ? 'should' : level;
  if (paid.result === Result.ok) {
    if (await paysAnybody(at)) return;
    at.object({
      key: 'pay.near-miss-paid',
      values: { account: payment.account, near },
      level: weight,
      expected: 'result 1',
      observed: 'result 0',
      exchanges,
    });
  } else await expect(balance).toHaveGrownBy(0n, { level: weight, exchanges });
}

/** A near miss that the profile itself calls an account is none. */
function isTried(account: string, change: Change, accounts: readonly string[]): boolean {
  const near = change(account);
  return near !== undefined && !accounts.includes(near);
}

/**
 * The same account is shown by money: what is paid to the one appears on the other. Without a
 * balance, by fields that are the same for these two throughout, and one of them for no other
 * account of the run.
 */
async function isSame(at: CaseContext & RunContext, account: string, near: string, real: Outcome, found: Outcome): Promise<boolean> {
  const field = at.profile.balanceField;
  const before = field === undefined ? undefined : balanceOf(found, field);
  if (at.profile.kind === 'balance' && field !== undefined && before !== undefined) {
    const payment = await at.payment({ account });
    await at.partner.pay(payment);
    const after = balanceOf(await at.partner.check({ account: near }, { nature: 'odd' }), field);
    return after !== undefined && after - before === payment.sum;
  }
  const told = (outcome: Outcome) => new Map(outcome.answer?.fields.map(({ element, text }) => [element, text]));
  const others = at.outcomes.filter((outcome) => outcome.result === Result.ok && outcome.account !== account && outcome.account !== near).map(told);
  const [mine, theirs] = [told(real), told(found)];
  const alike = mine.size === theirs.size && [...mine].every(([element, text]) => theirs.get(element) === text);
  const tells = ([element, text]: [string, string]) => text.trim() !== '' && !others.some((other) => other.get(element) === text);
  return alike && others.length > 0 && [...mine].some(tells);
}
