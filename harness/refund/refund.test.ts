import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readJson } from '../../protocol/refund/index.ts';
import type { Received } from '../../wire/index.ts';
import { readCall, type Asked } from './call.ts';
import { decide, openDesk, type Desk, type Tokens } from './desk.ts';
import { objectionTo } from './objection.ts';
import { incomingEvent } from './record.ts';
import { answer, type Scenario } from './scenario.ts';
import { filled, wordsOf } from './setting.ts';
import { openStages, type CaseStage } from './stages.ts';

const request = (target: string, body: string, headers: [string, string][] = [], method = 'POST'): Received => ({
  method,
  target,
  headers: [['Content-Type', 'application/json'], ...headers],
  body: Buffer.from(body),
  bytes: Buffer.from(`${method} ${target} HTTP/1.1\r\nContent-Type: application/json\r\n\r\n${body}`),
  at: 0,
  startedAt: 0,
  connection: { id: 1, reused: 0 },
});

test('a command is cut into words as a shell would, and nothing that is filled in is filled again', () => {
  assert.deepEqual(wordsOf(`./r.sh  {a} 'b c'"d" '' \\"e "f\\"g" h'\\n'`), ['./r.sh', '{a}', 'b cd', '', '"e', 'f"g', 'h\\n']);
  assert.equal(wordsOf(`./r.sh "open`), undefined);
  const filling = { baseUrl: 'http://x', paymentId: '7', amount: '100', reason: '{amount} $(rm)', scenario: 's' };
  assert.equal(filled('{reason}/{paymentId}/{other}', filling), '{amount} $(rm)/7/{other}');
  assert.equal(filled('http://h/?r={reason}', filling, encodeURIComponent), 'http://h/?r=%7Bamount%7D%20%24(rm)');
});

test('requests are read as far as they go', () => {
  const kinds = (asked: Asked) => asked.wrong.map(({ kind, field }) => (field === undefined ? kind : `${kind} ${field}`));
  const filing = '{"PaymentId":9007199254740993,"ReturnAmount":1,"RefundIdentificator":"a","Reason":"ә"}';
  const good = readCall(request('/r-1/returnApi/Refund/RefundRequest?x=1', filing, [['TOKEN', 't']]), '/r-1');
  assert.deepEqual([good.call, good.filing?.PaymentId, good.token, kinds(good)], ['RefundRequest', 9007199254740993n, 't', []]);
  assert.deepEqual(kinds(readCall(request('/v2/returnApi/Refund/RefundRequest', filing), '')), ['path']);
  assert.deepEqual(kinds(readCall(request('/returnApi/Refund/RefundRequest', '', [], 'GET'), '')), ['method']);
  assert.deepEqual(kinds(readCall(request('/returnApi/Refund/RefundRequest', '{"PaymentId":1.0,"ReturnAmount":"1"}'), '')), [
    'model PaymentId',
    'model ReturnAmount',
    'model RefundIdentificator',
    'model Reason',
  ]);
  assert.deepEqual(kinds(readCall(request('/returnApi/Auth/GetToken', '['.repeat(50_000)), '')), ['json']);
  assert.deepEqual(kinds(readCall({ ...request('/', ''), fault: 'malformed' }, '')), ['http']);
});

test('what is wrong with a member is told by what is wrong with it', () => {
  const objections = (body: string) =>
    readCall(request('/returnApi/Refund/RefundRequest', body), '').wrong.map((wrong) => {
      const { key, values = {}, cause } = objectionTo(wrong, 'RefundRequest');
      return [key.slice('refund.'.length), values['field'], ...(cause ? [cause.key] : [])].join(' ').trim();
    });
  const filing = (members: Record<string, string>) => {
    const all = { PaymentId: '7', ReturnAmount: '1', RefundIdentificator: '"a"', Reason: '"b"', ...members };
    return `{${Object.entries(all)
      .map(([name, text]) => `"${name}":${text}`)
      .join(',')}}`;
  };
  const long = (most: number) => `"${'x'.repeat(most + 1)}"`;
  assert.deepEqual(objections(filing({})), []);
  assert.deepEqual(objections(filing({ PaymentId: '"7"', Reason: 'null' })), ['no-integer PaymentId', 'member-missing Reason']);
  assert.deepEqual(objections(filing({ PaymentId: '9.1e+18' })), ['no-integer PaymentId cause.integer-as-double']);
  assert.deepEqual(objections(filing({ ReturnAmount: '100.0', Reason: '5' })), ['no-integer ReturnAmount cause.integer-as-double', 'no-text Reason']);
  assert.deepEqual(objections(filing({ ReturnAmount: '100.5' })), ['no-integer ReturnAmount']);
  assert.deepEqual(objections(filing({ PaymentId: '9223372036854775808', Reason: '""' })), ['past-64-bits PaymentId', 'member-empty Reason']);
  assert.deepEqual(objections(filing({ RefundIdentificator: long(100), Reason: long(500) })), [
    'identificator-long RefundIdentificator',
    'member-long Reason',
  ]);
  assert.deepEqual(objections('[1]'), ['no-object']);
  const [secret] = readCall(request('/returnApi/Auth/GetToken', '{"Login":"shop","Password":77777777}'), '').wrong;
  assert.deepEqual([secret!.flaw, secret!.observed], ['type', '…']);
});

test('what a login carries is kept nowhere, however it is sent', () => {
  const texts = [
    request('/returnApi/Auth/GetToken', '{"Login":"shop","Password":"hunter2"}'),
    request('/returnApi/Auth/GetToken?Login=shop&Password=hunter2', '', [], 'GET'),
    request('/returnApi/Auth/GetToken', 'Login=shop&Password=hunter2'),
    request('/login', '{"user":"shop","pass":"hunter2"}', [['Authorization', 'Basic shop:hunter2']]),
    request('/returnApi/Refund/RefundStatus', '{"RequestIdentificator":"x"}', [['Authorization', 'Basic shop:hunter2']]),
  ].map((received) => {
    const asked = readCall(received, '');
    return JSON.stringify([
      incomingEvent(1, 'c', received, { bytes: Buffer.alloc(0), how: 'answered', totalMs: 1 }, asked, { scheme: 'http', host: 'h', port: 1 }),
      asked.wrong,
    ]);
  });
  for (const text of texts) assert.ok(!text.includes('hunter2') && !text.includes('shop'), text);
  assert.match(texts[0]!, /\\"Password\\":/);
});

test('the operator keeps its books whatever it answers', () => {
  const tokens: Tokens = new Map();
  const who = { login: 'l', password: 'p' };
  const ask = (desk: Desk, path: string, body: string, token?: string, now = 0) => {
    const asked = readCall(request(path, body, token === undefined ? [] : [['token', token]]), '');
    const { reply, told } = decide(desk, asked, tokens, who, now, 100);
    return { reply: reply === 'cut' ? 'cut' : `${reply.status} ${reply.body}`, told };
  };
  const play = (scenario: Omit<Scenario, 'name'>) => {
    const desk = openDesk({ name: 's', ...scenario }, { id: 7n, sum: 300n });
    const given = readJson(ask(desk, '/returnApi/Auth/GetToken', '{"Login":"l","Password":"p"}').reply.slice(4));
    const token = 'value' in given && given.value instanceof Map ? String(given.value.get('token')) : '';
    const file = (id: string, amount = 100, payment = 7) =>
      ask(
        desk,
        '/returnApi/Refund/RefundRequest',
        `{"PaymentId":${payment},"ReturnAmount":${amount},"RefundIdentificator":"${id}","Reason":"r"}`,
        token,
      );
    return { desk, file, token };
  };
  assert.match(
    ask(openDesk({ name: 's', filing: [answer('SUCCESS')] }, { id: 7n, sum: 1n }), '/returnApi/Auth/GetToken', '{"Login":"l","Password":"x"}').reply,
    /^401 \{"message":/,
  );

  const seldom = play({ filing: [answer('ACCEPT')], status: [answer('INPROGRESS'), answer('INPROGRESS'), answer('SUCCESS')], mostPaces: 12 });
  seldom.file('a');
  const asks = `{"RequestIdentificator":"${seldom.desk.taken[0]!.requestIdentificator}"}`;
  const toldAt = (now: number) => ask(seldom.desk, '/returnApi/Refund/RefundStatus', asks, seldom.token, now).told;
  const [soon, later] = [toldAt(12_000), toldAt(12_001)].map((told) => (told.how === 'status' ? told.status : told.how));
  assert.deepEqual([soon, later], ['INPROGRESS', 'SUCCESS'], 'whoever asks ever more seldom is not asked for more questions');

  const cut = play({ filing: [{ does: 'cut', taken: true }, answer('SUCCESS')] });
  assert.equal(cut.file('a').reply, 'cut');
  assert.equal(cut.desk.taken.length, 1);
  assert.deepEqual(cut.file('a').told, { how: 'status', status: 'DECLINE', error: 4, requestIdentificator: cut.desk.taken[0]!.requestIdentificator });
  assert.equal(cut.file('b').told.how, 'status');
  assert.equal(cut.desk.taken.length, 2, 'a second identifier is a second refund');
  assert.match(
    ask(cut.desk, '/returnApi/Refund/RefundStatus', '{"RequestIdentificator":"none"}', cut.token).reply,
    /^200 \{"statusCode":1,"error":\{"code":6,/,
  );

  const plain = play({ filing: [answer('SUCCESS')] });
  const codes = [plain.file('a', 100, 8), plain.file('b', 301), plain.file('c', 0), plain.file('d', 300), plain.file('e', 1)];
  assert.deepEqual(
    codes.map(({ told }) => (told.how === 'status' ? (told.error ?? told.status) : told.how)),
    [1, 2, 3, 'SUCCESS', 2],
  );

  const declined = play({ filing: [answer('DECLINE', -1), { does: 'answer', status: 'DECLINE', error: -2, taken: true }, answer('SUCCESS')] });
  assert.deepEqual([declined.file('a').told, declined.desk.taken.length], [{ how: 'status', status: 'DECLINE', error: -1 }, 0]);
  assert.deepEqual(
    [declined.file('a').told, declined.desk.taken.length],
    [{ how: 'status', status: 'DECLINE', error: -2 }, 1],
    'taken, and no number',
  );
  assert.ok(declined.desk.expecting, 'the outcome is unknown: something is left to do');
  const [held] = declined.desk.taken;
  assert.deepEqual(declined.file('a').told, { how: 'status', status: 'DECLINE', error: 4, requestIdentificator: held!.requestIdentificator });

  const forgetful = play({ filing: [answer('ACCEPT'), answer('SUCCESS')], forgets: true });
  const given = forgetful.file('a').told;
  const number = given.how === 'status' ? given.requestIdentificator : undefined;
  const question = () => ask(forgetful.desk, '/returnApi/Refund/RefundStatus', `{"RequestIdentificator":"${number}"}`, forgetful.token).told;
  assert.deepEqual(question(), { how: 'status', status: 'DECLINE', error: 6 });
  assert.deepEqual([forgetful.desk.taken.length, forgetful.desk.expecting], [0, true]);
  const again = forgetful.file('a').told;
  assert.deepEqual([again.how === 'status' && again.status, forgetful.desk.taken.length, forgetful.desk.expecting], ['SUCCESS', 1, false]);
  assert.deepEqual(question(), { how: 'status', status: 'DECLINE', error: 6 }, 'the old number stays unknown');

  const revoked = play({ filing: [{ does: 'unauthorized', status: 403 }, answer('SUCCESS')] });
  assert.match(revoked.file('a').reply, /^403 /);
  assert.match(revoked.file('a').reply, /^401 /, 'the token stays invalid');
});

test('a request belongs to the scenario of its path or its numbers, also when it comes late', () => {
  const stages = openStages();
  const stage = (id: bigint): CaseStage => ({
    desk: openDesk({ name: String(id), filing: [answer('SUCCESS')] }, { id, sum: 1n }),
    calls: [],
    open: 0,
    stirredAt: 0,
    case: String(id),
  });
  const [one, two, three] = [stage(1n), stage(2n), stage(3n)];
  stages.open('/r-1', one);
  stages.open('/r-2', two);
  stages.close(one);
  one.desk.taken.push({ identificator: 'a', requestIdentificator: 'n', amount: 1n, part: 0, at: 0, asked: 0 });
  const whose = (target: string, body = '') => stages.of(request(target, body)).stage?.case;
  const filing = (id: number) => `{"PaymentId":${id},"ReturnAmount":1,"RefundIdentificator":"a","Reason":"b"}`;
  two.desk.forgotten.push('gone');
  assert.equal(whose('/returnApi/Refund/RefundStatus', '{"RequestIdentificator":"gone"}'), '2', 'a number that is not known any more');
  assert.deepEqual([whose('/r-1/returnApi/Auth/GetToken'), whose('/behind/a/proxy/r-1/x'), whose('/r-9/x')], ['1', '1', '2']);
  assert.equal(stages.of(request('/proxy/r-2/returnApi/Auth/GetToken', '')).under, '/proxy/r-2');
  assert.equal(whose('/returnApi/Refund/RefundStatus', '{"RequestIdentificator":"n"}'), '1');
  stages.open('', three);
  assert.deepEqual([whose('/returnApi/Refund/RefundRequest', filing(2)), whose('/returnApi/Auth/GetToken')], ['2', '3']);
  stages.close(two);
  stages.close(three);
  assert.equal(whose('/returnApi/Auth/GetToken'), undefined);
});
