import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { certify, loadProfile, type Certification, type Filter } from '../../harness/index.ts';
import { CASES } from '../../suites/index.ts';
import { refundClientOf } from '../refund-client-profile.ts';

export interface ClientRun {
  fault?: string | undefined;
  seed: string;
  /** Where the profile is written; the caller removes it. */
  folder: string;
  filter?: Filter;
  /** What the profile's `refund.client` says beside. */
  more?: Record<string, unknown>;
}

/** Starts the reference client in this thread, certifies it alone over real sockets, and ends it. */
export async function certifyClient({ fault, seed, folder, filter, more = {} }: ClientRun): Promise<Certification> {
  const { client, section } = await refundClientOf({ fault, hurried: true });
  try {
    const file = join(folder, 'refund-profile.json');
    writeFileSync(file, JSON.stringify({ refund: { client: { ...section, ...more } } }));
    return await certify({ profile: await loadProfile({ file }), cases: CASES, seed, version: '0.0.0', ...(filter ? { filter } : {}) });
  } finally {
    await client.close();
  }
}
