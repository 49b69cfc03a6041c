import { sumValue } from '../../../protocol/index.ts';
import type { Change } from '../desk.ts';
import { plain } from '../write.ts';
import type { Fault } from './fault.ts';
import { balance, hang } from './tools.ts';

const chapter = 'bad-requests';
const bugClass = 'no validation';

/** Longer than any request of the protocol, and well below what HTTP servers take. */
const LONG_QUERY = 6_000;

export const BAD_REQUEST_FAULTS = [
  {
    name: 'pays-unknown-command',
    chapter,
    bugClass: 'default branch',
    effect: 'Whatever is no check is a pay: a command of tomorrow, such as a cancellation, credits the account.',
    cases: ['bad-requests.command-unknown'],
    change: takesForPay((command) => !!command && command !== 'check'),
  },
  {
    name: 'pays-empty-command',
    chapter,
    bugClass: 'default branch',
    effect: 'A request that says nothing credits the account.',
    cases: ['bad-requests.command-empty', 'bad-requests.command-missing'],
    change: takesForPay((command) => !command),
  },
  {
    name: 'pays-capital-command',
    chapter,
    bugClass,
    effect: 'A command that the protocol does not have is paid.',
    cases: ['bad-requests.command-upper-case'],
    remark: true,
    change: takesForPay((command) => command?.toLowerCase() === 'pay'),
  },
  {
    name: 'pays-empty-txn-id',
    chapter,
    bugClass,
    effect: 'A credit without a number stands in the books, and nobody can reconcile it.',
    cases: ['bad-requests.txn-id-empty', 'bad-requests.txn-id-missing'],
    change: (right) => ({ isTxnId: (text) => text === '' || right.isTxnId(text) }),
  },
  {
    name: 'pays-alphabetic-txn-id',
    chapter,
    bugClass,
    effect: 'A credit under a number that the operator cannot have given stands in the books.',
    cases: ['bad-requests.txn-id-alphabetic'],
    change: () => ({ isTxnId: (text) => /^\w{1,18}$/.test(text) }),
  },
  {
    name: 'pays-19-digit-txn-id',
    chapter,
    bugClass,
    effect: 'A number longer than the protocol’s is paid, which a database column may cut to another’s.',
    cases: ['bad-requests.txn-id-19-digits', 'bad-requests.txn-id-30-digits'],
    remark: true,
    change: () => ({ isTxnId: (text) => /^\d{1,40}$/.test(text) }),
  },
  {
    name: 'pays-negative-sum',
    chapter,
    bugClass,
    effect: 'A negative sum is answered 0 and takes money from the payer’s balance.',
    cases: ['bad-requests.sum-negative'],
    kinds: balance,
    change: (right) => ({
      sum: (text) => {
        const value = text?.startsWith('-') ? right.sum(text.slice(1)) : undefined;
        return value === undefined ? right.sum(text) : -value;
      },
    }),
  },
  {
    name: 'pays-nan-as-zero',
    chapter,
    bugClass: 'silent conversion',
    effect: 'A sum that cannot be read is booked as nothing: the payer paid, is told that all is well, and gets nothing.',
    cases: ['bad-requests.sum-alphabetic', 'bad-requests.sum-nan'],
    kinds: balance,
    change: (right) => ({ sum: (text) => right.sum(text) ?? (text && !/\p{Nd}/u.test(text) ? 0n : undefined) }),
  },
  {
    name: 'pays-absent-sum-as-zero',
    chapter,
    bugClass: 'silent conversion',
    effect: 'A pay without a sum is booked as nothing and answered 0.',
    cases: ['bad-requests.sum-empty', 'bad-requests.sum-missing'],
    kinds: balance,
    change: (right) => ({ sum: (text) => right.sum(text) ?? (text ? undefined : 0n) }),
  },
  {
    name: 'pays-zero-sum',
    chapter,
    bugClass,
    effect: 'A pay of nothing is booked as a payment.',
    cases: ['bad-requests.sum-zero'],
    remark: true,
    kinds: balance,
    change: (right) => ({ sum: (text) => right.sum(text) ?? (text === '0.00' ? 0n : undefined) }),
  },
  {
    name: 'pays-third-decimal',
    chapter,
    bugClass: 'silent conversion',
    effect: 'What is finer than a tiyn is cut off without a word, and the totals differ.',
    cases: ['bad-requests.sum-three-decimals'],
    remark: true,
    change: (right) => ({ sum: (text) => right.sum(text) ?? right.sum(text?.replace(/(\.\d\d)\d+$/, '$1')) }),
  },
  {
    name: 'pays-comma-sum',
    chapter,
    bugClass: 'silent conversion',
    effect: 'A sum in a form that the protocol does not have is guessed, and a wrong guess is a hundredfold credit.',
    cases: ['bad-requests.sum-comma'],
    change: (right) => ({ sum: (text) => right.sum(text?.replace(',', '.')) }),
  },
  {
    name: 'reads-any-digits',
    chapter,
    bugClass: 'silent conversion',
    effect:
      'Digits of other scripts pass for the ten of the protocol: money moves by a request that no system sends, under a number written in two ways.',
    cases: ['bad-requests.sum-arabic-digits', 'bad-requests.sum-full-width-digits', 'bad-requests.txn-id-arabic-digits'],
    change: (right) => ({
      read: (...args) => {
        const asked = right.read(...args);
        return { ...asked, txn_id: digitsOf(asked.txn_id), sum: digitsOf(asked.sum) };
      },
    }),
  },
  {
    name: 'pays-scientific-sum',
    chapter,
    bugClass: 'silent conversion',
    effect: 'A sum of four characters, 1e3, credits a thousand tenge.',
    cases: ['bad-requests.sum-exponent'],
    change: (right) => ({ sum: (text) => right.sum(text) ?? (/^\d[\d.]*e\d$/i.test(text ?? '') ? sumValue(String(Number(text))) : undefined) }),
  },
  {
    name: 'pays-without-account',
    chapter,
    bugClass: 'default value',
    effect: 'A pay without an account credits somebody who did not ask for it.',
    cases: ['bad-requests.account-empty', 'bad-requests.account-missing'],
    change: (right) => ({
      find: (asked, desk) =>
        asked.command === 'pay' && !asked.account ? [...desk.books.payees.values()].find(({ state }) => state === 'open') : right.find(asked, desk),
    }),
  },
  {
    name: 'pays-impossible-date',
    chapter,
    bugClass,
    effect: 'A credit of 30 February stands in no day’s registry.',
    cases: ['bad-requests.date-impossible'],
    remark: true,
    change: () => ({ isDate: (text) => /^\d{14}$/.test(text ?? '') }),
  },
  {
    name: 'html-500-on-missing-parameter',
    chapter,
    bugClass: 'unhandled error',
    effect: 'An erroneous request gets a page for people, and the operator cannot tell it from an outage.',
    cases: [
      'bad-requests.account-missing',
      'bad-requests.command-missing',
      'bad-requests.encoding-malformed',
      'bad-requests.encoding-not-utf8',
      'bad-requests.sum-missing',
      'bad-requests.txn-id-missing',
    ],
    remark: true,
    change: (right) => ({
      serve: (call, desk) => {
        const asked = right.read(call.query, call, desk);
        const needed = [asked.command, asked.txn_id, asked.account, ...(asked.command === 'pay' ? [asked.sum, asked.txn_date] : [])];
        return needed.includes(undefined) ? plain(500, '<!doctype html><h1>Internal Server Error</h1>', 'text/html') : right.serve(call, desk);
      },
    }),
  },
  {
    name: 'hangs-on-nul',
    chapter,
    bugClass: 'unhandled error',
    effect: 'One odd request takes a worker away for good; a few stop all payments.',
    cases: ['bad-requests.nul'],
    slow: true,
    change: (right) => ({ send: (call, reply, desk) => (call.query.includes('%00') ? hang(call, desk) : right.send(call, reply, desk)) }),
  },
  {
    name: 'crashes-on-long-query',
    chapter,
    bugClass: 'unhandled error',
    effect: 'One long request ends the process, and all payments stop.',
    cases: ['bad-requests.query-of-8-kilobytes'],
    change: (right) => ({
      serve: (call, desk) => {
        if (call.query.length > LONG_QUERY) desk.crash();
        return right.serve(call, desk);
      },
    }),
  },
  {
    name: 'pays-negative-txn-id',
    chapter,
    bugClass,
    effect: 'A number that the operator cannot have given stands in the books.',
    cases: ['bad-requests.txn-id-negative'],
    remark: true,
    change: (right) => ({ isTxnId: (text) => right.isTxnId(text.replace(/^-/, '')) }),
  },
  {
    name: 'result-300-on-errors',
    chapter,
    bugClass: 'other protocol',
    effect: 'Erroneous requests get a code of another protocol, and the operator cannot tell why.',
    cases: ['bad-requests.command-unknown', 'bad-requests.command-missing', 'bad-requests.txn-id-alphabetic', 'bad-requests.sum-alphabetic'],
    remark: true,
    change: (right) => ({
      answer: (asked, decision, desk) => ({ ...right.answer(asked, decision, desk), ...(decision.erroneous ? { result: '300' } : {}) }),
    }),
  },
] as const satisfies readonly Fault[];

function takesForPay(matches: (command: string | undefined) => boolean): Change {
  return (right) => ({
    read: (...args) => {
      const asked = right.read(...args);
      return matches(asked.command) ? { ...asked, command: 'pay' } : asked;
    },
  });
}

/** As int() of Python and BigDecimal of Java read them; the others are left as they are. */
function digitsOf(text: string | undefined): string | undefined {
  return text?.replace(/[٠-٩０-９]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}
