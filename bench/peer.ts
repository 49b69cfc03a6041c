import assert from 'node:assert/strict';
import { test } from 'node:test';
import { XMLParser } from 'fast-xml-parser';

/**
 * What stands beside paycert in the benchmark: the test file that people write instead, with fetch,
 * a parser and the usual asserts. It asks as often as a run of paycert does. Started by `bench.ts`.
 */
const { PEER_URL: url = '', PEER_ACCOUNT: account = '' } = process.env;
const [checks, pays, repeats] = ['PEER_CHECKS', 'PEER_PAYS', 'PEER_REPEATS'].map((name) => Number(process.env[name])) as [number, number, number];

const parser = new XMLParser({ parseTagValue: false });
let next = BigInt(`9${Date.now()}0000`);

async function ask(fields: Record<string, string>): Promise<Record<string, string>> {
  const answer = await fetch(`${url}?${new URLSearchParams(fields).toString()}`);
  assert.equal(answer.status, 200);
  const { response } = parser.parse(await answer.text()) as { response: Record<string, string> };
  assert.equal(response['txn_id'], fields['txn_id']);
  assert.equal(response['result'], '0');
  return response;
}

test('checks', async () => {
  for (let count = 0; count < checks; count++) await ask({ command: 'check', txn_id: String(next++), account, sum: '1.00' });
});

for (let count = 0; count < pays; count++) {
  test(`payment ${count + 1}`, async () => {
    const payment = { command: 'pay', txn_id: String(next++), account, sum: '1.00', txn_date: '20260102030405' };
    const first = await ask(payment);
    assert.match(first['prv_txn'] ?? '', /^\d+$/);
    for (let turn = count; turn < repeats; turn += pays) assert.equal((await ask(payment))['prv_txn'], first['prv_txn']);
  });
}
