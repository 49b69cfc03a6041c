import { signed, Undecided, type CaseContext, type RunContext } from '../harness/index.ts';
import { Result, wholeTenge, type Tiyn } from '../protocol/index.ts';

/**
 * Sets what each account came to over the run so far against the payments that were answered 0. An account on which
 * something was credited that no system sends is left out: whatever a lenient partner makes of it is another case's matter.
 */
export async function compareTotals({
  payables,
  partner,
  payment,
  profile,
  total,
  outcomes,
  moneyWrong,
  balanceGivenUp,
  object,
  skip,
}: CaseContext & RunContext): Promise<void> {
  if (balanceGivenUp) throw new Undecided({ key: 'why.balance-given-up' });
  if (moneyWrong) skip('skip.money-wrong');
  const known = new Set(payables.map(({ account }) => account));
  const odd = outcomes.flatMap(({ nature, command, result, account }) =>
    nature === 'odd' && command !== 'check' && result === Result.ok ? [account] : [],
  );
  const payToWholeTenge = async (account: string, due: Tiyn) => {
    const sum = wholeTenge(profile.sums.min) + wholeTenge(due) - due;
    if (sum <= profile.sums.max) await partner.pay(await payment({ account, sum }));
  };
  let told = 0;
  for (const account of odd.every((each) => known.has(each)) ? known : []) {
    if (odd.includes(account)) continue;
    let seen = await total(account);
    if (seen?.fits === 'roughly') {
      // Of whole tenge such a balance misses none: paid up to them, it hides no payment of one tenge that is lost.
      await payToWholeTenge(account, seen.due);
      seen = await total(account);
    }
    if (!seen || seen.payments === 0) continue;
    told++;
    if (seen.fits) continue;
    object({
      key: 'credit.total-differs',
      values: { account, payments: String(seen.payments) },
      expected: signed(seen.due),
      observed: signed(seen.grown),
      cause: { key: seen.grown > seen.due ? 'cause.credited-at-times' : 'cause.not-credited' },
      exchanges: seen.exchanges,
    });
  }
  if (told === 0) skip('skip.no-totals');
}
