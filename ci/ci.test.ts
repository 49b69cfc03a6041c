import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { startPaycert, type Started } from '../cli/run.testing.ts';

/** The templates of pipelines: their script parts are run here, as their hosts would run them. */

const HERE = fileURLToPath(new URL('.', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'paycert-ci-'));
const [good, bad] = [join(home, 'good.yaml'), join(home, 'bad $(touch hacked).yaml')];
const partners: Started[] = [];

before(async () => {
  await Promise.all(
    [[good], [bad, '--fault', 'silent-second-credit']].map(async ([profile, ...args]) => {
      const started = startPaycert(['simulate', 'partner', '--write-profile', profile, ...args]);
      partners.push(started);
      await started.said(/^Profile: /m);
    }),
  );
});
after(async () => {
  for (const each of partners) each.signal('SIGTERM');
  await Promise.all(partners.map(({ ended }) => ended));
  rmSync(home, { recursive: true });
});

/** Runs shell text with this environment and little else. */
function sh(script: string, env: Record<string, string>, cwd: string): Promise<{ code: number | null; out: string }> {
  const child = spawn('sh', ['-e', '-c', script], { cwd, env: { PATH: process.env['PATH'] ?? '', HOME: home, NO_COLOR: '1', ...env } });
  let out = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => void (out += text));
  return new Promise((resolve) => void child.on('close', (code) => resolve({ code, out })));
}

const scratch = (name: string) => {
  const folder = join(home, name);
  mkdirSync(folder);
  return folder;
};

describe('GitHub', () => {
  interface Action {
    inputs: Record<string, { default?: string; required?: boolean }>;
    runs: { steps: { run?: string; env?: Record<string, string>; uses?: string }[] };
  }
  const action = parse(readFileSync(join(HERE, 'github/action.yml'), 'utf8')) as Action;

  /** The steps of the composite action, with inputs put where the host would put them. */
  async function run(inputs: Record<string, string>, cwd: string) {
    const valueOf = (name: string) => inputs[name] ?? action.inputs[name]?.default ?? '';
    const files = { GITHUB_OUTPUT: join(cwd, 'output'), GITHUB_STEP_SUMMARY: join(cwd, 'summary') };
    let out = '';
    for (const { run: script, env = {} } of action.runs.steps) {
      if (script === undefined) continue;
      const given = Object.fromEntries(
        Object.entries(env).map(([name, value]) => [name, value.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, input: string) => valueOf(input))]),
      );
      const step = await sh(script, { GITHUB_ACTIONS: 'true', GITHUB_ACTION_PATH: join(HERE, 'github'), ...files, ...given }, cwd);
      out += step.out;
      if (step.code !== 0) return { code: step.code, out };
    }
    return { code: 0, out };
  }

  test('no input becomes a part of a command', () => {
    for (const { run: script } of action.runs.steps) assert.doesNotMatch(script ?? '', /\$\{\{/);
  });

  test('annotations, a job summary, outputs and the exit code of certify', async () => {
    const cwd = scratch('github');
    const { code, out } = await run({ profile: bad, args: '--case repeats.in-turn', out: 'my report' }, cwd);
    assert.equal(code, 1, out);
    assert.match(out, /^::error title=TP-7\.7 · repeats\.in-turn::/m);
    assert.match(readFileSync(join(cwd, 'summary'), 'utf8'), /^# ❌ Reference partner: Not certified/);
    assert.equal(readFileSync(join(cwd, 'output'), 'utf8'), 'verdict=not-certified\nexit-code=1\n');
    assert.deepEqual(
      readdirSync(join(cwd, 'my report'))
        .filter((name) => /junit|sarif|ctrf|pdf/.test(name))
        .sort(),
      ['ctrf.json', 'junit.xml', 'report.pdf', 'report.sarif'],
    );
    assert.ok(!existsSync(join(cwd, 'hacked')));
  });

  test('without a profile it says so', async () => {
    const { code, out } = await run({}, scratch('github-bare'));
    assert.deepEqual([code, /PAYCERT_PROFILE is not set/.test(out)], [2, true]);
  });
});

test('GitLab: the template’s script leaves the JUnit report where its artifacts look for it', async () => {
  const cwd = scratch('gitlab');
  const { '.paycert': job } = parse(readFileSync(join(HERE, 'gitlab/paycert.gitlab-ci.yml'), 'utf8')) as {
    '.paycert': { before_script: string[]; script: string[]; artifacts: { reports: { junit: string } } };
  };
  const env = {
    PAYCERT_HOME: join(HERE, '..'),
    PAYCERT_OUT: 'paycert-report',
    PAYCERT_PROFILE: good,
    PAYCERT_ARGS: '--suite preflight',
    PAYCERT_BASELINE: 'no-run-yet',
  };
  const { code, out } = await sh([...job.before_script, ...job.script].join('\n'), env, cwd);
  assert.equal(code, 3, out);
  assert.match(out, /no run in no-run-yet yet/);
  assert.match(readFileSync(join(cwd, job.artifacts.reports.junit), 'utf8'), /<testsuites name="paycert http:/);
});

test('cron: a quiet night moves the baseline on, a night with something new is told and does not', async () => {
  const folder = join(scratch('cron'), 'runs of paycert');
  const night = (profile: string, ...args: string[]) =>
    sh([`'${join(HERE, 'cron/nightly.sh')}'`, `'${folder}'`, `'${profile}'`, ...args].join(' '), { PAYCERT_KEEP: '5' }, home);
  const first = await night(good);
  assert.deepEqual(first, { code: 0, out: '' });
  const known = readlinkSync(join(folder, 'baseline'));
  assert.ok(existsSync(join(folder, known, 'report.html')));
  const second = await night(bad, '--case', 'repeats.in-turn');
  assert.equal(second.code, 1);
  assert.match(second.out, /repeats\.in-turn: passed → failed[^]*broken: failed in 3 of 3 tries[^]*paycert ended with 1/);
  assert.equal(readlinkSync(join(folder, 'baseline')), known);
  assert.notEqual(readlinkSync(join(folder, 'latest')), known);
  mkdirSync(join(folder, 'lock'));
  assert.equal((await night(good)).code, 3, 'never two at once');
});
