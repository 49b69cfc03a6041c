import { chapter, isTaken, toldBy, type CaseContext, type OperatorSession, type RefundOutcome } from '../harness/index.ts';
import { amountOf, ErrorCode, INT64_MAX, writeJson, writeRequest, type RefundRequest, type Writable } from '../protocol/refund/index.ts';

/** The operator's Refund API: what becomes of requests that are none. */
const { must, should, cases } = chapter('operator', 'main', 'operator');
const hostile = chapter('operator', 'hostile', 'operator');

type At = Pick<CaseContext, 'operator' | 'expectRefund'>;

/** Sends a filing changed in one place, which must not become a refund. */
async function refused(
  { operator: at, expectRefund }: At,
  change: (sound: RefundRequest) => Writable,
  due: { tearable?: true } = {},
): Promise<RefundOutcome> {
  const payment = await at.payment();
  const sound = at.request(payment);
  const seen = await at.odd('RefundRequest', { body: writeJson(change(sound)) }, sound.RefundIdentificator);
  at.book(payment, 1n, seen);
  expectRefund(seen).toBeRefused(due);
  return seen;
}

const REQUIRED = ['PaymentId', 'ReturnAmount', 'RefundIdentificator', 'Reason'] as const;

must('RF-req', 'required-fields', 'a request without one of its fields, or with null in it, is refused', { offers: ['refundable'] }, async (at) => {
  for (const field of REQUIRED) {
    await refused(at, (sound) => ({ ...sound, [field]: undefined }));
    await refused(at, (sound) => ({ ...sound, [field]: null }));
  }
});

must('RF-req', 'too-long-texts', 'an empty or too long RefundIdentificator or Reason is refused', { offers: ['refundable'] }, async (at) => {
  await refused(at, (sound) => ({ ...sound, RefundIdentificator: '' }));
  await refused(at, (sound) => ({ ...sound, RefundIdentificator: sound.RefundIdentificator.padEnd(101, 'x') }));
  await refused(at, (sound) => ({ ...sound, Reason: '' }));
  await refused(at, (sound) => ({ ...sound, Reason: 'ж'.repeat(501) }));
});

must(
  'RF-req',
  'longest-texts',
  '100 characters of RefundIdentificator and 500 of Reason, Kazakh letters among them, are taken',
  { offers: ['refundable'] },
  async ({ operator: at, object }) => {
    const payment = await at.payment();
    const plain = at.request(payment);
    const long = {
      ...plain,
      RefundIdentificator: plain.RefundIdentificator.padEnd(100, '-ң'),
      Reason: 'Қайтару: тауар сәйкес емес. '.repeat(20).slice(0, 500),
    };
    const seen = await at.file(long);
    at.book(payment, 1n, seen, await at.untilFinal(seen));
    if (isTaken(seen) || !seen.answered) return;
    // The same refund in short texts tells whether it was the length.
    const short = await at.file(at.request(payment));
    at.book(payment, 1n, short, await at.untilFinal(short));
    if (isTaken(short))
      object({ key: 'operator.long-refused', expected: 'statusCode 0, 2', observed: toldBy(seen), exchanges: [seen.exchange, short.exchange] });
  },
);

must(
  'RF-req',
  'wrong-types',
  'numbers that are no integers, and texts that are no texts, are refused',
  { offers: ['refundable'] },
  async ({ operator: at, expectRefund }) => {
    const payment = await at.payment();
    for (const [field, text] of [
      ['ReturnAmount', '1.5'],
      ['ReturnAmount', '"one"'],
      ['PaymentId', '"abc"'],
      ['ReturnAmount', 'true'],
      ['RefundIdentificator', '{}'],
    ] as const) {
      const sound = at.request(payment);
      const body = REQUIRED.map((name) => `"${name}":${name === field ? text : writeJson(sound[name])}`).join(',');
      const seen = await at.odd('RefundRequest', { body: `{${body}}` }, sound.RefundIdentificator);
      at.book(payment, 1n, seen);
      expectRefund(seen).toBeRefused();
    }
  },
);

must(['RF-req', 'AG-3.8'], 'amount-positive', 'a refund of nothing, or of less, is refused', { offers: ['refundable'] }, async (at) => {
  for (const amount of [0n, -1n, -INT64_MAX]) await refused(at, (sound) => ({ ...sound, ReturnAmount: amount }));
});

must('RF-req', 'amount-exact', 'an amount past 32 or 64 bits is not taken for what is left of it', { offers: ['refundable'] }, async (at) => {
  for (const amount of [2n ** 32n + 1n, INT64_MAX, 2n ** 64n + 1n]) await refused(at, (sound) => ({ ...sound, ReturnAmount: amount }));
});

must(
  'RF-req',
  'payment-id-exact',
  'a PaymentId past 2^53 is exact: the numbers beside it are not taken for it',
  { offers: ['refundable'] },
  async ({ operator: at, profile, expectRefund }) => {
    const payment = await at.payment({ beyondDouble: true });
    const named = new Set(profile.operator!.payments.map(({ id }) => id));
    for (const beside of [payment.id - 1n, payment.id + 1n]) {
      if (named.has(beside)) continue;
      const seen = await at.file(at.request({ id: beside }));
      at.book(payment, 1n, seen);
      expectRefund(seen).toBeRefused();
    }
  },
);

must('RF-errors', 'payment-not-found', 'a payment that is not there gets error 1', async ({ operator: at, profile, expectRefund, random }) => {
  const known = new Set(profile.operator!.payments.map(({ id }) => id));
  let id = BigInt(`1${random.digits(14)}`);
  while (known.has(id)) id += 1n;
  expectRefund(await at.file(at.request({ id }))).toBeRefused({ code: ErrorCode.paymentNotFound });
});

must(
  ['RF-errors', 'RF-req.partial'],
  'too-much',
  'more than the payment gets error 2',
  { offers: ['refundable'] },
  async ({ operator: at, expectRefund }) => {
    const payment = await at.payment();
    const amount = amountOf(payment.sum, at.unit)! + 1n;
    const seen = await at.file(at.request(payment, 1n, { ReturnAmount: amount }));
    at.book(payment, amount, seen);
    expectRefund(seen).toBeRefused({ code: ErrorCode.tooMuch });
  },
);

must('RF-errors', 'request-not-found', 'the status of a request that never was gets error 6', async ({ operator: at, random, expectRefund }) => {
  const seen = await at.status(`${random.digits(8)}-0000-4000-8000-${random.digits(12)}`);
  expectRefund(seen).toBeRefused({ code: ErrorCode.requestNotFound });
});

must('RF-status', 'status-needs-identifier', 'RefundStatus without RequestIdentificator is refused', async ({ operator: at, expectRefund }) => {
  for (const body of ['{}', '{"RequestIdentificator":null}', '{"RequestIdentificator":""}'])
    expectRefund(await at.odd('RefundStatus', { body })).toBeRefused();
});

/** No object, or not all of it: whoever takes this has guessed. */
const BROKEN: readonly ((sound: string) => string)[] = [
  () => '',
  () => 'null',
  (sound) => `[${sound}]`,
  (sound) => sound.slice(0, -1),
  (sound) => `${sound},`,
];

/** No JSON either, though its meaning is plain: some readers take it, and no money is lost by that. */
const SLOPPY: readonly ((sound: string) => string | Buffer)[] = [
  (sound) => sound.replaceAll('"', "'"),
  (sound) => Buffer.from(sound.replace('paycert', '\u00e9'), 'latin1'),
];

async function refusedBody(
  { operator: at, expectRefund }: At,
  write: (sound: string) => string | Buffer,
  takenLevel: 'must' | 'should',
): Promise<void> {
  const payment = await at.payment();
  const sound = at.request(payment, 1n, { Reason: 'paycert' });
  const seen = await at.odd('RefundRequest', { body: write(writeRequest(sound)) }, sound.RefundIdentificator);
  at.book(payment, 1n, seen);
  expectRefund(seen).toBeRefused({ takenLevel });
}

must('RF-req', 'malformed-json', 'a body that is no JSON object in UTF-8 is refused', { offers: ['refundable'] }, async (at) => {
  for (const write of BROKEN) await refusedBody(at, write, 'must');
  for (const write of SLOPPY) await refusedBody(at, write, 'should');
});

should('RF-req', 'form-refused', 'a form in the place of JSON is refused', { offers: ['refundable'] }, async ({ operator: at, expectRefund }) => {
  const payment = await at.payment();
  const sound = at.request(payment);
  const form = { body: formOf(sound), contentType: 'application/x-www-form-urlencoded' };
  const seen = await at.odd('RefundRequest', form, sound.RefundIdentificator);
  at.book(payment, 1n, seen);
  expectRefund(seen).toBeRefused();
});

function formOf(request: RefundRequest): string {
  return Object.entries(request)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&');
}

must(
  'RF-req',
  'get-refused',
  'a GET moves no money: what stands in the query is not filed',
  { offers: ['refundable'] },
  async ({ operator: at, expectRefund }) => {
    const payment = await at.payment();
    const sound = at.request(payment);
    const seen = await at.odd('RefundRequest', { method: 'GET', query: formOf(sound) }, sound.RefundIdentificator);
    at.book(payment, 1n, seen);
    expectRefund(seen).toBeRefused({ bare: true });
  },
);

should(
  'RF-req',
  'unknown-type',
  'an unknown Content-Type is refused or read as JSON, without an error of the server',
  async ({ operator: at, random, object }) => {
    const seen = await at.odd('RefundStatus', {
      body: writeRequest({ RequestIdentificator: random.letters(9) }),
      contentType: 'application/x-paycert',
    });
    if (!seen.answered || (seen.status ?? 0) >= 500)
      object({ key: 'operator.server-error', expected: 'HTTP 415', observed: toldBy(seen), exchanges: [seen.exchange] });
  },
);

const HUGE = 2 * 1024 * 1024;

hostile.must('RF-req', 'huge-body', 'a body of 2 MB is refused, and the next request is answered as ever', { offers: ['refundable'] }, async (at) => {
  const seen = await refused(at, (sound) => ({ ...sound, Reason: 'я'.repeat(HUGE / 2) }), { tearable: true }).catch((error: unknown) => error);
  await wellAfter(at.operator, at);
  if (seen instanceof Error) throw seen;
});

async function wellAfter(at: OperatorSession, { random, object }: Pick<CaseContext, 'random' | 'object'>): Promise<void> {
  const next = await at.status(random.letters(9));
  if (!next.answered) object({ key: 'operator.unwell', expected: 'HTTP 200', observed: next.end.how, exchanges: [next.exchange] });
}

export const operatorRequests = [...cases, ...hostile.cases];
