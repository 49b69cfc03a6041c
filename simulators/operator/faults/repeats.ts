import { ErrorCode } from '../../../protocol/refund/index.ts';
import { refundsOf } from '../books.ts';
import type { Desk } from '../desk.ts';
import { answerOf, recall } from '../refunds.ts';
import { operatorFaults } from './fault.ts';

/** What becomes of a request that comes a second time. */
export const REPEAT_FAULTS = operatorFaults([
  {
    name: 'repeat-refunds-again',
    bugClass: 'no idempotency',
    effect: 'A caller that asks again after a lost answer refunds twice.',
    cases: ['repeat-in-turn', 'repeat-with-changes', 'repeats-at-once', 'repeat-after-renewal'],
    // What nobody booked is in the way of later refunds of the same payment.
    also: ['*'],
    change: () => ({ recall: () => undefined }),
  },
  {
    name: 'repeat-key-includes-amount',
    bugClass: 'wrong key',
    effect: 'A repeat with a corrected sum is a second refund.',
    cases: ['repeat-with-changes'],
    // What nobody booked is in the way of later refunds of the same payment.
    also: ['*'],
    change: () => ({
      recall: (request, login, desk) => {
        const found = recall(request, login, desk);
        return found?.ReturnAmount === request.ReturnAmount ? found : undefined;
      },
    }),
  },
  {
    name: 'repeats-kept-by-token',
    bugClass: 'wrong key',
    effect: 'A caller whose answer was lost with its token files again under the new one, and refunds twice.',
    cases: ['repeat-after-renewal'],
    change: (right) => {
      const filedWith = new Map<string, string | undefined>();
      const live = (login: string, { books }: Desk) => [...books.tokens.values()].findLast((each) => each.login === login && !each.replaced)?.token;
      return {
        accept: (request, payment, login, desk) => {
          const refund = right.accept(request, payment, login, desk);
          filedWith.set(refund.requestIdentificator, live(login, desk));
          return refund;
        },
        recall: (request, login, desk) => {
          const found = recall(request, login, desk);
          return found && filedWith.get(found.requestIdentificator) === live(login, desk) ? found : undefined;
        },
      };
    },
  },
  {
    name: 'capitals-not-told-apart',
    bugClass: 'wrong key',
    effect: 'A second refund is taken for a repeat of the first, since a database compares without regard to case: the payer never gets it.',
    cases: ['identificators-exact'],
    remark: true,
    change: () => ({
      recall: ({ PaymentId, RefundIdentificator }, login, { books }) =>
        refundsOf(books, PaymentId).find(
          (refund) => refund.RefundIdentificator.toLowerCase() === RefundIdentificator.toLowerCase() && refund.login === login,
        ),
    }),
  },
  {
    name: 'repeat-gets-new-identifier',
    bugClass: 'wrong answer',
    effect: 'A caller asks for the status of a request that does not exist, and files again.',
    cases: ['repeat-in-turn', 'repeat-with-changes', 'repeat-after-renewal'],
    change: (right) => ({
      file: async (request, login, desk) => {
        const answer = await right.file(request, login, desk);
        return answer.error?.code === ErrorCode.exists ? { ...answer, requestIdentificator: desk.books.nextIdentificator() } : answer;
      },
    }),
  },
  {
    name: 'repeat-told-again',
    bugClass: 'wrong answer',
    effect: 'A caller cannot tell a repeat from a new refund; no money is lost.',
    cases: ['repeat-in-turn', 'repeat-with-changes', 'repeat-after-renewal'],
    also: ['*'],
    remark: true,
    change: (right) => ({
      file: (request, login, desk) => {
        const before = desk.hooks.recall(request, login, desk);
        return before ? answerOf(before, desk) : right.file(request, login, desk);
      },
    }),
  },
]);
