import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { validateReport } from '../schemas/index.ts';
import { CASES } from '../suites/index.ts';
import { paycert, recordIn, scratch, startPaycert, withPartner } from './run.testing.ts';

/** The program as users and their scripts meet it: exit codes, what is said where, the files left behind. */

test('help, version and lists', async () => {
  for (const args of [
    ['--help'],
    ['certify', '--help'],
    ['doctor', '--help'],
    ['demo', '--help'],
    ['list', '--help'],
    ['explain', '--help'],
    ['selftest', '--help'],
    ['simulate', '--help'],
    ['reconcile', '--help'],
    ['report', '--help'],
    ['compare', '--help'],
    ['keygen', '--help'],
    ['verify', '--help'],
  ]) {
    const { code, stdout } = await paycert(args);
    assert.equal(code, 0, args.join(' '));
    if (args.length > 1) assert.match(stdout, /Examples:/, args.join(' '));
  }
  assert.match((await paycert(['--version'])).stdout, /^\d+\.\d+\.\d+\n$/);
  assert.match((await paycert(['--help', '--lang', 'ru'])).stdout, /Команды:/);
  assert.match((await paycert(['--help'], { LC_ALL: 'kk_KZ.UTF-8' })).stdout, /Командалар:/);
  assert.match((await paycert(['--help', '--lang', 'kz'])).stdout, /Командалар:/);
  assert.match((await paycert(['explain', 'TP-7.7', '--lang', 'kz'])).stdout, /шоттар жүктеме кезінде/);
  const listed = JSON.parse((await paycert(['list', '--format', 'json'])).stdout) as { id: string }[];
  assert.deepEqual(
    listed.map(({ id }) => id),
    CASES.map(({ id }) => id),
  );
});

test('wrong usage ends with 2, says where and what to do, and leaves nothing behind', async () => {
  const folder = scratch();
  const profile = join(folder, 'p.yaml');
  writeFileSync(profile, 'partner:\n  url: http://127.0.0.1:9/x\n  accounts: { payable: [0012] }\n');
  const write = (name: string, more: string) => {
    writeFileSync(join(folder, name), `partner:\n  url: http://127.0.0.1:9/x\n  accounts: { payable: ["1"] }\n${more}`);
    return join(folder, name);
  };
  const [money, choice, fine] = [write('m.yaml', '  sums: { min: 5 }\n'), write('c.yaml', '  kind: foo\n'), write('f.yaml', '')];
  const out = join(folder, 'out');
  const table: [string[], RegExp][] = [
    [[], /Usage/],
    [['nonsense'], /Unknown/],
    [['certfy'], /Unknown argument: certfy\nPerhaps you meant certify\./],
    [['--lang', 'ru', 'certfy'], /Возможно, имелось в виду: certify\./],
    [['certfy', '--lang', 'kk'], /мынаны айтқыңыз келген шығар: certify\./],
    [['certify', '--profle', 'x.yaml', '--ot=y'], /Perhaps you meant --profile, --out\./],
    [['demo', '--fault', 'credits-doubel'], /--faults[^]*Perhaps you meant credits-double\./],
    [['certify', '--out'], /out/],
    [['certify', '--out', '--lang', 'kk'], /мәні жоқ: out/],
    [['nonsense', '--lang', 'kk'], /Белгісіз/],
    [['certfy', '--profile', fine, '--out', out], /^paycert: Unknown argument: certfy\n/],
    [['certfy', '--profile', fine, '--lang', 'ru'], /^paycert: Неизвестный аргумент: certfy\n/],
    [['explain', 'nonsense'], /^paycert: there is no case and no clause nonsense\. npx paycert list shows the cases, [^:]*\n$/],
    [['explain', '--lang', 'kk'], /Аргумент жетпейді/],
    [['certify', '--profile', money, '--out', out], /m\.yaml:4:16.*"5\.00"/],
    [['certify', '--profile', choice, '--lang', 'ru', '--out', out], /c\.yaml:4:9.*balance, order/],
    [['certify', '--profile', fine, '--max-payments', '-1', '--out', out], /paycert: --max-payments: .*>= 0/],
    [['certify', '--profile', fine, '--max-payments', '0', '--out', out], /paycert: --max-payments: /],
    [['certify', '--profile', fine, '--max-total', '0.05', '--out', out], /paycert: --max-total: /],
    [['certify', '--profile', fine, '--max-total', '5,000', '--out', out], /paycert: --max-total is 5,000; .*--max-total 5000/],
    [['certify', '--profile', fine, '--max-total=-5', '--out', out], /paycert: --max-total is -5; /],
    [['certify', '--profile', fine, '--account', '12', '34', '--out', out], /34[^]*--account "12 34"/],
    [['certify', 'http://127.0.0.1:9/x', '--account', '12', '34', '--out', out], /Unknown argument: 34[^]*--account "12 34"/],
    [['certify'], /--profile/],
    [['certify', '--profile', join(folder, 'none.yaml')], /--profile: there is no file .*none\.yaml[^]*--write-profile partner\.yaml/],
    [['certify', '--profile', profile, '--out', out], /p\.yaml:3:25.*0012.*quotes/],
    [['certify', 'http://127.0.0.1:9/x', '--out', out], /payable account/],
    [['certify', 'http://127.0.0.1:9/x', '--account', '1', '--max-total', '0.10', '--out', out], /1\.00.*--max-total/],
    [['certify', 'http://127.0.0.1:9/x', '--account', '1', '--suite', 'repeat', '--out', out], /repeat\b.*paycert list/],
    [['certify', 'http://127.0.0.1:9/x', '--account', '1', '--format', 'docx', '--out', out], /docx/],
    [['certify', 'http://192.0.2.1/x', '--account', '1', '--out', out], /--yes/],
    [['explain', 'repeats.turn'], /repeats\.in-turn/],
    [['list', '--suite', 'nothing'], /nothing/],
    [['demo', '--fault', 'nothing'], /--faults/],
    [['selftest', '--fault', 'nothing'], /--faults/],
    [['list', '--faults', '--suite', 'pay'], /mutually exclusive/],
    [['simulate', 'partner', '--tls-key', join(folder, 'k'), '--tls-cert', join(folder, 'c')], /--tls-key: there is no file/],
  ];
  for (const [args, says] of table) {
    const { code, stderr, stdout } = await paycert(args);
    assert.equal(code, 2, args.join(' '));
    assert.match(args.length === 0 ? stdout : stderr, says, args.join(' '));
    assert.doesNotMatch(stderr, /\n\s+at /, 'no stack');
  }
  assert.ok(!existsSync(out));
});

test('the demo certifies the reference partner and leaves record and reports', async () => {
  const out = join(scratch(), 'report');
  const { code, stdout } = await paycert(['demo', '--out', out]);
  assert.equal(code, 0);
  assert.match(stdout, /Certified/);
  const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as { verdict: string; summary: { exchanges: number } };
  assert.deepEqual(validateReport(report), []);
  assert.equal(report.verdict, 'certified');
  assert.ok(report.summary.exchanges > 400);
  assert.match(readFileSync(join(out, 'report.html'), 'utf8'), /^<!doctype html>/i);
  const events = recordIn(out);
  assert.equal(events[0]!.type, 'run');
  assert.equal(events.at(-1)!.type, 'end');
});

test('a demo that cannot begin says why and ends', async () => {
  const { code, stderr } = await paycert(['demo', '--out', join(scratch(), 'report')], { TMPDIR: '/nonexistent' });
  assert.equal(code, 2);
  assert.match(stderr, /\/nonexistent\/paycert-demo/);
});

test('a fault is told with its clause, cause and evidence, and exits with 1; earlier evidence is kept', async () => {
  const out = join(scratch(), 'report');
  const first = await paycert(['demo', '--fault', 'repeat-answered-3', '--out', out]);
  assert.equal(first.code, 1);
  for (const part of [/TP-7\.7/, /уже существующим в базе/, /result 0/, /result 3/, /curl -sS/, /Not certified/]) assert.match(first.stdout, part);
  const second = await paycert(['demo', '--fault', 'text-html', '--out', out, '--fail-on', 'remark', '--lang', 'ru']);
  assert.equal(second.code, 1);
  assert.match(second.stdout, /замечани/);
  assert.ok(existsSync(join(out, 'earlier-1', 'record.jsonl')));
  assert.equal((await paycert(['demo', '--fault', 'text-html', '--out', out])).code, 0);
});

test('a narrowed run never certifies', async () => {
  const out = scratch();
  const { code, stdout, stderr } = await paycert(['demo', '--out', join(out, 'r'), '--format', 'json,pdf']);
  assert.equal(code, 0);
  assert.equal(stdout, '', 'a pipeline may read it');
  assert.match(stderr, /✓ Certified\n[^]*r\/report\.json\n[^]*r\/report\.pdf\n$/, 'nobody is left without a word');
  await withPartner([], async (url) => {
    const narrow = await paycert(['certify', url, '--account', '4957835959', '--case', 'repeats.in-turn', '--out', join(out, 'n')]);
    assert.equal(narrow.code, 3);
    assert.match(narrow.stdout, /No verdict[^]*without --suite, --case and --skip/);
    assert.doesNotMatch(narrow.stdout, /remove what stopped/);
  });
});

test('a near miss that no account of the profile can be put to says what kind of account it takes', async () => {
  await withPartner([], async (url) => {
    const reasons = async (account: string) => {
      const out = scratch();
      const ids = ['cut-at-64', 'cut-at-100', 'case-changed', 'zero-dropped'].map((id) => `check.near-miss-${id}`);
      const { stdout } = await paycert(['certify', url, '--account', account, '--case', ids.join(','), '--out', out, '--format', 'list,pdf']);
      const told = recordIn(out).flatMap((event) => (event.type === 'case' && ids.includes(event.id) ? [event.why?.key ?? event.verdict] : []));
      return { told, stdout };
    };
    const { told, stdout } = await reasons('4957835959');
    assert.deepEqual(told.toSorted(), [
      'skip.no-account-over-100',
      'skip.no-account-over-64',
      'skip.no-account-with-letters',
      'skip.no-leading-zero',
    ]);
    assert.match(stdout, /1 · It takes an account with a leading zero\. If such accounts exist/);
    assert.match(stdout, /Report: \S+report\.pdf\n$/);
  });
});

test('nobody there: exit 3 within seconds, and who has to mend it', async () => {
  const { code, stdout, ms } = await paycert(['certify', 'http://127.0.0.1:9/payment_app.cgi', '--account', '1', '--out', scratch()]);
  assert.equal(code, 3);
  assert.match(stdout, /127\.0\.0\.1:9/);
  assert.ok(ms < 5_000);
});

test('a wrong account in the profile stops before any pay, and blames nobody else', async () => {
  await withPartner([], async (url) => {
    const out = scratch();
    const { code, stdout } = await paycert(['certify', url, '--account', '1111111111', '--out', out]);
    assert.equal(code, 3);
    assert.equal(stdout.split('The run stopped before any payment').length, 2, 'told once');
    assert.match(stdout, /1111111111/);
    assert.ok(!recordIn(out).some((event) => event.type === 'exchange' && event.command === 'pay'));
  });
});

test('what stands in the way of a simulation, or has no meaning in a profile, is said with the cure', async () => {
  await withPartner([], async (url) => {
    const { port } = new URL(url);
    const taken = await paycert(['simulate', 'partner', '--port', port]);
    assert.equal(taken.code, 2);
    assert.match(taken.stderr, new RegExp(`${port} \\(EADDRINUSE\\).*--port 0`));
    const profile = join(scratch(), 'p.json');
    writeFileSync(profile, JSON.stringify({ partner: { url, accounts: { payable: ['4957835959'], paid: ['1'] } } }));
    assert.match((await paycert(['doctor', '--profile', profile])).stdout, /partner\.accounts\.paid[^]*kind: order/);
  });
});

test('Ctrl-C ends a run in good order, with its record', async () => {
  const out = scratch();
  await withPartner(['--variation', 'slow'], async (url) => {
    const run = startPaycert(['certify', url, '--account', '4957835959', '--out', out]);
    for (;;) {
      if (existsSync(join(out, 'record.jsonl')) && readFileSync(join(out, 'record.jsonl'), 'utf8').split('"type":"exchange"').length > 20) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    run.signal('SIGINT');
    const { code, stderr } = await run.ended;
    assert.equal(code, 130, stderr);
    const end = recordIn(out).at(-1)!;
    assert.equal(end.type, 'end');
    assert.ok(end.type === 'end' && end.interrupted && end.verdict === 'incomplete');
    assert.ok(existsSync(join(out, 'report.json')));
  });
});

test('a killed run leaves a record that can be read', async () => {
  const out = scratch();
  await withPartner(['--variation', 'slow'], async (url) => {
    const run = startPaycert(['certify', url, '--account', '4957835959', '--out', out]);
    const lines = () => (existsSync(join(out, 'record.jsonl')) ? readFileSync(join(out, 'record.jsonl'), 'utf8').split('\n').length : 0);
    while (lines() <= 250) await new Promise((resolve) => setTimeout(resolve, 50));
    run.signal('SIGKILL');
    await run.ended;
    assert.ok(recordIn(out).length >= 250);
  });
});

test('secret headers are in none of the outputs, though the partner needs them', async () => {
  const folder = scratch();
  const canary = 'Q0FOQVJZLXNlY3JldC00Mg==';
  const out = join(folder, 'r');
  await withPartner(['--fault', 'repeat-answered-3'], async (url) => {
    const profile = join(folder, 'p.json');
    writeFileSync(
      profile,
      JSON.stringify({ partner: { url, accounts: { payable: ['4957835959'] }, headers: { Authorization: `Basic ${canary}`, 'X-Pin': '77' } } }),
    );
    const { code, stdout, stderr } = await paycert(['certify', '--profile', profile, '--out', out]);
    assert.equal(code, 1);
    const files = ['record.jsonl', 'report.json', 'report.html'].map((name) => readFileSync(join(out, name), 'utf8'));
    for (const text of [stdout, stderr, ...files]) {
      assert.ok(!text.includes(canary));
      assert.doesNotMatch(text, /X-Pin: 77/);
    }
    assert.match(files[0]!, /‹secret›/);
  });
});
