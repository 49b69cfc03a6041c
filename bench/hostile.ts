import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { measure, type Cost } from './child.ts';
import { startPartnerProcess } from './partner.ts';

/** An endpoint that sends 50 MB, drips or tears connections down must not make the program grow past this, MB of 10^6 bytes. */
export const MOST_RSS = 200;

/** What certifying a partner with this fault costs the program; `code` is the exit code that it must end with. */
export async function certifyFaulty(main: string, folder: string, fault: string, code: number): Promise<Cost> {
  const partner = await startPartnerProcess(main, folder, ['--fault', fault]);
  const out = join(folder, 'report');
  try {
    return await measure([main, 'certify', '--profile', partner.profile, '--out', out], folder, {}, code);
  } finally {
    await partner.stop();
    rmSync(out, { recursive: true, force: true });
  }
}
