import { CLAUSES } from '../../protocol/index.ts';
import type { CertifyOptions } from './certify.ts';
import type { RunState } from './state.ts';

/** The first words of a record: who is judged, how, and by which cases and clauses. */
export function recordStart({ profile, cases, seed, version, filter }: CertifyOptions, { recorder }: RunState, listening: string | undefined): void {
  const strings = (names: readonly string[] | undefined) => (names === undefined ? undefined : [...names]);
  const { suites, cases: ids, skip } = { suites: strings(filter?.suites), cases: strings(filter?.cases), skip: strings(filter?.skip) };
  const partner = profile.sides.includes('partner');
  const targets = [
    ...(partner ? [profile.check.url, profile.pay.url] : []),
    ...(profile.operator ? [profile.operator.endpoint.url] : []),
    ...(listening === undefined ? [] : [listening]),
  ];
  recorder.record({
    type: 'run',
    schemaVersion: 1,
    tool: { name: 'paycert', version },
    target: [...new Set(targets)].join(' | '),
    partner: profile.name || (partner ? profile.check.host : (profile.operator?.endpoint.host ?? listening?.replace(/^https?:\/\//, '') ?? '')),
    startedAt: new Date().toISOString(),
    seed,
    profileDigest: profile.digest,
    ...(partner ? { kind: profile.kind, edition: profile.edition } : {}),
    sides: [...profile.sides],
    profile: profile.shown,
    ...(filter ? { filter: { ...(suites ? { suites } : {}), ...(ids ? { cases: ids } : {}), ...(skip ? { skip } : {}) } } : {}),
    node: process.version,
  });
  recorder.record({
    type: 'plan',
    cases: cases.map(({ id, suite, title, clauses, level }) => ({ id, suite, title, clauses: [...clauses], level })),
    clauses: CLAUSES.map(({ id, level, quote }) => ({ id, level, quote })),
  });
}
