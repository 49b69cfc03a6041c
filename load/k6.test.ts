import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startPartner, type PartnerOptions } from '../simulators/index.ts';

/** The script for k6, run by a shim of its API: what it asks and how it judges. k6 itself is not run here. */

const SHIM = fileURLToPath(new URL('k6-shim.testing.ts', import.meta.url));
const SCRIPT = fileURLToPath(new URL('k6/payments.ts', import.meta.url));

interface Told {
  checks: Record<string, [number, number]>;
  counters: Record<string, number>;
  options: { scenarios: Record<string, { executor: string }>; thresholds: Record<string, string[]> };
  files: string[];
}

async function run(options: PartnerOptions, env: Record<string, string> = {}): Promise<Told & { ledger: string[] }> {
  const partner = await startPartner(options);
  try {
    const args = ['--import', 'tsx', SHIM, SCRIPT, '6'];
    const given = { ...process.env, URL: partner.url, ACCOUNT: '4957835959', FIRST: '41250317899', ...env };
    const { stdout } = await promisify(execFile)(process.execPath, args, { env: given, timeout: 30_000 });
    return { ...(JSON.parse(stdout) as Told), ledger: partner.ledger().map(({ txn_id }) => txn_id) };
  } finally {
    await partner.close();
  }
}

test('against the reference every check of the script holds, and each payment is made once under its own number', async () => {
  const { checks, counters, options, files, ledger } = await run({}, { SHAPE: 'pace' });
  assert.deepEqual(
    Object.values(checks),
    Array.from({ length: 5 }, () => [6, 0]),
  );
  assert.deepEqual(counters, { answers_wrong: 0, payments_credited: 6 });
  assert.deepEqual(
    ledger,
    [0, 1, 2, 3, 4, 5].map((turn) => `41250317899${String(turn).padStart(7, '0')}`),
  );
  assert.deepEqual([Object.values(options.scenarios).map(({ executor }) => executor), files], [['constant-arrival-rate'], ['summary.json']]);
});

test('a partner whose numbers go through a double is told', async () => {
  const { counters, checks } = await run({ fault: 'txn-id-through-double' });
  assert.ok(counters['answers_wrong']! > 0);
  assert.ok(checks['the txn_id of this payment']![1] > 0);
});
