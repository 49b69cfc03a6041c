import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { certify, loadProfile, type ExploreOptions, type RecordEvent } from '../harness/index.ts';
import { buildReport } from '../reports/index.ts';
import { validateReport } from '../schemas/index.ts';
import { VARIATIONS, type LedgerRow, type Partner, type PartnerOptions } from '../simulators/index.ts';
import { CASES } from '../suites/index.ts';
import { readLedger } from './books.ts';
import { partnerOf, profileFor, type PartnerArgs } from './partner-profile.ts';
import { inParallel, paycert, scratch } from './run.testing.ts';

interface Setting {
  explore?: ExploreOptions;
  options?: PartnerOptions;
  limits?: { payments: number; total: string };
  /** While the partner is still there. */
  meanwhile?: (partner: Partner, events: readonly RecordEvent[]) => Promise<void>;
}

/** Explores a simulated partner, and gives what its ledger says afterwards. */
async function explored(args: PartnerArgs, { explore = { forMs: 30_000 }, options = {}, limits, meanwhile }: Setting = {}) {
  const started = await partnerOf(args, options);
  try {
    const file = join(scratch(), 'profile.json');
    writeFileSync(file, JSON.stringify({ ...profileFor(started), ...(limits ? { limits } : {}) }));
    const filter = { suites: ['exploration'] };
    const { events, crashes } = await certify({
      profile: await loadProfile({ file }),
      cases: CASES,
      seed: 'explore',
      version: '0.0.0',
      filter,
      explore,
    });
    assert.deepEqual(crashes, []);
    await meanwhile?.(started.partner, events);
    return { ...seen(events), script: buildReport(events, 'en').scripts[0]?.text, ledger: started.partner.ledger() };
  } finally {
    await started.partner.close();
  }
}

const ID = 'exploration.sequences';

function seen(events: readonly RecordEvent[]) {
  const last = events.filter((event) => event.type === 'exploration').at(-1);
  assert.ok(last);
  const finding = events.find((event) => event.type === 'finding' && event.case === ID);
  const ended = events.find((event) => event.type === 'case' && event.id === ID);
  assert.ok(ended?.type === 'case');
  return { last, finding: finding?.type === 'finding' ? finding : undefined, ended };
}

const FAULTS: [fault: string, options?: PartnerOptions][] = [
  ['check-wipes-payment'],
  ['memory-of-last-payment'],
  ['key-includes-txn-date'],
  // Long enough that the script, which starts a curl for each request, falls into it.
  ['no-lock', { delayMs: 100 }],
  ['two-numbers-race', { delayMs: 12 }],
  ['silent-second-credit'],
];

describe('faults that no case need be written for are found, made short, and shown again', () => {
  for (const [fault, options = {}] of FAULTS) {
    test(fault, async (t) => {
      const curl = (await output('curl', ['--version'])) !== undefined;
      let said: string | undefined;
      const { finding, ended, script } = await explored(
        { fault },
        {
          options,
          meanwhile: async (partner, events) => {
            if (curl && fault !== 'two-numbers-race') said = await secondCredit(partner, events);
          },
        },
      );
      assert.equal(ended.verdict, 'failed');
      assert.ok(finding?.story && finding.replay);
      assert.ok(finding.story.length <= 5, JSON.stringify(finding.story));
      assert.equal(finding.story.filter(({ expected }) => expected !== undefined).length, 1);

      await t.test('by its replay', async () => {
        const [seed, ...path] = finding.replay!.split(':');
        const again = await explored({ fault }, { options, explore: { forMs: 30_000, replay: { seed: Number(seed), path: path.join(':') } } });
        assert.equal(again.finding?.replay, finding.replay);
        // By which of its two traces a race shows, an answer or the balance, is chance.
        if (options.delayMs === undefined) assert.deepEqual(deeds(again.finding), deeds(finding));
      });

      await t.test('by its script', { skip: curl ? false : 'curl is not installed' }, () => {
        assert.match(script ?? '', /^#!\/bin\/sh\n/);
        assert.equal(said, undefined, said);
      });
    });
  }
});

/** A race is not lost every time. */
const SCRIPT_RUNS = 30;

/** Runs the script, and looks whether the partner's ledger has one number twice; else tells what was seen. */
async function secondCredit(partner: Partner, events: readonly RecordEvent[]): Promise<string | undefined> {
  const [script] = buildReport(events, 'en').scripts;
  const file = join(scratch(), 'explore.sh');
  writeFileSync(file, script?.text ?? '');
  const before = partner.ledger().length;
  let said: string | undefined;
  for (let turn = 0; turn < SCRIPT_RUNS; turn++) {
    said = await output('sh', [file]);
    const fresh = partner.ledger().slice(before);
    if (new Set(fresh.map(({ txn_id }) => txn_id)).size < fresh.length) return undefined;
  }
  return `no second credit:\n${script?.text}\n${said}`;
}

/** What a command printed; undefined where it is not installed. */
function output(command: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(command, args, { timeout: 20_000 }, (error, stdout) => resolve(error?.code === 'ENOENT' ? undefined : stdout));
  });
}

function deeds(finding: { story?: readonly { does: string; payment: string }[] } | undefined): string[] {
  return (finding?.story ?? []).map(({ does, payment }) => `${does} ${payment}`);
}

test('a correct partner is left in peace, in every variation', async () => {
  const runs = await inParallel([undefined, ...VARIATIONS.map(({ name }) => name)], 3, async (variation) => ({
    variation,
    run: await explored(variation === undefined ? {} : { variation }, { explore: { forMs: 200 } }),
  }));
  for (const { variation, run } of runs) {
    assert.equal(run.finding, undefined, variation);
    assert.equal(run.ended.verdict, 'passed', variation);
    assert.ok(run.last.sequences > 0);
  }
});

test('a whole run that explores as well certifies a correct partner', async () => {
  for (const kind of ['balance', 'order'] as const) {
    const started = await partnerOf({ kind });
    try {
      const file = join(scratch(), 'profile.json');
      writeFileSync(file, JSON.stringify(profileFor(started)));
      const options = { profile: await loadProfile({ file }), cases: CASES, version: '0.0.0', readLedger, explore: { forMs: 1_000 } };
      const { end, events } = await certify({ ...options, seed: 'whole' });
      assert.equal(end.verdict, 'certified', JSON.stringify(end.reasons));
      assert.ok(seen(events).last.sequences > 10);
    } finally {
      await started.partner.close();
    }
  }
});

describe('money', () => {
  const limits = { payments: 60, total: '100.00' };

  test('exploration ends by itself where the ceiling is near, and says so', async () => {
    const { last, ended, ledger } = await explored({}, { limits });
    assert.deepEqual([last.ended, ended.verdict], ['limit', 'passed']);
    assertWithin(ledger);
  });

  test('the ceiling holds while a counterexample is made shorter, and the shortest so far is kept', async () => {
    const { finding, ledger, last } = await explored({ fault: 'silent-second-credit' }, { limits });
    assert.equal(finding?.key, 'exploration.credit-too-much');
    assert.equal(last.shrinking, true);
    assertWithin(ledger);
  });

  test('with too little money for one sequence it is skipped with the reason', async () => {
    const { ended } = await explored({}, { limits: { payments: 1, total: '0.50' } });
    assert.deepEqual([ended.verdict, ended.skip, ended.why?.key], ['skipped', 'limit', 'skip.limit']);
  });

  /** What the partner's own books say, second credits included. */
  function assertWithin(ledger: readonly LedgerRow[]): void {
    assert.ok(ledger.length > 0 && ledger.length <= limits.payments, String(ledger.length));
    assert.ok(ledger.reduce((sum, row) => sum + row.sum, 0n) <= 10_000n);
  }
});

test('without fresh orders it ends by itself', async () => {
  const { last, ended } = await explored({ kind: 'order' }, { options: { orders: 12 } });
  assert.deepEqual([last.ended, ended.verdict], ['orders', 'passed']);
});

test('a replay that leads nowhere decides nothing', async () => {
  const { ended } = await explored({}, { explore: { forMs: 5_000, replay: { seed: 1, path: '0:9000:9000:9000' } } });
  assert.deepEqual([ended.verdict, ended.why?.key], ['inconclusive', 'why.replay-nowhere']);
});

test('a run without --explore leaves it out, and the clauses are none the poorer', async () => {
  const { partner, ...rest } = await partnerOf({});
  try {
    const file = join(scratch(), 'profile.json');
    writeFileSync(file, JSON.stringify(profileFor({ partner, ...rest })));
    const cases = CASES.filter(({ suite }) => ['preflight', 'repeats', 'exploration'].includes(suite));
    const { end, events } = await certify({ profile: await loadProfile({ file }), cases, seed: 'explore', version: '0.0.0' });
    const ended = events.find((event) => event.type === 'case' && event.id === ID);
    assert.ok(ended?.type === 'case');
    assert.deepEqual([ended.verdict, ended.skip, ended.why?.key], ['skipped', 'not-offered', 'skip.no-exploration']);
    assert.equal(end.clauses.find(({ id }) => id === 'TP-7.7')?.state, 'verified');
  } finally {
    await partner.close();
  }
});

test('the command line: the report has the story, the script lies beside it', async () => {
  const { partner } = await partnerOf({ fault: 'key-includes-txn-date' });
  try {
    const out = join(scratch(), 'report');
    const args = ['certify', partner.url, '--account', '4957835959', '--suite', 'exploration', '--out', out];
    const { code, stdout } = await paycert([...args, '--explore', '20s', '--seed', 'a']);
    assert.equal(code, 1);
    assert.match(stdout, /Step by step +1\. pay 0001, \d\.00 tenge: result 0, prv_txn \d+, sum \d\.00\n +2\. pay 0001 with another txn_date/);
    const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as ReturnType<typeof buildReport>;
    assert.deepEqual(validateReport(report), []);
    assert.equal(report.exploration?.ended, 'found');
    const finding = report.cases.find(({ id }) => id === ID)?.findings[0];
    assert.equal(finding?.script, 'explore-1.sh');
    assert.equal(readFileSync(join(out, 'explore-1.sh'), 'utf8'), report.scripts[0]?.text);
    const replay = /--explore-replay (\S+)/.exec(finding?.replay ?? '')?.[1] ?? '';
    assert.equal((await paycert([...args, '--explore-replay', replay])).code, 1);
    for (const wrong of [
      ['--explore', '2 hours'],
      ['--explore-replay', '1'],
    ])
      assert.equal((await paycert([...args, ...wrong])).code, 2);
  } finally {
    await partner.close();
  }
});
