import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entriesOf, shown } from './bytes.testing.ts';

const statuses = async (...args: Parameters<typeof entriesOf>) => (await entriesOf(...args)).map(({ status }) => status);

test('a column of status is found by usual names, and never keeps a file from being read', async () => {
  assert.deepEqual(await statuses('txn_id,account,sum,txn_date,Статус\n1,a,1.00,20261124, Зачислено \n2,a,x,20261124,отказ\n'), [
    'Зачислено',
    'отказ',
  ]);
  assert.deepEqual(await statuses('txn_id,account,sum,txn_date,result,state\n1,a,1.00,20261124,0,done\n'), ['done'], 'the likelier');
  assert.deepEqual(await statuses('txn_id,account,sum,txn_date,state,state\n1,a,1.00,20261124,x,y\n'), ['x']);
  assert.deepEqual(await statuses('txn_id,account,sum,txn_date\n1,a,1.00,20261124\n'), [undefined]);
});

test('members of JSON tell the status as well; one that is no text tells nothing', async () => {
  const row = (more: object) => JSON.stringify([{ txn_id: '1', account: 'a', sum: '1.00', txn_date: '20261124', ...more }]);
  assert.deepEqual(await statuses(row({ result: 0, state: 'done' })), ['done']);
  assert.deepEqual(await statuses(row({ result: 0 })), ['0']);
  assert.deepEqual(await statuses(row({ status: { code: 1 } })), [undefined]);
});

test('where the words of credits are given, other rows are passed over, readable or not', async () => {
  const file = 'txn_id,account,sum,txn_date,what\n1,a,1.00,20261124,OK\n2,a,1.00,20261124,no\n3,a,abc,20261124,no\n4,a,abc,20261124,ok\n';
  const options = { columns: { status: 'what' }, credited: [' ok'] };
  assert.deepEqual(await shown(file, options), ['2: 1 | a | 100 | 20261124', '5: sum «abc»']);
});

test('a column of status that is named and not there is missed by name', async () => {
  await assert.rejects(entriesOf('txn_id,account,sum,txn_date\n', { columns: { status: 'State' } }), (error: { values?: { missing?: string } }) => {
    assert.equal(error.values?.missing, 'status (State)');
    return true;
  });
});
