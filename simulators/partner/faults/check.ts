import { readQuery, Result } from '../../../protocol/index.ts';
import { refuse } from '../decide.ts';
import type { Decision } from '../desk.ts';
import { plain } from '../write.ts';
import type { Fault } from './fault.ts';
import { balance, requery } from './tools.ts';

const chapter = 'check';

export const CHECK_FAULTS = [
  {
    name: 'unknown-found',
    chapter,
    bugClass: 'no lookup',
    effect: 'The payer pays for an account that does not exist, and waits for the money to come back.',
    cases: ['check.unknown-not-found'],
    change: (right) => ({
      check: async (asked, call, desk) => {
        const decision = await right.check(asked, call, desk);
        return decision.result === Result.notFound ? { result: Result.ok, comment: 'Найден' } : decision;
      },
    }),
  },
  {
    name: 'check-credits',
    chapter,
    bugClass: 'credit without payment',
    effect: 'The partner gives away the nominal sum at every check.',
    cases: ['check.credits-nothing'],
    kinds: balance,
    change: (right) => ({
      check: async (asked, call, desk) => {
        const decision = await right.check(asked, call, desk);
        const { txn_id = '', account = '', txn_date = '' } = asked;
        if (decision.result === Result.ok)
          desk.hooks.credit({ txn_id, account, txn_date, prv_txn: desk.hooks.prvTxn(desk), sum: right.sum(asked.sum) ?? 100n, result: 0 }, desk);
        return decision;
      },
    }),
  },
  {
    name: 'check-refuses-zero-sum',
    chapter,
    bugClass: 'nominal sum processed',
    effect: 'Payers are refused at terminals whose nominal sum is 0.00.',
    cases: ['check.sum-zero'],
    change: (right) => ({
      check: (asked, call, desk) => (/^0+(\.0+)?$/.test(asked.sum ?? '') ? refuse(5, 'Сумма меньше минимальной') : right.check(asked, call, desk)),
    }),
  },
  {
    name: 'check-needs-sum',
    chapter,
    bugClass: 'nominal sum processed',
    effect: 'Payers are refused when the check comes without the sum that it need not have.',
    cases: ['check.sum-absent'],
    change: (right) => ({ check: (asked, call, desk) => (asked.sum ? right.check(asked, call, desk) : refuse(5, 'Нет суммы')) }),
  },
  {
    name: 'check-compares-sum',
    chapter,
    bugClass: 'nominal sum processed',
    effect: 'Orders cannot be paid, because the terminal’s nominal sum is not their price.',
    cases: ['check.sum-large', 'check.sum-one-tenge', 'check.sum-one-tiyn', 'check.sum-zero'],
    kinds: ['order'],
    change: (right) => ({
      check: (asked, call, desk) => {
        const payee = desk.hooks.find(asked, desk);
        const wrong = payee && asked.sum !== undefined ? right.obstacle(payee, right.sum(asked.sum) ?? 0n, desk) : undefined;
        return wrong ?? right.check(asked, call, desk);
      },
    }),
  },
  {
    name: 'check-once',
    chapter,
    bugClass: 'state in check',
    effect: 'A payer whose check was lost on the way is refused when it is asked again.',
    cases: ['check.always-payable', 'check.repeatable'],
    change: (right) => {
      const seen = new Set<string>();
      return {
        check: (asked, call, desk) => {
          if (seen.has(asked.txn_id ?? '')) return refuse(5, 'Номер уже использован');
          seen.add(asked.txn_id ?? '');
          return right.check(asked, call, desk);
        },
      };
    },
  },
  {
    name: 'check-stores-number',
    chapter,
    bugClass: 'check taken for pay',
    effect: 'The pay is taken for a repeat of its check and answered 0: the payer paid, and nothing was credited.',
    cases: [
      'answers.prv-txn-present',
      'answers.sum-present',
      'pay.after-check',
      'repeats.after-a-check',
      'repeats.after-check-and-pay',
      'repeats.at-the-end',
    ],
    change: (right) => {
      const seen = new Map<string, Decision>();
      return {
        check: async (asked, call, desk) => {
          const decision = await right.check(asked, call, desk);
          if (decision.result === Result.ok) seen.set(asked.txn_id ?? '', decision);
          return decision;
        },
        pay: (asked, call, desk) => seen.get(asked.txn_id ?? '') ?? right.pay(asked, call, desk),
      };
    },
  },
  {
    name: 'account-cut-at-64',
    chapter,
    bugClass: 'truncation',
    effect: 'Payers with long accounts are not found.',
    cases: ['check.every-payable-account', 'check.hex-lower-case', 'check.hex-upper-case'],
    change: (right) => ({
      read: (...args) => {
        const asked = right.read(...args);
        return { ...asked, account: asked.account?.slice(0, 64) };
      },
    }),
  },
  {
    name: 'plus-is-no-space',
    chapter,
    bugClass: 'decoding',
    effect: 'Payers whose account holds a space are not found when it is written as +.',
    cases: ['check.space-as-plus'],
    change: requery((query) => query.replaceAll('+', '%2B')),
  },
  {
    name: 'lower-hex-not-decoded',
    chapter,
    bugClass: 'decoding',
    effect: 'Payers with national letters are not found when the escapes have small letters.',
    cases: ['check.hex-lower-case'],
    change: requery((query) =>
      query.replace(/(%[0-9a-f]{2})+/gi, (escapes) => (/%(.?)[a-f]/.test(escapes) ? escapes.replaceAll('%', '%25') : escapes)),
    ),
  },
  {
    name: 'national-letters-lost',
    chapter,
    bugClass: 'decoding',
    effect: 'Payers with Russian or Kazakh letters in their account are not found.',
    cases: ['check.every-payable-account', 'check.hex-lower-case', 'check.hex-upper-case', 'check.space-as-percent-20', 'check.space-as-plus'],
    change: (right) => ({
      read: (...args) => {
        const asked = right.read(...args);
        return { ...asked, account: asked.account === undefined ? undefined : Buffer.from(asked.account).toString('latin1') };
      },
    }),
  },
  {
    name: 'found-by-part',
    chapter,
    bugClass: 'inexact match',
    effect: 'A part of an account is found as the account, and a typing error pays for a stranger.',
    cases: ['check.near-miss-shorter'],
    change: (right) => ({
      find: (asked, desk) => {
        const part = asked.account;
        return right.find(asked, desk) ?? (part ? [...desk.books.payees.values()].find(({ account }) => account.includes(part)) : undefined);
      },
    }),
  },
  {
    name: 'found-by-beginning',
    chapter,
    bugClass: 'inexact match',
    effect: 'An account with a digit too many is found, and a typing error pays for a stranger.',
    cases: [
      'check.metacharacters-double-quote',
      'check.metacharacters-quote',
      'check.metacharacters-sql-comment',
      'check.metacharacters-xml',
      'check.near-miss-longer',
    ],
    change: (right) => ({
      find: (asked, desk) => right.find(asked, desk) ?? [...desk.books.payees.values()].find(({ account }) => asked.account?.startsWith(account)),
    }),
  },
  {
    name: 'leading-zeros-lost',
    chapter,
    bugClass: 'inexact match',
    effect: 'An account with a zero more or less is found, and a typing error pays for a stranger.',
    cases: ['check.near-miss-zero-added', 'check.near-miss-zero-dropped'],
    remark: true,
    change: (right) => ({
      find: (asked, desk) => {
        const bare = (text: string) => text.replace(/^0+/, '');
        const wanted = asked.account === undefined ? '' : bare(asked.account);
        return right.find(asked, desk) ?? (wanted ? [...desk.books.payees.values()].find(({ account }) => bare(account) === wanted) : undefined);
      },
    }),
  },
  {
    name: 'case-folded',
    chapter,
    bugClass: 'inexact match',
    effect: 'Accounts that differ by capitals are one, and where two such exist the wrong one is credited.',
    cases: ['check.near-miss-case-changed'],
    remark: true,
    change: (right) => ({
      find: (asked, desk) =>
        right.find(asked, desk) ?? [...desk.books.payees.values()].find(({ account }) => account.toLowerCase() === asked.account?.toLowerCase()),
    }),
  },
  {
    name: 'quote-breaks-sql',
    chapter,
    bugClass: 'injection',
    effect: 'Payers whose account holds a quote cannot pay, and whoever writes SQL there reads or changes the books.',
    cases: [
      'answers.http-200',
      'answers.root',
      'check.every-payable-account',
      'check.hex-lower-case',
      'check.hex-upper-case',
      'check.metacharacters-quote',
      'check.metacharacters-sql-comment',
      'check.metacharacters-sql-or',
      'check.space-as-percent-20',
      'check.space-as-plus',
    ],
    change: (right) => ({
      serve: (call, desk) =>
        readQuery(call.query).fields.get('account')?.[0]?.includes("'")
          ? plain(500, '<h1>Error in your SQL syntax</h1>', 'text/html')
          : right.serve(call, desk),
    }),
  },
] as const satisfies readonly Fault[];
