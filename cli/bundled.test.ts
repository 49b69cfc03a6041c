import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { paycert, scratch, withPartner } from './run.testing.ts';

const FOLDER = fileURLToPath(new URL('../dist/cli/', import.meta.url));
const MAIN = `${FOLDER}main.js`;

function node(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C', NO_COLOR: '1' } });
  return { status, stdout, stderr };
}

/** Prints whether V8 takes the code that is kept for the command, by asking it for the same. */
const ASK = `
  import { readFileSync } from 'node:fs';
  import v8 from 'node:v8';
  import vm from 'node:vm';
  const [main, file, ...command] = process.argv.slice(1);
  process.argv = [process.execPath, main, ...command];
  const { Script } = vm;
  vm.Script = class extends Script {
    constructor(source, options) {
      super(source, options);
      if (options?.filename === file) process.stderr.write(options.cachedData ? (this.cachedDataRejected ? 'REFUSED' : 'TAKEN') : 'NONE');
    }
  };
  (await import('node:module')).syncBuiltinESMExports();
  await import(main);
`;

for (const command of [['--help'], ['certify', '--help']])
  test(`the built program starts from kept code, and does the same without: ${command.join(' ')}`, () => {
    const asked = node('--input-type=module', '-e', ASK, MAIN, `${FOLDER}program.cjs`, ...command);
    assert.equal(asked.stderr, 'TAKEN', asked.stdout);
    const plain = node('--enable-source-maps', MAIN, ...command);
    assert.deepEqual(plain, { status: 0, stdout: asked.stdout, stderr: '' });
  });

test('the program is of ASCII, as it is read a byte a character, and strict, as its sources are', () => {
  const program = readFileSync(`${FOLDER}program.cjs`, 'utf8');
  assert.equal(/[^\0-\x7f]/.exec(program)?.[0], undefined);
  assert.match(program.slice(0, 20), /^"use strict";/);
});

test('libxml2 is read from a module and a program beside it, and not from a text in its package', () => {
  assert.match(readFileSync(`${FOLDER}program.cjs`, 'utf8'), /\("\.\/libxml2\.js"\)/);
  assert.match(readFileSync(`${FOLDER}../load/worker.js`, 'utf8'), /\("\.\.\/cli\/libxml2\.js"\)/);
  assert.ok(readFileSync(`${FOLDER}libxml2.js`).length < 200_000);
  assert.equal(readFileSync(`${FOLDER}libxml2.wasm`).toString('latin1', 0, 4), '\0asm');
});

test('code is kept for the two kinds of commands, and none of an earlier build', () => {
  const kept = readdirSync(FOLDER).filter((name) => name.startsWith('program.cjs.') && !name.endsWith('.map'));
  assert.equal(kept.length, 2, kept.join(' '));
  for (const name of kept) assert.match(name, /^program\.cjs\.\d+\.code$/);
});

test('what is imported only when it is needed is found from kept code', async () => {
  const folder = scratch();
  const at = (name: string) => join(folder, name);
  assert.equal((await paycert(['keygen', '--out', folder])).code, 0);
  await withPartner(['--write-profile', at('partner.yaml')], async () => {
    const run = [
      'certify',
      '--profile',
      at('partner.yaml'),
      '--suite',
      'exploration',
      '--explore',
      '1s',
      '--sign',
      at('paycert.pem'),
      '--out',
      at('report'),
    ];
    const { stderr } = await paycert(run);
    assert.doesNotMatch(stderr, /Error/);
  });
  const { stdout, stderr } = await paycert(['verify', at('report/certificate.json'), '--trust', at('paycert.pub.pem')]);
  assert.match(stdout, /The signature and the files are right/, stderr);
});

test('beside its packages, as npm installs it into a project, the program finds what lies in them', () => {
  const packages = join(scratch(), 'node_modules');
  const home = join(packages, 'paycert');
  mkdirSync(join(home, 'dist/cli'), { recursive: true });
  for (const file of ['package.json', 'dist/cli/main.js', 'dist/cli/program.cjs']) cpSync(join(FOLDER, '../..', file), join(home, file));
  symlinkSync(join(FOLDER, '../../node_modules/yargs'), join(packages, 'yargs'));
  const command = ['certify', '--help', '--lang', 'ru'];
  assert.deepEqual(node(join(home, 'dist/cli/main.js'), ...command), node(MAIN, ...command));
});
