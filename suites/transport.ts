import { chapter, expect, isLost, roundedIn, Undecided, type CaseContext, type Outcome } from '../harness/index.ts';
import { Result } from '../protocol/index.ts';

/** How requests reach the partner: GET over HTTPS, from the operator's addresses, on new and kept connections. */
const { must, cases, over } = chapter('transport');
const hostile = chapter('transport', 'hostile');
export const transport = cases;

must('TP-1.get', 'get', 'the fields are taken from the query string of a GET', async ({ partner, payable }) => {
  expect(await partner.check({ account: payable.account })).toSucceed();
});

must('TP-1.https', 'https', 'the endpoint is reached over HTTPS', { offers: ['https-or-public'] }, ({ reach, object }) => {
  for (const { scheme, url } of reach.endpoints) if (scheme !== 'https') object({ key: 'transport.plain-http', expected: 'https://', observed: url });
});

must('TP-1.get', 'new-connection', 'a request on a new connection is answered', async ({ partner, payable }) => {
  expect(await partner.check({ account: payable.account }, { connection: 'new' })).toSucceed();
});

must(
  'TP-1.get',
  'closing-connection',
  'a request that says Connection: close is answered, and nothing follows the answer',
  async ({ partner, payable }) => {
    // Bytes after the answer show only to those who wait for them; the chapter on answers judges what came.
    expect(await partner.check({ account: payable.account }, { connection: 'new', closing: true, lingerMs: 100 })).toSucceed();
  },
);

must('TP-1.get', 'kept-connection', 'several requests in turn on one connection are answered', async ({ partner, payable }) => {
  await partner.onOneConnection(async (same) => {
    for (let turn = 0; turn < 3; turn++) expect(await same.check({ account: payable.account })).toSucceed();
  });
});

must(
  ['TP-1.get', 'TP-6.txn_id'],
  'own-answers',
  'two requests on one connection get their own answers',
  async ({ partner, payable, unknown, object }) => {
    await partner.onOneConnection(async (same) => {
      const account = unknown();
      const alone = await partner.check({ account }, { connection: 'new', closing: true });
      const first = await same.check({ account: payable.account });
      const second = await same.check({ account });
      if (isCrossed(second, first))
        object({
          key: 'transport.crossed',
          expected: `txn_id ${second.txn_id}`,
          observed: `txn_id ${second.answer?.txn_id}`,
          exchanges: [second.exchange, first.exchange],
        });
      else if (alone.result !== undefined && second.result !== alone.result)
        object({
          key: 'transport.crossed',
          expected: `result ${alone.result}`,
          observed: `result ${second.result}`,
          exchanges: [second.exchange, alone.exchange],
        });
    });
  },
);

function isCrossed(answer: Outcome, other: Outcome): boolean {
  // Two numbers that are rounded to one are nobody's mixing up; the chapter on answers has them.
  return answer.answer?.txn_id?.trim() === other.txn_id && !roundedIn(answer).cause;
}

for (const [id, title, order] of [
  ['fields-reversed', 'the order of the fields does not matter: reversed', (params: readonly unknown[]) => [...params].reverse()],
  ['command-last', 'the order of the fields does not matter: command last', ([command, ...rest]: readonly unknown[]) => [...rest, command]],
] as const) {
  must('TP-1.get', id, title, async ({ partner, payable }) => {
    expect(await partner.check({ account: payable.account }, { params: (params) => order(params) as typeof params })).toSucceed();
  });
}

const EXTRA = { data1: '7', data2: 'Қала, көше & №5', data3: '' };

must('TP-6.data', 'extra-fields-in-check', 'additional fields data1…dataN do not break a check', async ({ partner, payable }) => {
  expect(await partner.check({ account: payable.account }, { extra: EXTRA })).toSucceed();
});

must('TP-6.data', 'extra-fields-in-pay', 'additional fields data1…dataN do not break a pay', { pays: 1 }, async ({ partner, payment, watch }) => {
  const paid = await payment();
  const balance = await watch(paid.account);
  const seen = await partner.pay(paid, { extra: EXTRA });
  expect(seen).toSucceed();
  await expect(balance).toHaveGrownBy(paid.sum, { exchanges: [seen.exchange] });
});

must('TP-1.get', 'no-user-agent', 'a request without User-Agent is answered', async ({ partner, payable }) => {
  expect(await partner.check({ account: payable.account }, { without: ['User-Agent'] })).toSucceed();
});

must('TP-1.get', 'no-accept', 'a request without Accept is answered', async ({ partner, payable }) => {
  expect(await partner.check({ account: payable.account }, { without: ['Accept'] })).toSucceed();
});

must('TP-1.xml', 'gzip-offered', 'a request that offers gzip gets an answer that can be read', async ({ partner, payable }) => {
  expect(await partner.check({ account: payable.account }, { acceptsGzip: true, headers: { 'Accept-Encoding': 'gzip' } })).toSucceed();
});

/** The address that the protocol names; a caller can write it into a header, not into its packets. */
const OPERATOR_ADDRESS = '194.187.247.152';

/** Refused is whatever tells the caller nothing: no connection, an HTTP error, code 5. An answer about the account is an answer. */
function isTurnedAway(seen: Outcome): boolean {
  return seen.result === undefined || seen.result === Result.error || isLost(seen);
}

function expectTurnedAway(seen: Outcome, object: CaseContext['object']): void {
  if (isTurnedAway(seen)) return;
  object({ key: 'transport.outside-served', expected: 'refused, 403', observed: `result ${seen.result}`, exchanges: [seen.exchange] });
}

must(
  'TP-1.source',
  'outside-refused',
  'an address that is not the operator’s gets no answer',
  { offers: ['outside'] },
  async ({ partner, payable, profile, object }) => {
    expectTurnedAway(await partner.check({ account: payable.account }, fromOutside(profile.addresses.outside!)), object);
  },
);

// Whoever guards the check alone turns the curious away, and credits whom they please.
must(
  'TP-1.source',
  'outside-pay-refused',
  'a pay from an address that is not the operator’s gets no answer',
  { offers: ['outside'], risks: true },
  async ({ partner, profile, atRisk, watch, books, object }) => {
    const paid = await atRisk();
    const balance = await watch(paid.account);
    const seen = await partner.pay(paid, fromOutside(profile.addresses.outside!));
    expectTurnedAway(seen, object);
    if (!isTurnedAway(seen)) return;
    await expect(balance).toHaveGrownBy(0n, { exchanges: [seen.exchange] });
    books.settle(paid.txn_id);
  },
);

for (const name of ['X-Forwarded-For', 'X-Real-IP', 'Forwarded', 'Client-IP', 'True-Client-IP']) {
  must(
    'TP-1.source',
    `outside-with-${name.toLowerCase()}`,
    `an address that is not the operator’s gets no answer by a forged ${name}`,
    { offers: ['outside'] },
    async ({ partner, payable, profile, object }) => {
      const { outside, allowed } = profile.addresses;
      for (const address of allowed === undefined ? [OPERATOR_ADDRESS] : [OPERATOR_ADDRESS, allowed]) {
        const value = name === 'Forwarded' ? `for=${address}` : address;
        expectTurnedAway(await partner.check({ account: payable.account }, { ...fromOutside(outside!), headers: { [name]: value } }), object);
      }
    },
  );
}

function fromOutside(outside: string) {
  return { from: outside, nature: 'outside', connection: 'new', closing: true, once: true } as const;
}

over.should('TP-2.timeout', 'every-request-answered', 'no connection is torn down before its answer', ({ outcomes, object, skip }) => {
  if (!outcomes.some(({ nature, answered }) => nature === 'ordinary' && answered)) skip('skip.no-answers');
  const torn = outcomes.filter(({ nature, answered, end }) => nature === 'ordinary' && !answered && (end.how === 'reset' || end.how === 'closed'));
  if (torn.length > 0)
    object({
      key: 'transport.torn',
      values: { count: String(torn.length) },
      observed: torn[0]!.end.how,
      exchanges: torn.map(({ exchange }) => exchange),
    });
});

// Payers whose phone has lost the network leave such connections behind, and so does any caller that keeps one for later.
hostile.must(
  'TP-3.concurrency',
  'beside-silent-connections',
  'a check is answered beside a connection that sends nothing and one that has sent half a request',
  async ({ reach, partner, payable, profile, object }) => {
    const ask = () => partner.check({ account: payable.account }, { connection: 'new', closing: true, nature: 'odd', once: true });
    const lost: Outcome[] = [];
    // Lost once may be the network's; lost twice, and answered each time when nothing stands beside it, is not.
    for (let turn = 0; turn < 2; turn++) {
      const seen = await reach.beside(profile.check, ask);
      if (!isLost(seen)) return;
      lost.push(seen);
      const alone = await ask();
      if (isLost(alone)) throw new Undecided({ key: 'why.no-answer', values: { how: alone.end.how, exchange: String(alone.exchange) } });
    }
    object({
      key: 'transport.blocked',
      ...(profile.expectedPaymentsPerMinute > 10 ? {} : { level: 'should' }),
      expected: 'result 0…5',
      observed: lost[0]!.end.how,
      cause: { key: 'cause.one-connection' },
      exchanges: lost.map(({ exchange }) => exchange),
    });
  },
);

cases.push(...hostile.cases);
