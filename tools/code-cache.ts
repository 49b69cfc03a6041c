/**
 * Has V8 keep the code that it makes of the program (`cli/bundled.ts`): by one run of `--help`, whose code serves
 * most commands, and one of `certify` against the reference partner, both of the program as it is. Where that
 * cannot be done, say without loopback, the program works all the same and starts slower.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { stringify } from 'yaml';
import { partnerOf, profileFor } from '../cli/partner-profile.ts';

const CLI = fileURLToPath(new URL('../cli/', import.meta.url));
const LONGEST_MS = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'paycert-code-'));
try {
  await keep('--help');
  await keepOfCertify();
} catch (error) {
  process.stderr.write(`The program is built. Not all of its compiled code was kept, so it starts slower: ${String(error)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function keepOfCertify(): Promise<void> {
  const reference = await partnerOf({});
  try {
    const profile = join(folder, 'partner.yaml');
    // Load runs in threads of its own, from files of its own.
    writeFileSync(profile, stringify({ ...profileFor(reference), load: { duration: 0 } }));
    await keep('certify', '--profile', profile, '--out', join(folder, 'report'));
  } finally {
    await reference.partner.close();
  }
}

async function keep(...args: string[]): Promise<void> {
  const env = { ...process.env, PAYCERT_KEEP_CODE: '1' };
  await promisify(execFile)(process.execPath, [join(CLI, 'main.js'), ...args], { cwd: folder, env, timeout: LONGEST_MS });
}
