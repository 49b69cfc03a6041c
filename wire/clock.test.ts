import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Clock } from './clock.ts';

/** Arms a clock and tells when it rings, by its name; resolves with how long that took. */
function ringing(name: string, ms: number, rung: string[]): { clock: Clock; rings: Promise<number> } {
  const clock = new Clock();
  const rings = new Promise<number>((resolve) => {
    clock.arm(ms, () => {
      rung.push(name);
      resolve(clock.now());
    });
  });
  return { clock, rings };
}

test('clocks ring in the order in which they are due, none early, whatever the order in which they were armed', async () => {
  const rung: string[] = [];
  const clocks = (
    [
      ['c', 90],
      ['a', 30],
      ['b', 60.4],
      ['d', 120],
    ] as const
  ).map(([name, ms]) => ({ ms, ...ringing(name, ms, rung) }));
  for (const { ms, rings } of clocks) assert.ok((await rings) >= ms);
  assert.deepEqual(rung, ['a', 'b', 'c', 'd']);
});

test('a clock that is stopped does not ring, and one that is armed again rings once, for the second time', async () => {
  const rung: string[] = [];
  const stopped = ringing('stopped', 20, rung);
  const again = ringing('first', 20, rung);
  stopped.clock.stop();
  const rings = new Promise<void>((resolve) => again.clock.arm(60, () => resolve(void rung.push('second'))));
  await rings;
  await sleep(30);
  assert.deepEqual(rung, ['second']);
});

test('a clock may be armed and others stopped while one rings', async () => {
  const rung: string[] = [];
  const other = ringing('other', 20, rung);
  const one = new Clock();
  const rings = new Promise<void>((resolve) => {
    one.arm(10, () => {
      other.clock.stop();
      one.arm(20, () => resolve(void rung.push('later')));
    });
  });
  await rings;
  assert.deepEqual(rung, ['later']);
});

test('a process lives for a clock that is armed, and not for one that was', () => {
  const clock = new URL('./clock.ts', import.meta.url);
  const script = `
    const { Clock } = await import(${JSON.stringify(clock.href)});
    const [long, short] = [new Clock(), new Clock()];
    long.arm(600_000, () => {});
    long.stop();
    short.arm(100, () => console.log('rung'));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  assert.equal(stdout, 'rung\n', stderr);
});
