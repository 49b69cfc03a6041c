import { groupFindings, type ClauseGroup } from '../grouping.ts';
import { text, word, type Lang } from '../messages/index.ts';
import type { Report } from '../model.ts';
import { brief } from './outcome.ts';

/** The host shows ten annotations of a kind for a step; the verdict is one of them. */
const SHOWN = 9;

/**
 * The report as workflow commands of GitHub Actions: the verdict, then an `error` a violation, a
 * `warning` a remark, a `notice` an undecided case. For stdout; a text cannot leave its line or become a
 * command of its own.
 */
export function renderGithub(report: Report, lang: Lang): string {
  const { violations, remarks, undecided } = groupFindings(report);
  const failed = report.verdict === 'not-certified' || report.verdict === 'incomplete';
  const lines = [
    command(failed ? 'error' : 'notice', `paycert: ${word(lang, 'verdict', report.verdict)}`, [
      `${report.partner} · ${report.target}`,
      ...report.reasons,
    ]),
    ...annotations('error', violations, lang),
    ...annotations('warning', remarks, lang),
    ...undecided
      .slice(0, SHOWN)
      .map(({ id, title, why }) => command('notice', `${word(lang, 'case-verdict', 'inconclusive')}: ${id}`, [title, why ?? ''])),
  ];
  return `${lines.join('\n')}\n`;
}

function annotations(kind: 'error' | 'warning', groups: readonly ClauseGroup[], lang: Lang): string[] {
  const all = groups.flatMap(({ clause, findings }) => findings.map((defect) => ({ clause, defect })));
  const lines = all
    .slice(0, all.length > SHOWN ? SHOWN - 1 : SHOWN)
    .map(({ clause, defect: { of, finding, also } }) =>
      command(kind, `${clause.id} · ${of.id}`, [
        finding.message,
        ...(finding.expected === null ? [] : [`${text(lang, 'ui.expected')}: ${finding.expected}`]),
        ...(finding.observed === null ? [] : [`${text(lang, 'ui.observed')}: ${finding.observed}`]),
        ...(finding.cause === null ? [] : [`${text(lang, 'ui.cause')}: ${finding.cause}`]),
        ...(also.length === 0 ? [] : [text(lang, 'ui.also', { count: also.length }) + ` ${also[0]!.of.id}`]),
      ]),
    );
  const left = all.length - lines.length;
  return left > 0 ? [...lines, command(kind, 'paycert', [text(lang, 'ui.more', { count: left })])] : lines;
}

function command(kind: 'error' | 'warning' | 'notice', title: string, lines: readonly string[]): string {
  const message = lines.filter((line) => line !== '').map((line) => data(brief(line)));
  return `::${kind} title=${data(brief(title, 200)).replaceAll(':', '%3A').replaceAll(',', '%2C')}::${message.join('%0A')}`;
}

/** A percent sign is the escape of this language; line ends are none of a brief text any more. */
function data(content: string): string {
  return content.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
