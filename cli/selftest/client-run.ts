import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { certify, loadProfile, type Certification, type Filter } from '../../harness/index.ts';
import { startRefundClient } from '../../simulators/index.ts';
import { CASES } from '../../suites/index.ts';

/** A run hurries as far as loopback lets it; seconds. */
const CLOCKS = { patience: 2, settle: 0.25, pace: 0.15, slow: 0.4 };
/** The same for the client, milliseconds. */
const CLIENT = { pollMs: 180, timeoutMs: 700, mostMs: 6_000 };

export interface ClientRun {
  fault?: string | undefined;
  seed: string;
  /** Where the profile is written; the caller removes it. */
  folder: string;
  filter?: Filter;
  /** What the profile's `refund.client` says beside. */
  more?: Record<string, unknown>;
}

/** Starts the reference client in this thread, certifies it over real sockets, and ends it. */
export async function certifyClient({ fault, seed, folder, filter, more = {} }: ClientRun): Promise<Certification> {
  const who = { login: 'reference', password: 'secret-of-the-reference' };
  const client = await startRefundClient({ ...who, ...CLIENT, fault });
  try {
    const file = join(folder, 'refund-profile.json');
    writeFileSync(
      file,
      JSON.stringify({ refund: { client: { listen: '127.0.0.1:0', ...who, trigger: { url: client.url }, clocks: CLOCKS, ...more } } }),
    );
    return await certify({ profile: await loadProfile({ file }), cases: CASES, seed, version: '0.0.0', ...(filter ? { filter } : {}) });
  } finally {
    await client.close();
  }
}
