import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { quietEnv } from './child.ts';

/** The reference partner in a process of its own, on a free port of loopback. */
export interface PartnerProcess {
  /** The profile that it wrote of itself. */
  profile: string;
  url: string;
  stop(): Promise<void>;
}

const START_MS = 15_000;
const STOP_MS = 5_000;

export async function startPartnerProcess(main: string, folder: string, more: readonly string[] = []): Promise<PartnerProcess> {
  const profile = join(folder, 'partner.yaml');
  const child = spawn(process.execPath, [main, 'simulate', 'partner', '--write-profile', profile, ...more], {
    cwd: folder,
    env: quietEnv(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise<void>((resolve) => void child.once('close', () => resolve()));
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => void (said += text));
  const stop = () => end(child, gone);
  for (const until = Date.now() + START_MS; Date.now() < until && child.exitCode === null; await sleep(20)) {
    // The profile is named once it has been written whole.
    const url = /http:\/\/127\.0\.0\.1:\d+\/\S*payment_app\.cgi/.exec(said)?.[0];
    if (url !== undefined && said.includes(profile) && existsSync(profile)) return { profile, url, stop };
  }
  await stop();
  throw new Error(`the partner did not start: ${said}`);
}

async function end(child: ChildProcess, gone: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await gone;
  clearTimeout(force);
}
