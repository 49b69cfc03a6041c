import type { CaseVerdict, RunVerdict } from '../../harness/record/events.ts';
import type { ReportClause } from '../model.ts';
import type { Html } from './escape.ts';
import type { Page } from './page.ts';

/** A sign and a word; the sign is for the eye alone. */
function badge(look: string, sign: string, label: Html): Html {
  return `<span class="badge ${look}"><span aria-hidden="true">${sign}</span>${label}</span>`;
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

export function caseBadge(page: Page, verdict: CaseVerdict): Html {
  return badge(...CASE[verdict], page.word('case-verdict', verdict));
}

export function clauseBadge(page: Page, state: ReportClause['state']): Html {
  return badge(...CLAUSE[state], page.word('state', state));
}
