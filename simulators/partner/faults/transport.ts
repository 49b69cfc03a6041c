import { readQuery } from '../../../protocol/index.ts';
import { reject } from '../decide.ts';
import type { Fault } from './fault.ts';

const chapter = 'transport';

/** What a request has to look like. */
export const TRANSPORT_FAULTS = [
  {
    name: 'query-order-matters',
    chapter,
    bugClass: 'positional parsing',
    effect: 'Payers whose request names its parameters in another order are refused, though they exist.',
    cases: ['transport.command-last', 'transport.fields-reversed'],
    change: (right) => ({
      read: (query, call, desk) => {
        const [command, txn_id, account, sum, txn_date] = [...readQuery(query).fields.values()].flat();
        return { ...right.read(query, call, desk), command, txn_id, account, sum, txn_date };
      },
    }),
  },
  {
    name: 'extra-fields-refused',
    chapter,
    bugClass: 'closed parsing',
    effect: 'All payments of the partner stop on the day the operator adds a field.',
    cases: ['transport.extra-fields-in-check', 'transport.extra-fields-in-pay'],
    change: (right) => ({ flaw: (asked, desk) => (asked.extra.length > 0 ? `Неизвестный параметр ${asked.extra[0]}` : right.flaw(asked, desk)) }),
  },
  {
    name: 'needs-user-agent',
    chapter,
    bugClass: 'firewall rule',
    effect: 'Every payment is refused when the operator’s system sends no User-Agent, which no clause promises.',
    cases: ['transport.no-user-agent'],
    change: (right) => ({ admit: (call, desk) => (call.req.headers['user-agent'] ? right.admit(call, desk) : 403) }),
  },
  {
    name: 'needs-accept',
    chapter,
    bugClass: 'content negotiation',
    effect: 'Every payment is refused when the operator’s system sends no Accept, which no clause promises.',
    cases: ['transport.no-accept'],
    change: (right) => ({ admit: (call, desk) => (call.req.headers.accept ? right.admit(call, desk) : 406) }),
  },
  {
    name: 'needs-post',
    chapter,
    bugClass: 'other method',
    effect: 'Whoever asks by GET, as the operator does, is refused: no payment is ever made.',
    cases: ['transport.get', 'transport.new-connection', 'transport.kept-connection', 'check.payable-found', 'check.repeatable', 'pay.credits'],
    also: ['*'],
    change: () => ({ decide: () => reject('Нет тела запроса') }),
  },
  {
    name: 'pay-over-plain-http',
    chapter,
    bugClass: 'no encryption',
    effect: 'Checks are encrypted and pays are not: anybody on the way reads who pays what, and sends the same in their name.',
    cases: ['transport.https'],
    options: { certificate: {}, plainPay: true },
    change: () => ({}),
  },
] as const satisfies readonly Fault[];
