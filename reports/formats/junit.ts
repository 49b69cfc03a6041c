import type { Lang } from '../messages/index.ts';
import { word } from '../messages/index.ts';
import type { Report, ReportCase, ReportSuite } from '../model.ts';
import { visible } from '../visible.ts';
import { details, headline, outcomeOf } from './outcome.ts';

/**
 * The report as JUnit XML, for the test pages of pipelines: a `testsuite` a chapter, a `testcase` a case.
 * Its names are those of the protocol in every language, so that a pipeline can follow a case from run
 * to run. An incomplete run has an `error` of its own, since nothing in it may look like a success.
 */
export function renderJunit(report: Report, lang: Lang): string {
  const suites = report.suites.map((suite) =>
    suiteOf(
      suite,
      report.cases.filter((each) => each.suite === suite.name),
      report,
      lang,
    ),
  );
  if (report.verdict === 'incomplete') suites.push(incomplete(report, lang));
  const sum = (name: keyof Counts) => suites.reduce((total, { counts }) => total + counts[name], 0);
  const attributes = {
    name: `paycert ${report.target}`,
    tests: sum('tests'),
    failures: sum('failures'),
    errors: sum('errors'),
    time: tookOf(report),
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributesOf(attributes)}>`,
    ...suites.map(({ xml }) => xml),
    '</testsuites>',
    '',
  ].join('\n');
}

interface Counts {
  tests: number;
  failures: number;
  errors: number;
  skipped: number;
}

interface Suite {
  xml: string;
  counts: Counts;
}

function suiteOf({ name }: Pick<ReportSuite, 'name'>, cases: readonly ReportCase[], report: Report, lang: Lang): Suite {
  const count = (wanted: string) => cases.filter((each) => outcomeOf(each) === wanted).length;
  const counts = { tests: cases.length, failures: count('failed'), errors: count('undecided'), skipped: count('skipped') };
  const time = seconds(cases.reduce((sum, { durationMs }) => sum + durationMs, 0));
  return suite(
    name,
    counts,
    time,
    report,
    cases.map((each) => testcase(each, lang)),
  );
}

function incomplete(report: Report, lang: Lang): Suite {
  const message = word(lang, 'verdict', report.verdict);
  const error = `<error${attributesOf({ message, type: 'incomplete' })}>${xml(report.reasons.join('\n'))}</error>`;
  const testcaseXml = `    <testcase${attributesOf({ classname: 'paycert.run', name: 'run.verdict', time: '0.000' })}>\n      ${error}\n    </testcase>`;
  return suite('run', { tests: 1, failures: 0, errors: 1, skipped: 0 }, '0.000', report, [testcaseXml]);
}

function suite(name: string, counts: Counts, time: string, report: Report, cases: readonly string[]): Suite {
  const timestamp = report.startedAt.slice(0, 19);
  const facts = { verdict: report.verdict, target: report.target, partner: report.partner, seed: report.seed, profileDigest: report.profileDigest };
  const properties = Object.entries(facts).map(([key, value]) => `      <property${attributesOf({ name: `paycert.${key}`, value })}/>`);
  const lines = [
    `  <testsuite${attributesOf({ name, ...counts, time, timestamp })}>`,
    '    <properties>',
    ...properties,
    '    </properties>',
    ...cases,
    '  </testsuite>',
  ];
  return { xml: lines.join('\n'), counts };
}

function testcase(of: ReportCase, lang: Lang): string {
  const inside = insideOf(of, lang);
  const open = `    <testcase${attributesOf({ classname: `paycert.${of.suite}`, name: of.id, time: seconds(of.durationMs) })}`;
  return inside === '' ? `${open}/>` : `${open}>\n      ${inside}\n    </testcase>`;
}

function insideOf(of: ReportCase, lang: Lang): string {
  const message = headline(of, lang);
  const lines = xml(details(of, lang).join('\n'));
  switch (outcomeOf(of)) {
    case 'failed':
      return `<failure${attributesOf({ message, type: of.clauses[0] ?? of.level })}>${lines}</failure>`;
    case 'undecided':
      return `<error${attributesOf({ message, type: 'inconclusive' })}>${lines}</error>`;
    case 'skipped':
      // Its reason is text: the schema of Jenkins knows no attribute here.
      return `<skipped>${xml(message)}</skipped>${of.findings.length > 0 ? `\n      <system-out>${lines}</system-out>` : ''}`;
    case 'passed':
      return of.findings.length > 0 ? `<system-out>${lines}</system-out>` : '';
  }
}

function tookOf({ startedAt, finishedAt }: Report): string {
  const ms = finishedAt === null ? 0 : Date.parse(finishedAt) - Date.parse(startedAt);
  return seconds(Number.isFinite(ms) && ms > 0 ? ms : 0);
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

function attributesOf(attributes: Readonly<Record<string, string | number>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${xml(String(value))}"`)
    .join('');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text of any origin; what XML 1.0 has no way to write becomes a sign, as do marks that deceive a reader. Line ends stay. */
export function xml(content: string): string {
  return content
    .split('\n')
    .map(visible)
    .join('\n')
    .replace(/[&<>"]/g, (char) => ENTITIES[char]!)
    .replace(/[\ufffe\uffff]/g, '\ufffd');
}
