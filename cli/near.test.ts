import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meantBy } from './meant.ts';
import { near } from './near.ts';

const NAMES = ['certify', 'compare', 'doctor', 'reconcile', 'simulate'];

test('a slip or two lead to the name, and so does a part of it', () => {
  for (const [typed, meant] of [
    ['certfy', ['certify']],
    ['CERTIFY', ['certify']],
    ['recnocile', ['reconcile']],
    ['sim', ['simulate']],
    ['concile', ['reconcile']],
    ['compaer', ['compare']],
    ['xyz', []],
    ['nonsense', []],
    ['', []],
  ] as const)
    assert.deepEqual(near(typed, NAMES), meant, typed);
});

test('what is meant is looked for where the words stand: commands first, then the options of the command', async () => {
  const helpOf = async (words: readonly string[]) =>
    words[0] === 'certify'
      ? 'npx paycert certify [url]\n\n  --profile  …\n  -h, --help\n'
      : 'npx paycert certify [url]  …\n  npx paycert doctor [url]  …\n';
  assert.deepEqual(await meantBy(['docter', '--profle', 'x'], helpOf), ['doctor']);
  assert.deepEqual(await meantBy(['certify', '--profle=x', '--help'], helpOf), ['--profile']);
  assert.deepEqual(await meantBy(['certify', '--zzzzzzz'], helpOf), []);
});
