import type { Lang } from '../messages/index.ts';
import type { Report, ReportCase } from '../model.ts';
import { brief, details, headline, isFlaky, outcomeOf, type Outcome } from './outcome.ts';

const STATUS = { passed: 'passed', failed: 'failed', skipped: 'skipped', undecided: 'other' } as const satisfies Record<Outcome, string>;

/**
 * The report in the Common Test Report Format: a test a case. Our own verdict stands in `rawStatus`; an
 * undecided case is `other`, and so is the run itself, as a test of its own, when it is incomplete.
 */
export function renderCtrf(report: Report, lang: Lang): string {
  const tests: Test[] = report.cases.map((of) => testOf(of, lang));
  if (report.verdict === 'incomplete')
    tests.push({
      name: 'run.verdict',
      status: 'other',
      duration: 0,
      suite: ['run'],
      rawStatus: report.verdict,
      message: report.reasons.map((each) => brief(each)).join('\n'),
    });
  const count = (status: Test['status']) => tests.filter((test) => test.status === status).length;
  const start = Date.parse(report.startedAt) || 0;
  const stop = Math.max(start, report.finishedAt === null ? start : Date.parse(report.finishedAt) || start);
  const results = {
    tool: { name: brief(report.tool.name), version: brief(report.tool.version) },
    summary: {
      tests: tests.length,
      passed: count('passed'),
      failed: count('failed'),
      pending: 0,
      skipped: count('skipped'),
      other: count('other'),
      flaky: tests.filter(({ flaky }) => flaky === true).length,
      suites: new Set(tests.map(({ suite }) => suite[0])).size,
      start,
      stop,
      duration: stop - start,
    },
    tests,
    environment: { testEnvironment: brief(report.target) },
    extra: { verdict: report.verdict, partner: brief(report.partner), seed: brief(report.seed), profileDigest: brief(report.profileDigest) },
  };
  return `${JSON.stringify({ reportFormat: 'CTRF', specVersion: '0.0.0', generatedBy: 'paycert', results }, null, 2)}\n`;
}

interface Test {
  name: string;
  status: 'passed' | 'failed' | 'skipped' | 'pending' | 'other';
  /** Whole milliseconds. */
  duration: number;
  suite: string[];
  rawStatus: string;
  message?: string;
  trace?: string;
  tags?: string[];
  retries?: number;
  flaky?: boolean;
  extra?: Record<string, unknown>;
}

function testOf(of: ReportCase, lang: Lang): Test {
  const message = headline(of, lang);
  return {
    name: brief(of.id) || '-',
    status: STATUS[outcomeOf(of)],
    duration: Math.max(0, Math.round(of.durationMs)),
    suite: [brief(of.suite)],
    rawStatus: of.waived ? `${of.verdict} (waived)` : of.verdict,
    ...(message === '' ? {} : { message }),
    ...(of.findings.length > 0 ? { trace: details(of, lang).join('\n') } : {}),
    tags: [of.level, ...of.clauses.map((clause) => brief(clause))],
    ...(of.tries ? { retries: of.tries.length - 1, flaky: isFlaky(of.tries) } : {}),
    extra: {
      title: brief(of.title),
      ...(of.skip === undefined ? {} : { skip: brief(of.skip) }),
      findings: of.findings.map(({ key, clause, level, blame }) => ({ key: brief(key), clause: brief(clause), level, blame })),
      ...(of.tries ? { tries: of.tries } : {}),
    },
  };
}
