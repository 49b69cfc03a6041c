import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatSum } from '../../protocol/index.ts';
import type { Outcome } from '../outcome.ts';
import { books } from '../partner/books.ts';
import { creditsByBalance } from './by-balance.ts';

/** A story on one account: balances that checks told, and pays. Each step takes a millisecond unless it says when. */
type Step =
  | { balance: bigint; /** As it is shown, where that is not `0.00`. */ shown?: string }
  | { pay: string; result?: 0 | 4 | 5 | undefined; from?: number; until?: number };

function tell(payments: Record<string, bigint>, steps: readonly Step[], lagging = false): Record<string, number | 'unclear'> {
  const book = books({ payments: 99, total: 1_000_000n });
  for (const [txn_id, sum] of Object.entries(payments)) book.open({ txn_id, account: 'A', sum, txn_date: '20261124120000' });
  const outcomes = steps.map((step, at) => {
    const common = { account: 'A', exchange: at, startedAt: at * 10, endedAt: at * 10 + 1 };
    if ('balance' in step) {
      const fields = [{ element: 'field1', name: 'balance', text: step.shown ?? formatSum(step.balance) }];
      return { ...common, command: 'check', txn_id: `c${at}`, result: 0, answer: { fields } } as unknown as Outcome;
    }
    const { pay, from = common.startedAt, until = common.endedAt } = step;
    const result = 'result' in step ? step.result : 0;
    return { ...common, startedAt: from, endedAt: until, command: 'pay', txn_id: pay, result } as unknown as Outcome;
  });
  for (const outcome of outcomes) book.note(outcome);
  return Object.fromEntries(creditsByBalance(outcomes, book.entries(), 'balance', lagging));
}

test('a payment between two balances is credited as often as the balance grew by its sum', () => {
  assert.deepEqual(tell({ '1': 200n }, [{ balance: 0n }, { pay: '1' }, { balance: 200n }]), { '1': 1 });
  assert.deepEqual(tell({ '1': 200n }, [{ balance: 0n }, { pay: '1' }, { balance: 600n }]), { '1': 3 });
  assert.deepEqual(tell({ '1': 200n }, [{ balance: 0n }, { pay: '1' }, { balance: 0n }]), { '1': 0 });
  assert.deepEqual(tell({ '1': 200n }, [{ balance: 0n }, { pay: '1' }, { balance: 150n }]), { '1': 'unclear' });
});

test('a repeat that credits again is added to its payment', () => {
  assert.deepEqual(tell({ '1': 200n }, [{ balance: 0n }, { pay: '1' }, { balance: 200n }, { pay: '1' }, { balance: 400n }]), { '1': 2 });
});

test('of several payments each is credited once when their sums explain the growth, and none is known when they do not', () => {
  const payments = { '1': 200n, '2': 300n };
  assert.deepEqual(tell(payments, [{ balance: 0n }, { pay: '1' }, { pay: '2' }, { balance: 500n }]), { '1': 1, '2': 1 });
  assert.deepEqual(tell(payments, [{ balance: 0n }, { pay: '1' }, { pay: '2' }, { balance: 700n }]), { '1': 'unclear', '2': 'unclear' });
});

test('repeats that together grow the balance by all their sums are each credited once more', () => {
  const steps: Step[] = [{ balance: 0n }, { pay: '1' }, { pay: '2' }, { balance: 500n }, { pay: '1' }, { pay: '2' }, { balance: 1_000n }];
  assert.deepEqual(tell({ '1': 200n, '2': 300n }, steps), { '1': 2, '2': 2 });
});

test('one that is refused is credited never, and one that is credited though refused is seen', () => {
  assert.deepEqual(tell({ '1': 200n }, [{ balance: 0n }, { pay: '1', result: 5 }, { balance: 0n }]), { '1': 0 });
  assert.deepEqual(tell({ '1': 200n }, [{ balance: 0n }, { pay: '1', result: 5 }, { balance: 200n }]), { '1': 1 });
});

test('one that is at 4 first is credited when it is', () => {
  const steps: Step[] = [{ balance: 0n }, { pay: '1', result: 4 }, { balance: 0n }, { pay: '1' }, { balance: 200n }];
  assert.deepEqual(tell({ '1': 200n }, steps), { '1': 1 });
});

test('a balance that was read while a pay was under way tells nothing', () => {
  const steps: Step[] = [{ balance: 0n }, { balance: 200n }, { pay: '1', from: 5, until: 25 }, { balance: 200n }];
  assert.deepEqual(tell({ '1': 200n }, steps), { '1': 1 });
});

test('money that comes late makes its payment unclear, not somebody else’s double', () => {
  const late: Step[] = [{ balance: 0n }, { pay: '1' }, { balance: 0n }, { balance: 200n }];
  assert.deepEqual(tell({ '1': 200n }, late), { '1': 'unclear' });
  const mixed: Step[] = [{ balance: 0n }, { pay: '1' }, { balance: 0n }, { pay: '2' }, { balance: 300n }];
  assert.deepEqual(tell({ '1': 200n, '2': 100n }, mixed), { '1': 'unclear', '2': 'unclear' });
  const ends: Step[] = [{ balance: 0n }, { pay: '1' }, { balance: 0n }, { pay: '2' }, { balance: 200n }, { balance: 300n }];
  assert.deepEqual(tell({ '1': 200n, '2': 100n }, ends, true), { '1': 1, '2': 1 });
});

test('money that is shown late and evens out again makes nobody a cheat, whatever the account gets later', () => {
  const payments = { '1': 200n, '2': 200n, '3': 100n };
  const late: Step[] = [{ balance: 0n }, { pay: '1' }, { balance: 0n }, { pay: '2' }, { balance: 400n }];
  const later: Step[] = [{ balance: 5_400n }, { pay: '3' }, { balance: 5_500n }];
  assert.deepEqual(tell(payments, [...late, ...later]), { '1': 'unclear', '2': 'unclear', '3': 1 });
  const doubled: Step[] = [{ balance: 0n }, { pay: '1' }, { balance: 400n }, { pay: '2' }, { balance: 600n }];
  assert.deepEqual(tell(payments, [...doubled, ...later]), { '1': 2, '2': 'unclear', '3': 1 });
});

test('balances in whole tenge count payments of whole tenge, and leave those beside tiyn unclear', () => {
  const shown = (tenge: number): Step => ({ balance: 0n, shown: String(tenge) });
  assert.deepEqual(tell({ '1': 129n }, [shown(0), { pay: '1' }, shown(1)]), { '1': 'unclear' });
  assert.deepEqual(tell({ '1': 29n, '2': 200n }, [shown(0), { pay: '1' }, { pay: '2' }, shown(2)]), { '1': 'unclear', '2': 'unclear' });
  assert.deepEqual(tell({ '1': 200n }, [shown(0), { pay: '1' }, shown(0)]), { '1': 0 });
  assert.deepEqual(tell({ '1': 200n }, [shown(0), { pay: '1' }, shown(4)]), { '1': 2 });
});
