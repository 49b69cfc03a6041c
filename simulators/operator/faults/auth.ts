import { formatValidTo, writeAnswer } from '../../../protocol/refund/index.ts';
import type { Token } from '../books.ts';
import type { Call, Desk } from '../desk.ts';
import { operatorFaults } from './fault.ts';

/** The caller of a token that the books know, whatever became of it. */
function known(call: Call, { books }: Desk): Token | undefined {
  return books.tokens.get(call.token ?? '');
}

/** Who is let in, and for how long. */
export const AUTH_FAULTS = operatorFaults([
  {
    name: 'password-ignored',
    bugClass: 'missing check',
    effect: 'Whoever knows a login can file refunds in its name.',
    cases: ['wrong-password-refused'],
    change: () => ({ login: ({ login }, { books }) => books.callers.get(login) }),
  },
  {
    name: 'refusal-with-200',
    bugClass: 'wrong status',
    effect: 'A caller takes a refused login for a good one and works with no token.',
    cases: ['wrong-password-refused'],
    also: ['answers-in-model'],
    change: (right) => ({
      getToken: (body, call, desk) => {
        const reply = right.getToken(body, call, desk);
        return typeof reply === 'object' && reply.status === 401 ? { ...reply, status: 200 } : reply;
      },
    }),
  },
  {
    name: 'refusal-without-message',
    bugClass: 'missing field',
    effect: 'Nobody learns why a login is refused.',
    cases: ['wrong-password-refused'],
    also: ['answers-in-model'],
    change: (right) => ({
      reply: (status, body, desk) => right.reply(status, status === 401 ? '{}' : body, desk),
    }),
  },
  {
    name: 'no-end-of-token',
    bugClass: 'missing field',
    effect: 'Callers cannot know how long a token lives, and log in for every request.',
    cases: ['token-for-login'],
    also: ['*'],
    change: (right) => ({
      reply: (status, body, desk) => right.reply(status, body.replace(/,"validTo":"[^"]*"/, ''), desk),
    }),
  },
  {
    name: 'end-in-local-time',
    bugClass: 'time zone',
    effect: 'Callers west of the operator take every new token for a dead one and log in without end.',
    cases: ['end-ahead'],
    remark: true,
    change: (right) => ({
      reply: (status, body, desk) => {
        const shift = (text: string) => formatValidTo(Date.parse(text.replace(/(\.\d{3})\d*/, '$1')) - 6 * 3_600_000);
        return right.reply(status, body.replace(/(?<="validTo":")[^"]*/, shift), desk);
      },
    }),
  },
  {
    name: 'other-token-confirmed',
    bugClass: 'wrong row',
    effect: 'CheckToken tells about somebody else, and hands out a token.',
    cases: ['live-token-confirmed'],
    change: () => ({
      checkToken: (call, desk) => {
        const admitted = desk.hooks.admit(call, desk);
        const token = known(call, desk);
        if ('refused' in admitted || !token) return desk.hooks.reply(401, '{"message":"no"}', desk);
        return desk.hooks.reply(200, writeAnswer({ token: `${token.token}-2`, validTo: formatValidTo(token.validTo) }), desk);
      },
    }),
  },
  {
    name: 'check-token-says-yes',
    bugClass: 'missing check',
    effect: 'A caller asks whether its token is alive and is always told that it is.',
    cases: ['dead-token-refused', 'one-live-token'],
    change: () => ({
      checkToken: (call, desk) =>
        desk.hooks.reply(200, writeAnswer({ token: call.token ?? 'none', validTo: formatValidTo(desk.now() + desk.tokenMs) }), desk),
    }),
  },
  {
    name: 'token-not-needed',
    bugClass: 'missing check',
    effect: 'Anybody who finds the address refunds whatever payment he likes.',
    cases: ['token-needed', 'one-live-token'],
    change: (right) => ({
      admit: (call, desk) => {
        const admitted = right.admit(call, desk);
        return 'refused' in admitted && call.name !== 'CheckToken' ? { login: [...desk.books.callers.keys()][0]! } : admitted;
      },
    }),
  },
  {
    name: 'filed-before-the-token',
    bugClass: 'check too late',
    effect: 'Whoever has no token is turned away, and the payer has the money all the same.',
    cases: ['token-needed'],
    change: (right) => ({
      serve: async (call, desk) => {
        const admitted = call.name === 'RefundRequest' && call.method === 'POST' ? desk.hooks.admit(call, desk) : undefined;
        const body = admitted && 'refused' in admitted ? desk.hooks.read(call, desk) : undefined;
        if (body && !('status' in body)) await desk.hooks.refundRequest(body, [...desk.books.callers.keys()][0]!, call, desk);
        return right.serve(call, desk);
      },
    }),
  },
  {
    name: 'tokens-pile-up',
    bugClass: 'missing revocation',
    effect: 'Every token ever given out stays good until its time is over, a stolen one too.',
    cases: ['one-live-token'],
    change: (right) => ({
      issue: (login, desk) => {
        const token = right.issue(login, desk);
        for (const each of desk.books.tokens.values()) each.replaced = false;
        return token;
      },
    }),
  },
  {
    name: 'token-prolonged',
    bugClass: 'sliding expiry',
    effect: 'A token that somebody keeps using never ends.',
    cases: ['not-prolonged'],
    change: (right) => ({
      admit: (call, desk) => {
        const admitted = right.admit(call, desk);
        const token = known(call, desk);
        if (token && !('refused' in admitted)) token.validTo += 60_000;
        return admitted;
      },
    }),
  },
  {
    name: 'refunds-kept-by-token',
    bugClass: 'wrong owner',
    effect: 'After each new login the partner cannot ask for its own refunds, and files them again.',
    cases: ['goes-on-after-renewal'],
    also: ['*'],
    change: (right) => {
      const filedWith = new Map<string, string>();
      return {
        refundRequest: async (body, login, call, desk) => {
          const reply = await right.refundRequest(body, login, call, desk);
          for (const { requestIdentificator } of desk.books.refunds.values())
            if (!filedWith.has(requestIdentificator)) filedWith.set(requestIdentificator, call.token ?? '');
          return reply;
        },
        refundStatus: (body, login, call, desk) => {
          const asked = body.get('RequestIdentificator');
          const own = typeof asked !== 'string' || (filedWith.get(asked) ?? call.token) === call.token;
          return right.refundStatus(own ? body : new Map([['RequestIdentificator', 'not yours']]), login, call, desk);
        },
      };
    },
  },
]);
