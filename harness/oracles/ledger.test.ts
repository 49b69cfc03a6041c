import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { createClient } from '../../wire/index.ts';
import type { LedgerSetting, Profile } from '../profile/profile.ts';
import { ledgerBytes, NoLedger } from './ledger-bytes.ts';
import { ledger, type LedgerRow, type MalformedRow } from './ledger.ts';

const row = (line: number, txn_id: string): LedgerRow => ({ line, txn_id, account: 'A', sum: 100n, txn_date: '20261124120000' });

async function* entries(of: readonly (LedgerRow | MalformedRow)[]): AsyncGenerator<LedgerRow | MalformedRow> {
  yield* of;
}

test('rows of the run are found by txn_id, others are counted, malformed ones are kept by line', async () => {
  const read = ledger(() => entries([row(2, '1'), row(3, '9'), { line: 4, why: 'sum', text: 'x' }, row(5, '1')]), {
    has: (txn_id) => txn_id === '1',
    credited: () => true,
    asked: () => 0,
    dates: () => new Set(['20261124120000']),
  });
  const view = await read.read(() => true);
  assert.deepEqual(
    view.rowsOf('1').map(({ line }) => line),
    [2, 5],
  );
  assert.deepEqual(
    view.lookalikes.map(({ txn_id }) => txn_id),
    ['9'],
  );
  assert.deepEqual([view.oldest, view.oldestStranger, [...view.gone]], ['20261124120000', '20261124120000', []]);
  assert.deepEqual([view.rowsOf('9'), view.rows, view.strangers, view.malformedCount, view.malformed[0]?.line], [[], 4, 1, 1, 4]);
});

test('zeros before a number are no part of it', async () => {
  const read = ledger(() => entries([row(2, '0001')]), {
    has: (txn_id) => txn_id === '1',
    credited: () => true,
    asked: () => 0,
    dates: () => new Set(),
  });
  assert.equal((await read.read(() => true)).rowsOf('1').length, 1);
});

test('a ledger that is written a moment later is read again, and one that is settled is not', async () => {
  let reads = 0;
  const read = ledger(() => entries(++reads < 3 ? [] : [row(2, '1')]), {
    has: () => true,
    credited: () => true,
    asked: () => 0,
    dates: () => new Set(),
  });
  const has = (txn_id: string) => (view: { rowsOf(txn_id: string): readonly LedgerRow[] }) => view.rowsOf(txn_id).length > 0;
  await read.read(has('1'));
  assert.equal(reads, 3);
  await read.read(has('1'));
  assert.equal(reads, 3);
});

async function textOf(setting: Partial<LedgerSetting>, t: TestContext): Promise<string> {
  const client = createClient();
  t.after(() => client.close());
  const profile = { addresses: {}, tls: { insecure: false } } as Profile;
  const pieces: Uint8Array[] = [];
  for await (const piece of ledgerBytes(profile, { folder: tmpdir(), headers: [], ...setting }, client)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

const refused = (problem: RegExp) => (error: unknown) => error instanceof NoLedger && problem.test(error.message);

test('a URL is fetched with its headers, and no redirect or error page is taken for a ledger', async (t) => {
  const server = createServer((request, response) => {
    if (request.url === '/there?x=1') return void response.end(`txn_id ${request.headers.authorization}`);
    response.writeHead(request.url === '/moved' ? 302 : 404, { location: '/there' }).end('<html>');
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  assert.equal(await textOf({ url: `${at}/there?x=1`, headers: [['Authorization', 'Bearer x']] }, t), 'txn_id Bearer x');
  await assert.rejects(textOf({ url: `${at}/moved` }, t), refused(/HTTP 302/));
  await assert.rejects(textOf({ url: `${at}/none` }, t), refused(/HTTP 404/));
  await assert.rejects(textOf({ url: 'http://127.0.0.1:1/' }, t), refused(/refused|ECONNREFUSED/));
});

test('a file and a command are read; half of what a command prints is no ledger', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'paycert-ledger-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'ledger.csv'), 'txn_id;sum');
  assert.equal(await textOf({ file: join(folder, 'ledger.csv') }, t), 'txn_id;sum');
  await assert.rejects(textOf({ file: join(folder, 'none.csv') }, t), refused(/ENOENT/));
  assert.equal(await textOf({ command: 'cat ledger.csv', folder }, t), 'txn_id;sum');
  await assert.rejects(textOf({ command: 'cat ledger.csv; echo no database >&2; exit 3', folder }, t), refused(/no database/));
});

test('what was read before another pay was sent is read again', async () => {
  let asked = 1;
  let reads = 0;
  const read = ledger(() => entries([row(++reads, '1')]), { has: () => true, credited: () => true, asked: () => asked, dates: () => new Set() });
  await read.read(() => true);
  await read.read(() => true);
  assert.equal(reads, 1);
  asked++;
  assert.equal((await read.read(() => true)).rowsOf('1')[0]?.line, 2);
});

test('rows that are no credits by their word are set aside, readable or not', async () => {
  const read = ledger(
    () =>
      entries([
        { ...row(2, '1'), status: 'ok' },
        { ...row(3, '1'), status: 'failed' },
        { ...row(4, '2'), status: 'Failed' },
        { line: 5, why: 'sum', text: 'x', status: 'failed' },
        { line: 6, why: 'sum', text: 'y', status: 'ok' },
      ]),
    { has: () => true, credited: (txn_id) => txn_id === '1', asked: () => 0, dates: () => new Set() },
  );
  const view = await read.read(() => true);
  assert.deepEqual([view.rowsOf('1').map(({ line }) => line), view.rowsOf('2'), view.setAside], [[2], [], ['failed', 'Failed']]);
  assert.deepEqual([view.malformedCount, view.malformed.map(({ line }) => line)], [1, [6]]);
});

test('payments that a ledger showed before and shows no more are known to be gone', async () => {
  let first = 1;
  const read = ledger(() => entries([row(2, String(first)), row(3, String(first + 1))]), {
    has: () => true,
    credited: () => true,
    asked: () => first,
    dates: () => new Set(),
  });
  assert.deepEqual([...(await read.read(() => true)).gone], []);
  first = 2;
  assert.deepEqual([...(await read.read(() => true)).gone], ['1']);
});
