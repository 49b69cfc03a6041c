import { chapter, expect, type CaseContext, type Finding, type Outcome, type RunContext } from '../harness/index.ts';
import { Result } from '../protocol/index.ts';

/**
 * The accounts that the profile names, letter by letter: whatever their characters, and however a
 * query may spell them. They are only looked at, and before anything is paid: an order that another
 * case has paid meanwhile would no longer be found payable.
 */
const { must, cases } = chapter('check', 'preflight');
export const accounts = cases;

type Run = CaseContext & RunContext;

/** An address book is not read out to the partner: more than this tells nothing new, and costs both sides time. */
const MOST = 50;
const AT_ONCE = 5;

/** The accounts to look at, those with something special about them first. */
function named({ profile, payables }: Run): string[] {
  const all = (profile.accounts.payable.length > 0 ? profile.accounts.payable : payables).map(({ account }) => account);
  return [...all.filter((account) => !isPlain(account)), ...all.filter(isPlain)];
}

/** Asks about each, a few at a time, and hands what comes to `judge`. */
async function each(wanted: readonly string[], ask: (account: string) => Promise<Outcome>, judge: (seen: Outcome) => void): Promise<void> {
  for (let at = 0; at < wanted.length; at += AT_ONCE) for (const seen of await Promise.all(wanted.slice(at, at + AT_ONCE).map(ask))) judge(seen);
}

must('TP-7.4', 'every-payable-account', 'every payable account of the profile is found, whatever its characters', async (at: Run) => {
  const all = named(at);
  if (all.length > MOST) at.note({ key: 'note.accounts-left-out', values: { count: String(all.length), most: String(MOST) } });
  const judge = at.profile.kind === 'balance' ? judgeAccount : judgeOrder;
  await each(
    all.slice(0, MOST),
    (account) => at.partner.check({ account }),
    (seen) => judge(at, seen),
  );
});

/** Characters that no decoder can get wrong: such an account that isn't found isn't there. */
function isPlain(account: string): boolean {
  return /^[A-Za-z0-9\-._~]{1,64}$/.test(account);
}

function judgeAccount({ object }: Run, seen: Outcome): void {
  if (seen.result === Result.notFound && isPlain(seen.account)) object(notPayable(seen));
  else expect(seen).toSucceed();
}

/**
 * Orders come to an end: one that is refused may be paid, cancelled or cleared away since the profile
 * was written. It is the partner's fault only where it must be the characters: every plain order that
 * was asked about is there, and this one isn't.
 */
function judgeOrder({ object, outcomes, profile }: Run, seen: Outcome): void {
  if (seen.result === undefined) return expect(seen).toSucceed();
  if (seen.result !== Result.notFound || isPlain(seen.account)) return;
  const orders = new Set(profile.accounts.payable.map(({ account }) => account).filter(isPlain));
  const plain = outcomes.filter(({ command, account, result }) => command === 'check' && result !== undefined && orders.has(account));
  if (plain.length > 0 && plain.every(({ result }) => result !== Result.notFound)) return expect(seen).toSucceed();
  object({ ...notPayable(seen), level: 'should' });
}

function notPayable({ account, result, exchange }: Outcome): Finding {
  const values = { account, result: String(result) };
  return {
    key: 'preflight.not-payable',
    values,
    blame: 'configuration',
    expected: 'result 0',
    observed: `result ${result}`,
    exchanges: [exchange],
  };
}

/** Orders that are payable when they are written as always: the others tell nothing about another spelling. */
async function payableNow({ partner }: Run, wanted: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  await each(
    wanted,
    (account) => partner.check({ account }),
    ({ account, result }) => void (result === Result.ok && found.push(account)),
  );
  return found;
}

/** Accounts whose spelling in a query can differ. */
const special = (account: string) => /[^A-Za-z0-9\-._~]/.test(account);
const spaced = (account: string) => account.includes(' ');

for (const [id, title, spelling, which, lacking] of [
  ['hex-upper-case', 'percent-encoding in upper case is understood', { hex: 'upper' }, special, 'skip.no-special-account'],
  ['hex-lower-case', 'percent-encoding in lower case is understood', { hex: 'lower' }, special, 'skip.no-special-account'],
  ['space-as-percent-20', 'a space may be written %20', { space: '%20' }, spaced, 'skip.no-spaced-account'],
  ['space-as-plus', 'a space may be written +', { space: '+' }, spaced, 'skip.no-spaced-account'],
] as const) {
  must('TP-6.account', id, title, async (at: Run) => {
    const wanted = named(at).filter(which).slice(0, MOST);
    const payable = at.profile.kind === 'balance' ? wanted : await payableNow(at, wanted);
    if (payable.length === 0) at.skip(lacking);
    await each(
      payable,
      (account) => at.partner.check({ account }, { spelling }),
      (seen) => expect(seen).toSucceed(),
    );
  });
}
