import { ErrorCode, isJsonObject, parseInt64, readJson, StatusCode, type JsonObject, type JsonValue } from '../../../protocol/refund/index.ts';

import type { Call, Change, Desk } from '../desk.ts';
import { errorOf } from '../refunds.ts';
import { operatorFaults } from './fault.ts';

/** Changes the body before it is read as a request. */
function reading(mend: (body: JsonObject) => void): Change {
  return (right) => ({
    refundRequest: (body, login, call, desk) => {
      const copy: JsonObject = new Map(body);
      mend(copy);
      return right.refundRequest(copy, login, call, desk);
    },
  });
}

/** The body read in another way where the right way refuses it. */
function lenient(read: (call: Call, desk: Desk) => JsonValue | undefined): Change {
  return (right) => ({
    read: (call, desk) => {
      const strict = right.read(call, desk);
      if (!('status' in strict)) return strict;
      const value = read(call, desk);
      return isJsonObject(value) ? value : strict;
    },
  });
}

/** `a=1&b=x` as an object. */
function formObject(text: string): JsonObject {
  const fields = [...new URLSearchParams(text)];
  return new Map(fields.map(([name, value]) => [name, name === 'PaymentId' || name === 'ReturnAmount' ? (parseInt64(value) ?? value) : value]));
}

/** The amount as another reader of numbers has it. */
function amount(change: (amount: bigint) => bigint): Change {
  return reading((body) => {
    const given = body.get('ReturnAmount');
    if (typeof given === 'bigint') body.set('ReturnAmount', change(given));
  });
}

/** What becomes of requests that are none. */
export const REQUEST_FAULTS = operatorFaults([
  {
    name: 'reason-not-required',
    bugClass: 'missing validation',
    effect: 'Refunds go out for which nobody ever said why.',
    cases: ['required-fields'],
    change: reading((body) => body.set('Reason', body.get('Reason') ?? 'none')),
  },
  {
    name: 'identificator-made-up',
    bugClass: 'missing validation',
    effect: 'A request without its own number cannot be repeated safely: each repeat is another refund.',
    cases: ['required-fields', 'too-long-texts'],
    change: (right) => {
      let made = 0;
      return reading((body) => {
        if (!body.get('RefundIdentificator')) body.set('RefundIdentificator', `made-${++made}`);
      })(right);
    },
  },
  {
    name: 'long-texts-cut',
    bugClass: 'silent truncation',
    effect: 'Two refunds whose numbers differ behind the hundredth character are taken for one.',
    cases: ['too-long-texts'],
    change: reading((body) => {
      for (const [name, most] of [
        ['RefundIdentificator', 100],
        ['Reason', 500],
      ] as const) {
        const text = body.get(name);
        if (typeof text === 'string') body.set(name, text.slice(0, most));
      }
    }),
  },
  {
    name: 'lengths-in-bytes',
    bugClass: 'bytes for characters',
    effect: 'Reasons in Russian and Kazakh are refused at half the length that the protocol allows.',
    cases: ['longest-texts'],
    change: reading((body) => {
      const text = body.get('Reason');
      if (typeof text === 'string' && Buffer.byteLength(text) > 500) body.set('Reason', '');
    }),
  },
  {
    name: 'fraction-dropped',
    bugClass: 'lenient parsing',
    effect: 'Somebody asks for 1.5 and another sum goes back.',
    cases: ['wrong-types'],
    change: reading((body) => {
      const given = body.get('ReturnAmount');
      if (typeof given === 'object' && given !== null && 'decimal' in given) body.set('ReturnAmount', BigInt(given.decimal.split('.')[0]!));
    }),
  },
  {
    name: 'negative-amount-taken',
    bugClass: 'missing validation',
    effect: 'A refund of less than nothing takes money from the payer, or makes room for more than was paid.',
    cases: ['amount-positive'],
    change: amount((given) => (given < 0n && given > -100n ? -given : given)),
  },
  {
    name: 'zero-amount-taken',
    bugClass: 'missing validation',
    effect: 'A caller that lost the sum on the way is told that all went well.',
    cases: ['amount-positive'],
    change: amount((given) => (given === 0n ? 1n : given)),
  },
  {
    name: 'amount-wraps-at-32-bits',
    bugClass: 'integer overflow',
    effect: 'An impossible sum becomes a possible one, and that goes back.',
    cases: ['amount-exact'],
    also: ['amount-positive'],
    change: amount((given) => BigInt.asIntN(32, given)),
  },
  {
    name: 'amount-wraps-at-64-bits',
    bugClass: 'integer overflow',
    effect: 'An impossible sum becomes a possible one, and that goes back.',
    cases: ['amount-exact'],
    change: amount((given) => BigInt.asIntN(64, given)),
  },
  {
    name: 'payment-id-through-double',
    bugClass: 'lost digits',
    effect: 'The refund of one payment goes to the payer of another.',
    cases: ['payment-id-exact'],
    change: () => ({ find: (id, { books }) => [...books.payments.values()].find((payment) => Number(payment.id) === Number(id)) }),
  },
  {
    name: 'unknown-payment-other-error',
    bugClass: 'wrong code',
    effect: 'A caller with a mistyped number is told that its payment cannot be refunded.',
    cases: ['payment-not-found'],
    also: ['payment-id-exact'],
    change: (right) => ({
      obstacle: (request, payment, desk) => (payment ? right.obstacle(request, payment, desk) : errorOf(ErrorCode.notRefundable)),
    }),
  },
  {
    name: 'unknown-request-accepted',
    bugClass: 'wrong default',
    effect: 'A caller waits for ever for a refund that nobody filed.',
    cases: ['request-not-found'],
    also: ['final-stays'],
    change: (right) => ({
      refundStatus: (body, login, call, desk) => {
        const asked = body.get('RequestIdentificator');
        const unknown = typeof asked === 'string' && asked !== '' && !desk.hooks.lookUp(asked, login, desk);
        return unknown
          ? desk.hooks.reply(200, desk.hooks.write({ statusCode: StatusCode.ACCEPT }, desk), desk)
          : right.refundStatus(body, login, call, desk);
      },
    }),
  },
  {
    name: 'status-of-the-last',
    bugClass: 'wrong default',
    effect: 'A caller that lost its number is told the fate of another refund.',
    cases: ['status-needs-identifier'],
    change: (right) => ({
      refundStatus: (body, login, call, desk) => {
        const last = [...desk.books.refunds.keys()].at(-1);
        return right.refundStatus(body.get('RequestIdentificator') || !last ? body : new Map([['RequestIdentificator', last]]), login, call, desk);
      },
    }),
  },
  {
    name: 'json-mended',
    bugClass: 'lenient parsing',
    effect: 'Half a request, or a mangled one, moves money.',
    cases: ['malformed-json'],
    change: lenient(({ body }) => {
      const text = body.toString('latin1').trim();
      const start = text.indexOf('{');
      const end = text.lastIndexOf('}');
      const inner = start < 0 ? '' : text.slice(start, end < start ? undefined : end + 1);
      const mended = readJson(inner.endsWith('}') ? inner : `${inner}}`);
      return 'value' in mended ? mended.value : undefined;
    }),
  },
  {
    name: 'form-taken',
    bugClass: 'lenient parsing',
    effect: 'A form on a foreign page can file refunds from a browser.',
    cases: ['form-refused'],
    remark: true,
    change: lenient(({ body, req }) => ((req.headers['content-type'] ?? '').includes('form') ? formObject(body.toString('utf8')) : undefined)),
  },
  {
    name: 'get-taken',
    bugClass: 'unsafe method',
    effect: 'A link that is looked at in advance, or logged and followed, refunds a payment.',
    cases: ['get-refused'],
    change: (right) => ({
      serve: (call, desk) => {
        const query = (call.req.url ?? '').split('?')[1];
        const admitted = call.method === 'GET' && call.name === 'RefundRequest' && query ? desk.hooks.admit(call, desk) : undefined;
        return admitted && 'login' in admitted ? desk.hooks.refundRequest(formObject(query!), admitted.login, call, desk) : right.serve(call, desk);
      },
    }),
  },
  {
    name: 'unknown-type-breaks',
    bugClass: 'unhandled error',
    effect: 'A proxy that changes a header makes every request an error of the server.',
    cases: ['unknown-type'],
    remark: true,
    change: (right) => ({
      refuse: (status, why, call, desk) => ({ ...right.refuse(status, why, call, desk), status: status === 415 && !formLike(call) ? 500 : status }),
    }),
  },
  {
    name: 'null-breaks',
    bugClass: 'unhandled error',
    effect: 'A caller that forgot a field cannot tell whether its refund was filed.',
    cases: ['required-fields'],
    also: ['*'],
    remark: true,
    change: (right) => ({
      refuse: (status, why, call, desk) => ({ ...right.refuse(status, why, call, desk), status: why.endsWith('required') ? 500 : status }),
    }),
  },
  {
    name: 'huge-body-kills',
    bugClass: 'exhaustion',
    effect: 'One request, by mistake or not, and nobody can refund any more.',
    cases: ['huge-body'],
    also: ['*'],
    change: (right) => ({
      serve: (call, desk) => {
        if (call.oversize) desk.crash();
        return right.serve(call, desk);
      },
    }),
  },
]);

function formLike({ req }: Call): boolean {
  return (req.headers['content-type'] ?? '').includes('form');
}
