import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildReport } from '../reports/index.ts';
import { validateRegistry } from '../schemas/index.ts';
import { writeRegistries } from './books.ts';
import { CASES } from '../suites/index.ts';
import { certifySimulated, ended, inParallel, scratch, seedOf } from './run.testing.ts';

/** Three oracles over whole runs: answers, balance and the partner's ledger. */

test('every payment to the reference is credited exactly once, by three oracles', async () => {
  const { events } = await certifySimulated({ kind: 'balance', answers: 'xml', seed: seedOf(0) });
  const { money, payments } = buildReport(events, 'en');
  assert.deepEqual(money.oracles, ['answers', 'balance', 'ledger']);
  assert.ok(money.payments > 40);
  assert.deepEqual([money.creditedOnce, money.atRisk, money.paymentsAtRisk], [money.payments, '0.00', 0]);
  for (const { state, credits } of payments) if (state === 'credited') assert.deepEqual(credits, { answers: 1, balance: 1, ledger: 1 });
});

test('orders have no balance: answers and ledger tell of them', async () => {
  const { events } = await certifySimulated({ kind: 'order', answers: 'json', seed: seedOf(0) });
  const { money } = buildReport(events, 'en');
  assert.deepEqual([money.oracles, money.creditedOnce, money.paymentsAtRisk], [['answers', 'ledger'], money.payments, 0]);
});

test('what costs money is named by payment, with the sum at risk', async () => {
  const faults = [
    'credits-double',
    'credits-nothing',
    'silent-second-credit',
    'no-lock',
    'key-includes-txn-date',
    'check-wipes-payment',
    'drops-tiyn',
  ];
  const runs = await inParallel(faults, 3, async (fault) => ({ fault, run: await certifySimulated({ fault, seed: seedOf(0) }) }));
  for (const { fault, run } of runs) {
    const { money, payments, verdict } = buildReport(run.events, 'en');
    assert.equal(verdict, 'not-certified', fault);
    const risky = payments.filter(({ atRisk }) => atRisk !== undefined);
    assert.ok(risky.length > 0 && money.paymentsAtRisk === risky.length && money.atRisk !== '0.00', fault);
    // Any of the three may be the one that shows it, but one of them does.
    for (const { txn_id, credits } of risky)
      assert.ok(fault === 'drops-tiyn' || Object.values(credits!).some((count) => count !== 1), `${fault} ${txn_id}`);
  }
  const silent = buildReport(runs[2]!.run.events, 'en').cases.find(({ id }) => id === 'ledger.no-doubles')!.findings[0]!;
  assert.match(silent.expected!, /^txn_id \d{18}, ledger 1$/);
  assert.match(silent.observed!, /^txn_id \d{18}, ledger \d+ \(line \d+: \d+\.\d\d, line /);
  const atTheEnd = buildReport(runs[2]!.run.events, 'en').cases.find(({ id }) => id === 'repeats.at-the-end')!.findings[0]!;
  assert.deepEqual([atTheEnd.key, atTheEnd.causeKey], ['credit.too-much', 'cause.credited-again']);
  const doubled = buildReport(runs[0]!.run.events, 'en');
  assert.equal(doubled.money.atRisk, doubled.money.total);
});

test('a ledger or a balance that the profile names and that is not there leaves the run incomplete, and accuses nobody', async () => {
  const { events, end } = await certifySimulated(
    { kind: 'balance', answers: 'xml', seed: seedOf(0) },
    { profile: { ledger: { command: 'echo no database >&2; exit 3' } } },
  );
  assert.deepEqual([end.verdict, ended(events, 'failed'), ended(events, 'inconclusive')], ['incomplete', [], ['preflight.ledger']]);
  const inLedger = CASES.filter(({ suite }) => suite === 'ledger').map(({ id }) => id);
  assert.deepEqual(
    ended(events, 'skipped').filter((id) => id.startsWith('ledger.')),
    inLedger.sort(),
  );
  const wrong = { balanceField: 'balanse', ledger: { command: 'echo "a;b"; echo "1;2"' } };
  const other = await certifySimulated({ kind: 'balance', answers: 'xml', seed: seedOf(0) }, { profile: wrong });
  assert.deepEqual([other.end.verdict, ended(other.events, 'failed')], ['incomplete', []]);
  assert.deepEqual(ended(other.events, 'inconclusive'), ['preflight.balance-field', 'preflight.ledger']);
});

test('the registry of a run holds its credited payments, by day, in both forms', async () => {
  const { events } = await certifySimulated({ kind: 'balance', answers: 'xml', seed: seedOf(0) });
  const folder = scratch();
  writeRegistries(events, folder);
  const { money } = buildReport(events, 'en');
  const registry = JSON.parse(readFileSync(join(folder, 'registry.json'), 'utf8')) as {
    total: unknown;
    days: { day: string; payments: unknown[] }[];
  };
  assert.deepEqual(validateRegistry(registry), []);
  assert.deepEqual(registry.total, { count: money.payments, sum: money.total });
  // Today, yesterday, the ends of a month and of a year, and 29 February; some of them may be one day.
  const dated = events.flatMap((event) => (event.type === 'payment' && (event.credits?.answers ?? 0) > 0 ? [event.txn_date.slice(0, 8)] : []));
  assert.equal(registry.days.length, new Set(dated).size);
  assert.ok(registry.days.length >= 3);
  const lines = readFileSync(join(folder, 'registry.csv'), 'utf8').trimEnd().split('\r\n');
  assert.equal(lines.length, money.payments + 1);
});
