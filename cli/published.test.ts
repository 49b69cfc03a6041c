import assert from 'node:assert/strict';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { refusedIn } from './published.testing.ts';
import { paycert, recordIn, scratch, withPartner } from './run.testing.ts';

/** Reports of real runs of every kind against the schemas that the formats' owners publish; `pipelines.test.ts` has the others. */

const FORMATS = ['--format', 'junit,sarif,ctrf'];
const CASE = 'transport.extra-fields-in-check';

const verdictIn = (folder: string) => recordIn(folder).find((event) => event.type === 'end')!.verdict;

test('certified with remarks', async () => {
  const out = join(scratch(), 'remarks');
  const { code, stderr } = await paycert(['demo', '--variation', 'extra-elements', '--out', out, ...FORMATS]);
  assert.equal(code, 0, stderr);
  assert.equal(verdictIn(out), 'certified-with-remarks');
  assert.deepEqual(refusedIn(out), []);
});

test('incomplete, and flaky: what fails at its first try and passes later', async () => {
  const home = scratch();
  await withPartner([], (good) =>
    withPartner(['--fault', 'extra-fields-refused'], async (bad) => {
      const server = createServer(onceTo(bad, good));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      try {
        const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/payment_app.cgi`;
        const run = (out: string, address: string, ...more: string[]) =>
          paycert(['certify', address, '--account', '4957835959', '--case', CASE, '--out', join(home, out), ...FORMATS, ...more]);
        assert.equal((await run('before', good)).code, 3);
        assert.equal(verdictIn(join(home, 'before')), 'incomplete');
        const { code, stderr } = await run('flaky', url, '--baseline', join(home, 'before'));
        assert.match(stderr, /flaky: failed in 1 of 3 tries/);
        assert.equal(code, 1);
        for (const folder of ['before', 'flaky']) assert.deepEqual(refusedIn(join(home, folder)), [], folder);
      } finally {
        server.closeAllConnections();
        server.close();
      }
    }),
  );
});

/** The first request with a field that no specification names goes to `bad`, which refuses it; all others go to `good`. */
function onceTo(bad: string, good: string) {
  let refused = false;
  const known = new Set(['command', 'txn_id', 'account', 'sum', 'txn_date']);
  return (asked: IncomingMessage, answer: ServerResponse) => {
    const { search, searchParams } = new URL(asked.url ?? '/', 'http://x');
    const odd = [...searchParams.keys()].some((name) => !known.has(name));
    const to = odd && !refused ? bad : good;
    refused ||= odd;
    request(`${to}${search}`, (from) => {
      answer.writeHead(from.statusCode ?? 502, from.headers);
      from.pipe(answer);
    }).end();
  };
}
