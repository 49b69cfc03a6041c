import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { paycert, scratch, withPartner, recordIn } from './run.testing.ts';

/** The preflight alone: what stands in the way of a run is said before anything is paid. */

test('doctor pays nothing, writes nothing, and says whether all is ready', async () => {
  const profile = join(scratch(), 'p.yaml');
  const needed = async (orders: string, says: RegExp) => {
    let found: RegExpExecArray | null = null;
    await withPartner(['--kind', 'order', '--orders', orders, '--write-profile', profile], async (url) => {
      const { code, stdout } = await paycert(['doctor', '--profile', profile]);
      assert.equal(code, 0, stdout);
      assert.match(stdout, says);
      found = /needs (\d+) payable orders/.exec(stdout);
      assert.equal((await (await fetch(new URL('/ledger.json', url))).text()).includes('txn_id'), false);
    });
    return String(found![1]);
  };
  for (const orders of ['1', '3'])
    assert.ok(Number(await needed(orders, new RegExp(`names ${orders}, of\\s+which\\s+${orders} can be paid now[^]*! Ready, but \\d+ cases`))) > 30);
  const enough = await needed('200', /✓ Ready/);
  await needed(enough, /✓ Ready/);
  await needed(String(Number(enough) - 1), /! Ready, but 8 cases will be skipped/);
});

test('doctor tells a note once', async () => {
  await withPartner([], async (url) => {
    const { code, stdout, stderr } = await paycert(['doctor', url, '--account', '4957835959']);
    assert.equal(code, 0, stdout);
    assert.equal(`${stdout}${stderr}`.split('Nothing shows this run').length - 1, 1, `${stdout}${stderr}`);
  });
});

test('doctor counts the orders that can be paid, not those that are named', async () => {
  const profile = join(scratch(), 'p.yaml');
  await withPartner(['--kind', 'order', '--orders', '50', '--write-profile', profile], async (url) => {
    const { partner } = parse(readFileSync(profile, 'utf8')) as { partner: { accounts: { payable: { account: string; sum: string }[] } } };
    for (const [at, { account, sum }] of partner.accounts.payable.slice(0, 30).entries()) {
      const query = new URLSearchParams({ command: 'pay', txn_id: String(at + 1), account, sum, txn_date: '20260101120000' });
      await fetch(`${url}?${query.toString()}`);
    }
    const { code, stdout } = await paycert(['doctor', '--profile', profile]);
    assert.equal(code, 0, stdout);
    assert.match(stdout, /names 50, of\s+which\s+20 can be paid now[^]*! Ready, but \d+ cases/);
    const out = scratch();
    assert.equal((await paycert(['certify', '--profile', profile, '--seed', 'few', '--out', out])).code, 0);
    const passed = recordIn(out).flatMap((event) => (event.type === 'case' && event.verdict === 'passed' ? [event.id] : []));
    for (const id of ['pay.credits', 'orders.second-number-refused', 'orders.fifteen-numbers-at-once', 'repeats.at-once', 'orders.repeat-still-0'])
      assert.ok(passed.includes(id), id);
  });
});

test('doctor sees a profile of the other edition, and says what to write in it', async () => {
  for (const [answers, other] of [
    ['json', 'xml'],
    ['xml', 'json'],
  ] as const) {
    const profile = join(scratch(), 'p.json');
    await withPartner(['--answers', answers], async (url) => {
      const write = (edition: string) =>
        writeFileSync(profile, JSON.stringify({ partner: { url, answers: edition, accounts: { payable: ['4957835959'] } } }));
      write(other);
      const wrong = await paycert(['doctor', '--profile', profile]);
      assert.equal(wrong.code, 1, wrong.stdout);
      assert.match(wrong.stdout, new RegExp(`answers: ${answers}`));
      assert.doesNotMatch(wrong.stdout, /Ready/);
      write(answers);
      const right = await paycert(['doctor', '--profile', profile]);
      assert.equal(right.code, 0);
      assert.match(right.stdout, /✓ Ready/);
    });
  }
});
