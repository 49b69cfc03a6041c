import { parseSum } from '../../../protocol/index.ts';
import type { Payee } from '../books.ts';
import type { Asked, Change, Desk } from '../desk.ts';
import type { Fault } from './fault.ts';
import { balance } from './tools.ts';

const chapter = 'pay';
const bugClass = 'loose lookup in pay';

/** Check and pay written by two hands: check is strict, and pay finds more than it was asked for. */
export const LOOSE_PAY_FAULTS = [
  {
    name: 'pay-matches-prefix',
    chapter,
    bugClass,
    effect: 'A payment to an account that is too long is credited to somebody else’s.',
    kinds: balance,
    cases: [
      'check.metacharacters-double-quote',
      'check.metacharacters-quote',
      'check.metacharacters-sql-comment',
      'check.metacharacters-xml',
      'check.near-miss-longer',
    ],
    change: findsInPay(({ account }, payees) => payees.find((each) => account?.startsWith(each.account))),
  },
  {
    name: 'pay-ignores-case',
    chapter,
    bugClass,
    effect: 'Two accounts that differ in case alone are one when it comes to money.',
    kinds: balance,
    cases: ['check.near-miss-case-changed'],
    remark: true,
    change: findsInPay(({ account }, payees) => payees.find((each) => each.account.toLowerCase() === account?.toLowerCase())),
  },
  {
    name: 'pay-runs-sql',
    chapter,
    bugClass: 'injection',
    effect: 'A quotation mark in the account lets the payer choose whose balance grows.',
    kinds: balance,
    cases: ['check.metacharacters-sql-or'],
    change: findsInPay(({ account }, payees) => (/' or '1'='1/i.test(account ?? '') ? payees[0] : undefined)),
  },
  {
    name: 'third-decimal-shifts-point',
    chapter,
    bugClass: 'amount parsing',
    effect: 'A sum with three decimals is credited tenfold.',
    cases: ['bad-requests.sum-three-decimals'],
    kinds: balance,
    change: (right) => ({
      sum: (text) => (/^\d+\.\d{3}$/.test(text ?? '') ? parseSum(`${text!.replace('.', '').slice(0, -2)}.${text!.slice(-2)}`) : right.sum(text)),
    }),
  },
] as const satisfies readonly Fault[];

/** What pay finds where the right lookup finds nothing. */
function findsInPay(find: (asked: Asked, payees: readonly Payee[]) => Payee | undefined): Change {
  return (right) => ({
    find: (asked: Asked, desk: Desk) =>
      right.find(asked, desk) ?? (asked.command === 'pay' ? find(asked, [...desk.books.payees.values()]) : undefined),
  });
}
