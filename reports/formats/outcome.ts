import { text, word, type Lang } from '../messages/index.ts';
import type { ReportCase, ReportFinding } from '../model.ts';
import { visible } from '../visible.ts';
import { waiverLine } from '../waiver-line.ts';

/**
 * What a case is in formats that know fewer verdicts than we do; the one meaning for all of them:
 * a remark passes, a waived failure and an undecided case that binds nobody are skipped, and a binding
 * case that stays undecided is neither passed nor failed.
 */
export type Outcome = 'passed' | 'failed' | 'skipped' | 'undecided';

export function outcomeOf({ verdict, level, waived }: Pick<ReportCase, 'verdict' | 'level' | 'waived'>): Outcome {
  switch (verdict) {
    case 'passed':
    case 'remark':
      return 'passed';
    case 'failed':
      return waived === undefined ? 'failed' : 'skipped';
    case 'inconclusive':
      return level === 'must' ? 'undecided' : 'skipped';
    case 'skipped':
      return 'skipped';
  }
}

/** Does this finding fail its case? The others of a failed case are remarks. */
export function isViolation({ level, blame }: Pick<ReportFinding, 'level' | 'blame'>): boolean {
  return level === 'must' && blame === 'partner';
}

/** Findings of a case as the verdict weighs them: what fails it first. */
export function byWeight(of: ReportCase): ReportFinding[] {
  return of.findings.toSorted((a, b) => Number(isViolation(b)) - Number(isViolation(a)));
}

/** One line on why the case is what it is; empty for one that simply passed. No control character is in it. */
export function headline(of: ReportCase, lang: Lang): string {
  if (of.waived) return brief(waiverLine(of.waived, lang));
  const [first] = byWeight(of);
  const undecided = of.verdict === 'skipped' || of.verdict === 'inconclusive';
  if (undecided || !first) return brief(of.why ?? '');
  return brief(`${first.clause}: ${first.message}${ofTries(of, lang)}`);
}

/** ` (failed in 1 of 3 tries: flaky)`, where the case was tried again. */
function ofTries({ tries }: ReportCase, lang: Lang): string {
  return tries === undefined ? '' : ` (${triesLine(tries, lang)})`;
}

/** What trying a failed case again has shown. */
export function triesLine(tries: readonly string[], lang: Lang): string {
  const failed = tries.filter((verdict) => verdict === 'failed').length;
  return text(lang, isFlaky(tries) ? 'ui.tries-flaky' : 'ui.tries-broken', { failed, count: tries.length });
}

/** A case that failed and then passed; one that could not be tried again is not called so. */
export function isFlaky(tries: readonly string[]): boolean {
  return tries.includes('failed') && tries.some((verdict) => verdict === 'passed' || verdict === 'remark');
}

/** All that a case found, as lines of plain text without control characters. */
export function details(of: ReportCase, lang: Lang): string[] {
  const lines = [brief(of.title)];
  const field = (name: string, value: string | null | undefined) => {
    if (value !== null && value !== undefined && value !== '') lines.push(`  ${name}: ${brief(value)}`);
  };
  if (of.waived) lines.push(brief(waiverLine(of.waived, lang)));
  if (of.tries) lines.push(triesLine(of.tries, lang));
  if (of.why !== null) lines.push(brief(of.why));
  for (const finding of byWeight(of)) {
    lines.push(brief(`${finding.clause} (${word(lang, 'level', finding.level)}): ${finding.message}`));
    field(text(lang, 'ui.expected'), finding.expected);
    field(text(lang, 'ui.observed'), finding.observed);
    field(text(lang, 'ui.cause'), finding.cause);
    if (finding.blame !== 'partner') field(text(lang, 'ui.fix'), word(lang, 'blame', finding.blame));
    field(text(lang, 'ui.exchange'), finding.exchanges.map((id) => `#${id}`).join(', '));
    const [first] = finding.curl;
    if (first !== undefined && first.length <= MAX_COMMAND) lines.push(`  ${text(lang, 'ui.again')}: ${visible(first)}`);
  }
  return lines;
}

/** A partner may answer with pages where a word was expected; the report for people has more of it. */
const MAX_TEXT = 1000;
const MAX_COMMAND = 1500;

/** One harmless line, not too long. */
export function brief(content: string, limit = MAX_TEXT): string {
  return visible(content.length > limit ? `${content.slice(0, limit)}…` : content);
}
