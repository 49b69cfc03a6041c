import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { PlainReconciliation } from '../ledger/index.ts';
import { paycert, scratch, startPaycert } from './run.testing.ts';

const REGISTRY = [
  'txn_id,prv_txn,account,sum,txn_date',
  '412503178844120067,90817,4957835959,200.00,20261124101530',
  '412503178844120068,90818,0087654321,1250.50,20261125101530',
  '',
].join('\n');

/** The same payments as a partner's accountant exports them. */
const LEDGER =
  'Платёж;Счёт;Сумма;Дата\r\n412503178844120067;4957835959;200,00;24.11.2026 10:15:30\r\n412503178844120068;0087654321;1 250,50;25.11.2026\r\n';

function files(registry: string, ledger: string): { folder: string; args: string[] } {
  const folder = scratch();
  writeFileSync(join(folder, 'registry.csv'), registry);
  writeFileSync(join(folder, 'ledger.csv'), ledger);
  return {
    folder,
    args: ['reconcile', '--registry', join(folder, 'registry.csv'), '--ledger', join(folder, 'ledger.csv'), '--columns', 'txn_id=Платёж'],
  };
}

test('files that agree: 0, in words and as JSON', async () => {
  const { args } = files(REGISTRY, LEDGER);
  const { code, stdout, stderr } = await paycert(args);
  assert.equal(code, 0, stderr);
  assert.equal(stderr, '');
  assert.match(stdout, /Registry +2 +1450\.50[^]*They agree/);
  const json = await paycert([...args, '--format', 'json']);
  const { agree, matched, days } = JSON.parse(json.stdout) as PlainReconciliation;
  assert.deepEqual([json.code, agree, matched, days.length], [0, true, { count: 2, sum: '1450.50' }, 2]);
});

test('files that differ: 1, with lines to look at, in the language asked for, and every difference in a file', async () => {
  const { folder, args } = files(REGISTRY, `${LEDGER.replace('200,00', '20,00')}4,1E+17;1;5,00;24.11.2026\n`);
  const out = join(folder, 'deep', 'out');
  const { code, stdout } = await paycert([...args, '--out', out, '--lang', 'ru']);
  assert.equal(code, 1);
  for (const part of [/В выгрузке другая сумма +1 +180\.00/, /выгрузка, строка 2/, /выгрузка, строка 4: .*округлён/, /Не сходится: 2 расхождения/])
    assert.match(stdout, part);
  const [header, ...lines] = readFileSync(join(out, 'differences.csv'), 'utf8').trimEnd().split('\r\n');
  assert.match(header!, /^kind,txn_id,at_stake,registry_line/);
  assert.deepEqual(
    lines.map((line) => line.split(',').slice(0, 3).join(',')),
    ['sum-differs,412503178844120067,180.00', 'malformed-in-ledger,,'],
  );
  assert.ok(!existsSync(join(out, 'differences.csv.part')));
});

test('a period leaves out what lies beyond it, and says how much', async () => {
  const { args } = files(`${REGISTRY}5,1,1,1.00,20261126000000\n`, LEDGER);
  assert.equal((await paycert(args)).code, 1);
  const { code, stdout } = await paycert([...args, '--date-from', '2026-11-24', '--date-to', '25.11.2026']);
  assert.equal(code, 0, stdout);
  assert.match(stdout, /outside the period\n +Registry +2 +1450\.50 +0 +1\n/);
});

test('a ledger in JSON against a registry whose columns are named', async () => {
  const { folder, args } = files(REGISTRY.replace('sum', 'amount, tenge'), '');
  writeFileSync(
    join(folder, 'ledger.csv'),
    JSON.stringify({
      rows: [
        { txn_id: '412503178844120067', account: '4957835959', sum: '200.00', txn_date: '2026-11-24T05:15:30Z', prv_txn: '90817' },
        { txn_id: '412503178844120068', account: '0087654321', sum: '1250.50', txn_date: '2026-11-25', prv_txn: '90818' },
      ],
    }),
  );
  const [command, ...rest] = args.slice(0, -2);
  writeFileSync(join(folder, 'registry.csv'), REGISTRY.replace('sum', '"amount, tenge"'));
  const { code, stdout, stderr } = await paycert([command!, ...rest, '--registry-columns', 'sum=amount, tenge,account=account']);
  assert.equal(code, 0, stdout + stderr);
});

test('the profile names the columns, the command line goes before it', async () => {
  const { folder, args } = files(REGISTRY, LEDGER);
  const profile = join(folder, 'p.yaml');
  const lines = [
    'partner:',
    '  url: http://127.0.0.1:9/x',
    '  accounts: { payable: ["1"] }',
    '  ledger: { columns: { txn_id: "Платёж", sum: "none" } }',
  ];
  writeFileSync(profile, lines.join('\n'));
  const given = args.slice(0, 5);
  const { code, stderr } = await paycert([...given, '--profile', profile]);
  assert.equal(code, 2);
  assert.match(stderr, /no column for sum \(none\)/);
  assert.equal((await paycert([...given, '--profile', profile, '--columns', 'sum=сумма'])).code, 0);
});

test('rows that are no credits by their status are passed over, as the profile or the command line says', async () => {
  const { args, folder } = files(REGISTRY, LEDGER.replace(/\r\n/g, ';ok\r\n').replace('Дата;ok', 'Дата;Итог') + '7;1;5,00;24.11.2026;нет\r\n');
  const named = [...args.slice(0, -1), 'txn_id=Платёж,status=Итог'];
  assert.equal((await paycert(named)).code, 1);
  assert.equal((await paycert([...named, '--credited', 'ok,done'])).code, 0);
  const profile = join(folder, 'partner.yaml');
  await writeFile(
    profile,
    `partner:\n  url: http://127.0.0.1:1/\n  accounts: { payable: ["1"] }\n  ledger: { columns: { status: Итог }, credited: [ok] }\n`,
  );
  assert.equal((await paycert([...args, '--profile', profile])).code, 0);
});

test('wrong usage and files that can not be read: 2, with place and cure, and no file left', async () => {
  const { folder, args } = files(REGISTRY, LEDGER);
  const put = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  mkdirSync(join(folder, 'folder'));
  const registry = join(folder, 'registry.csv');
  const ledger = (file: string) => ['reconcile', '--registry', registry, '--ledger', file, '--out', join(folder, 'none')];
  const table: [string[], RegExp][] = [
    [['reconcile', '--registry', registry], /ledger/],
    [ledger(join(folder, 'nowhere.csv')), /--ledger: there is no file .*nowhere\.csv/],
    [ledger(join(folder, 'folder')), /--ledger: .*folder is a folder/],
    [ledger(put('empty.csv', '')), /empty\.csv: there is nothing/],
    [ledger(put('other.csv', 'id;who\n1;2\n')), /other\.csv: no column for txn_id.*id \| who.*--columns txn_id=NAME/],
    [ledger(put('cut.json', '[{"txn_id":"1","account":"1","sum":"1.00","txn_date":"20261124"},\n')), /cut\.json:2: the JSON/],
    [['reconcile', '--registry', put('r.csv', 'a;b\n'), '--ledger', join(folder, 'ledger.csv')], /r\.csv: no column.*--registry-columns txn_id=NAME/],
    [[...args, '--columns', 'number=7'], /number=7.*txn_id, prv_txn/],
    [[...args, '--date-from', 'yesterday'], /--date-from: «yesterday».*2026-11-24/],
    [[...args, '--date-from', '2026-11-25', '--date-to', '2026-11-24'], /later/],
    [[...args, '--format', 'pdf'], /format/],
  ];
  for (const [wrong, says] of table) {
    const { code, stderr } = await paycert(wrong);
    assert.equal(code, 2, wrong.join(' '));
    assert.match(stderr, says, wrong.join(' '));
    assert.doesNotMatch(stderr, /\n\s+at /, 'no stack');
  }
  for (const name of ['differences.csv', 'differences.csv.part']) assert.ok(!existsSync(join(folder, 'none', name)));
});

test('a pipe is read like a file', { skip: process.platform === 'win32' && 'no shell' }, async () => {
  const { folder, args } = files(REGISTRY, LEDGER);
  const pipe = join(folder, 'pipe');
  assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
  const [run] = await Promise.all([paycert([...args.slice(0, 4), pipe, ...args.slice(5)]), writeFile(pipe, LEDGER)]);
  assert.equal(run.code, 0, run.stderr);
});

test('Ctrl-C: 130, and no file that looks whole', async () => {
  const { folder, args } = files(REGISTRY, `${LEDGER}${'9;1;1,00;24.11.2026\r\n'.repeat(1_000_000)}`);
  const out = join(folder, 'out');
  const run = startPaycert([...args, '--out', out]);
  while (!existsSync(join(out, 'differences.csv.part'))) await new Promise((resolve) => setTimeout(resolve, 5));
  run.signal('SIGINT');
  const { code, stderr } = await run.ended;
  assert.equal(code, 130, stderr);
  assert.match(stderr, /nothing was decided/);
  assert.ok(!existsSync(join(out, 'differences.csv')) && !existsSync(join(out, 'differences.csv.part')));
});
