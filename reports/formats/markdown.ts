import { absentSuites, presentSuites } from '../absent.ts';
import { groupFindings, notVerified, size, weightOf, type ClauseGroup } from '../grouping.ts';
import { text, word, type Lang } from '../messages/index.ts';
import type { Report, ReportCase } from '../model.ts';
import { oracleLines } from '../oracles.ts';
import { meansOf, nextOf, paysIn } from '../judged.ts';
import { moment } from '../locale.ts';
import { brief, triesLine } from './outcome.ts';
import { waiverLine } from '../waiver-line.ts';

const MARK = { certified: '✅', 'certified-with-remarks': '✅', 'not-certified': '❌', incomplete: '⚠️' } as const;
const COLUMNS = ['passed', 'failed', 'remark', 'inconclusive', 'skipped'] as const;

/** Findings that a section lists; a job summary is for a glance, and its host takes no more than a megabyte. */
const SHOWN = 40;

/** The report as a job summary in GitHub's Markdown. Whatever the partner wrote is text in it, never markup. */
export function renderMarkdown(report: Report, lang: Lang): string {
  const { violations, remarks, undecided } = groupFindings(report);
  const lines = [
    `# ${MARK[report.verdict]} ${md(report.partner)}: ${word(lang, 'verdict', report.verdict)}`,
    '',
    meansOf(report, lang),
    '',
    ...report.reasons.map((reason) => `- ${md(reason)}`),
    '',
    `**${md(nextOf(report, lang))}**`,
    '',
    ...factsOf(report, lang),
    '',
    ...tableOf(report, lang),
    ...waiversOf(report, lang),
    ...findingsOf(text(lang, 'ui.violations'), violations, lang),
    ...findingsOf(text(lang, 'ui.remarks'), remarks, lang),
    ...undecidedOf(undecided, lang),
    ...notVerifiedOf(report, lang),
    '',
  ];
  return `${lines.join('\n').replace(/\n{3,}/g, '\n\n')}`;
}

function factsOf(report: Report, lang: Lang): string[] {
  const rows: [string, string][] = [
    [text(lang, 'ui.target'), code(report.target)],
    [text(lang, 'ui.started'), md(moment(lang, report.startedAt))],
    [text(lang, 'ui.tool'), md(`${report.tool.name} ${report.tool.version}`)],
    [text(lang, 'ui.seed'), code(report.seed)],
    [text(lang, 'ui.profile'), code(report.profileDigest)],
    ...(report.recordDigest === undefined ? [] : [[text(lang, 'ui.record'), code(report.recordDigest)] satisfies [string, string]]),
  ];
  const { payments, total } = report.summary;
  const money = payments === 0 ? text(lang, 'ui.payments-none') : text(lang, 'ui.payments-lead', { count: payments, total });
  return [
    ...rows.map(([name, value]) => `- ${md(name)}: ${value}`),
    ...(paysIn(report) ? ['', md(money)] : []),
    ...oracleLines(report, lang).map((line) => (line.risk ? `\n**${md(line.text)}**` : `\n${md(line.text)}`)),
  ];
}

function tableOf(report: Report, lang: Lang): string[] {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const numbers = (counts: Record<(typeof COLUMNS)[number], number>) => COLUMNS.map((each) => (counts[each] === 0 ? '–' : String(counts[each])));
  const { suites, total } = presentSuites(report);
  const absent = absentSuites(report).map(({ title }) => title);
  return [
    row([text(lang, 'ui.chapter'), ...COLUMNS.map((each) => word(lang, 'case-verdict', each))].map(md)),
    row(['---', ...COLUMNS.map(() => '--:')]),
    ...suites.map(({ title, counts }) => row([md(title), ...numbers(counts)])),
    row([`**${md(text(lang, 'ui.total'))}**`, ...numbers(total)]),
    '',
    ...(absent.length === 0 ? [] : [md(text(lang, 'ui.not-part', { list: absent.join(' · ') })), '']),
  ];
}

function waiversOf({ waivers }: Report, lang: Lang): string[] {
  if (waivers.length === 0) return [];
  return [
    '',
    `## ${md(text(lang, 'ui.waivers'))} (${waivers.length})`,
    '',
    ...waivers.map((waiver) => `- ${code(waiver.case ?? waiver.clause ?? '')}: ${md(waiverLine(waiver, lang))} ${waiver.cases.map(code).join(', ')}`),
  ];
}

function findingsOf(title: string, groups: readonly ClauseGroup[], lang: Lang): string[] {
  if (groups.length === 0) return [];
  const lines = ['', `## ${md(title)} (${size(groups)})`];
  let shown = 0;
  for (const { clause, findings } of groups) {
    if (shown >= SHOWN) break;
    lines.push('', `### ${md(clause.id)} · ${word(lang, 'level', weightOf({ clause, findings }))}`, '');
    if (clause.quote !== '') lines.push(`> ${md(clause.quote)}`, '');
    for (const { of, finding, also } of findings.slice(0, SHOWN - shown)) {
      shown += 1;
      lines.push(`- **${md(finding.message)}** ${code(of.id)}`);
      if (finding.expected !== null) lines.push(`  - ${md(text(lang, 'ui.expected'))}: ${code(finding.expected)}`);
      if (finding.observed !== null) lines.push(`  - ${md(text(lang, 'ui.observed'))}: ${code(finding.observed)}`);
      if (finding.cause !== null) lines.push(`  - ${md(text(lang, 'ui.cause'))}: ${md(finding.cause)}`);
      if (of.tries) lines.push(`  - ${md(triesLine(of.tries, lang))}`);
      if (also.length > 0)
        lines.push(
          `  - ${md(text(lang, 'ui.also', { count: also.length }))} ${[...new Set(also.map((each) => each.of.id))].slice(0, 12).map(code).join(', ')}`,
        );
    }
    const how = clause.fix ?? clause.reading;
    if (how !== null) lines.push('', `${md(text(lang, 'ui.how'))}: ${md(how)}`);
  }
  const left = size(groups) - shown;
  return left > 0 ? [...lines, '', md(text(lang, 'ui.more', { count: left }))] : lines;
}

function undecidedOf(cases: readonly ReportCase[], lang: Lang): string[] {
  if (cases.length === 0) return [];
  return [
    '',
    `## ${md(text(lang, 'ui.undecided'))} (${cases.length})`,
    '',
    md(text(lang, 'ui.undecided-lead')),
    '',
    ...cases.slice(0, SHOWN).map(({ id, why, findings }) => `- ${code(id)}: ${md(why ?? findings[0]?.message ?? '')}`),
    ...(cases.length > SHOWN ? ['', md(text(lang, 'ui.more', { count: cases.length - SHOWN }))] : []),
  ];
}

function notVerifiedOf(report: Report, lang: Lang): string[] {
  const groups = notVerified(report);
  if (groups.length === 0) return [];
  return [
    '',
    `## ${md(text(lang, 'ui.not-verified'))}`,
    '',
    md(text(lang, 'ui.not-verified-lead')),
    '',
    ...groups.map(({ why, clauses }) => `- ${clauses.map(({ id }) => code(id)).join(', ')}: ${md(why ?? '')}`),
  ];
}

/** Text of any origin as text: no emphasis, link, image, HTML, mention, table cell or list comes of it. */
export function md(content: string): string {
  return brief(content)
    .replace(/[\\`*_[\]|~#!]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replaceAll('@', '&#64;&#8203;')
    .replace(/:\/\//g, ':&#8203;//')
    .replace(/\bwww\./gi, 'www&#8203;.')
    .replace(/^(\s*)([-+=]|\d+[.)](?=\s))/, '$1&#8203;$2');
}

/** Text of any origin as code, in a fence that it cannot close; a bar would end the cell of a table. */
export function code(content: string): string {
  const one = brief(content, 300).replaceAll('|', '¦');
  if (one === '') return '` `';
  const longest = Math.max(0, ...[...one.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence} ${one} ${fence}`;
}
