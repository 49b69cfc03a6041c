import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { certify, loadProfile, type Certification, type ExploreOptions, type Filter, type RecordEvent } from '../../harness/index.ts';
import { loadRunner } from '../../load/index.ts';
import type { Partner, PartnerOptions } from '../../simulators/index.ts';
import { CASES } from '../../suites/index.ts';
import { readLedger } from '../books.ts';
import { operatorOf, operatorSection } from '../operator-profile.ts';
import { ADDRESSES, partnerOf, profileFor, trustIn, type PartnerArgs } from '../partner-profile.ts';

export interface SimulatedRun {
  /** Where profile and certificate are written; the caller removes it. */
  folder: string;
  /** What the profile's `partner` section says beside the partner's own facts. */
  profile?: Record<string, unknown> | ((partner: Partner) => Record<string, unknown>);
  options?: PartnerOptions;
  /** Seconds of load; absent: none. */
  loadSeconds?: number | undefined;
  filter?: Filter;
  explore?: ExploreOptions;
}

/** Starts a simulated partner, certifies it in this thread over real sockets, and ends it. */
export async function certifyPartner(
  args: PartnerArgs & { seed: string },
  { folder, profile = {}, options = {}, loadSeconds = 0, filter, explore }: SimulatedRun,
): Promise<Certification> {
  const started = await partnerOf(args, { ...(ADDRESSES ? { allow: [ADDRESSES.allowed] } : {}), ...options });
  try {
    const given = typeof profile === 'function' ? profile(started.partner) : profile;
    const file = join(folder, 'profile.json');
    const more = { ...(ADDRESSES ? { addresses: ADDRESSES } : {}), ...trustIn(started.partner, folder), ...given };
    writeFileSync(file, JSON.stringify({ ...profileFor(started, more), load: { duration: loadSeconds } }));
    return await certify({
      profile: await loadProfile({ file }),
      cases: CASES,
      seed: args.seed,
      version: '0.0.0',
      readLedger,
      load: loadRunner(),
      ...(filter ? { filter } : {}),
      ...(explore ? { explore } : {}),
    });
  } finally {
    await started.partner.close();
  }
}

/** Starts a simulated operator, certifies it alone in this thread, and ends it. */
export async function certifyOperator(
  { seed, fault }: { seed: string; fault?: string | undefined },
  { folder, section = {}, filter }: { folder: string; section?: Record<string, unknown>; filter?: Filter },
): Promise<Certification> {
  const operator = await operatorOf(fault, { stepMs: STEP_MS });
  try {
    const file = join(folder, 'profile.json');
    writeFileSync(file, JSON.stringify({ operator: operatorSection(operator, folder, section) }));
    return await certify({ profile: await loadProfile({ file }), cases: CASES, seed, version: '0.0.0', ...(filter ? { filter } : {}) });
  } finally {
    await operator.close();
  }
}

/** Refunds by hand take a few of these. */
const STEP_MS = 30;

/** Ids of the cases that ended so. */
export function ended(events: readonly RecordEvent[], verdict: string): string[] {
  return events.flatMap((event) => (event.type === 'case' && event.verdict === verdict ? [event.id] : [])).sort();
}
