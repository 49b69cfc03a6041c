import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { callUrl, parseValidTo, writeRequest, type CallName, type RefundAnswer } from '../../protocol/refund/index.ts';
import { startOperator, type Operator, type OperatorOptions } from './index.ts';

interface Seen {
  status: number;
  body: RefundAnswer & { token?: string; validTo?: string; message?: string };
}

async function stage(t: TestContext, options: OperatorOptions = {}) {
  const operator = await startOperator(options);
  t.after(() => operator.close());
  const raw = async (call: CallName, body: string | undefined, headers: Record<string, string> = {}, method = 'POST'): Promise<Seen> => {
    const answer = await fetch(callUrl(operator.url, call), {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body }),
    });
    return { status: answer.status, body: (await answer.json()) as Seen['body'] };
  };
  const login = async () => (await raw('GetToken', writeRequest({ Login: 'demo-caller', Password: 'paycert-demo' }))).body.token!;
  let token = await login();
  return {
    operator,
    raw,
    login: async () => (token = await login()),
    token: () => token,
    file: (PaymentId: bigint, ReturnAmount: bigint, RefundIdentificator: string, Reason = 'Қайтару') =>
      raw('RefundRequest', writeRequest({ PaymentId, ReturnAmount, RefundIdentificator, Reason }), { token }),
    status: (RequestIdentificator: string) => raw('RefundStatus', writeRequest({ RequestIdentificator }), { token }),
  };
}

const codes = ({ body }: Seen) => [body.statusCode, body.error?.code];
const PAYMENTS = [
  { id: 1n, sum: 100_000n },
  { id: 2n, sum: 100_000n, mode: 'manual' as const },
  { id: 3n, sum: 100_000n, refundable: false },
  { id: 4n, sum: 100_000n, fails: true },
  { id: 9_007_199_254_740_993n, sum: 100_000n },
  { id: 9_007_199_254_740_992n, sum: 200n },
];

test('tokens: one a caller, with an end, refused with 401 and 403', async (t) => {
  let now = Date.now();
  const at = await stage(t, { now: () => now, tokenMs: 60_000, payments: PAYMENTS });
  const bad = await at.raw('GetToken', writeRequest({ Login: 'demo-caller', Password: 'x' }));
  assert.deepEqual([bad.status, bad.body.message], [401, 'Авторизация неуспешна']);
  const first = at.token();
  const checked = await at.raw('CheckToken', undefined, { token: first });
  assert.equal(checked.body.token, first);
  assert.equal(parseValidTo(checked.body.validTo!), now + 60_000);
  const second = await at.login();
  assert.equal((await at.raw('CheckToken', undefined, { token: first })).status, 401);
  assert.equal((await at.raw('RefundStatus', '{"RequestIdentificator":"x"}', { token: first })).status, 403);
  assert.equal((await at.raw('RefundStatus', '{"RequestIdentificator":"x"}')).status, 401);
  assert.equal((await at.raw('RefundStatus', '{"RequestIdentificator":"x"}', { token: second })).status, 200);
  now += 60_000;
  assert.equal((await at.raw('RefundStatus', '{"RequestIdentificator":"x"}', { token: second })).status, 401);
});

test('partial refunds up to the sum, by every error code', async (t) => {
  const at = await stage(t, { payments: PAYMENTS });
  assert.deepEqual(codes(await at.file(1n, 600n, 'a')), [2, undefined]);
  assert.deepEqual(codes(await at.file(1n, 401n, 'b')), [1, 2]);
  assert.deepEqual(codes(await at.file(1n, 400n, 'c')), [2, undefined]);
  assert.equal(at.operator.refunded(1n), 100_000n);
  const again = await at.file(1n, 600n, 'a');
  assert.deepEqual(codes(again), [1, 4]);
  assert.equal(again.body.requestIdentificator, at.operator.refunds()[0]!.requestIdentificator);
  assert.deepEqual(codes(await at.file(77n, 1n, 'd')), [1, 1]);
  assert.deepEqual(codes(await at.file(3n, 1n, 'e')), [1, 3]);
  assert.deepEqual(codes(await at.file(4n, 1n, 'f')), [3, -1]);
  assert.deepEqual(codes(await at.file(4n, 1n, 'g')), [1, 5]);
  assert.deepEqual(codes(await at.status('nobody')), [5, 6]);
  assert.deepEqual(codes(await at.file(9_007_199_254_740_993n, 3n, 'h')), [2, undefined]);
  assert.deepEqual(codes(await at.file(9_007_199_254_740_992n, 3n, 'h')), [1, 2]);
});

test('a refund by hand goes its way and stands in the way of the next', async (t) => {
  let now = Date.now();
  const at = await stage(t, { now: () => now, payments: PAYMENTS, stepMs: 10 });
  const { body } = await at.file(2n, 10n, 'a');
  assert.equal(body.statusCode, 0);
  assert.deepEqual(codes(await at.file(2n, 10n, 'b')), [1, 5]);
  const seen: number[] = [];
  for (let step = 0; step < 6; step++) {
    seen.push((await at.status(body.requestIdentificator!)).body.statusCode);
    now += 10;
  }
  assert.deepEqual(seen, [0, 4, 7, 6, 2, 2]);
  assert.deepEqual(codes(await at.file(2n, 10n, 'b')), [0, undefined]);
});

test('what is no request is refused in the model, and moves nothing', async (t) => {
  const at = await stage(t, { payments: PAYMENTS });
  const token = { token: at.token() };
  const refused = async (body: string, headers: Record<string, string> = {}, method = 'POST') =>
    (await at.raw('RefundRequest', body, { ...token, ...headers }, method)).status;
  assert.equal(await refused('{"PaymentId":1'), 400);
  assert.equal(await refused('{"PaymentId":"1","ReturnAmount":1,"RefundIdentificator":"a","Reason":"b"}'), 400);
  assert.equal(await refused('{"PaymentId":1,"ReturnAmount":-1,"RefundIdentificator":"a","Reason":"b"}'), 400);
  assert.equal(await refused('PaymentId=1', { 'content-type': 'application/x-www-form-urlencoded' }), 415);
  assert.equal(await refused(`{"Reason":"${'a'.repeat(100_000)}"}`), 413);
  assert.equal(await refused('{}', {}, 'PUT'), 405);
  const { body } = await at.raw('RefundRequest', '{}', token);
  assert.deepEqual([body.statusCode, body.error], [1, { code: -1, errorMessage: 'PaymentId required' }]);
  assert.deepEqual(at.operator.refunds(), []);
});

test('a script cuts, waits and answers in the place of the operator; the log tells what came', async (t) => {
  let turn = 0;
  const operator: Operator = await startOperator({
    payments: PAYMENTS,
    certificate: {},
    script: async (call, proceed, desk) => {
      if (call.name !== 'GetToken') return proceed();
      if (++turn === 1) return { status: 502, body: 'Bad Gateway' };
      await desk.wait(5);
      await proceed();
      return 'cut';
    },
  });
  t.after(() => operator.close());
  assert.match(operator.url, /^https:/);
  const { request } = await import('node:https');
  const ask = () =>
    new Promise<number | string>((resolve) => {
      const sent = request(
        callUrl(operator.url, 'GetToken'),
        { method: 'POST', ca: operator.ca, headers: { 'content-type': 'application/json' } },
        (answer) => resolve(answer.resume().statusCode!),
      );
      sent.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
      sent.end(writeRequest({ Login: 'demo-caller', Password: 'paycert-demo' }));
    });
  assert.equal(await ask(), 502);
  assert.equal(await ask(), 'ECONNRESET');
  assert.deepEqual(
    operator.events().map(({ call, reply }) => [call, typeof reply === 'string' ? reply : reply.status]),
    [
      ['GetToken', 502],
      ['GetToken', 'cut'],
    ],
  );
});
