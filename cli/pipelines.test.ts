import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { cpSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { UsageError } from '../harness/index.ts';
import { validateReport } from '../schemas/index.ts';
import { makeChain } from '../reports/certificate/chain.testing.ts';
import { afterRun } from './after-run.ts';
import { verifyCommand } from './certificate.ts';
import { refusedIn } from './published.testing.ts';
import { reportCommand } from './report.ts';
import { paycert, scratch, startPaycert, type Started } from './run.testing.ts';

/** The program as a pipeline meets it: reports made again, certificates, waivers, comparison. */

const ALL = 'json,html,pdf,junit,md,sarif,ctrf';
const FILES = ['report.json', 'report.html', 'report.pdf', 'junit.xml', 'report.md', 'report.sarif', 'ctrf.json'];
const home = scratch();
const at = (...names: string[]) => join(home, ...names);
const good = at('good.yaml');
const bad = at('bad.yaml');
const partners: Started[] = [];

async function partner(profile: string, ...args: string[]): Promise<void> {
  const started = startPaycert(['simulate', 'partner', '--write-profile', profile, ...args]);
  partners.push(started);
  await started.said(/^Profile: /m);
}

interface Report {
  verdict: string;
  summary: { failed: number };
  cases: { id: string; verdict: string; waived?: object; tries?: string[]; again?: { number: number; verdict: string; findings: object[] }[] }[];
  waivers: object[];
  reasonKeys: string[];
}
const reportIn = (folder: string) => JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report;

/** Three runs that the tests look at from all sides: signed and certified, with a fault, and with a fault that one chapter shows. */
before(async () => {
  await Promise.all([partner(good), partner(bad, '--fault', 'extra-fields-refused')]);
  assert.equal((await paycert(['keygen', '--out', at('keys')])).code, 0);
  const runs = await Promise.all([
    paycert(['certify', '--profile', good, '--out', at('good'), '--format', ALL, '--sign', at('keys', 'paycert.pem')]),
    paycert(['certify', '--profile', bad, '--out', at('bad'), '--format', ALL, '--sign', at('keys', 'paycert.pem'), '--valid-days', '7']),
  ]);
  assert.deepEqual(
    runs.map(({ code }) => code),
    [0, 1],
    runs.map(({ stderr }) => stderr).join('\n'),
  );
});
after(async () => {
  for (const each of partners) each.signal('SIGTERM');
  await Promise.all(partners.map(({ ended }) => ended));
});

const copyOf = (run: string) => {
  const folder = scratch();
  cpSync(at(run), folder, { recursive: true });
  return folder;
};

describe('paycert report', () => {
  test('makes the same bytes again, and the same facts in another language', async () => {
    const out = scratch();
    assert.equal((await paycert(['report', at('bad'), '--format', ALL, '--out', out])).code, 0);
    for (const name of FILES) assert.ok(readFileSync(join(out, name)).equals(readFileSync(at('bad', name))), name);
    await paycert(['report', at('bad'), '--format', 'json', '--lang', 'kk', '--out', out]);
    const [kk, en] = [reportIn(out), reportIn(at('bad'))];
    assert.deepEqual([kk.verdict, kk.summary, kk.reasonKeys], [en.verdict, en.summary, en.reasonKeys]);
  });

  test('is valid by the schemas that the formats’ owners publish', () => {
    for (const run of ['good', 'bad']) assert.deepEqual(refusedIn(at(run)), [], run);
  });

  test('of a record that was cut short is incomplete and says so', async () => {
    const folder = copyOf('good');
    const file = join(folder, 'record.jsonl');
    truncateSync(file, Math.floor(statSync(file).size * 0.6));
    const out = scratch();
    const { code, stdout, stderr } = await paycert(['report', folder, '--format', 'list,json,junit,sarif,ctrf', '--out', out]);
    assert.equal(code, 0);
    assert.deepEqual(refusedIn(out), []);
    assert.match(stdout, /No verdict: the run is incomplete/);
    assert.match(stderr, /last line of the record broke off/);
    assert.equal(reportIn(out).verdict, 'incomplete');
    assert.deepEqual(validateReport(reportIn(out)), []);
    assert.match(readFileSync(join(out, 'junit.xml'), 'utf8'), /<error message="No verdict/);
  });

  test('never writes over what a certificate is over', async () => {
    const folder = copyOf('good');
    const { code, stderr } = await paycert(['report', folder, '--format', 'html', '--lang', 'ru']);
    assert.equal(code, 2);
    assert.match(stderr, /report\.html.*--out/);
    assert.equal((await paycert(['verify', join(folder, 'certificate.json'), '--trust', at('keys', 'paycert.pub.pem')])).code, 0);
    assert.equal((await paycert(['report', folder, '--format', ALL])).code, 0, 'the same bytes may be written again');
  });

  test('of what is no record is wrong usage', async () => {
    const folder = scratch();
    const report = () => reportCommand({ dir: folder, format: 'json' }, 'en');
    await assert.rejects(report, /usage\.no-record/);
    writeFileSync(join(folder, 'record.jsonl'), '{"type":"run"}\n');
    await assert.rejects(report, /usage\.record-event place=.*record\.jsonl:1/);
    assert.ok(!existsSync(join(folder, 'report.json')));
  });
});

test('no line of a summary is a command to GitHub, and annotations are', async () => {
  const { stdout } = await paycert(['report', at('bad'), '--format', 'list,github', '--out', scratch()], { GITHUB_ACTIONS: 'true' });
  const [, word] = /^::stop-commands::([0-9a-f]{32})$/m.exec(stdout)!;
  assert.match(stdout, new RegExp(`^::stop-commands::${word}\\n[^]*Not certified[^]*\\n::${word}::\\n::error title=paycert%3A Not certified::`));
});

describe('certificates', () => {
  const verify = (file: string, trust: string) => paycert(['verify', file, '--trust', trust]);

  test('keys are private, and never overwritten', async () => {
    assert.equal(statSync(at('keys', 'paycert.pem')).mode & 0o777, 0o600);
    const before = readFileSync(at('keys', 'paycert.pem'));
    const { code, stderr } = await paycert(['keygen', '--out', at('keys')]);
    assert.equal(code, 2);
    assert.match(stderr, /never overwritten/);
    assert.ok(before.equals(readFileSync(at('keys', 'paycert.pem'))));
  });

  test('0 for a certified run, 1 for one that is not, with words for both', async () => {
    const certified = await verify(at('good', 'certificate.json'), at('keys', 'paycert.pub.pem'));
    assert.deepEqual([certified.code, /Valid: signed by a key that you trust/.test(certified.stdout)], [0, true]);
    const failed = await verify(at('bad', 'certificate.json'), at('keys', 'paycert.pub.pem'));
    assert.deepEqual([failed.code, /the verdict is not a certificate: Not certified/.test(failed.stdout)], [1, true]);
  });

  test('a changed byte in any file beside it, and a certificate of another run', async () => {
    const folder = copyOf('good');
    const trust = at('keys', 'paycert.pub.pem');
    const statement = JSON.parse(
      Buffer.from((JSON.parse(readFileSync(join(folder, 'certificate.json'), 'utf8')) as { payload: string }).payload, 'base64url').toString(),
    ) as {
      files: Record<string, string>;
      selftestDigest: string;
    };
    assert.deepEqual(Object.keys(statement.files).sort(), ['record.jsonl', 'registry.csv', 'registry.json', ...FILES].sort());
    assert.match(statement.selftestDigest, /^sha256:[0-9a-f]{64}$/);
    for (const [name, says] of [
      ['record.jsonl', /tampered/],
      ['report.html', /report\.html has been changed or swapped/],
    ] as const) {
      const bytes = readFileSync(join(folder, name));
      const middle = bytes.length >> 1;
      writeFileSync(join(folder, name), Buffer.concat([bytes.subarray(0, middle), Buffer.from([bytes[middle]! ^ 1]), bytes.subarray(middle + 1)]));
      const { code, stdout } = await verify(join(folder, 'certificate.json'), trust);
      assert.equal(code, 1, name);
      assert.match(stdout, says);
      writeFileSync(join(folder, name), bytes);
    }
    cpSync(at('bad', 'certificate.json'), join(folder, 'certificate.json'));
    assert.match((await verify(join(folder, 'certificate.json'), trust)).stdout, /tampered[^]*Not valid/);
  });

  test('another key, no key, no file', async () => {
    const others = at('others');
    await paycert(['keygen', '--out', others]);
    const unknown = await verify(at('good', 'certificate.json'), join(others, 'paycert.pub.pem'));
    assert.deepEqual([unknown.code, /unknown key/.test(unknown.stdout)], [1, true]);
    const table: [string, string, RegExp][] = [
      [at('good', 'certificate.json'), at('keys', 'paycert.pem'), /usage\.trust/],
      [at('good', 'certificate.json'), at('none.pem'), /usage\.file-missing option=--trust .*usage\.hint-key/],
      [at('none.json'), at('keys', 'paycert.pub.pem'), /usage\.file-missing option=FILE/],
    ];
    for (const [file, trust, says] of table) await assert.rejects(verifyCommand({ file, trust, format: 'text' }, 'en'), says);
    const json = JSON.parse(
      (await paycert(['verify', at('good', 'report.json'), '--trust', at('keys', 'paycert.pub.pem'), '--format', 'json'])).stdout,
    ) as {
      valid: boolean;
      problems: { key: string }[];
    };
    assert.deepEqual([json.valid, json.problems[0]!.key], [false, 'verify.malformed']);
  });

  test('a chain to a root, and a key behind a password', async () => {
    const { root, signer, key } = makeChain();
    const folder = scratch();
    const pem = createPrivateKey(key).export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'correct horse' });
    for (const [name, text] of Object.entries({
      'key.pem': `${pem.toString()}${signer}`,
      'root.pem': root,
      password: 'correct horse\n',
      'mixed.pem': `${key}${makeChain().signer}`,
    }))
      writeFileSync(join(folder, name), text);
    const certify = (file: string, ...more: string[]) =>
      paycert([
        'certify',
        '--profile',
        good,
        '--suite',
        'preflight',
        '--out',
        join(folder, 'run'),
        '--format',
        'json',
        '--sign',
        join(folder, file),
        ...more,
      ]);
    const [right, mixed, locked] = await Promise.all([
      certify('key.pem', '--sign-password-file', join(folder, 'password')),
      certify('mixed.pem'),
      certify('key.pem'),
    ]);
    assert.equal(right.code, 3, right.stderr);
    assert.match(
      (await verify(join(folder, 'run', 'certificate.json'), join(folder, 'root.pem'))).stdout,
      /signature and the files are right, but the verdict is not a certificate/,
    );
    assert.deepEqual([mixed.code, /not that of the key/.test(mixed.stderr)], [2, true]);
    assert.deepEqual([locked.code, /--sign-password-file/.test(locked.stderr)], [2, true]);
  });

  test('a wrong key costs no run', async () => {
    const out = scratch();
    const key = at('keys', 'paycert.pem');
    const rsa = join(out, 'rsa.pem');
    writeFileSync(rsa, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const table: [Omit<Parameters<typeof afterRun>[0], 'out'>, RegExp][] = [
      [{ sign: join(out, 'none.pem') }, /usage\.file-missing option=--sign .*usage\.hint-key/],
      [{ sign: at('keys', 'paycert.pub.pem') }, /usage\.key-unreadable/],
      [{ sign: good }, /usage\.key-password/],
      [{ sign: rsa }, /usage\.key-kind .*rsa/],
      [{ validDays: 7 }, /usage\.sign-first/],
      [{ sign: key, validDays: 0 }, /usage\.valid-days/],
      [{ sign: key, validDays: 1.5 }, /usage\.valid-days/],
      [{ waivers: join(out, 'none.yaml') }, /usage\.file-missing option=--waivers /],
      [{ baseline: out }, /usage\.no-record option=--baseline /],
    ];
    for (const [args, says] of table) assert.throws(() => afterRun({ out, ...args }, 'en', '0.0.0'), says);
    const { code, stderr } = await paycert(['certify', '--profile', good, '--out', join(out, 'run'), '--sign', rsa]);
    assert.equal(code, 2);
    assert.match(stderr, /the key is rsa.*keygen/);
    assert.ok(!existsSync(join(out, 'run')));
  });
});

describe('waivers', () => {
  const file = at('waivers.yaml');
  const rest = 'reason: agreed until release 7, owner: A. Bekova, ticket: PAY-17, expiry: "2999-12-31"';
  const certify = (profile: string, out: string, ...more: string[]) =>
    paycert(['certify', '--profile', profile, '--out', out, '--format', 'list,json,junit,sarif,ctrf', '--waivers', file, ...more]);

  test('all failures waived: certified with remarks, exit 0, signed with the waivers in it; the record is untouched', async () => {
    writeFileSync(file, `waivers:\n  - { case: transport.extra-fields-in-check, ${rest} }\n  - { case: transport.extra-fields-in-pay, ${rest} }\n`);
    const out = scratch();
    const { code, stdout } = await certify(bad, out, '--sign', at('keys', 'paycert.pem'));
    assert.equal(code, 0);
    assert.match(stdout, /Waived 2[^]*Waived until 2999-12-31 by A\. Bekova \(PAY-17\)[^]*Certified with remarks/);
    const report = reportIn(out);
    assert.deepEqual(validateReport(report), []);
    assert.equal(report.verdict, 'certified-with-remarks');
    assert.equal(report.summary.failed, 2);
    assert.deepEqual(refusedIn(out), []);
    for (const each of report.cases.filter(({ verdict }) => verdict === 'failed')) assert.ok(each.waived, each.id);
    assert.match(readFileSync(join(out, 'record.jsonl'), 'utf8').trimEnd().split('\n').at(-1)!, /"verdict":"not-certified"/);
    const verified = await paycert(['verify', join(out, 'certificate.json'), '--trust', at('keys', 'paycert.pub.pem')]);
    assert.equal(verified.code, 0);
    assert.match(verified.stdout, /waived: transport\.extra-fields-in-pay: .*PAY-17/);
    const again = scratch();
    await reportCommand({ dir: out, format: 'json', out: again, waivers: file }, 'en');
    assert.ok(readFileSync(join(again, 'report.json')).equals(readFileSync(join(out, 'report.json'))));
  });

  test('stale or expired: exit 2, and only the stale one needs a run to be known', async () => {
    writeFileSync(file, `waivers:\n  - { case: repeats.in-turn, ${rest} }\n`);
    const out = join(scratch(), 'run');
    const stale = await certify(good, out, '--case', 'repeats.in-turn');
    assert.equal(stale.code, 2);
    assert.match(stale.stderr, /repeats\.in-turn is stale[^]*PAY-17/);
    assert.equal(reportIn(out).verdict, 'incomplete', 'the reports are there all the same');
    const again = scratch();
    await assert.rejects(reportCommand({ dir: at('good'), format: 'json', out: again, waivers: file }, 'en'), UsageError);
    assert.equal(reportIn(again).verdict, 'certified');
    writeFileSync(file, `waivers:\n  - { case: repeats.in-turn, ${rest.replace('2999', '2020')} }\n`);
    const expired = await certify(good, join(out, 'more'));
    assert.equal(expired.code, 2);
    assert.match(expired.stderr, /waivers\.yaml:2:5: .*expired on 2020-12-31/);
    assert.ok(!existsSync(join(out, 'more')));
  });
});

describe('compare and baseline', () => {
  test('1 when something new fails, 0 when not; as text, JSON and Markdown', async () => {
    const worse = await paycert(['compare', at('good'), at('bad')]);
    assert.deepEqual([worse.code, /Newly failing \d+/.test(worse.stdout)], [1, true]);
    const better = await paycert(['compare', at('bad'), at('good'), '--format', 'md']);
    assert.deepEqual([better.code, /## Fixed/.test(better.stdout)], [0, true]);
    const json = JSON.parse((await paycert(['compare', at('bad'), at('bad'), '--format', 'json'])).stdout) as { still: object[]; fails: boolean };
    assert.deepEqual([json.fails, json.still.length], [false, reportIn(at('bad')).summary.failed]);
  });

  test('waivers set aside what is new; stale, expired and matching nothing end with 2', async () => {
    const file = join(scratch(), 'waivers.yaml');
    const rest = 'reason: agreed, owner: A. Bekova, ticket: PAY-17, expiry: "2999-12-31"';
    const compare = (text: string, before: string, after: string, ...more: string[]) => {
      writeFileSync(file, text);
      return paycert(['compare', at(before), at(after), '--waivers', file, ...more]);
    };
    const both = ['check', 'pay'].map((name) => `- { case: transport.extra-fields-in-${name}, ${rest} }\n`);
    const aside = await compare(both.join(''), 'good', 'bad', '--format', 'json');
    const { fails, waived, new: fresh } = JSON.parse(aside.stdout) as { fails: boolean; waived: { case: string }[]; new: object[] };
    assert.deepEqual([aside.code, fails, waived.length, fresh.length], [0, false, 2, 0]);
    const half = await compare(both[0]!, 'good', 'bad');
    assert.deepEqual([half.code, /Newly failing 1[^]*Waived 1/.test(half.stdout)], [1, true]);
    const stale = await compare(`- { case: repeats.in-turn, ${rest} }\n`, 'good', 'bad');
    assert.deepEqual([stale.code, /Newly failing 2/.test(stale.stdout), /repeats\.in-turn is stale/.test(stale.stderr)], [2, true, true]);
    for (const [text, says] of [
      [both[0]!.replace('2999', '2020'), /expired on 2020-12-31/],
      [`- { case: repeats.never, ${rest} }\n`, /repeats\.never/],
    ] as const) {
      const { code, stdout, stderr } = await compare(text, 'good', 'bad');
      assert.deepEqual([code, stdout, says.test(stderr)], [2, '', true]);
    }
  });

  test('certify fails on what is new alone, and tries that again', async () => {
    const [old, fresh] = [scratch(), scratch()];
    const [same, worse] = await Promise.all([
      paycert(['certify', '--profile', bad, '--out', old, '--format', 'json', '--baseline', at('bad')]),
      paycert(['certify', '--profile', bad, '--out', fresh, '--format', 'json', '--baseline', at('good'), '--case', 'transport.extra-fields-in-pay']),
    ]);
    assert.equal(same.code, 0, same.stderr);
    assert.equal(reportIn(old).verdict, 'not-certified', 'the verdict is not the baseline’s');
    assert.match(same.stderr, /Nothing fails that did not fail before/);
    assert.ok(reportIn(old).cases.every(({ tries }) => tries === undefined));
    assert.equal(worse.code, 1);
    assert.match(worse.stderr, /transport\.extra-fields-in-pay: passed → failed\n\s+broken: failed in 3 of 3 tries/);
    assert.deepEqual(reportIn(fresh).cases.find(({ id }) => id === 'transport.extra-fields-in-pay')!.tries, ['failed', 'failed', 'failed']);
    const again = reportIn(fresh).cases.flatMap((each) => each.again ?? []);
    assert.deepEqual(
      again.map(({ number, verdict, findings }) => [number, verdict, findings.length > 0]),
      [
        [2, 'failed', true],
        [3, 'failed', true],
      ],
    );
    assert.deepEqual(validateReport(reportIn(fresh)), []);
  });
});
