import { chapter, type ClientScenario } from '../harness/index.ts';
import { isFinal, StatusCode, type StatusName } from '../protocol/refund/index.ts';

/**
 * The partner's client of the Refund API: how it logs in and what its requests look like. paycert
 * plays the operator; each scenario is one payment that the partner's system is asked to refund.
 */
const opening = chapter('refund', 'preflight', 'client');
const { must, should, over, cases } = chapter('refund', 'main', 'client');

/** ONLINE: the end is told at once. */
export const ONLINE: ClientScenario = { name: 'online', filing: [{ does: 'answer', status: 'SUCCESS' }] };
const UNDERWAY = { does: 'answer', status: 'INPROGRESS' } as const;
/** OFFLINE: it takes some questions, more than the three or five after which clients like to give up. */
export const OFFLINE: ClientScenario = {
  name: 'offline',
  filing: [{ does: 'answer', status: 'ACCEPT' }],
  status: [UNDERWAY, UNDERWAY, UNDERWAY, UNDERWAY, UNDERWAY, UNDERWAY, { does: 'answer', status: 'SUCCESS' }],
  mostPaces: 12,
};

opening.must('RF-req', 'trigger-there', 'what the profile starts a refund by is there: its command, or its address', ({ client }) =>
  client.expectTrigger(),
);

must('RF-req', 'comes', 'the client comes with the refund that it was asked for', async ({ client, expectClient }) => {
  expectClient(await client.expectToCome(ONLINE)).toFile();
});

must('RF-auth.token', 'login-first', 'the client logs in before it files', async ({ client, expectClient }) => {
  expectClient(await client.play(ONLINE, { unfiled: true })).toLogInFirst();
});

must('RF-auth.header', 'token-in-header', 'every call carries the token in the header token', async ({ client, expectClient }) => {
  expectClient(await client.play(OFFLINE, { unfiled: true })).toCarryToken();
});

should('RF-auth.token', 'token-kept', 'one login is enough as long as the token is good', async ({ client, expectClient }) => {
  expectClient(await client.play(OFFLINE)).toKeepToken();
});

for (const code of [401, 403] as const) {
  const scenario: ClientScenario = {
    name: `filing-${code}`,
    filing: [
      { does: 'unauthorized', status: code },
      { does: 'answer', status: 'SUCCESS' },
    ],
  };
  must('RF-auth.renew', `renews-on-${code}`, `on HTTP ${code} the client logs in again and repeats the call`, async ({ client, expectClient }) => {
    const seen = expectClient(await client.play(scenario));
    seen.toRenewToken();
    seen.toKeepIdentificator();
    seen.toBelieveTheTruth();
  });
}

const TOKEN_TAKEN: ClientScenario = {
  name: 'token-revoked',
  filing: [{ does: 'answer', status: 'ACCEPT' }],
  status: [
    { does: 'unauthorized', status: 401 },
    { does: 'answer', status: 'SUCCESS' },
  ],
};

must(
  'RF-auth.single',
  'token-revoked',
  'a token that another login made invalid is renewed, and the status asked again',
  async ({ client, expectClient }) => {
    const seen = expectClient(await client.play(TOKEN_TAKEN));
    seen.toRenewToken();
    seen.toReturnOnce();
    seen.toAskUntilFinal();
    seen.toBelieveTheTruth();
  },
);

const TOKEN_ENDS: ClientScenario = { name: 'token-ends', filing: [{ does: 'answer', status: 'ACCEPT' }], tokenEnds: true };

must('RF-auth.renew', 'token-ends', 'a token that has run out is renewed, and the refund goes on', async ({ client, expectClient }) => {
  const seen = expectClient(await client.play(TOKEN_ENDS));
  seen.toRenewToken();
  seen.toReturnOnce();
  seen.toAskUntilFinal();
  seen.toBelieveTheTruth();
});

const NO_ENTRY: ClientScenario = { name: 'login-refused', filing: [{ does: 'answer', status: 'SUCCESS' }], loginRefused: true };

must('RF-auth.token', 'login-refused', 'a refused login is no success, and is not tried again and again', async ({ client, expectClient }) => {
  const seen = expectClient(await client.play(NO_ENTRY, { unfiled: true }));
  seen.notToHammerLogin();
  seen.toBelieveTheTruth();
});

const LARGE: ClientScenario = { name: 'large-payment-id', filing: [{ does: 'answer', status: 'SUCCESS' }], paymentId: 'large' };

must('RF-req', 'large-payment-id', 'a PaymentId past 2^53 arrives digit for digit', async ({ client, expectClient }) => {
  expectClient(await client.play(LARGE, { needs: 'paymentId' })).toFile();
});

for (const [language, reason] of [
  ['russian', 'Возврат: товар ненадлежащего качества, «брак» №7 – ёлка'],
  ['kazakh', 'Қайтару: тауар сапасыз, әңгіме біткен, ұсақ-түйек іш-өң'],
] as const) {
  const scenario: ClientScenario = { name: `reason-${language}`, filing: [{ does: 'answer', status: 'SUCCESS' }], reason };
  must(
    'RF-req',
    `reason-${language}`,
    `a reason in ${language === 'russian' ? 'Russian' : 'Kazakh'} arrives letter for letter`,
    async ({ client, expectClient }) => {
      expectClient(await client.play(scenario, { needs: 'reason' })).toFile();
    },
  );
}

over.must('RF-req', 'paths', 'every request goes to an address of the Refund API', ({ client }) => client.expectNothing(['path', 'http']));
over.must('RF-req', 'post', 'every call is a POST', ({ client }) => client.expectNothing(['method']));
over.must('RF-req', 'json', 'every body is JSON in UTF-8', ({ client }) => client.expectNothing(['json', 'utf8']));
over.should('RF-req', 'json-type', 'every body is called application/json', ({ client }) => client.expectNothing(['type'], 'should'));
over.must('RF-req', 'models', 'every request has the members of its model: their names, types and lengths', ({ client }) =>
  client.expectNothing(['model']),
);

over.must('RF-codes', 'stays-ended', 'a refund that has ended is not filed again later, as long as the run lasts', ({ client, object }) => {
  for (const { calls, endedAt, payment } of client.played()) {
    const again = calls.find(({ filing, startedAt }) => filing?.PaymentId === payment.id && startedAt > endedAt);
    if (!again?.filing) continue;
    const end = calls.find(({ told, part, startedAt }) => told.how === 'status' && isEnd(told.status) && part === again.part && startedAt <= endedAt);
    const { RefundIdentificator } = again.filing;
    if (end) return object({ key: 'refund.filed-after-final', observed: RefundIdentificator, exchanges: [end.exchange, again.exchange] });
  }
});

over.must('RF-req', 'identificator-unique', 'every refund has a RefundIdentificator of its own', ({ client, object, skip }) => {
  const owners = new Map<string, { scenario: string; exchange: number }>();
  for (const { scenario, calls } of client.played()) {
    for (const { filing, exchange, part } of calls) {
      if (!filing) continue;
      const scene = `${scenario.name}/${part}`;
      const owner = owners.get(filing.RefundIdentificator);
      if (!owner) owners.set(filing.RefundIdentificator, { scenario: scene, exchange });
      else if (owner.scenario !== scene)
        return object({ key: 'refund.identificator-shared', observed: filing.RefundIdentificator, exchanges: [exchange, owner.exchange] });
    }
  }
  if (owners.size < 2) skip('skip.refund-nothing-came');
});

function isEnd(status: StatusName): boolean {
  return isFinal(StatusCode[status]);
}

export const refund = [...opening.cases, ...cases];
