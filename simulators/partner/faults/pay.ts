import { bookDay, Result, txnDate } from '../../../protocol/index.ts';
import { refuse } from '../decide.ts';
import type { Fault } from './fault.ts';
import { EVERY_BREAK, EVERY_CUT, EVERY_CUT_TOGETHER, EVERY_PAY, EVERY_SUM_WITH_TIYN } from './seen-by.ts';

const chapter = 'pay';

/** Whether a pay is accepted, and what its answer says. */
export const PAY_FAULTS = [
  {
    name: 'needs-check-first',
    chapter,
    bugClass: 'state between requests',
    effect: 'Payments are refused that were checked earlier, or by another node of the operator.',
    cases: ['pay.without-check', 'repeats.at-once-interleaved', 'repeats.at-once-ten-times'],
    also: [
      ...EVERY_CUT_TOGETHER,
      'repeats.beside-its-check',
      'pay.tiyn-add-up',
      'answers.txn-id-far-apart',
      'pay.two-accounts-at-once',
      'pay.every-payment-credited',
      'answers.txn-id-neighbours',
      'pay.different-at-once',
      'answers.txn-id-in-pay',
      'pay.two-payments',
      'pay.dated-yesterday',
      'pay.dated-midnight',
      'pay.dated-29-february',
      'repeats.after-other-payments',
    ],
    change: (right) => {
      const checked = new Set<string>();
      return {
        check: (asked, call, desk) => {
          checked.add(asked.account ?? '');
          return right.check(asked, call, desk);
        },
        pay: (asked, call, desk) => {
          const allowed = checked.delete(asked.account ?? '') || desk.hooks.recall(asked, call, desk); // a check is good for one pay
          return allowed ? right.pay(asked, call, desk) : refuse(5, 'Сначала нужна проверка');
        },
      };
    },
  },
  {
    name: 'needs-check-of-same-number',
    chapter,
    bugClass: 'state between requests',
    effect: 'Payments are refused whose check had a number of its own.',
    cases: [
      ...EVERY_CUT,
      'answers.txn-id-in-pay',
      'pay.credits',
      'pay.dated-midnight',
      'pay.dated-yesterday',
      'pay.every-payment-credited',
      'pay.other-number-than-check',
      ...EVERY_SUM_WITH_TIYN,
      'pay.two-payments',
      'pay.without-check',
      'pay.among-checks',
      'repeats.at-once',
      'repeats.at-once-interleaved',
      'repeats.at-once-ten-times',
      'repeats.changed-at-once',
      'transport.extra-fields-in-pay',
    ],
    // A check for another case may come between the check and the pay of these.
    also: [
      'pay.after-check-of-another-sum',
      ...EVERY_CUT_TOGETHER,
      'repeats.beside-its-check',
      'answers.txn-id-far-apart',
      'pay.two-accounts-at-once',
      'answers.txn-id-neighbours',
      'pay.different-at-once',
      'pay.after-check',
      'repeats.after-check-and-pay',
    ],
    change: (right) => {
      const numbers = new Map<string, string>();
      return {
        check: (asked, call, desk) => {
          numbers.set(asked.account ?? '', asked.txn_id ?? '');
          return right.check(asked, call, desk);
        },
        pay: (asked, call, desk) => {
          const checked = numbers.get(asked.account ?? '') ?? asked.txn_id; // no check at all is another fault
          if (checked !== asked.txn_id && !desk.hooks.recall(asked, call, desk)) return refuse(5, 'Номер не проверен');
          numbers.delete(asked.account ?? '');
          return right.pay(asked, call, desk);
        },
      };
    },
  },
  {
    name: 'unknown-account-paid',
    chapter,
    bugClass: 'no lookup',
    effect: 'Money for an account that does not exist is taken and credited to nobody who asked for it.',
    cases: ['pay.unknown-refused'],
    change: (right) => ({
      find: (asked, desk) => {
        const known = right.find(asked, desk);
        return known ?? (asked.command === 'pay' && asked.account ? { account: asked.account, received: 0n, state: 'open' } : undefined);
      },
    }),
  },
  {
    name: 'unknown-refused-with-5',
    chapter,
    bugClass: 'wrong code',
    effect: 'The payer is told of a failure of the partner instead of a wrong account.',
    cases: ['pay.unknown-refused'],
    remark: true,
    change: (right) => ({
      pay: async (asked, call, desk) => {
        const decision = await right.pay(asked, call, desk);
        return decision.result === Result.notFound ? refuse(5, 'Ошибка') : decision;
      },
    }),
  },
  {
    name: 'refuses-yesterday',
    chapter,
    bugClass: 'own clock',
    effect: 'Payments made before midnight and sent after it are refused, though the payer has paid.',
    cases: ['pay.dated-yesterday'],
    change: (right) => ({ isDate: (text, desk) => right.isDate(text, desk) && bookDay(text ?? '') >= bookDay(txnDate(desk.now())) }),
  },
  {
    name: 'refuses-29-february',
    chapter,
    bugClass: 'calendar',
    effect: 'On the leap day every payment is refused.',
    cases: ['pay.dated-29-february'],
    remark: true,
    change: (right) => ({ isDate: (text, desk) => right.isDate(text, desk) && text?.slice(4, 8) !== '0229' }),
  },
  {
    name: 'processing-for-ever',
    chapter,
    bugClass: 'never final',
    effect: 'The payer’s money hangs: the payment is neither done nor refused, however often it is asked.',
    cases: [...EVERY_BREAK, 'pay.processing-ends'],
    also: [...EVERY_CUT_TOGETHER],
    change: () => ({
      settle: (payment) => {
        payment.result = Result.processing;
      },
    }),
  },
  {
    name: 'echoes-other-sum',
    chapter,
    bugClass: 'fee deducted',
    effect: 'The answer states the sum less the partner’s fee, and the operator sees every payment short.',
    cases: ['answers.sum-value'],
    change: (right) => ({
      answer: (asked, decision, desk) =>
        right.answer(asked, decision.sum === undefined ? decision : { ...decision, sum: decision.sum - decision.sum / 50n }, desk),
    }),
  },
  {
    name: 'credited-but-answered-5',
    chapter,
    bugClass: 'outcome lost',
    effect: 'A step after the credit fails and the payment reads as failed: the payer gets the money back and the service too.',
    cases: ['pay.after-check-of-another-account', ...EVERY_PAY],
    // Where the pay that was cut off arrives behind its repeat, or one of those at once is a repeat.
    also: [...EVERY_CUT_TOGETHER, 'repeats.beside-its-check', ...EVERY_BREAK],
    change: (right) => ({
      pay: async (asked, call, desk) => {
        const known = desk.hooks.recall(asked, call, desk);
        const decision = await right.pay(asked, call, desk);
        return known || decision.result !== Result.ok ? decision : refuse(Result.error, 'Не удалось отправить чек');
      },
    }),
  },
  {
    name: 'processing-then-refused',
    chapter,
    bugClass: 'outcome lost',
    effect: 'A payment is taken for processing and refused when it is asked again: the payer stands without money and without service.',
    cases: [...EVERY_PAY, ...EVERY_BREAK, 'repeats.while-in-processing'],
    also: [...EVERY_CUT_TOGETHER, 'repeats.beside-its-check'],
    change: () => ({
      settle: (payment) => {
        payment.result = Result.processing;
      },
      repeat: () => refuse(Result.error, 'Платёж отклонён'),
    }),
  },
  {
    name: 'refuses-midnight',
    chapter,
    bugClass: 'calendar',
    effect: 'A payment of 00:00:00 is taken for one without a time and refused.',
    cases: ['pay.dated-midnight'],
    change: (right) => ({ isDate: (text, desk) => right.isDate(text, desk) && !text?.endsWith('000000') }),
  },
  {
    name: 'tears-pays',
    chapter,
    bugClass: 'no answer',
    effect: 'Payments are credited, and the connection is closed in place of their answer.',
    cases: ['pay.every-payment-decided'],
    undecided: true,
    change: (right) => ({
      send: (call, reply, desk) => (/(^|&)command=pay(&|$)/.test(call.query) ? void call.req.socket.destroy() : right.send(call, reply, desk)),
    }),
  },
] as const satisfies readonly Fault[];
