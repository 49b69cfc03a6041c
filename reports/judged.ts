import type { Blame, Side } from '../harness/record/events.ts';
import { text, word, wordFor, type Key, type Lang } from './messages/index.ts';
import type { Report } from './model.ts';
import { nextStep, type Ended } from './view.ts';

/** Whom a report judges: its words go to them. A partner's endpoint and its client are one partner's. */
export type Judged = 'partner' | 'client' | 'operator' | 'both';

type Sides = { sides?: readonly Side[] };

export function judgedBy({ sides = ['partner'] }: Sides): Judged {
  if (!sides.includes('operator')) return sides.includes('partner') ? 'partner' : 'client';
  return sides.length === 1 ? 'operator' : 'both';
}

/** Is there anything to say of payments? A run of the Refund API alone makes none. */
export function paysIn({ sides = ['partner'] }: Sides): boolean {
  return sides.includes('partner');
}

/** What the verdict means, and what to do next. */
export function meansOf(report: Pick<Report, 'verdict' | 'sides'>, lang: Lang): string {
  return wordFor(lang, 'means', report.verdict, judgedBy(report));
}

export function nextOf(report: Ended & Sides, lang: Lang): string {
  return wordFor(lang, 'next', nextStep(report), judgedBy(report));
}

/** Who has to mend a finding: in the chapter of an operator's API that is the operator. */
export function menderOf(blame: Blame, suite: string, lang: Lang): string {
  return word(lang, 'blame', blame === 'partner' && suite === 'operator' ? 'operator' : blame);
}

const SUBTITLES = { partner: 'ui.subtitle', both: 'ui.subtitle', client: 'ui.subtitle-client', operator: 'ui.subtitle-refund' } as const;
const OPENINGS = {
  partner: ['ui.certifies', 'ui.states'],
  both: ['ui.certifies', 'ui.states'],
  client: ['ui.certifies-client', 'ui.states-client'],
  operator: ['ui.certifies-refund', 'ui.states-refund'],
} as const satisfies Record<Judged, readonly [Key, Key]>;

export function subtitleOf(report: Sides, lang: Lang): string {
  return text(lang, SUBTITLES[judgedBy(report)]);
}

/** The line above the name on the first page of the PDF. */
export function openingOf(report: Sides, passed: boolean, lang: Lang): string {
  return text(lang, OPENINGS[judgedBy(report)][passed ? 0 : 1]);
}
