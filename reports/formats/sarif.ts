import { createHash } from 'node:crypto';
import { text, type Lang } from '../messages/index.ts';
import type { Report, ReportCase, ReportClause, ReportFinding } from '../model.ts';
import { brief, byWeight, details, isViolation, outcomeOf, triesLine } from './outcome.ts';
import { waiverLine } from '../waiver-line.ts';

/**
 * The report as SARIF 2.1.0, for code scanning: a rule a clause, a result a finding. What passed makes no
 * result. A violation is an `error`, a remark a `warning`, an undecided case a `review` of level `none`;
 * a waived failure is suppressed with its reason. Skips are notifications of the run.
 */
export function renderSarif(report: Report, lang: Lang): string {
  const rules = rulesOf(report);
  const index = new Map(rules.map(({ id }, at) => [id, at]));
  const run = {
    tool: { driver: { name: brief(report.tool.name), version: brief(report.tool.version), rules } },
    automationDetails: { id: 'paycert/certify/' },
    columnKind: 'utf16CodeUnits',
    invocations: [invocationOf(report)],
    artifacts: [{ location: { uri: RECORD }, description: { text: brief(report.target) } }],
    results: report.cases.flatMap((of) => resultsOf(of, index, lang)),
    properties: {
      verdict: report.verdict,
      target: brief(report.target),
      partner: brief(report.partner),
      seed: brief(report.seed),
      profileDigest: brief(report.profileDigest),
    },
  };
  return `${JSON.stringify({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

/** Where the evidence stands; a finding has no place in anybody's source. */
const RECORD = 'record.jsonl';

function rulesOf({ clauses, cases }: Report) {
  const cited = new Set(cases.flatMap((each) => [...each.clauses, ...each.findings.map(({ clause }) => clause)]));
  const known = new Map(clauses.map((clause) => [clause.id, clause]));
  return [...clauses.map(({ id }) => id), ...[...cited].filter((id) => !known.has(id))].map((id) => ruleOf(id, known.get(id)));
}

function ruleOf(id: string, clause: ReportClause | undefined) {
  const short = clause?.reading ?? clause?.translation ?? clause?.quote;
  return {
    id: brief(id),
    shortDescription: { text: brief(short || id) },
    ...(clause?.quote ? { fullDescription: { text: brief(clause.quote) } } : {}),
    ...(clause?.fix ? { help: { text: brief(clause.fix) } } : {}),
    defaultConfiguration: { level: clause?.level === 'should' || clause?.level === 'may' ? 'warning' : 'error' },
    properties: { state: clause?.state ?? 'not-verified', level: clause?.level ?? 'must' },
  };
}

function invocationOf(report: Report) {
  const notifications = report.cases.filter(({ verdict }) => verdict === 'skipped').map((of) => notification('note', of.why ?? '', of.id));
  const ran = report.verdict === 'incomplete' ? report.reasons.map((reason) => notification('error', reason)) : [];
  return {
    executionSuccessful: report.verdict !== 'incomplete',
    ...moment('startTimeUtc', report.startedAt),
    ...moment('endTimeUtc', report.finishedAt),
    toolExecutionNotifications: [...ran, ...notifications],
  };
}

/** A record may be anybody's, and its dates may be none. */
function moment(name: string, iso: string | null): Record<string, string> {
  const at = iso === null ? Number.NaN : Date.parse(iso);
  return Number.isNaN(at) ? {} : { [name]: new Date(at).toISOString() };
}

function notification(level: 'note' | 'error', message: string, id?: string) {
  return { level, message: { text: brief(message) || '-' }, ...(id === undefined ? {} : { descriptor: { id: brief(id) } }) };
}

function resultsOf(of: ReportCase, index: ReadonlyMap<string, number>, lang: Lang): object[] {
  if (of.verdict === 'inconclusive') {
    const clause = of.clauses[0] ?? '';
    return [{ ...result(clause, index, of, details(of, lang).join('\n'), 'inconclusive'), kind: 'review', level: 'none' }];
  }
  return byWeight(of).map((finding) => ({
    ...result(finding.clause, index, of, messageOf(finding, of, lang), finding.key),
    kind: 'fail',
    level: levelOf(finding, of),
    ...(of.waived && isViolation(finding)
      ? { suppressions: [{ kind: 'external', status: 'accepted', justification: brief(waiverLine(of.waived, lang)) }] }
      : {}),
  }));
}

function levelOf(finding: ReportFinding, of: ReportCase): 'error' | 'warning' | 'note' {
  if (of.verdict === 'failed' && isViolation(finding)) return 'error';
  return finding.blame === 'partner' ? 'warning' : 'note';
}

function result(clause: string, index: ReadonlyMap<string, number>, of: ReportCase, message: string, key: string) {
  const at = index.get(brief(clause));
  return {
    ruleId: brief(clause),
    ...(at === undefined ? {} : { ruleIndex: at }),
    message: { text: message },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: RECORD, index: 0 } },
        logicalLocations: [{ name: brief(of.id), fullyQualifiedName: brief(`${of.suite}/${of.id}`), kind: 'member' }],
      },
    ],
    partialFingerprints: {
      'paycert/v1': createHash('sha256')
        .update(JSON.stringify([of.id, clause, key]))
        .digest('hex'),
    },
    properties: { case: brief(of.id), verdict: of.verdict, outcome: outcomeOf(of) },
  };
}

function messageOf(finding: ReportFinding, of: ReportCase, lang: Lang): string {
  const values: [string, string | null][] = [
    [text(lang, 'ui.expected'), finding.expected],
    [text(lang, 'ui.observed'), finding.observed],
    [text(lang, 'ui.cause'), finding.cause],
  ];
  const more = values.flatMap(([name, value]) => (value === null ? [] : [`${name}: ${brief(value)}`]));
  return [`${brief(of.id)}: ${brief(finding.message)}`, ...(of.tries ? [triesLine(of.tries, lang)] : []), ...more].join('\n');
}
