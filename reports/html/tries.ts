import { isFlaky, triesLine } from '../formats/outcome.ts';
import type { ReportCase, ReportTry } from '../model.ts';
import type { Said } from '../voice.ts';
import { caseBadge } from './badges.ts';
import { join, type Html } from './escape.ts';
import { took } from './exchange.ts';
import { compare, evidenceOf, facts } from './observed.ts';
import type { Page } from './page.ts';

/** What trying a failed case again has shown, as a line; empty where it was tried once. */
export function triesNote({ tries }: Pick<ReportCase<Said>, 'tries'>, page: Page): Html {
  if (tries === undefined) return '';
  return `<span class="title small ${isFlaky(tries) ? 'open' : 'bad'}">${page.each((lang) => triesLine(tries, lang))}</span>`;
}

/** Each try of a case with its verdict, and what the later ones found; once on a page, at the first finding of the case. */
export function laterTries(of: ReportCase<Said>, page: Page): Html {
  const { tries, again } = of;
  if (tries === undefined || again === undefined || page.tried.has(of.id)) return '';
  page.tried.add(of.id);
  const first = `<li><span class="title">${tryHead(1, of, page)}</span></li>`;
  return join(
    `<details class="tries"><summary class="${isFlaky(tries) ? 'open' : 'bad'}">${page.each((lang) => triesLine(tries, lang))}</summary>`,
    `<ul class="plain">${[first, ...again.map((each) => laterTry(each, of.id, page))].join('\n')}</ul>`,
    '</details>',
  );
}

function tryHead(number: number, { verdict, durationMs }: Pick<ReportTry<Said>, 'verdict' | 'durationMs'>, page: Page): Html {
  return `${page.text('ui.try', { number })} ${caseBadge(page, verdict)} <span class="small soft">${took(durationMs, page)}</span>`;
}

function laterTry(of: ReportTry<Said>, id: string, page: Page): Html {
  const found = of.findings.map((each) =>
    join(`<p>${page.say(each.message)}</p>`, compare(each, page), facts(each, page), evidenceOf(each, id, page, 1)),
  );
  return join(
    `<li><span class="title">${tryHead(of.number, of, page)}</span>`,
    of.why !== null && `<p class="small soft">${page.say(of.why)}</p>`,
    ...found,
    '</li>',
  );
}
