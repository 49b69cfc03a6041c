import { formatSum, parseSum, Result, type Tiyn } from '../../../protocol/index.ts';
import type { Change } from '../desk.ts';
import { inWholeTenge } from '../in-whole-tenge.ts';
import { plain } from '../write.ts';
import type { Variation } from './variation.ts';

const page = (status: number) => plain(status, '<html><body>Access denied<br></body></html>', 'text/html');

/** Other things to say, and other ways to come to the same result. */
export const CONDUCT_VARIATIONS = [
  {
    name: 'no-comment',
    what: 'no comment',
    change: (right) => ({
      answer: (asked, decision, desk) => {
        const { comment: _, ...rest } = right.answer(asked, decision, desk);
        return rest;
      },
    }),
  },
  {
    name: 'no-fields',
    what: 'no fields, and so no balance',
    tellsNoBalance: true,
    change: (right) => ({ answer: (...args) => ({ ...right.answer(...args), fields: [] }) }),
  },
  {
    name: 'extra-elements',
    what: 'elements that the protocol does not know',
    change: (right) => ({
      write: (answer, desk) =>
        desk.answers === 'xml'
          ? right.write(answer, desk).replace('</response>', '  <node>2</node>\n  <payer><name>А. Б.</name></payer>\n</response>')
          : right.write(answer, desk).replace(/\}$/, ',"node":2,"payer":{"name":"А. Б."}}'),
    }),
  },
  {
    name: 'check-echoes-sum',
    what: 'check repeats the sum that it was asked with',
    change: (right) => ({
      check: async (asked, call, desk) => {
        const sum = parseSum(asked.sum ?? '');
        return { ...(await right.check(asked, call, desk)), ...(sum === undefined ? {} : { sum }) };
      },
    }),
  },
  {
    name: 'check-has-prv-txn',
    what: 'check carries a number of the partner',
    change: (right) => ({ check: async (asked, call, desk) => ({ ...(await right.check(asked, call, desk)), prv_txn: right.prvTxn(desk) }) }),
  },
  {
    name: 'empty-prv-txn-in-check',
    what: 'the template of the source filled in as it stands: prv_txn and sum of a check are there, and empty',
    answers: ['xml'],
    change: (right) => ({
      answer: (asked, decision, desk) => ({ ...(asked.command === 'check' ? { prv_txn: '', sum: '' } : {}), ...right.answer(asked, decision, desk) }),
    }),
  },
  {
    name: '20-digit-prv-txn',
    what: 'a prv_txn of 20 digits, past 64 bits',
    change: (right) => ({ prvTxn: (desk) => right.prvTxn(desk).padStart(20, '99000000000000000000') }),
  },
  {
    name: 'processing-first',
    what: 'a pay gets 4 first, and 0 when it is asked again; credited once',
    change: (right) => ({
      settle: (payment) => {
        payment.result = Result.processing;
      },
      repeat: (payment, asked, desk) => {
        if (payment.result === Result.processing) {
          payment.result = Result.ok;
          desk.hooks.credit(payment, desk);
        }
        return right.repeat(payment, asked, desk);
      },
    }),
  },
  {
    name: 'balance-lags',
    what: 'check shows the balance of 300 ms ago; the books themselves are right at once',
    kinds: ['balance'],
    change: lags(300),
  },
  {
    name: 'balance-lags-seconds',
    what: 'check shows the balance of 2 s ago; the books themselves are right at once',
    kinds: ['balance'],
    change: lags(2_000),
  },
  {
    name: 'balance-in-tenge',
    what: 'check shows the balance without its tiyn, which the books keep',
    kinds: ['balance'],
    change: inWholeTenge,
  },
  {
    name: 'refuses-after-4',
    what: 'a pay of an order that is cancelled or paid gets 4 first, and its code when it is asked again',
    kinds: ['order'],
    change: (right) => {
      const asked = new Set<string>();
      return {
        pay: async (pay, call, desk) => {
          const decision = await right.pay(pay, call, desk);
          const isFinal = decision.result !== Result.cancelled && decision.result !== Result.paid;
          if (isFinal || asked.has(pay.txn_id ?? '')) return decision;
          asked.add(pay.txn_id ?? '');
          return { ...decision, result: Result.processing };
        },
      };
    },
  },
  {
    name: 'firewall-pages',
    what: 'a firewall turns accounts with the text of an attack away with HTTP 403 and a page of its own',
    change: (right) => ({
      serve: (call, desk) =>
        /(?:%20|\+)or(?:%20|\+)|%3C|(?:%2A|\*)(?:%29|\))|\.\.(?:%2F|\/)/i.test(call.req.url ?? '') ? page(403) : right.serve(call, desk),
    }),
  },
  {
    name: 'refuses-with-4xx',
    what: 'erroneous requests get HTTP 400 with the XML error',
    change: (right) => ({
      reply: (answer, decision, call, desk) => {
        const reply = right.reply(answer, decision, call, desk);
        return decision.erroneous ? { ...reply, status: 400 } : reply;
      },
    }),
  },
  {
    name: 'numbers-as-numbers',
    what: 'txn_id, result, sum and prv_txn_id as JSON numbers, digit for digit',
    answers: ['json'],
    // as text, because a number of this language would round 18 digits
    change: (right) => ({
      write: (answer, desk) => right.write(answer, desk).replace(/"(txn_id|result|sum|prv_txn_id)":"((?:0|[1-9]\d*)(?:\.\d+)?)"/g, '"$1":$2'),
    }),
  },
  {
    name: 'bin-field',
    what: 'the partner’s business number in `bin`',
    answers: ['json'],
    change: (right) => ({ write: (answer, desk) => right.write(answer, desk).replace(/\}$/, ',"bin":"123456789012"}') }),
  },
  {
    name: 'refusal-echoes-sum',
    what: 'a refused pay repeats its sum',
    change: (right) => ({
      answer: (asked, decision, desk) => {
        const sum = asked.command === 'pay' ? parseSum(asked.sum ?? '') : undefined;
        return { ...(sum === undefined ? {} : { sum: formatSum(sum) }), ...right.answer(asked, decision, desk) };
      },
    }),
  },
] as const satisfies readonly Variation[];

/** Balances that follow the books so many milliseconds later, as those of a cache or a replica do. */
function lags(ms: number): Change {
  return (right) => {
    // What is credited and does not show yet, as a negative sum.
    const pending = new Map<string, Tiyn>();
    return {
      credit: (payment, desk) => {
        const payee = desk.books.payees.get(payment.account);
        const before = payee?.received ?? 0n;
        right.credit(payment, desk);
        const grown = (payee?.received ?? 0n) - before;
        pending.set(payment.account, (pending.get(payment.account) ?? 0n) - grown);
        void desk.wait(ms).then(() => pending.set(payment.account, (pending.get(payment.account) ?? 0n) + grown));
      },
      check: async (asked, call, desk) => {
        const decision = await right.check(asked, call, desk);
        const received = desk.books.payees.get(asked.account ?? '')?.received ?? 0n;
        const text = formatSum(received + (pending.get(asked.account ?? '') ?? 0n));
        return { ...decision, ...(decision.fields ? { fields: decision.fields.map((field) => ({ ...field, text })) } : {}) };
      },
    };
  };
}
