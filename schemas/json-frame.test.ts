import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frameJson } from './json-frame.ts';

test('members as written, repeated ones too', () => {
  assert.deepEqual(frameJson('{"a":1 , "b" :{"c":[1,2]},"a":"x,}\\"" }')?.members, [
    { key: '"a"', value: '1 ' },
    { key: '"b"', value: '{"c":[1,2]}' },
    { key: '"a"', value: '"x,}\\"" ' },
  ]);
});

test('what stands around the value', () => {
  assert.deepEqual(frameJson('Notice {x} {"a":1}OK'), {
    core: '{"a":1}',
    before: 'Notice {x}',
    after: 'OK',
    depth: 1,
    members: [{ key: '"a"', value: '1' }],
  });
});

test('depth counts brackets outside strings', () => {
  assert.equal(frameJson('[[["[[[["]]]')?.depth, 3);
});

test('a value that does not end takes the rest; no bracket, no frame', () => {
  assert.equal(frameJson('{"a":')?.core, '{"a":');
  assert.equal(frameJson('"OK"'), undefined);
});
