import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaseEvent, FindingEvent } from './record/events.ts';
import { caseVerdict, clauseState, CORE_CLAUSES, runVerdict } from './verdict.ts';

type F = Pick<FindingEvent, 'level' | 'blame'>;
const failure: F = { level: 'must', blame: 'partner' };
const remark: F = { level: 'should', blame: 'partner' };
const network: F = { level: 'must', blame: 'network' };
const wrongProfile: F = { level: 'must', blame: 'configuration' };
const ours: F = { level: 'must', blame: 'harness' };

test('the lattice of a case', () => {
  const table: [F[], Parameters<typeof caseVerdict>[1], CaseEvent['verdict']][] = [
    [[], 'completed', 'passed'],
    [[], 'skipped', 'skipped'],
    [[], 'undecided', 'inconclusive'],
    [[remark], 'completed', 'remark'],
    [[remark], 'undecided', 'inconclusive'],
    [[failure], 'completed', 'failed'],
    [[failure], 'undecided', 'failed'],
    [[failure], 'skipped', 'failed'],
    [[remark, failure], 'completed', 'failed'],
    [[network], 'completed', 'inconclusive'],
    [[wrongProfile], 'completed', 'inconclusive'],
    [[ours], 'completed', 'inconclusive'],
    [[network, failure], 'completed', 'failed'],
  ];
  for (const [findings, ending, verdict] of table) assert.equal(caseVerdict(findings, ending), verdict, JSON.stringify([findings, ending]));
});

const one = (verdict: CaseEvent['verdict'], level: 'must' | 'should' = 'must', more: Partial<CaseEvent> = {}) => ({
  id: `case.${verdict}`,
  level,
  verdict,
  ...more,
});
const clauses = CORE_CLAUSES.map((id) => ({ id, level: 'must', state: 'verified' }) as const);

test('the lattice of a run', () => {
  const table: [Parameters<typeof runVerdict>[0], string, string[]][] = [
    [{ cases: [one('passed')], clauses }, 'certified', ['reason.certified']],
    [{ cases: [one('passed'), one('skipped')], clauses }, 'certified', ['reason.certified']],
    [{ cases: [one('passed'), one('remark', 'should')], clauses }, 'certified-with-remarks', ['reason.remarks']],
    [{ cases: [one('passed'), one('failed')], clauses }, 'not-certified', ['reason.failed']],
    [{ cases: [one('remark'), one('inconclusive')], clauses }, 'incomplete', ['reason.inconclusive']],
    [{ cases: [one('passed'), one('inconclusive', 'should')], clauses }, 'certified', ['reason.certified']],
    [{ cases: [one('failed'), one('inconclusive')], clauses }, 'not-certified', ['reason.failed', 'reason.inconclusive']],
    [{ cases: [one('passed')], clauses, interrupted: true }, 'incomplete', ['reason.interrupted']],
    [{ cases: [one('failed')], clauses, interrupted: true }, 'not-certified', ['reason.failed', 'reason.interrupted']],
    [{ cases: [one('inconclusive')], clauses, stopped: { key: 'stop.silent' } }, 'incomplete', ['stop.silent']],
    [{ cases: [one('passed')], clauses, filtered: true }, 'incomplete', ['reason.partial']],
    [{ cases: [one('failed')], clauses, filtered: true }, 'not-certified', ['reason.failed', 'reason.partial']],
    [{ cases: [one('passed')], clauses: [{ ...clauses[0]!, state: 'not-verified' }] }, 'incomplete', ['reason.core-unverified']],
    [{ cases: [one('passed')], clauses: [{ id: 'TP-1.source', level: 'must', state: 'not-verified' }] }, 'certified', ['reason.certified']],
    [{ cases: [], clauses: [] }, 'incomplete', ['reason.nothing-passed']],
  ];
  for (const [facts, verdict, reasons] of table) {
    const seen = runVerdict(facts);
    assert.deepEqual([seen.verdict, seen.reasons.map(({ key }) => key)], [verdict, reasons], JSON.stringify(facts.cases));
  }
});

const clause = { id: 'TP-7.7', level: 'must', quote: '' } as const;
const cited = (ended: Partial<CaseEvent> | undefined, level: 'must' | 'should' = 'must') => ({
  planned: { id: 'a', suite: 'a', title: '', clauses: ['TP-7.7'], level },
  ended: ended as CaseEvent | undefined,
});

test('a clause is verified only when nothing that binds was left open', () => {
  const table: [ReturnType<typeof cited>[], string][] = [
    [[cited({ verdict: 'passed' })], 'verified'],
    [[cited({ verdict: 'remark' })], 'verified'],
    [[cited({ verdict: 'passed' }), cited({ verdict: 'skipped', skip: 'not-offered' })], 'verified'],
    [[cited({ verdict: 'skipped', skip: 'not-offered' })], 'not-verified'],
    [[cited({ verdict: 'passed' }), cited({ verdict: 'skipped', skip: 'limit' })], 'not-verified'],
    [[cited({ verdict: 'passed' }), cited({ verdict: 'skipped', skip: 'filter' })], 'not-verified'],
    [[cited({ verdict: 'passed' }), cited({ verdict: 'inconclusive' })], 'not-verified'],
    [[cited({ verdict: 'passed' }), cited({ verdict: 'inconclusive' }, 'should')], 'verified'],
    [[cited({ verdict: 'passed' }), cited(undefined)], 'not-verified'],
    [[], 'not-verified'],
  ];
  for (const [cases, state] of table)
    assert.equal(clauseState(clause, cases, new Set()).state, state, JSON.stringify(cases.map(({ ended }) => ended)));
  assert.equal(clauseState(clause, [cited({ verdict: 'passed' })], new Set(['TP-7.7'])).state, 'violated');
  // Its only case failed, on another clause that it cites.
  const { state, why } = clauseState(clause, [cited({ verdict: 'failed' })], new Set());
  assert.deepEqual([state, why], ['not-verified', { key: 'why.case-failed', values: { cases: 'a' } }]);
});
