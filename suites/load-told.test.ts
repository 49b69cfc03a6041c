import assert from 'node:assert/strict';
import { test } from 'node:test';
import { certify, loadProfile, type CaseEvent, type FindingEvent, type LoadKinds, type LoadTold } from '../harness/index.ts';
import { load } from './load.ts';

/** Figures as a file tells them, and what the cases make of these: a run of the harness that asks nobody. */

const NONE: LoadKinds = { credited: 0, refused: 0, processing: 0, wrong: 0, crossed: 0, limited: 0, status: 0, timeout: 0, broken: 0 };

/** 100 payments of 10 a second, all credited, with these differences. */
function told(kinds: Partial<LoadKinds> | undefined, more: Partial<LoadTold> = {}): LoadTold {
  return {
    source: { tool: 'k6', form: 'data', script: kinds ? 'paycert' : 'other', file: 'summary.json', digest: `sha256:${'0'.repeat(64)}` },
    shape: 'pace',
    connections: 15,
    perSecond: 10,
    durationMs: 10_000,
    sent: 100,
    dropped: 0,
    ...(kinds ? { kinds: { ...NONE, credited: 100, ...kinds } } : {}),
    serviceMs: { p50: 5, p90: 8, p95: 9, p99: 20, max: 40 },
    meanMs: 6,
    missed: [],
    ...more,
  };
}

const profile = await loadProfile({ url: 'http://127.0.0.1:9/pay', idle: true });

/** `passed`, or the verdict with what it stands on. */
async function verdictOf(id: string, loadTold: LoadTold, expectedPaymentsPerMinute = 30): Promise<string> {
  const filter = { suites: ['load'], skip: ['preflight'] };
  const { events, crashes } = await certify({
    profile: { ...profile, expectedPaymentsPerMinute },
    cases: load,
    seed: 's',
    version: '0',
    loadTold,
    filter,
  });
  assert.deepEqual(crashes, []);
  const one = events.find((event): event is CaseEvent => event.type === 'case' && event.id === `load.${id}`)!;
  const findings = events.filter((event): event is FindingEvent => event.type === 'finding' && event.case === one.id);
  return [one.verdict, ...findings.map(({ key }) => key), ...(one.why ? [one.why.key] : [])].join(' ');
}

async function table(id: string, rows: readonly [told: LoadTold, verdict: string, expected?: number][]): Promise<void> {
  for (const [loadTold, wanted, expected] of rows) assert.equal(await verdictOf(id, loadTold, expected), wanted);
}

const UNKNOWN = { p50: 5, p90: 8, p95: 9, p99: 20, max: null };

test('served at once: a burst of our script alone tells it', () => {
  const burst = { shape: 'burst', perSecond: 0 } as const;
  return table('served-at-once', [
    [told({}, burst), 'passed'],
    [told({}), 'skipped skip.told-no-burst'],
    [told(undefined, { failed: 0 }), 'skipped skip.told-no-burst'],
    [told({}, { ...burst, connections: 4 }), 'skipped skip.told-few'],
    [told({ credited: 90, status: 10 }, { ...burst, connections: 4 }), 'failed load.told-not-served'],
    [told({ credited: 99, broken: 1 }, burst), 'remark load.told-not-served'],
    [told({ credited: 90, broken: 10 }, burst), 'remark load.told-not-served', 10],
    [told({ credited: 90, limited: 10 }, burst), 'inconclusive why.told-limited'],
    [told({ credited: 90 }, burst), 'inconclusive why.told-unjudged'],
  ]);
});

test('right answers: wrong ones fail, and no summary shows that all are right', () =>
  table('right-answers', [
    [told({}), 'skipped skip.told-answers'],
    [told({ credited: 98, crossed: 2 }), 'failed load.crossed'],
    [told({ credited: 98, wrong: 2 }), 'failed load.wrong'],
    [told(undefined, { failed: 0 }), 'inconclusive why.told-unvalidated'],
  ]));

test('in time: by the longest answer, or a threshold that says as much', () =>
  table('in-time', [
    [told({}), 'passed'],
    [told({}, { serviceMs: { ...UNKNOWN, max: 15_000 } }), 'failed load.too-slow'],
    [told({ credited: 99, timeout: 1 }), 'failed load.too-slow'],
    [told({}, { serviceMs: UNKNOWN }), 'skipped skip.told-longest'],
    [told({}, { serviceMs: UNKNOWN, below: 15_000 }), 'passed'],
    [told({}, { serviceMs: UNKNOWN, below: 60_000 }), 'skipped skip.told-longest'],
    [told({ credited: 90 }), 'inconclusive why.told-unjudged'],
    [told(undefined), 'skipped skip.told-failures'],
    [told(undefined, { failed: 1 }), 'inconclusive why.told-failed'],
    [told(undefined, { failed: 0 }), 'passed'],
    [told(undefined, { failed: 0, serviceMs: UNKNOWN }), 'skipped skip.told-longest'],
  ]));

test('the expected rate: dropped and lost payments count against the partner only where it was busy', () =>
  table('expected-rate', [
    [told({}), 'passed'],
    [told({}), 'passed', 600],
    [told({}), 'skipped skip.told-no-pace', 601],
    [told({}, { shape: 'closed', perSecond: 0 }), 'skipped skip.told-no-pace'],
    [told(undefined), 'skipped skip.told-rate'],
    [told({ credited: 90, broken: 10 }), 'failed load.rate', 600],
    [told({ credited: 90, broken: 10 }), 'passed', 500],
    [told({ credited: 90, processing: 10 }), 'inconclusive why.told-processing', 600],
    [told({ credited: 50 }, { sent: 50, dropped: 50, meanMs: 2_900 }), 'failed load.rate', 600],
    [told({ credited: 50 }, { sent: 50, dropped: 50 }), 'inconclusive why.told-dropped', 600],
    [told({ credited: 50 }), 'inconclusive why.told-unjudged', 600],
  ]));

test('errors: each kind that our counters tell, and of other scripts only that there were none', () =>
  table('no-errors', [
    [told({}), 'passed'],
    [told({ credited: 97, status: 3 }), 'failed load.told-errors'],
    [told({ credited: 99, timeout: 1 }), 'remark load.told-errors'],
    [told({ credited: 90, refused: 10 }), 'failed load.refused'],
    [told({ credited: 1, refused: 99 }), 'inconclusive why.told-refused'],
    [told({ credited: 90 }), 'inconclusive why.told-unjudged'],
    [told({ credited: 90, limited: 10 }), 'passed'],
    [told(undefined), 'skipped skip.told-failures'],
    [told(undefined, { failed: 4 }), 'inconclusive why.told-failed'],
    [told(undefined, { failed: 0 }), 'passed'],
  ]));

test('what no summary tells is skipped with its reason', async () => {
  const open: [id: string, why: string][] = [
    ['in-parallel', 'skip.told-alone'],
    ['steady', 'skip.told-course'],
    ['repeats-afterwards', 'skip.told-repeats'],
    ['credited-once', 'skip.no-balance'],
  ];
  for (const [id, why] of open) assert.equal(await verdictOf(id, told({})), `skipped ${why}`);
});
