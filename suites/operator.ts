import { chapter, toldBy } from '../harness/index.ts';
import { ErrorCode, parseValidTo } from '../protocol/refund/index.ts';

/**
 * The operator's Refund API: who is let in. Every caller has one live token, so whatever ends it is
 * done alone.
 */
const opening = chapter('operator', 'preflight', 'operator');
const { must, should, cases } = chapter('operator', 'main', 'operator');

opening.must(
  'RF-auth.token',
  'token-for-login',
  'GetToken answers the right login with a token and its end',
  async ({ operator: at, object, expectRefund }) => {
    const seen = await at.getToken();
    if (!seen.answered) {
      const values = { how: seen.end.how };
      const blame = seen.end.how === 'timeout' || seen.end.how === 'reset' ? 'network' : 'configuration';
      object({ key: 'operator.unreachable', values, blame, observed: seen.end.how, exchanges: [seen.exchange] });
      at.giveUp({ key: 'stop.operator-unreachable', values });
      return;
    }
    if (seen.status === 401 || seen.status === 403 || seen.status === 404) {
      object({ key: 'operator.login-refused', blame: 'configuration', expected: 'HTTP 200', observed: toldBy(seen), exchanges: [seen.exchange] });
      at.giveUp({ key: 'stop.operator-login', values: { told: toldBy(seen) } });
      return;
    }
    expectRefund(seen).toHaveToken();
  },
);

must(
  'RF-auth.token',
  'wrong-password-refused',
  'GetToken answers a wrong password and an unknown login with 401 and a message',
  { alone: true },
  async ({ operator: at, random, object, expectRefund }) => {
    for (const wrong of [{ Password: random.letters(12) }, { Login: `nobody-${random.letters(8)}` }]) {
      const seen = await at.getToken(wrong);
      expectRefund(seen).toBeUnauthorised([401]);
      if (seen.answered && seen.message === undefined)
        object({ key: 'operator.no-message', expected: '{"message": …}', observed: toldBy(seen), exchanges: [seen.exchange] });
    }
  },
);

should('RF-auth.token', 'end-ahead', 'a new token is good for a while: validTo lies ahead', async ({ operator: at, now, object }) => {
  const seen = await at.checkToken(await at.liveToken());
  const end = seen.token && parseValidTo(seen.token.validTo);
  if (seen.token && end !== undefined && end <= now())
    object({ key: 'operator.end-past', expected: `> ${new Date(now()).toISOString()}`, observed: seen.token.validTo, exchanges: [seen.exchange] });
});

must(
  'RF-auth.check',
  'live-token-confirmed',
  'CheckToken answers a live token with the token itself',
  async ({ operator: at, object, expectRefund }) => {
    const live = await at.liveToken();
    const seen = await at.checkToken(live);
    expectRefund(seen).toHaveToken();
    if (seen.token!.token !== live) object({ key: 'operator.other-token', exchanges: [seen.exchange] });
  },
);

must(
  'RF-auth.check',
  'dead-token-refused',
  'CheckToken answers no token, and one that never was, with 401',
  async ({ operator: at, random, expectRefund }) => {
    expectRefund(await at.checkToken(undefined)).toBeUnauthorised([401]);
    expectRefund(await at.checkToken(`${random.digits(8)}-0000-4000-8000-${random.digits(12)}`)).toBeUnauthorised([401]);
  },
);

must(
  'RF-auth.header',
  'token-needed',
  'without a token in the header, or with one that never was, nothing is told and nothing refunded',
  { offers: ['refundable'] },
  async ({ operator: at, random, expectRefund, object }) => {
    await at.liveToken();
    const payment = await at.payment({ left: 2n });
    for (const token of [null, `${random.digits(8)}-0000-4000-8000-${random.digits(12)}`]) {
      expectRefund(await at.status(random.letters(12), { token })).toBeUnauthorised();
      const request = at.request(payment);
      const turnedAway = await at.file(request, { token });
      at.book(payment, 1n, turnedAway);
      expectRefund(turnedAway).toBeUnauthorised();
      // Whether it was a refund all the same, the same request tells: a repeat it must not be.
      const filed = await at.file(request);
      at.book(payment, 1n, filed, await at.untilFinal(filed));
      if (filed.answer?.error?.code !== ErrorCode.exists) continue;
      payment.blocked = true;
      const exchanges = [turnedAway.exchange, filed.exchange];
      return object({ key: 'operator.taken-unauthorised', expected: 'statusCode 0, 2', observed: toldBy(filed), exchanges });
    }
  },
);

must(
  'RF-auth.single',
  'one-live-token',
  'a new token ends the former one, and is itself good',
  { alone: true },
  async ({ operator: at, random, expectRefund }) => {
    const former = await at.liveToken();
    const second = await at.getToken();
    expectRefund(second).toHaveToken();
    expectRefund(await at.checkToken(former)).toBeUnauthorised([401]);
    expectRefund(await at.status(random.letters(12), { token: former })).toBeUnauthorised();
    expectRefund(await at.checkToken(second.token!.token)).toHaveToken();
  },
);

must(
  'RF-auth.renew',
  'not-prolonged',
  'use does not prolong a token: its validTo stays',
  { alone: true },
  async ({ operator: at, random, object, expectRefund }) => {
    const got = await at.getToken();
    expectRefund(got).toHaveToken();
    await at.status(random.letters(12), { token: got.token!.token });
    const later = await at.checkToken(got.token!.token);
    expectRefund(later).toHaveToken();
    const [first, last] = [got.token!.validTo, later.token!.validTo].map((text) => parseValidTo(text)!);
    // Some operators write whole seconds in one answer and fractions in the other.
    if (last! - first! > 1_000)
      object({ key: 'operator.prolonged', expected: got.token!.validTo, observed: later.token!.validTo, exchanges: [got.exchange, later.exchange] });
  },
);

must(
  'RF-auth.renew',
  'goes-on-after-renewal',
  'with a new token the caller goes on where it was: its refunds are still there',
  { alone: true, offers: ['refundable'] },
  async ({ operator: at, expectRefund }) => {
    const { filed } = await at.refund(await at.payment());
    await at.getToken();
    const identificator = filed.answer?.requestIdentificator;
    if (identificator === undefined) return; // another case objects to that
    expectRefund(await at.status(identificator)).toBeFinal();
  },
);

export const operator = [...opening.cases, ...cases];
