import { Result } from '../../../protocol/index.ts';
import type { OrderState } from '../books.ts';
import { refuse } from '../decide.ts';
import type { Change } from '../desk.ts';
import type { Fault } from './fault.ts';
import { EVERY_BREAK, EVERY_REPEAT_OF_ORDERS } from './seen-by.ts';
import { RACE_MS } from './tools.ts';

const chapter = 'orders';
const kinds = ['order'] as const;

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
    cases: ['orders.check-after-pay', 'orders.check-paid', 'orders.fifteen-numbers-at-once', 'orders.second-number-refused'],
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
    cases: ['orders.check-after-pay', 'orders.check-paid'],
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
        if (order && seen === 'open') order.state = 'open'; // goes by what it read before
        return right.pay(asked, call, desk);
      },
    }),
  },
  {
    name: 'repeat-on-paid-order-3',
    chapter,
    bugClass: 'repeat refused',
    effect: 'A payment that is done reads as refused when it is asked again: the payer gets the money back and the order too.',
    cases: [...EVERY_REPEAT_OF_ORDERS, ...EVERY_BREAK, 'orders.repeat-still-0'],
    kinds,
    change: () => ({ repeat: () => refuse(Result.paid, 'Заказ уже оплачен') }),
  },
  {
    name: 'price-not-compared',
    chapter,
    bugClass: 'price not checked',
    effect: 'An order of 500 tenge is paid with one.',
    cases: ['answers.sum-value', 'orders.fixed-price', 'orders.payable-after-refusal'],
    kinds,
    change: (right) => ({ obstacle: (payee, _sum, desk) => right.obstacle(payee, undefined, desk) }),
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
