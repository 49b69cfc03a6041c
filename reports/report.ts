import { creditsIn } from './oracles.ts';
import { loadOf } from './load.ts';
import type { CaseEvent, CaseVerdict, EndEvent, FindingEvent, Message, PlannedCase, RecordEvent, Summary } from '../harness/record/events.ts';
import { clausesOf, sayIf, type Known } from './clause-states.ts';
import { curlOf, type CurlContext } from './curl.ts';
import { gather, type Gathered } from './gather.ts';
import { caseTitle, say, word, type Lang } from './messages/index.ts';
import { storyScript } from './script.ts';
import { tellStory } from './story.ts';
import type { CitedExchange, Report, ReportCase, ReportFinding, ReportSuite, ReportWaiver } from './model.ts';
import { totalOf } from './total.ts';
import { inEach, inOne, type Said, type Voice } from './voice.ts';

/**
 * The report of a record in a language: the shape of `report.json`, and what the renderers print. One
 * pass over the events. A record without its last line is that of a run that was killed: its verdict
 * is `incomplete`, and everything known so far is there. Throws when there is not even a `run` event.
 *
 * ```ts
 * const report = buildReport(lines.map((line) => JSON.parse(line)), 'ru');
 * ```
 */
export function buildReport(events: Iterable<RecordEvent>, lang: Lang, given: Given = { waivers: [] }): Report {
  return reportOf(gather(events), inOne(lang), given);
}

/** The same report in every language at once, for a page whose reader switches it; `lang` is where it begins. */
export function buildPolyglot(events: Iterable<RecordEvent>, lang: Lang, given: Given = { waivers: [] }): Report<Said> {
  return reportOf(gather(events), inEach(lang), given);
}

function reportOf<T>(record: Gathered, voice: Voice<T>, { recordDigest, ...waived }: Given): Report<T> {
  const { run } = record;
  const end = waived.end ?? record.end;
  const exchanges = exchangesOf(record);
  const cases = record.plan.cases.map((planned) => caseOf(planned, record, exchanges, voice)).map((each) => withWaiver(each, waived.waivers));
  const reasons: readonly Message[] = end?.reasons ?? [{ key: 'reason.killed' }];
  const summary = end?.summary ?? summaryOf(record, cases);
  const scripts = scriptsOf(record, cases, voice.lang);
  return {
    schemaVersion: 1,
    tool: { name: run.tool.name, version: run.tool.version },
    lang: voice.lang,
    target: run.target,
    partner: run.partner,
    ...(run.sides ? { sides: [...run.sides] } : {}),
    ...(run.kind ? { kind: run.kind } : {}),
    ...(run.edition ? { edition: run.edition } : {}),
    startedAt: run.startedAt,
    finishedAt: end?.finishedAt ?? null,
    seed: run.seed,
    profileDigest: run.profileDigest,
    ...(recordDigest === undefined ? {} : { recordDigest }),
    scope: { whole: run.filter === undefined, ...run.filter },
    verdict: end?.verdict ?? 'incomplete',
    interrupted: end?.interrupted ?? end === undefined,
    reasons: reasons.map((reason) => voice.tell((lang) => say(lang, reason))),
    reasonKeys: reasons.map((reason) => reason.key),
    summary,
    clauses: clausesOf(record, cases.map(known), voice),
    suites: suitesOf(cases, voice),
    cases,
    money: { payments: summary.payments, total: summary.total, currency: 'KZT', ...creditsIn(record.payments) },
    load: loadOf(record.loads),
    payments: record.payments.map(({ type: _, ...payment }) => payment),
    waivers: waived.waivers.map((waiver) => ({ ...waiver })),
    notes: record.notes.map((note) => ({ key: note.key, level: note.level, message: voice.tell((lang) => say(lang, note)) })),
    exploration: explorationOf(record),
    scripts: scripts.map(({ name, source }) => ({ name, text: storyScript(source, voice.lang) })),
    exchanges: [...exchanges.values()],
  };
}

/** What the harness says of a run when some failures are overlooked; the record does not hold it. */
export interface Overlooked {
  /** The end with the verdict that the waivers leave. */
  end?: EndEvent;
  waivers: readonly ReportWaiver[];
}

/** What a report is given beside the events. */
export interface Given extends Overlooked {
  /** `sha256:` of the file of the record, where it is one: by it every report says what it was made from. */
  recordDigest?: string | undefined;
}

function withWaiver<T>(of: ReportCase<T>, waivers: readonly ReportWaiver[]): ReportCase<T> {
  const waived = waivers.find(({ cases }) => cases.includes(of.id));
  return waived === undefined ? of : { ...of, waived };
}

function explorationOf({ exploration }: Gathered): Report['exploration'] {
  if (!exploration) return null;
  const { type: _, ...rest } = exploration;
  return rest;
}

/** Names the scripts, in the order of the findings that they belong to. */
function scriptsOf<T>(record: Gathered, cases: readonly ReportCase<T>[], lang: Lang) {
  const context = contextOf(record.run.profile);
  const told = cases.flatMap(({ findings }) => findings).filter(({ story }) => story !== undefined);
  return told.map((finding, at) => {
    const name = `explore-${at + 1}.sh`;
    finding.script = name;
    return {
      name,
      source: {
        message: say(lang, finding),
        story: tellStory(finding.story ?? [], inOne(lang)),
        exchanges: record.exchanges,
        kind: record.run.kind ?? 'balance',
        context,
      },
    };
  });
}

function exchangesOf(record: Gathered): Map<number, CitedExchange> {
  const context = contextOf(record.run.profile);
  return new Map([...record.exchanges].map(([id, { type: _, ...exchange }]) => [id, { ...exchange, curl: curlOf(exchange, context) }]));
}

/** The profile is the user's own file as they wrote it: every step into it may lead nowhere. */
function contextOf(profile: unknown): CurlContext {
  const at = (value: unknown, name: string): unknown =>
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  const partner = at(profile, 'partner') ?? profile;
  const addresses = [at(at(partner, 'addresses'), 'allowed'), at(at(partner, 'addresses'), 'outside')];
  const ca = at(at(partner, 'tls'), 'ca');
  return {
    localAddresses: addresses.filter((address) => typeof address === 'string'),
    insecure: at(at(partner, 'tls'), 'insecure') === true,
    secretHeaders: Object.keys(Object(at(partner, 'headers')) as object),
    ...(typeof ca === 'string' && !ca.includes('\n') ? { ca } : {}),
  };
}

function caseOf<T>(planned: PlannedCase, record: Gathered, exchanges: ReadonlyMap<number, CitedExchange>, voice: Voice<T>): ReportCase<T> {
  const done = record.cases.get(planned.id) ?? unfinished(planned.id, record);
  return {
    id: planned.id,
    suite: planned.suite,
    title: voice.tell((lang) => caseTitle(lang, planned)),
    clauses: [...planned.clauses],
    level: planned.level,
    verdict: done.verdict,
    ...(done.skip === undefined ? {} : { skip: done.skip }),
    why: sayIf(voice, done.why),
    whyKey: done.why?.key ?? null,
    durationMs: done.durationMs,
    findings: (record.findings.get(planned.id) ?? []).map((finding) => findingOf(finding, exchanges, voice)),
    ...triesOf(planned.id, done.verdict, record, (finding) => findingOf(finding, exchanges, voice), voice),
  };
}

function triesOf<T>(
  id: string,
  first: CaseVerdict,
  record: Gathered,
  told: (finding: FindingEvent) => ReportFinding<T>,
  voice: Voice<T>,
): Pick<ReportCase<T>, 'tries' | 'again'> {
  const again = record.tries.get(id);
  if (again === undefined) return {};
  const found = record.foundAgain.get(id) ?? [];
  return {
    tries: [first, ...again.map(({ verdict }) => verdict)],
    again: again.map(({ number, verdict, why, durationMs }) => ({
      number,
      verdict,
      why: sayIf(voice, why),
      whyKey: why?.key ?? null,
      durationMs,
      findings: found.filter((finding) => finding.try === number).map(told),
    })),
  };
}

/** A planned case without its line: the run ended while it ran, or before. */
function unfinished(id: string, record: Gathered): CaseEvent {
  if (record.begun.has(id)) return { type: 'case', id, verdict: 'inconclusive', why: { key: 'why.running' }, durationMs: 0 };
  return { type: 'case', id, verdict: 'skipped', skip: 'stopped', why: { key: 'why.stopped' }, durationMs: 0 };
}

function findingOf<T>(finding: FindingEvent, exchanges: ReadonlyMap<number, CitedExchange>, voice: Voice<T>): ReportFinding<T> {
  return {
    key: finding.key,
    ...(finding.values ? { values: finding.values } : {}),
    message: voice.tell((lang) => say(lang, finding)),
    clause: finding.clause,
    level: finding.level,
    blame: finding.blame,
    expected: finding.expected ?? null,
    observed: finding.observed ?? null,
    cause: sayIf(voice, finding.cause),
    causeKey: finding.cause?.key ?? null,
    exchanges: [...finding.exchanges],
    count: finding.count,
    curl: finding.exchanges.flatMap((id) => exchanges.get(id)?.curl ?? []),
    ...(finding.story === undefined ? {} : { story: tellStory(finding.story, voice) }),
    ...(finding.replay === undefined ? {} : { replay: replayOf(finding.replay) }),
  };
}

/** Only what paycert itself writes goes into a command to copy. */
function replayOf(replay: string): string {
  return `npx paycert certify --profile FILE --suite exploration --explore-replay ${/^[\d:]+$/.test(replay) ? replay : '…'}`;
}

function suitesOf<T>(cases: readonly ReportCase<T>[], voice: Voice<T>): ReportSuite<T>[] {
  const suites = new Map<string, ReportSuite<T>>();
  for (const each of cases) {
    const suite = suites.get(each.suite) ?? { name: each.suite, title: voice.tell((lang) => word(lang, 'suite', each.suite)), counts: noCounts() };
    suite.counts[each.verdict] += 1;
    suites.set(each.suite, suite);
  }
  return [...suites.values()];
}

function noCounts(): Record<CaseVerdict, number> {
  return { passed: 0, failed: 0, remark: 0, skipped: 0, inconclusive: 0 };
}

function summaryOf(record: Gathered, cases: readonly ReportCase<unknown>[]): Summary {
  const counts = noCounts();
  for (const each of cases) counts[each.verdict] += 1;
  const credited = record.payments.filter((payment) => payment.state === 'credited');
  return { ...counts, payments: credited.length, total: totalOf(credited.map((payment) => payment.sum)), exchanges: record.exchangeCount };
}

function known(of: ReportCase<unknown>): Known {
  const { id, clauses, verdict, findings } = of;
  const objections = findings.filter(({ blame }) => blame === 'partner');
  return { id, clauses, verdict, violates: verdict === 'failed' ? findings.map((each) => each.clause) : [], objections };
}
