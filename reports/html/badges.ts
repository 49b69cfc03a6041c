import type { CaseVerdict, RunVerdict } from '../../harness/record/events.ts';
import { word, type Lang } from '../messages/index.ts';
import type { ReportClause } from '../model.ts';
import { esc, type Html } from './escape.ts';

/** A sign and a word; the sign is for the eye alone. */
function badge(look: string, sign: string, label: string): Html {
  return `<span class="badge ${look}"><span aria-hidden="true">${sign}</span>${esc(label)}</span>`;
}

/** Class and sign of a case's verdict. */
export const CASE: Record<CaseVerdict, [look: string, sign: string]> = {
  passed: ['good', '✓'],
  failed: ['bad', '✕'],
  remark: ['open', '!'],
  inconclusive: ['open', '?'],
  skipped: ['none', '–'],
};

const CLAUSE: Record<ReportClause['state'], [look: string, sign: string]> = {
  verified: ['good', '✓'],
  violated: ['bad', '✕'],
  'not-verified': ['none', '–'],
};

/** Class of the verdict's panel and its sign. */
export const VERDICT: Record<RunVerdict, [look: string, sign: string]> = {
  certified: ['v-good', '✓'],
  'certified-with-remarks': ['v-good', '✓'],
  'not-certified': ['v-bad', '✕'],
  incomplete: ['v-open', '?'],
};

export function caseBadge(lang: Lang, verdict: CaseVerdict): Html {
  return badge(...CASE[verdict], word(lang, 'case-verdict', verdict));
}

export function clauseBadge(lang: Lang, state: ReportClause['state']): Html {
  return badge(...CLAUSE[state], word(lang, 'state', state));
}
