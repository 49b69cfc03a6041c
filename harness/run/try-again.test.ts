import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { chapter, certify, loadProfile, type CaseDefinition } from '../index.ts';
import type { RecordEvent } from '../record/events.ts';

const server = createServer((request, response) => {
  const txn_id = new URL(request.url ?? '/', 'http://x').searchParams.get('txn_id') ?? '';
  response.setHeader('Content-Type', 'text/xml; charset=utf-8');
  response.end(`<response><txn_id>${txn_id}</txn_id><result>0</result></response>`);
});
before(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
after(() => void server.close());

/** Cases that fail as the test wants: `✗` fails, `✓` passes, try by try. */
function casesOf(tries: Record<string, string>): readonly CaseDefinition[] {
  const { must, cases } = chapter('pay');
  for (const [id, ways] of Object.entries(tries)) {
    let count = 0;
    must('TP-7.5.pay', id, id, async ({ partner, payable, object }) => {
      const { exchange } = await partner.check({ account: payable.account });
      if ((ways[count++] ?? ways.at(-1)) === '✗') object({ key: 'credit.too-much', exchanges: [exchange] });
    });
  }
  return cases;
}

async function run(tries: Record<string, string>, failedBefore?: ReadonlySet<string>, more: readonly CaseDefinition[] = []) {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pay`;
  const { events, end } = await certify({
    profile: {
      ...(await loadProfile({ url, account: '4957835959' })),
      ...(more.length > 0 ? { ledger: { command: 'echo txn_id,account,sum,txn_date', folder: '.', headers: [] } } : {}),
    },
    cases: [...casesOf(tries), ...more],
    seed: 's',
    version: '0.0.0',
    ...(failedBefore ? { failedBefore } : {}),
  });
  const told = (of: RecordEvent) =>
    of.type === 'case' ? [`${of.id} ${of.verdict}`] : of.type === 'try' ? [`${of.case} ${of.number} ${of.verdict}`] : [];
  const findings = events.flatMap((event) => (event.type === 'finding' ? [`${event.case} ${event.try ?? 1}`] : []));
  return { told: events.flatMap(told).sort(), findings: findings.sort(), verdict: end.verdict };
}

test('what fails newly is tried twice more; each try stands in the record, and the first is the verdict', async () => {
  const { told, findings, verdict } = await run({ broken: '✗', flaky: '✗✓✗', fine: '✓', old: '✗' }, new Set(['pay.old']));
  assert.deepEqual(told, [
    'pay.broken 2 failed',
    'pay.broken 3 failed',
    'pay.broken failed',
    'pay.fine passed',
    'pay.flaky 2 passed',
    'pay.flaky 3 failed',
    'pay.flaky failed',
    'pay.old failed',
  ]);
  assert.deepEqual(findings, ['pay.broken 1', 'pay.broken 2', 'pay.broken 3', 'pay.flaky 1', 'pay.flaky 3', 'pay.old 1']);
  assert.equal(verdict, 'not-certified');
});

test('what the ledger came to is not read again, as if that could pass', async () => {
  const looking = chapter('ledger', 'closing');
  const needs = { offers: ['ledger'] } as const;
  looking.must('TP-7.1', 'over', 'over', needs, ({ object }) => object({ key: 'ledger.missing', exchanges: [] }));
  looking.must('TP-7.3', 'anew', 'anew', { ...needs, pays: 1 }, ({ object }) => object({ key: 'ledger.other-day', exchanges: [] }));
  const { told } = await run({ fine: '✓' }, new Set(), looking.cases);
  assert.deepEqual(
    told.filter((each) => each.startsWith('ledger.')),
    ['ledger.anew 2 failed', 'ledger.anew 3 failed', 'ledger.anew failed', 'ledger.over failed'],
  );
});

test('without a baseline nothing is tried again', async () => {
  assert.deepEqual((await run({ broken: '✗' })).told, ['pay.broken failed']);
});
