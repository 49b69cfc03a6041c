import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { certify, loadProfile } from '../harness/index.ts';
import { startPartner, type FaultName, type Partner } from '../simulators/index.ts';
import { CASES } from '../suites/index.ts';
import { certifySimulated, ended, scratch } from './run.testing.ts';

/** Orders whose names are more than a number are looked at like accounts, though others of the run are paid meanwhile. */

const CAUGHT: [fault: FaultName, cases: string[]][] = [
  ['national-letters-lost', ['check.every-payable-account']],
  ['account-cut-at-64', ['check.every-payable-account']],
  ['plus-is-no-space', ['check.space-as-plus']],
  ['lower-hex-not-decoded', ['check.hex-lower-case']],
];

test('a partner that gets the characters of an order wrong fails, at any seed', async (t) => {
  for (const [fault, cases] of CAUGHT) {
    for (const seed of ['a', 'b']) {
      await t.test(`${fault} (seed ${seed})`, async () => {
        const { events, crashes, end } = await certifySimulated({ fault, kind: 'order', seed });
        assert.deepEqual(crashes, []);
        assert.deepEqual(ended(events, 'failed'), cases);
        assert.equal(end.verdict, 'not-certified');
      });
    }
  }
});

/** The cases about accounts, and no others, against orders that the profile names. */
async function look(partner: Partner, payable: unknown[]) {
  const file = join(scratch(), 'p.json');
  writeFileSync(file, JSON.stringify({ partner: { url: partner.url, kind: 'order', accounts: { payable } } }));
  const cases = ['check.every-payable-account', 'check.hex-upper-case', 'check.hex-lower-case', 'check.space-as-plus', 'check.space-as-percent-20'];
  const { events } = await certify({ profile: await loadProfile({ file }), cases: CASES, seed: 's', version: '0.0.0', filter: { cases } });
  const verdicts = (verdict: string) => ended(events, verdict).filter((id) => cases.includes(id));
  return { failed: ended(events, 'failed'), undecided: ended(events, 'inconclusive'), remarks: verdicts('remark'), skipped: verdicts('skipped') };
}

test('orders that are paid or gone are nobody’s fault', async () => {
  const partner = await startPartner({ kind: 'order' });
  try {
    const payable = partner.accounts.payable as { account: string; sum: string }[];
    const special = payable.filter(({ account }) => !account.startsWith('ORD-'));
    for (const [at, { account, sum }] of special.entries()) {
      const query = new URLSearchParams({ command: 'pay', txn_id: String(at + 1), account, sum, txn_date: '20260101120000' });
      await fetch(`${partner.url}?${query.toString()}`);
    }
    // All special ones are paid: they are found, and have nothing to tell about other spellings.
    const spellings = ['check.hex-lower-case', 'check.hex-upper-case', 'check.space-as-percent-20', 'check.space-as-plus'];
    assert.deepEqual(await look(partner, payable.slice(0, 12)), { failed: [], undecided: [], remarks: [], skipped: spellings });
    // A special one is gone, and so is a plain one: the profile is old, and that is a remark for whoever wrote it.
    const gone = await look(partner, ['ORD-1', 'ORD №2', ...payable.slice(0, 3)]);
    assert.deepEqual([gone.failed, gone.undecided, gone.remarks], [[], [], ['check.every-payable-account']]);
    // Only special ones are gone.
    assert.deepEqual((await look(partner, ['ORD №2', ...payable.slice(0, 3)])).failed, ['check.every-payable-account']);
  } finally {
    await partner.close();
  }
});

test('of many accounts the first fifty are looked at, and the report says so', async () => {
  const { events, end } = await certifySimulated({ kind: 'order', seed: 'many' });
  assert.equal(end.verdict, 'certified');
  const asked = events.filter((event) => event.type === 'exchange' && event.case === 'check.every-payable-account');
  assert.equal(asked.length, 50);
  const note = events.find((event) => event.type === 'note' && event.key === 'note.accounts-left-out');
  assert.deepEqual(note && 'values' in note ? note.values : {}, { count: '400', most: '50' });
});
