import { nextSteps, type Step } from '../next-steps.ts';
import type { Report } from '../model.ts';
import type { Said } from '../voice.ts';
import { esc, join, type Html } from './escape.ts';
import { caseId, clauseLink, type Page } from './page.ts';

const MOST_STEPS = 12;
const LOOKS = { stop: 'bad', mend: 'bad', decide: 'open', give: 'none', improve: 'open' } as const;

/** What to do, in order, each with a way to where it is told in full. */
export function steps(report: Report<Said>, page: Page): Html {
  const all = nextSteps(report);
  if (all.length === 0) return `<p>${page.text('ui.next-none')}</p>`;
  const more = all.length - MOST_STEPS;
  return join(
    `<p class="lead">${page.text('ui.next-lead')}</p>`,
    `<ol class="steps">${all
      .slice(0, MOST_STEPS)
      .map((each) => step(each, page))
      .join('\n')}</ol>`,
    more > 0 && `<p class="soft">${page.text('ui.next-more', { count: more })}</p>`,
  );
}

function step({ kind, what, how, clauses, cases, at }: Step<Said>, page: Page): Html {
  const ids = clauses.slice(0, 6).map((id) => clauseLink(id, page));
  const facts = [
    ...(cases.length > 0 ? [page.text('ui.unblocks', { count: cases.length })] : []),
    ...(ids.length > 0 ? [`${ids.join(', ')}${clauses.length > 6 ? ' …' : ''}`] : []),
    ...(at === undefined ? [] : [`<a href="#${caseId(at)}"><code>${esc(at)}</code></a>`]),
  ];
  const advice = how === undefined ? '' : `<span class="title small">→ ${page.say(how)}</span>`;
  return `<li><span class="do ${LOOKS[kind]}">${page.word('step', kind)}</span> ${page.say(what)}${advice}<span class="title small soft">${facts.join(' · ')}</span></li>`;
}
