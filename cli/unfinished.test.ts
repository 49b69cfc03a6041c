import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readRecord, type Certification, type RecordEvent } from '../harness/index.ts';
import { validateRegistry } from '../schemas/index.ts';
import { writeRegistries } from './books.ts';
import { reportCommand } from './report.ts';
import { certifySimulated, scratch, seedOf } from './run.testing.ts';
import { certifyClient } from './selftest/client-run.ts';
import { certifyOperator } from './selftest/simulated-run.ts';

/** A run that was killed after its last answer, before it wrote its money down: its books are those that it would have written. */

const MONEY: ReadonlySet<RecordEvent['type']> = new Set(['payment', 'refund', 'end']);

/** The record as a kill leaves it, in a folder of its own. */
function killed({ events }: Certification, left: (event: RecordEvent) => boolean = ({ type }) => !MONEY.has(type)): string {
  const folder = scratch();
  const lines = events.filter(left).map((event) => `${JSON.stringify(event)}\n`);
  writeFileSync(join(folder, 'record.jsonl'), lines.join(''));
  return folder;
}

/** Registries and refunds of the whole run, and those that `paycert report` makes of the killed one. */
async function books(run: Certification, folder: string) {
  const whole = scratch();
  writeRegistries(run.events, whole);
  assert.equal(await reportCommand({ dir: folder, format: 'json' }, 'en'), 0);
  const read = (where: string, name: string) => (existsSync(join(where, name)) ? readFileSync(join(where, name), 'utf8') : undefined);
  return ['registry.csv', 'registry.json', 'refunds.csv'].map((name) => ({ name, whole: read(whole, name), killed: read(folder, name) }));
}

for (const [name, args] of Object.entries({
  'a partner with accounts': { kind: 'balance', answers: 'xml' },
  'a partner with orders': { kind: 'order', answers: 'json' },
  'a partner that credits a repeat': { fault: 'no-lock' },
} as const))
  test(`${name}: the registry is what certify would have written, and says that the run broke off`, async () => {
    const run = await certifySimulated({ ...args, seed: seedOf(0) });
    const folder = killed(run);
    const [csv, json, refunds] = await books(run, folder);
    assert.ok(csv!.whole!.split('\r\n').length > 10);
    assert.equal(csv!.killed, csv!.whole);
    const made = JSON.parse(json!.killed!) as { unfinished?: true };
    assert.deepEqual(validateRegistry(made), []);
    assert.deepEqual(made, { ...(JSON.parse(json!.whole!) as object), unfinished: true });
    assert.deepEqual([refunds!.whole, refunds!.killed], [undefined, undefined]);
  });

test('what the record lists already is not told twice', async () => {
  const run = await certifySimulated({ kind: 'balance', answers: 'xml', seed: seedOf(0) }, { filter: { suites: ['pay'] } });
  let listed = 0;
  const folder = killed(run, (event) => event.type !== 'end' && (event.type !== 'payment' || ++listed <= 5));
  const { events, unfinished } = readRecord(join(folder, 'record.jsonl'));
  assert.equal(unfinished, true);
  const idsOf = (of: readonly RecordEvent[]) => of.flatMap((event) => (event.type === 'payment' ? [event.txn_id] : [])).sort();
  assert.ok(listed > 5);
  assert.deepEqual(idsOf(events), idsOf(run.events));
});

test('an operator’s Refund API: its refunds with their fees', async () => {
  const run = await certifyOperator({ seed: seedOf(0) }, { folder: scratch(), section: { feePercent: '0.95' } });
  const [, , refunds] = await books(run, killed(run));
  assert.ok(refunds!.whole!.split('\r\n').length > 5);
  assert.equal(refunds!.killed, refunds!.whole);
});

test('a client of the Refund API: what it was told of its refunds', async () => {
  const cases = ['refund.comes', 'refund.partial', 'refund.told-failed'];
  const run = await certifyClient({ seed: 's', folder: scratch(), filter: { cases } });
  const told = (of: readonly RecordEvent[]) =>
    of.flatMap((event) => (event.type === 'refund' ? [[event.payment, event.refund, event.sum, event.state]] : []));
  const folder = killed(run);
  assert.ok(told(run.events).length >= 2);
  assert.deepEqual(told(readRecord(join(folder, 'record.jsonl')).events).sort(), told(run.events).sort());
});

test('a finished run’s books are left alone in its folder, and made elsewhere', async () => {
  const run = await certifySimulated({ kind: 'balance', answers: 'xml', seed: seedOf(0) }, { filter: { cases: ['pay.credits'] } });
  const folder = killed(run, () => true);
  writeFileSync(join(folder, 'registry.csv'), 'mine');
  const out = scratch();
  for (const where of [folder, out]) await reportCommand({ dir: folder, format: 'json', out: where }, 'en');
  assert.equal(readFileSync(join(folder, 'registry.csv'), 'utf8'), 'mine');
  assert.deepEqual(readdirSync(out).sort(), ['registry.csv', 'registry.json', 'report.json']);
  assert.equal((JSON.parse(readFileSync(join(out, 'registry.json'), 'utf8')) as { unfinished?: true }).unfinished, undefined);
});
