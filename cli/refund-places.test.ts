import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Certification } from '../harness/index.ts';
import type { Lost } from '../simulators/refund-client/wire.ts';
import { withSystem } from './refund-system.testing.ts';
import { scratch } from './run.testing.ts';
import { certifyClient } from './selftest/client-run.ts';

/** What a client is told and where it calls: a port that is closed for a while, one fixed address, an amount of its own. */

/** Below those that the system gives away by itself, to one of the tests beside this one perhaps, before it is used. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 20_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}

const WHO = { login: 'shop', password: 'doors' };
const CASES = ['operator-refuses', 'success-is-final', 'cut-taken', 'silence', 'accept-asked', 'partial'].map((id) => `refund.${id}`);
const SHUT = 'refund.operator-refuses';

const passed = ({ events }: Certification) => events.flatMap((event) => (event.type === 'case' && event.verdict === 'passed' ? [event.id] : []));
const calls = ({ events }: Certification) => events.filter((event) => event.type === 'exchange');

/** Certifies a client that notes how its calls were lost. */
async function certifyNoting(listen: string): Promise<{ run: Certification; lost: Lost[] }> {
  const lost: Lost[] = [];
  let run: Certification | undefined;
  const habits = {
    unknown: (how: Lost) => {
      lost.push(how);
      return 'repeat' as const;
    },
  };
  await withSystem(
    { ...WHO, habits, pollMs: 100, timeoutMs: 1_000 },
    () => {},
    async (url) => {
      run = await certifyClient({ seed: 's', folder: scratch(), filter: { cases: CASES }, more: { ...WHO, listen, trigger: { url } } });
    },
  );
  return { run: run!, lost };
}

for (const [listen, what] of [
  ['a port of the profile', 'alone and last, on that port'],
  ['any port', 'beside the others, on a port of its own'],
] as const) {
  test(`${listen} is closed and opened again: ${what}`, async () => {
    const port = listen === 'any port' ? 0 : await freePort();
    const { run, lost } = await certifyNoting(`127.0.0.1:${port}`);
    assert.deepEqual(passed(run).toSorted(), CASES.toSorted());
    assert.ok(lost.includes('refused'), `nobody was refused: ${lost.join()}`);
    const all = calls(run);
    const [shut, others] = [all.filter((each) => each.case === SHUT), all.filter((each) => each.case !== SHUT)];
    const ports = new Set(all.map(({ to }) => to.port));
    if (port === 0) {
      assert.equal(ports.size, 2);
      assert.equal(new Set(shut.map(({ to }) => to.port)).size, 1, 'opened again on the same port');
    } else {
      assert.deepEqual([...ports], [port]);
      const begun = Math.min(...shut.map(({ at }) => Date.parse(at)));
      assert.ok(
        others.every(({ at, timing }) => Date.parse(at) + Math.floor(timing.totalMs) <= begun + 1),
        'nobody else is disturbed',
      );
    }
    assert.equal(new Set(all.map(({ connection }) => connection.id)).size, all.length, 'a connection a call, each with a number of its own');
  });
}

test('a client with one fixed address meets the closed port as well', async () => {
  const port = await freePort();
  const client = fileURLToPath(new URL('../dist/simulators/refund-client/cli.js', import.meta.url));
  const words = [process.execPath, client, `http://127.0.0.1:${port}`, '{paymentId}', '{amount}', '{reason}'];
  const trigger = [...words, '--login', WHO.login, '--password', WHO.password, '--poll', '150', '--timeout', '1000'].join(' ');
  const run = await certifyClient({
    seed: 's',
    folder: scratch(),
    filter: { cases: [SHUT, 'refund.success-is-final', 'refund.cut-taken'] },
    more: { ...WHO, listen: `127.0.0.1:${port}`, trigger },
  });
  assert.deepEqual(passed(run).toSorted(), ['refund.cut-taken', SHUT, 'refund.success-is-final'].toSorted());
  assert.equal(calls(run).at(-1)?.case, SHUT);
});

test('a client that is not told the amount chooses it, and is held to its own', async () => {
  const client = fileURLToPath(new URL('../dist/simulators/refund-client/cli.js', import.meta.url));
  const words = [
    process.execPath,
    client,
    '{baseUrl}',
    '{paymentId}',
    '7000',
    'x',
    '--login',
    WHO.login,
    '--password',
    WHO.password,
    '--poll',
    '150',
  ];
  const cases = ['comes', 'cut-taken', 'partial', 'reason-kazakh'].map((id) => `refund.${id}`);
  const ends = async (...more: string[]) => {
    const trigger = [...words, ...more].join(' ');
    const { events } = await certifyClient({ seed: 's', folder: scratch(), filter: { cases }, more: { ...WHO, trigger } });
    return cases.map((id) => events.flatMap((event) => (event.type === 'case' && event.id === id ? [event.verdict] : [])).join());
  };
  assert.deepEqual(await ends(), ['passed', 'passed', 'skipped', 'skipped']);
  assert.deepEqual(await ends('--fault', 'filed-anew'), ['passed', 'failed', 'skipped', 'skipped']);
});
