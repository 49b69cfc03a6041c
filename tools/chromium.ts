/**
 * Makes sure that a browser for the browser tests is there: `CHROMIUM`, or one that is installed.
 * On Debian and its kin, as root, the distribution's own is installed when none is; elsewhere the
 * user is told what to do. Nothing is downloaded by other ways.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Path of a Chromium, or undefined. */
export function findChromium(): string | undefined {
  const named = process.env['CHROMIUM'];
  return [...(named ? [named] : []), ...PLACES].find((path) => existsSync(path));
}

function install(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  process.stderr.write('Installing chromium for the browser tests …\n');
  const run = (...args: string[]) =>
    spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;
  return run('update', '-qq') && run('install', '-y', '-qq', '--no-install-recommends', 'chromium');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (findChromium() === undefined && !(install() && findChromium() !== undefined)) {
    process.stderr.write('No Chromium for the browser tests. Install one (Debian: apt-get install chromium), or name it: CHROMIUM=/path npm test\n');
    process.exitCode = 1;
  }
}
