import { Undecided } from '../finding.ts';
import type { ClientExpectations, Seen } from './expect.ts';
import { namesOf, sameCall } from './told.ts';

const MOST_LOGINS = 5;

/** How it logs in, and what it does with its token. */
export function ofLogin({
  played,
  object,
  logins,
}: Seen): Pick<ClientExpectations, 'toLogInFirst' | 'toCarryToken' | 'toKeepToken' | 'toRenewToken' | 'notToHammerLogin'> {
  const { calls } = played;
  return {
    toLogInFirst: () => {
      const login = logins.find(({ told }) => told.how === 'token');
      const early = calls.find(({ call }) => call === 'RefundRequest' || call === 'RefundStatus');
      const wrong = logins.find(({ told }) => told.how === 'http' && told.status === 401);
      if (wrong && !login) object('refund.login-wrong', [wrong], { expected: 'refund.client.login, refund.client.password' });
      if (!login && early?.tokenIs !== 'good') object('refund.no-login', early ? [early] : calls, { expected: 'GetToken', observed: namesOf(calls) });
      if (login && early && early.startedAt < login.startedAt && early.tokenIs !== 'good')
        object('refund.no-login', [early, login], { expected: 'GetToken', observed: namesOf(calls) });
    },
    toCarryToken: () => {
      if (!calls.some(({ call }) => call === 'RefundRequest' || call === 'RefundStatus'))
        throw new Undecided({ key: 'why.refund-not-filed', values: { scenario: played.scenario.name } });
      const bare = calls.filter(
        ({ call, tokenIs }) => (call === 'RefundRequest' || call === 'RefundStatus') && (tokenIs === 'absent' || tokenIs === 'unknown'),
      );
      const [first] = bare;
      // One call with a token of an earlier run is what 401 is for.
      if (first && (bare.length > 1 || first.tokenIs === 'absent'))
        object(first.tokenIs === 'absent' ? 'refund.token-not-sent' : 'refund.token-unknown', bare, {
          expected: 'token: …',
          observed: first.token ?? '',
        });
    },
    toKeepToken: () => {
      const working = calls.filter(({ call, told }) => call !== 'GetToken' && told.how === 'status');
      const good = logins.filter(({ told }) => told.how === 'token');
      if (good.length > 1 && good.length >= working.length)
        object('refund.token-wasted', good, {
          expected: '1 GetToken',
          observed: `${good.length} GetToken, ${working.length} RefundRequest/RefundStatus`,
        });
    },
    toRenewToken: () => {
      const refused = calls.find(({ told, call }) => call !== 'GetToken' && told.how === 'http' && (told.status === 401 || told.status === 403));
      if (!refused) return;
      const after = calls.filter(({ startedAt }) => startedAt > refused.startedAt);
      // By a login of its own, or by one of another refund of the same client.
      const renewed = after.find(
        ({ call, told, token, tokenIs }) => (call === 'GetToken' && told.how === 'token') || (tokenIs === 'good' && token !== refused.token),
      );
      const code = refused.told.how === 'http' ? `HTTP ${refused.told.status}` : '';
      if (!renewed) return object('refund.token-not-renewed', [refused, ...after], { expected: 'GetToken', observed: `${code}; ${namesOf(after)}` });
      const repeated = after.find((each) => each.startedAt >= renewed.startedAt && sameCall(refused, each));
      if (!repeated)
        object('refund.call-not-repeated', [refused, renewed], { expected: `GetToken, ${refused.call ?? ''}`, observed: namesOf(after) });
    },
    notToHammerLogin: () => {
      if (logins.length > MOST_LOGINS)
        object('refund.login-hammered', logins, { expected: `≤ ${MOST_LOGINS} GetToken`, observed: `${logins.length} GetToken` });
    },
  };
}
