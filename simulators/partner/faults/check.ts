import { Result } from '../../../protocol/index.ts';
import { refuse } from '../decide.ts';
import type { Decision } from '../desk.ts';
import type { Fault } from './fault.ts';
import { balance } from './tools.ts';

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
    also: ['ledger.*'], // a row for each check
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
      'pay.after-check-of-another-account',
      'pay.after-check-of-another-sum',
      'answers.prv-txn-present',
      'answers.sum-present',
      'pay.after-check',
      'repeats.after-a-check',
      'repeats.after-check-and-pay',
      'repeats.at-the-end',
    ],
    // Where the check came before the pay; where the answer came before the cut.
    also: ['repeats.beside-its-check', 'broken-connections.asked-late'],
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
] as const satisfies readonly Fault[];
