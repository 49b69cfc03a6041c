import { ErrorCode, isFinal, StatusCode, sumOf, type RefundRequest } from '../../../protocol/refund/index.ts';
import { refundsOf, sumOfRefund } from '../books.ts';
import type { Desk, Hooks } from '../desk.ts';
import { answerOf, errorOf } from '../refunds.ts';
import { operatorFaults } from './fault.ts';

/** Time between the look and the entry, as a database has it; milliseconds. */
const LOOK_MS = 60;

/** Files as it should be, but for the time between what was seen and what is written. */
function racing(again: { repeats: boolean; obstacles: boolean }): (right: Hooks) => Partial<Hooks> {
  return (right) => ({
    file: async (request, login, desk) => {
      const payment = desk.hooks.find(request.PaymentId, desk);
      const seen = { repeat: desk.hooks.recall(request, login, desk), error: desk.hooks.obstacle(request, payment, desk) };
      if (seen.repeat || seen.error || !payment) return right.file(request, login, desk);
      await desk.wait(LOOK_MS);
      const late = (again.repeats && desk.hooks.recall(request, login, desk)) || (again.obstacles && desk.hooks.obstacle(request, payment, desk));
      return late ? right.file(request, login, desk) : answerOf(desk.hooks.accept(request, payment, login, desk), desk);
    },
  });
}

/** The sum alone, whatever went before or is under way. */
function withinSum(request: RefundRequest, desk: Desk) {
  const payment = desk.hooks.find(request.PaymentId, desk);
  if (!payment) return errorOf(ErrorCode.paymentNotFound);
  return sumOfRefund(desk.books, request) > payment.sum ? errorOf(ErrorCode.tooMuch) : undefined;
}

/** What becomes of refunds, their repeats and their totals. */
export const REFUND_FAULTS = operatorFaults([
  {
    name: 'limit-not-checked',
    bugClass: 'missing check',
    effect: 'More goes back than was ever paid.',
    cases: ['too-much', 'full-refund', 'partial-refunds', 'amount-exact', 'total-exact'],
    also: ['parallel-totals'],
    change: (right) => ({
      obstacle: (request, payment, desk) => {
        const error = right.obstacle(request, payment, desk);
        return error?.code === ErrorCode.tooMuch ? undefined : error;
      },
    }),
  },
  {
    name: 'earlier-refunds-forgotten',
    bugClass: 'missing total',
    effect: 'The same payment is given back in parts as often as somebody asks.',
    cases: ['full-refund', 'partial-refunds'],
    also: ['parallel-totals'],
    change: () => ({ taken: () => 0n }),
  },
  {
    name: 'pending-not-counted',
    bugClass: 'missing total',
    effect: 'A second refund is taken while the first is under way: together they may pass the payment.',
    cases: ['pending-in-the-way'],
    also: ['parallel-totals'],
    change: (right) => ({
      obstacle: (request, payment, desk) => {
        const error = right.obstacle(request, payment, desk);
        return error?.code === ErrorCode.inTheWay ? withinSum(request, desk) : error;
      },
    }),
  },
  {
    name: 'pending-other-error',
    bugClass: 'wrong code',
    effect: 'A caller takes a refund that only has to wait for one that can never be.',
    cases: ['pending-in-the-way'],
    also: ['parallel-totals'],
    change: (right) => ({
      obstacle: (request, payment, desk) => {
        const error = right.obstacle(request, payment, desk);
        return error?.code === ErrorCode.inTheWay ? errorOf(ErrorCode.notRefundable) : error;
      },
    }),
  },
  {
    name: 'totals-race',
    bugClass: 'race',
    effect: 'Refunds that come at once each see the whole remainder, and give it back many times.',
    cases: ['parallel-totals'],
    change: racing({ repeats: true, obstacles: false }),
  },
  {
    name: 'repeats-race',
    bugClass: 'race',
    effect: 'One request that a nervous caller sends many times at once is refunded many times.',
    cases: ['repeats-at-once'],
    also: ['parallel-totals'],
    change: racing({ repeats: false, obstacles: false }),
  },
  {
    name: 'total-wraps-at-64-bits',
    bugClass: 'integer overflow',
    effect: 'Once a part went back, an impossible sum is less than nothing together with it, and goes back too.',
    cases: ['total-exact'],
    // Whatever had a part given back before shows it as well, and is used up by it.
    also: ['*'],
    change: (right) => ({
      obstacle: (request, payment, desk) => {
        const error = right.obstacle(request, payment, desk);
        if (error?.code !== ErrorCode.tooMuch || !payment) return error;
        const unit = sumOf(1n, desk.books.unit);
        return BigInt.asIntN(64, desk.hooks.taken(payment, desk) / unit + request.ReturnAmount) * unit > payment.sum ? error : undefined;
      },
    }),
  },
  {
    name: 'one-refund-a-payment',
    bugClass: 'missing feature',
    effect: 'A payment of which a part went back can never be refunded in full.',
    cases: ['partial-refunds'],
    also: ['*'],
    change: (right) => ({
      obstacle: (request, payment, desk) =>
        payment && refundsOf(desk.books, payment.id).length > 0 ? errorOf(ErrorCode.inTheWay) : right.obstacle(request, payment, desk),
    }),
  },
  {
    name: 'full-refund-declined',
    bugClass: 'off by one',
    effect: 'The last unit of a payment can never be given back.',
    cases: ['full-refund'],
    undecided: true,
    change: (right) => ({
      obstacle: (request, payment, desk) =>
        right.obstacle(request, payment, desk) ??
        (payment && desk.hooks.taken(payment, desk) + sumOfRefund(desk.books, request) === payment.sum ? errorOf(ErrorCode.tooMuch) : undefined),
    }),
  },
  {
    name: 'never-final',
    bugClass: 'stuck',
    effect: 'Nobody ever learns whether the payer has the money.',
    cases: ['until-final'],
    undecided: true,
    matrix: { cases: ['until-final'] },
    change: () => ({ course: () => [{ afterMs: 0, status: StatusCode.INPROGRESS }] }),
  },
  {
    name: 'back-from-final',
    bugClass: 'overwritten status',
    effect: 'A caller that saw SUCCESS, and told the payer so, later sees the refund under way.',
    cases: ['final-asked-again', 'final-stays'],
    also: ['*'],
    change: (right) => {
      const told = new Map<string, number>();
      return {
        refundStatus: async (body, login, call, desk) => {
          const asked = body.get('RequestIdentificator');
          const refund = typeof asked === 'string' ? desk.hooks.lookUp(asked, login, desk) : undefined;
          if (!refund || !isFinal(right.statusOf(refund, desk).status)) return right.refundStatus(body, login, call, desk);
          const times = (told.get(refund.requestIdentificator) ?? 0) + 1;
          told.set(refund.requestIdentificator, times);
          const answer = { statusCode: StatusCode.INPROGRESS, requestIdentificator: refund.requestIdentificator };
          return times === 3 ? desk.hooks.reply(200, desk.hooks.write(answer, desk), desk) : right.refundStatus(body, login, call, desk);
        },
      };
    },
  },
  {
    name: 'status-by-connection',
    bugClass: 'local memory',
    effect: 'Behind a balancer a refund is there or not, as chance has it, and is filed again.',
    cases: ['status-on-new-connection'],
    also: ['*'],
    change: (right) => {
      const filedOn = new Map<string, object>();
      return {
        refundRequest: async (body, login, call, desk) => {
          const reply = await right.refundRequest(body, login, call, desk);
          for (const id of desk.books.refunds.keys()) if (!filedOn.has(id)) filedOn.set(id, call.req.socket);
          return reply;
        },
        refundStatus: (body, login, call, desk) => {
          const asked = body.get('RequestIdentificator');
          const here = typeof asked !== 'string' || (filedOn.get(asked) ?? call.req.socket) === call.req.socket;
          return right.refundStatus(here ? body : new Map([['RequestIdentificator', 'on another node']]), login, call, desk);
        },
      };
    },
  },
  {
    name: 'no-identifier',
    bugClass: 'missing field',
    effect: 'The fate of a refund can never be asked.',
    cases: ['identifier-given'],
    also: ['*'],
    change: (right) => ({
      write: (answer, desk) => {
        const { requestIdentificator: _, ...rest } = answer;
        return right.write(answer.error ? answer : rest, desk);
      },
    }),
  },
  {
    name: 'same-identifier',
    bugClass: 'not unique',
    effect: 'All refunds of a second share one number: callers see the fate of another.',
    cases: ['identifier-given'],
    also: ['*'],
    change: (right) => {
      const groups = new Map<string, string>();
      let count = 0;
      return {
        accept: (request, payment, login, desk) => {
          const refund = right.accept(request, payment, login, desk);
          groups.set(refund.requestIdentificator, `group-${Math.floor(count++ / 2)}`);
          return refund;
        },
        write: (answer, desk) => {
          const group = groups.get(answer.requestIdentificator ?? '');
          return right.write(group === undefined ? answer : { ...answer, requestIdentificator: group }, desk);
        },
        lookUp: (identificator, login, desk) => {
          const first = [...groups].find(([, group]) => group === identificator)?.[0];
          return right.lookUp(first ?? identificator, login, desk);
        },
      };
    },
  },
  {
    name: 'names-for-numbers',
    bugClass: 'wrong type',
    effect: 'Callers that read statusCode as a number fail on every answer, and file again.',
    cases: ['answers-in-model'],
    also: ['*'],
    change: (right) => ({ write: (answer, desk) => right.write(answer, desk).replace(/"statusCode":(\d)/, '"statusCode":"S$1"') }),
  },
  {
    name: 'error-without-message',
    bugClass: 'missing field',
    effect: 'Nobody learns in words why a refund is declined.',
    cases: ['answers-in-model'],
    also: ['*'],
    change: (right) => ({ write: (answer, desk) => right.write(answer, desk).replace(/,"errorMessage":"(?:[^"\\]|\\.)*"/, '') }),
  },
  {
    name: 'error-as-text',
    bugClass: 'wrong form',
    effect: 'A caller cannot read why its refund is declined, and tries again without end.',
    cases: ['answers-in-model', 'payment-not-found', 'too-much', 'request-not-found'],
    also: ['*'],
    change: (right) => ({ write: (answer, desk) => (answer.error ? `Error ${answer.error.code}` : right.write(answer, desk)) }),
  },
]);
