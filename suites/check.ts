import { chapter, courseOf, expect } from '../harness/index.ts';
import { Result, MAX_ACCOUNT_LENGTH } from '../protocol/index.ts';
import { paysAnybody } from './pays-anybody.ts';

/** check finds the payer and says whether the account can be credited. It credits nothing, and its sum is nominal. */
const { must, cases, over } = chapter('check');
const first = chapter('check', 'preflight');
export const check = cases;

must('TP-7.5.check', 'payable-found', 'a payable account gives 0', async ({ partner, payable }) => {
  expect(await partner.check({ account: payable.account })).toSucceed();
});

must(['TP-7.5.check', 'TP-7.6'], 'unknown-not-found', 'an unknown account gives 1', async ({ partner, unknown }) => {
  for (let turn = 0; turn < 3; turn++)
    expect(await partner.check({ account: unknown() })).toBeRefused({ preferred: Result.notFound, key: 'check.unknown-found' });
});

must('TP-7.5.check', 'repeatable', 'the same check gives the same result each time', async ({ partner, payable, numbers }) => {
  const txn_id = numbers.next();
  for (let turn = 0; turn < 3; turn++) expect(await partner.check({ account: payable.account, txn_id })).toSucceed();
});

/** Characters that no decoder can get wrong: such an account that isn't found isn't there. */
function isPlain(account: string): boolean {
  return /^[A-Za-z0-9]{1,64}$/.test(account);
}

for (const [id, sum, title] of [
  ['sum-zero', '0.00', 'the sum of a check is not processed: 0.00'],
  ['sum-one-tiyn', '0.01', 'the sum of a check is not processed: 0.01'],
  ['sum-one-tenge', '1.00', 'the sum of a check is not processed: 1.00'],
  ['sum-large', '999999999.99', 'the sum of a check is not processed: 999999999.99'],
  ['sum-absent', null, 'the sum of a check is not processed: none at all'],
] as const) {
  must('TP-6.check-sum', id, title, async ({ partner, payable }) => {
    expect(await partner.check({ account: payable.account, sum })).toSucceed();
  });
}

first.must(
  'TP-7.5.check',
  'credits-nothing',
  'check credits nothing',
  { offers: ['balance'] },
  async ({ partner, profile, payable, watch, distrustBalance, object, note, skip }) => {
    const balance = await watch(payable.account);
    for (const sum of ['150.00', '0.01']) await partner.check({ account: payable.account, sum });
    const seen = await balance.growth();
    if (!seen) {
      note({ key: 'note.balance-unreadable', values: { field: profile.balanceField! } }, 'warning');
      return skip('skip.balance-unreadable');
    }
    if (seen.grown === 0n) return;
    // Every later case reads balances by check; if that moves them, they prove nothing.
    distrustBalance();
    object({
      key: 'credit.too-much',
      expected: '+0.00',
      observed: courseOf(seen),
      cause: { key: 'cause.credited-uninvited' },
      exchanges: seen.exchanges,
    });
  },
);

/** Text that means something to a database, a shell, a directory, a parser or a language's own objects, put to a real account. */
const METACHARACTERS: [id: string, what: string, text: (account: string) => string][] = [
  ['quote', 'a quotation mark', (account) => `${account}'`],
  ['double-quote', 'a double quotation mark', (account) => `${account}"`],
  ['sql-or', "SQL: ' OR '1'='1", () => "' OR '1'='1"],
  ['sql-comment', 'SQL: a comment', (account) => `${account}'; --`],
  ['sql-wildcard', 'SQL: wildcards', () => '%_%'],
  // Who doubles quotes makes `\''` of it, and the backslash takes the first; who escapes quotes alone in JSON writes an escape that is none.
  ['backslash', "SQL and JSON: \\' OR 1=1", () => "\\' OR 1=1 -- "],
  ['xml', 'XML: <&>', (account) => `${account}<b>&amp;]]>`],
  ['ldap', 'LDAP: *)(uid=*', () => '*)(uid=*))(|(uid=*'],
  ['path', 'a path', () => '../../etc/passwd'],
  ['constructor', 'constructor, which many objects have', () => 'constructor'],
  ['prototype', '__proto__, which many objects have', () => '__proto__'],
];

for (const [id, what, text] of METACHARACTERS) {
  must(
    ['TP-7.4', 'TP-6.account'],
    `metacharacters-${id}`,
    `an account with special text is unknown or refused, also by pay (${what})`,
    { risks: true, plain: true },
    async (at) => {
      const { partner, payable, payables, unknown, hostile, atRisk, watch, object } = at;
      const account = payables.find((each) => isPlain(each.account)) ?? payable;
      // How it answers a plain unknown account tells what is due to the special text, and what it always does.
      const usual = await partner.check({ account: unknown() });
      // Outside what the profile's pattern lets through, so it is not counted among the run's ordinary answers.
      const seen = await hostile(() => partner.check({ account: text(account.account) }, { nature: 'odd' }));
      // A firewall turns such text away by a page of its own, which finds no account and breaks nothing off (reading 1).
      const turnedAway = seen.result === undefined && seen.status !== undefined && seen.status >= 400 && seen.status < 500;
      if (!turnedAway && !usual.objections.some(({ key }) => MALFORMED.includes(key))) expect(seen).toHaveNo(MALFORMED);
      if (!turnedAway && usual.result !== undefined) expect(seen).toBeWell();
      if (usual.result !== Result.ok) {
        expect(seen).toBeRefused({ key: 'check.metacharacters-found' });
        // A check that is careful with text says nothing of the pay.
        const payment = await atRisk();
        // Where only long accounts are given: what is longer than any account is another case's matter.
        if (text(payment.account).length > MAX_ACCOUNT_LENGTH) return at.books.settle(payment.txn_id);
        const balance = await watch(payment.account);
        const paid = await hostile(() => partner.pay({ ...payment, account: text(payment.account) }, { nature: 'odd' }));
        const exchanges = [paid.exchange];
        if (paid.result === Result.ok) {
          if (!(await paysAnybody(at))) object({ key: 'pay.metacharacters-paid', expected: 'result 1 | 5', observed: 'result 0', exchanges });
        } else await expect(balance).toHaveGrownBy(0n, { exchanges });
      }
    },
  );
}

/** What unescaped text makes of an answer, in either edition. */
const MALFORMED: readonly string[] = ['answer.not-well-formed', 'answer.not-json'];

must(
  ['TP-6.account', 'TP-1.xml'],
  'national-letters',
  'an unknown account with national letters is refused in good order',
  async ({ partner, unknown }) => {
    const usual = await partner.check({ account: unknown() });
    const seen = await partner.check({ account: 'Әбілқайыр №7 ұңғөі' });
    if (usual.result === undefined || usual.result === Result.ok) return;
    expect(seen).toBeWell();
    expect(seen).toBeRefused({ key: 'check.unknown-found' });
  },
);

over.must(
  'TP-7.5.check',
  'always-payable',
  'a payable account gives 0 all through the run',
  { kind: 'balance' },
  ({ outcomes, payables, isClaimed, object, skip }) => {
    const named = new Set(payables.map(({ account }) => account));
    const plain = outcomes.filter((seen) => seen.plain && seen.command === 'check' && named.has(seen.account) && seen.result !== undefined);
    // An account that was never payable is the profile's matter, and another case's.
    const payable = new Set(plain.filter(({ result }) => result === Result.ok).map(({ account }) => account));
    const checks = plain.filter(({ account }) => payable.has(account));
    if (checks.length === 0) skip('skip.no-answers');
    const refused = checks.filter((seen) => seen.result !== Result.ok && !isClaimed(seen));
    if (refused.length > 0)
      object({
        key: 'result.unexpected',
        expected: 'result 0',
        observed: `result ${refused[0]!.result}`,
        exchanges: refused.map(({ exchange }) => exchange),
      });
  },
);

cases.unshift(...first.cases);
