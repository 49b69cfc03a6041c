import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { percentEncode } from '../../protocol/index.ts';
import { ask, DATE, NUMBER, onOneConnection, onStage, pause, type Fields, type Stage } from './ask.testing.ts';
import { LONGEST_ACCOUNT, startPartner } from './index.ts';

/** Sends, and says the result and what the account holds afterwards. */
type Row = [what: string, result: string, send: (stage: Stage) => Promise<{ result: string | undefined; status: number }>];

const P = `command=pay&account=4957835959&txn_id=${NUMBER}&sum=1.00&txn_date=${DATE}`;

const REFUSED: Row[] = [
  ['an unknown account in check', '1', ({ check }) => check({ account: '0000000000' })],
  ['an unknown account in pay', '1', ({ pay }) => pay({ account: '0000000000' })],
  ['a zero less', '1', ({ pay }) => pay({ account: '87654321' })],
  ['another case', '1', ({ pay }) => pay({ account: 'abc-7781' })],
  ['a space more', '1', ({ pay }) => pay({ account: '4957835959 ' })],
  ['a part of an account', '1', ({ pay }) => pay({ account: '495783595' })],
  ['a digit more', '1', ({ pay }) => pay({ account: '49578359590' })],
  ['no account', '5', ({ pay }) => pay({ account: undefined })],
  ['an empty account', '5', ({ pay }) => pay({ account: '' })],
  ['an unknown command', '5', ({ pay }) => pay({ command: 'cancel' })],
  ['PAY', '5', ({ pay }) => pay({ command: 'PAY' })],
  ['an empty command', '5', ({ pay }) => pay({ command: '' })],
  ['no command', '5', ({ pay }) => pay({ command: undefined })],
  ...['', undefined, 'abc', '1234567890123456789', '-1', '1.0', '1e3', ' 1', '１２'].map((txn_id): Row => [
    `txn_id ${txn_id}`,
    '5',
    ({ pay }) => pay({ txn_id }),
  ]),
  ['txn_id abc in check', '5', ({ check }) => check({ txn_id: 'abc' })],
  ...['', undefined, '0.00', '-1.00', '200', '200.5', '200.001', '200,00', '1e3', 'abc', 'NaN', '+1.00', ' 1.00', '.50', '0x10.00', '1.00\n'].map(
    (sum): Row => [`sum ${JSON.stringify(sum)}`, '5', ({ pay }) => pay({ sum })],
  ),
  ...['', undefined, '20260230120000', '20261301120000', '20261124246000', '2026112420093', 'yesterday'].map((txn_date): Row => [
    `txn_date ${txn_date}`,
    '5',
    ({ pay }) => pay({ txn_date }),
  ]),
  ...['command', 'account', 'txn_id', 'sum', 'txn_date'].map((name): Row => {
    const value = new URLSearchParams(P).get(name);
    return [`${name} twice`, '5', ({ raw }) => raw(`${P}&${name}=${value}`)];
  }),
  ['a broken escape', '5', ({ raw }) => raw(`${P}&data1=%zz`)],
  ['bytes that are no UTF-8', '5', ({ raw }) => raw(P.replace('4957835959', '%D0'))],
  ['windows-1251 bytes', '5', ({ raw }) => raw(P.replace('4957835959', '%C6%D8%D1'))],
  ['NUL in the account', '5', ({ pay }) => pay({ account: '4957835959\0' })],
  ['NUL in txn_id', '5', ({ pay }) => pay({ txn_id: `1\0` })],
  ['an empty query', '5', ({ raw }) => raw('')],
  ['8 KiB', '1', ({ pay }) => pay({ account: 'x'.repeat(8 * 1024) })],
];

test('refuses what is no payment, with 200 and a code, and moves nothing', async (t) => {
  for (const [what, result, send] of REFUSED) {
    await t.test(what, () =>
      onStage({}, async (stage) => {
        const told = await send(stage);
        assert.equal(told.status, 200);
        assert.equal(told.result, result);
        assert.deepEqual(stage.partner.ledger(), []);
        assert.equal((await stage.pay()).result, '0', 'a refused number may succeed later');
      }),
    );
  }
});

const ACCEPTED: [what: string, send: (stage: Stage) => Promise<unknown>][] = [
  ['the protocol’s own order', ({ pay }) => pay()],
  ['another order', ({ raw }) => raw(`txn_date=${DATE}&sum=200.45&account=4957835959&command=pay&txn_id=${NUMBER}`)],
  ['fields that it does not know, twice', ({ raw }) => raw(`data1=a&${P.replace('1.00', '200.45')}&data2=%D0%96&data2=b&empty&=x`)],
];

test('credits once, and says so', async (t) => {
  for (const [what, send] of ACCEPTED) {
    await t.test(what, () =>
      onStage({}, async (stage) => {
        await send(stage);
        assert.equal(stage.received(), '200.45');
        assert.deepEqual(stage.partner.ledger(), [{ txn_id: NUMBER, prv_txn: '700000001', account: stage.account, sum: 20045n, txn_date: DATE }]);
      }),
    );
  }
});

test('check finds, shows the balance, and keeps nothing (TP-7.5.check, TP-6.check-sum)', () =>
  onStage({}, async ({ check, pay, partner, received }) => {
    const odd: Fields[] = [{}, { sum: '200.00', txn_date: DATE }, { sum: '0.00' }, { sum: 'abc', txn_date: '0' }, { sum: '-1' }];
    for (const fields of odd) {
      const told = await check(fields);
      assert.deepEqual([told.result, told.txn_id, told.prv_txn, told.sum, told.balance], ['0', NUMBER, undefined, undefined, '0.00']);
    }
    assert.equal(received(), '0.00');
    const paid = await pay();
    assert.deepEqual([paid.result, paid.txn_id, paid.sum], ['0', NUMBER, '200.45']);
    assert.equal((await check()).balance, '200.45');
    assert.equal((await check()).result, '0');
    assert.equal(partner.ledger().length, 1);
  }));

test('a repeat gets the first answer, whatever changed and whatever went between (TP-7.7)', () =>
  onStage({}, async ({ check, pay, received }) => {
    const first = await pay();
    await pay({ txn_id: '2', account: '7011234567' });
    await check();
    await pay({ command: 'nothing' });
    for (const fields of [{}, { sum: '1.00' }, { account: '7011234567' }, { account: '0000000000' }, { txn_date: '20200101000000' }]) {
      assert.equal((await pay(fields)).text, first.text);
    }
    assert.equal(received(), '200.45');
  }));

test('fifteen repeats at once credit once', () =>
  onStage({}, async ({ pay, received }) => {
    const all = await Promise.all(Array.from({ length: 15 }, () => pay()));
    assert.equal(new Set(all.map(({ text }) => text)).size, 1);
    assert.equal(received(), '200.45');
  }));

test('numbers of the partner are unique and grow', () =>
  onStage({}, async ({ pay }) => {
    const numbers: bigint[] = [];
    for (let n = 1; n <= 5; n++) numbers.push(BigInt((await pay({ txn_id: String(n) })).prv_txn ?? ''));
    assert.deepEqual(
      numbers,
      [0n, 1n, 2n, 3n, 4n].map((n) => (numbers[0] ?? 0n) + n),
    );
  }));

test('finds every account that it says it has, in every spelling (TP-6.account)', () =>
  onStage({}, async ({ raw, partner }) => {
    assert.equal(LONGEST_ACCOUNT.length, 200);
    for (const account of partner.accounts.payable as string[]) {
      for (const spelling of [{}, { hex: 'lower' as const }, { space: '+' as const }]) {
        assert.equal((await raw(`command=check&txn_id=1&account=${percentEncode(account, spelling)}`)).result, '0', account);
      }
    }
  }));

test('echoes a txn_id that it refuses, escaped; and an empty one where there is none', () =>
  onStage({}, async ({ check }) => {
    assert.match((await check({ txn_id: '<b>&"' })).text, /<txn_id>&lt;b&gt;&amp;&quot;<\/txn_id>/);
    assert.match((await check({ txn_id: undefined })).text, /<txn_id><\/txn_id>/);
  }));

test('only GET moves money (TP-1.get)', () =>
  onStage({}, async ({ pay, partner }) => {
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const told = await pay({}, { method });
      assert.deepEqual([told.status, told.result, told.headers.allow], [405, '5', 'GET']);
    }
    assert.equal((await pay({}, { method: 'HEAD' })).status, 405);
    assert.deepEqual(partner.ledger(), []);
  }));

test('says what it answers with, and keeps connections', async () => {
  await onStage({}, async ({ pay }) => {
    const told = await pay();
    assert.equal(told.headers['content-type'], 'text/xml; charset=utf-8');
    assert.equal(told.headers['content-encoding'], undefined);
    await onOneConnection(async (agent) => {
      for (let n = 1; n <= 3; n++) assert.equal((await pay({ txn_id: String(n) }, { agent })).txn_id, String(n));
    });
  });
  await onStage({ answers: 'json' }, async ({ check, pay }) => {
    const told = await pay();
    assert.equal(told.headers['content-type'], 'application/json; charset=utf-8');
    assert.deepEqual(JSON.parse(told.text), { txn_id: NUMBER, result: '0', sum: '200.45', prv_txn_id: '700000001', comment: 'Платёж принят' });
    assert.deepEqual(JSON.parse((await check()).text).fields, { field1: { '@name': 'balance', '#text': '200.45' } });
  });
});

test('believes the socket alone (TP-1.source)', () =>
  onStage({ allow: ['127.0.0.77'] }, async ({ pay, get, partner }) => {
    for (const name of ['X-Forwarded-For', 'X-Real-IP', 'Client-IP', 'True-Client-IP', 'Forwarded']) {
      assert.equal((await pay({}, { headers: { [name]: name === 'Forwarded' ? 'for=127.0.0.77' : '127.0.0.77' } })).status, 403);
    }
    assert.equal((await get('/ledger.csv')).status, 403);
    assert.deepEqual(partner.ledger(), []);
  }));

test('exports its ledger as CSV and JSON', () =>
  onStage({}, async ({ pay, get }) => {
    await pay();
    await pay({ txn_id: '7', account: "ЖШС/№7 a+b&c=d'%", sum: '0.05' });
    const csv = await get('/ledger.csv');
    assert.equal(csv.headers['content-type'], 'text/csv; charset=utf-8');
    assert.equal(
      csv.text,
      `txn_id,prv_txn,account,sum,txn_date\r\n${NUMBER},700000001,4957835959,200.45,${DATE}\r\n7,700000002,ЖШС/№7 a+b&c=d'%,0.05,${DATE}\r\n`,
    );
    const rows = JSON.parse((await get('/ledger.json')).text);
    assert.deepEqual(rows[1], { txn_id: '7', prv_txn: '700000002', account: "ЖШС/№7 a+b&c=d'%", sum: '0.05', txn_date: DATE });
    assert.equal((await get('/')).status, 404);
  }));

test('has its own path and balance field', () =>
  onStage({ path: '/kaspi', balanceField: 'saldo' }, async ({ check, get, partner }) => {
    assert.ok(partner.url.endsWith('/kaspi'));
    assert.match((await check()).text, /<field1 name="saldo">0\.00</);
    assert.equal((await get('/payment_app.cgi')).status, 404);
  }));

test('closes at once, with connections half open and idle, and again', async () => {
  const partner = await startPartner();
  const silent = connect(partner.port, '127.0.0.1');
  silent.on('error', () => {});
  await onOneConnection(async (agent) => {
    await ask(`${partner.url}?command=check`, { agent });
    await partner.close();
    await partner.close();
  });
  silent.destroy();
  await assert.rejects(ask(partner.url));
});

test('a taken port and a choice that does not exist are told', async () => {
  const partner = await startPartner();
  await assert.rejects(startPartner({ port: partner.port }), /EADDRINUSE/);
  await partner.close();
  await assert.rejects(startPartner({ fault: 'price-not-compared', kind: 'balance' }), /order would/);
  await assert.rejects(startPartner({ fault: 'no such' as 'hangs' }), /no fault/);
});

test('speaks HTTPS', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'partner-'));
  try {
    const [key, cert] = [join(dir, 'key.pem'), join(dir, 'cert.pem')];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2'];
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key, '-out', cert, ...subject],
      { stdio: 'pipe' },
    );
    const tls = { key: readFileSync(key), cert: readFileSync(cert), minVersion: 'TLSv1.2' as const };
    await onStage({ tls }, async ({ pay, partner, received }) => {
      assert.ok(partner.url.startsWith('https://'));
      assert.equal((await pay()).result, '0');
      assert.equal(received(), '200.45');
      const silent = connect(partner.port, '127.0.0.1'); // a handshake that never comes must not hold up close()
      silent.on('error', () => {});
      await pause(20);
    });
    await onStage({ tls, fault: 'resets' }, async ({ pay }) => assert.rejects(pay()));
  } finally {
    rmSync(dir, { recursive: true });
  }
});
