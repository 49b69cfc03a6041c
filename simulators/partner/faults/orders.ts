import { Result } from '../../../protocol/index.ts';
import type { OrderState } from '../books.ts';
import { refuse } from '../decide.ts';
import type { Change } from '../desk.ts';
import { AT_WORK_MS } from './broken-connections.ts';
import type { Fault } from './fault.ts';
import { EVERY_BREAK, EVERY_CUT_TOGETHER, EVERY_REPEAT_OF_ORDERS } from './seen-by.ts';
import { RACE_MS } from './tools.ts';

const chapter = 'orders';
const kinds = ['order'] as const;

/** An attempt is written up and its row saved so long after it was answered, milliseconds. */
const WRITTEN_UP_MS = 500;

export const ORDER_FAULTS = [
  {
    name: 'cancelled-order-payable',
    chapter,
    bugClass: 'state not checked',
    effect: 'The payer pays for an order that nobody will deliver.',
    cases: ['orders.check-cancelled'],
    kinds,
    change: overlooks('cancelled'),
  },
  {
    name: 'paid-order-payable',
    chapter,
    bugClass: 'state not checked',
    effect: 'An order is paid twice, by two people or by one in doubt, and delivered once.',
    cases: ['orders.check-after-pay', 'orders.check-paid', 'orders.fifteen-numbers-at-once', 'orders.paid-stay-paid', 'orders.second-number-refused'],
    kinds,
    change: overlooks('paid'),
  },
  {
    name: 'processing-order-payable',
    chapter,
    bugClass: 'state not checked',
    effect: 'An order whose payment is under way elsewhere is paid a second time.',
    cases: ['orders.check-processing'],
    kinds,
    change: overlooks('processing'),
  },
  {
    name: 'check-of-paid-order-0',
    chapter,
    bugClass: 'state not checked',
    effect: 'The payer is invited to pay again for what is paid.',
    cases: ['orders.check-after-pay', 'orders.check-paid', 'orders.paid-stay-paid'],
    kinds,
    change: (right) => ({
      obstacle: (payee, sum, desk) => (sum === undefined && payee.state === 'paid' ? undefined : right.obstacle(payee, sum, desk)),
    }),
  },
  {
    name: 'two-numbers-race',
    chapter,
    bugClass: 'race',
    effect: 'Two people who pay one order at the same moment both pay.',
    cases: ['orders.fifteen-numbers-at-once'],
    kinds,
    change: (right) => ({
      pay: async (asked, call, desk) => {
        const order = desk.hooks.find(asked, desk);
        const seen = order?.state;
        await desk.wait(desk.delayMs ?? RACE_MS);
        if (order && seen === 'open' && !desk.hooks.recall(asked, call, desk)) order.state = 'open'; // goes by what it read before
        return right.pay(asked, call, desk);
      },
    }),
  },
  {
    name: 'loser-repeat-0',
    chapter,
    bugClass: 'state not checked',
    effect: 'Who is told that the order is paid and asks once more is told that it was paid by that: two pay for it, and one gets it.',
    cases: ['orders.fifteen-numbers-at-once', 'orders.second-number-refused'],
    kinds,
    change: (right) => ({
      pay: async (asked, call, desk) => {
        const decision = await right.pay(asked, call, desk);
        const { txn_id = '', account = '', txn_date = '' } = asked;
        const sum = desk.hooks.sum(asked.sum);
        if (decision.result === Result.paid && sum !== undefined) {
          const attempt = { txn_id, prv_txn: desk.hooks.prvTxn(desk), account, sum, txn_date, result: Result.ok };
          desk.hooks.remember(attempt, asked, call, desk); // an attempt and a payment are one table
        }
        return decision;
      },
    }),
  },
  {
    name: 'loser-reopens',
    chapter,
    bugClass: 'stale write',
    effect: 'Of two who pay one order at once the one who is refused leaves it open behind him, and a third pays it again.',
    cases: ['orders.paid-stay-paid'],
    also: ['orders.fifteen-numbers-at-once'], // where the losers ask again late
    kinds,
    change: (right) => ({
      pay: async (asked, call, desk) => {
        const order = desk.hooks.find(asked, desk);
        const seen = order?.state;
        await desk.wait(desk.delayMs ?? RACE_MS);
        const decision = await right.pay(asked, call, desk);
        if (order && seen === 'open' && decision.result === Result.paid) void desk.wait(WRITTEN_UP_MS).then(() => (order.state = seen)); // saves the row as it was read
        return decision;
      },
    }),
  },
  {
    name: 'cut-order-open',
    chapter,
    bugClass: 'state not written',
    effect: 'An order whose payment was cut off on the way stays open, and somebody else pays it again.',
    cases: ['orders.paid-stay-paid'],
    kinds,
    change: (right) => ({
      settle: async (payment, call, desk) => {
        await right.settle(payment, call, desk);
        await desk.wait(desk.delayMs ?? AT_WORK_MS);
        const order = desk.books.payees.get(payment.account);
        if (order && call.req.socket.destroyed) order.state = 'open';
      },
    }),
  },
  {
    name: 'repeat-on-paid-order-3',
    chapter,
    bugClass: 'repeat refused',
    effect: 'A payment that is done reads as refused when it is asked again: the payer gets the money back and the order too.',
    cases: [...EVERY_REPEAT_OF_ORDERS, ...EVERY_BREAK, 'orders.repeat-still-0'],
    also: [...EVERY_CUT_TOGETHER],
    kinds,
    change: () => ({ repeat: () => refuse(Result.paid, 'Заказ уже оплачен') }),
  },
  {
    name: 'price-not-compared',
    chapter,
    bugClass: 'price not checked',
    effect: 'An order of 500 tenge is paid with one.',
    cases: ['orders.fixed-price', 'orders.payable-after-refusal'],
    kinds,
    change: (right) => ({ obstacle: (payee, _sum, desk) => right.obstacle(payee, undefined, desk) }),
  },
  {
    name: 'int-price',
    chapter,
    bugClass: 'price not checked',
    effect: 'The tiyn of the price are not compared: what is paid and what is owed differ by up to 0.99.',
    cases: ['orders.fixed-price'],
    kinds,
    change: (right) => ({
      obstacle: (payee, sum, desk) =>
        right.obstacle(payee, sum !== undefined && payee.price !== undefined && sum / 100n === payee.price / 100n ? payee.price : sum, desk),
    }),
  },
  {
    name: 'order-states-as-5',
    chapter,
    bugClass: 'wrong code',
    effect: 'The payer of a paid or cancelled order is told of a failure and tries again.',
    cases: ['orders.check-after-pay', 'orders.check-cancelled', 'orders.check-paid', 'orders.check-processing'],
    kinds,
    change: (right) => ({
      obstacle: (payee, sum, desk) => {
        const found = right.obstacle(payee, sum, desk);
        return found && refuse(Result.error, found.comment);
      },
    }),
  },
  {
    name: 'pay-of-cancelled-order',
    chapter,
    bugClass: 'state not checked',
    effect: 'The check says that the order is cancelled, and the pay takes the money all the same.',
    cases: ['orders.pay-cancelled'],
    also: ['orders.check-cancelled'], // where the pay came first, the order is paid now
    kinds,
    change: overlooksInPay('cancelled'),
  },
  {
    name: 'pay-of-paid-order',
    chapter,
    bugClass: 'state not checked',
    effect: 'The check says that the order is paid, and the pay takes the money a second time.',
    cases: ['orders.fifteen-numbers-at-once', 'orders.pay-paid', 'orders.second-number-refused'],
    kinds,
    change: overlooksInPay('paid'),
  },
  {
    name: 'pay-of-order-in-processing',
    chapter,
    bugClass: 'state not checked',
    effect: 'The check says that the order is being paid, and the pay takes the money a second time.',
    cases: ['orders.pay-processing'],
    also: ['orders.check-processing'], // where the pay came first, the order is paid now
    kinds,
    change: overlooksInPay('processing'),
  },
  {
    name: 'result-79',
    chapter,
    bugClass: 'other protocol',
    effect: 'Orders that cannot be paid get a code of another protocol, and the payer cannot be told why.',
    cases: ['answers.result-codes', 'orders.check-after-pay', 'orders.check-cancelled', 'orders.check-paid', 'orders.check-processing'],
    kinds,
    change: (right) => ({
      answer: (asked, decision, desk) => {
        const answer = right.answer(asked, decision, desk);
        return ['2', '3', '4'].includes(answer.result ?? '') ? { ...answer, result: '79' } : answer;
      },
    }),
  },
] as const satisfies readonly Fault[];

/** Takes orders in this state for open ones. */
function overlooks(state: OrderState): Change {
  return (right) => ({ obstacle: (payee, sum, desk) => right.obstacle(payee.state === state ? { ...payee, state: 'open' } : payee, sum, desk) });
}

/** Looks at the state in check alone, and at no price either where it looks away. */
function overlooksInPay(state: OrderState): Change {
  return (right) => ({
    obstacle: (payee, sum, desk) => (sum !== undefined && payee.state === state ? undefined : right.obstacle(payee, sum, desk)),
  });
}
