import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { formatSum, parseSum } from '../protocol/index.ts';
import { habitsOf, type Believed, type Order } from '../simulators/refund-client/index.ts';
import { withSystem } from './refund-system.testing.ts';
import { paycert, scratch, withPartner } from './run.testing.ts';

/**
 * From the first pay to the reconciliation: payments are credited, some are refunded, the refunds stand in
 * the registry with the fee returned (AG-3.11), and the partner's books agree with both, or do not.
 */

/** A partner's books: what is left of each payment, in tiyn, as its own system believes. */
type Books = Map<string, bigint>;

/** The rows of a CSV file of ours that needs no quotes. */
function rowsOf(file: string): string[][] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\r\n').slice(1);
  return lines.map((line) => line.split(','));
}

function ledgerFrom(registry: string, books: Books, file: string): string {
  const lines = rowsOf(registry).map(([txn_id, , account, , txn_date]) => {
    return `${txn_id},${account},${formatSum(books.get(txn_id!)!)},${txn_date}`;
  });
  writeFileSync(file, ['txn_id,account,sum,txn_date', ...lines, ''].join('\n'));
  return file;
}

const REFUNDED = ['success-is-final', 'cut-taken', 'partial', 'not-found', 'failed-is-final', 'too-much'].map((id) => `refund.${id}`);

async function refundSome(folder: string, books: Books, fault?: string): Promise<string> {
  const out = join(folder, fault ?? 'right');
  const book = ({ paymentId, amount }: Order, outcome: Believed) => {
    const known = books.get(String(paymentId));
    if (outcome === 'success' && known !== undefined) books.set(String(paymentId), known - amount * 100n);
  };
  const system = { login: 'shop', password: 'books', habits: habitsOf(fault), pollMs: 120, timeoutMs: 1_000 };
  await withSystem(system, book, async (url) => {
    const client = {
      listen: '127.0.0.1:0',
      login: 'shop',
      password: 'books',
      trigger: { url },
      payments: [...books.keys()],
      feePercent: '0.95',
      clocks: { patience: 4, settle: 0.2, pace: 0.1, slow: 0.2 },
    };
    writeFileSync(join(folder, 'refund.json'), JSON.stringify({ refund: { client } }));
    await paycert(['certify', '--profile', join(folder, 'refund.json'), '--case', REFUNDED.join(','), '--out', out]);
  });
  return join(out, 'refunds.csv');
}

test('what was paid and refunded in a run stands in its books with the fee, and reconciles with the partner’s', async () => {
  const folder = scratch();
  const profile = join(folder, 'partner.yaml');
  await withPartner(['--write-profile', profile], async () => {
    writeFileSync(
      profile,
      readFileSync(profile, 'utf8')
        .replace(/^ {2}sums:\n( {4}.*\n)+/m, '')
        .replace('partner:\n', 'partner:\n  sums: { min: "400.00", max: "500.00" }\n'),
    );
    const { code, stdout, stderr } = await paycert(['certify', '--profile', profile, '--suite', 'pay', '--out', join(folder, 'paid')]);
    assert.equal(code, 3, stdout + stderr); // a narrowed run certifies nothing
  });
  const registry = join(folder, 'paid', 'registry.csv');
  const paid = () => new Map(rowsOf(registry).map(([txn_id, , , sum]) => [txn_id!, parseSum(sum!)!]));
  assert.ok(paid().size >= REFUNDED.length);

  const books = paid();
  const refunds = await refundSome(folder, books);
  const listed = rowsOf(refunds);
  // One each of success, lost answer and lost request, two parts of one payment; nothing of what failed or was refused.
  assert.equal(listed.length, 5, readFileSync(refunds, 'utf8'));
  assert.equal(new Set(listed.map(([txn_id]) => txn_id)).size, 4);
  for (const [txn_id, , sum, fee] of listed) {
    assert.ok(books.has(txn_id!));
    assert.equal(parseSum(fee!), (parseSum(sum!)! * 95n + 5_000n) / 10_000n);
  }
  const ledger = ledgerFrom(registry, books, join(folder, 'ledger.csv'));
  const reconcile = (...more: string[]) => paycert(['reconcile', '--registry', registry, '--format', 'json', ...more]);
  const both = await reconcile('--ledger', ledger, '--refunds', refunds);
  assert.equal(both.code, 0, both.stdout + both.stderr);
  assert.equal((JSON.parse(both.stdout) as { byRefund: { count: number } }).byRefund.count, 4);
  assert.equal((await reconcile('--ledger', ledger)).code, 1, 'without the refunds the partner seems to have credited too little');

  // A client that files anew is found in the books as well: the operator has paid back what the partner knows nothing of.
  const doubled = paid();
  const twice = await refundSome(folder, doubled, 'filed-anew');
  assert.equal(rowsOf(twice).length, listed.length + 1, 'the refund whose answer was lost stands there twice');
  const short = await reconcile('--ledger', ledgerFrom(registry, doubled, join(folder, 'doubled.csv')), '--refunds', twice);
  const { kinds } = JSON.parse(short.stdout) as { kinds: Record<string, { count: number }> };
  assert.deepEqual(
    [short.code, Object.entries(kinds).flatMap(([kind, { count }]) => (count > 0 ? [`${kind} ${count}`] : []))],
    [1, ['sum-differs 1']],
  );
});
