import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';

/** A process of its own: signals belong to the whole of one. */
const PROGRAM = `
  import { interruptible } from '${new URL('./interrupt.ts', import.meta.url).href}';
  setInterval(() => {}, 1000);
  const running = interruptible('en', () => new Promise(() => {}), { last: 'npx paycert report here' });
  console.error('ready');
  await running;
`;

test('the first Ctrl-C says that it stops, the second leaves at once and says how to go on', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', PROGRAM]);
  let stderr = '';
  let sent = 0;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    const due = [/ready/, /Stopping/].filter((each) => each.test(stderr)).length;
    for (; sent < due; sent++) child.kill('SIGINT');
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  assert.equal(code, 130, stderr);
  assert.match(stderr, /Stopping[^]*\nnpx paycert report here\n$/);
});
