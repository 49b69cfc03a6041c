import { sharedReasons, weightOf, type ClauseGroup, type Defect, type Placed } from '../grouping.ts';
import { menderOf } from '../judged.ts';
import type { ReportCase, ReportClause, ReportFinding } from '../model.ts';
import { visible } from '../visible.ts';
import type { Said } from '../voice.ts';
import { caseBadge } from './badges.ts';
import { esc, join, type Html } from './escape.ts';
import { brief, compare, evidenceOf, facts } from './observed.ts';
import { caseAnchor, caseId, clauseLink, type Page } from './page.ts';
import { laterTries } from './tries.ts';

/** Other cases with the same defect that are shown in full. */
const MOST_ALSO = 60;

/** `as` is what the filter knows them by: a failed case may hold remarks beside its violations. */
export function clauseGroups(groups: readonly ClauseGroup<Said>[], as: 'failed' | 'remark', page: Page): Html {
  return groups
    .map(({ clause, findings }) =>
      join(
        '<section class="clause group">',
        clauseHead(clause, weightOf({ clause, findings }), page),
        ...findings.map((each) => finding(each, as, page)),
        '</section>',
      ),
    )
    .join('\n');
}

function clauseHead(clause: ReportClause<Said>, level: string, page: Page): Html {
  return join(
    `<header><h3>${clauseLink(clause.id, page)}</h3><span class="small soft">${page.word('level', level)}</span></header>`,
    quotation(clause, page),
    clause.reading !== null && `<p class="todo">${page.say(clause.reading)}</p>`,
    advice(clause, page),
  );
}

function advice({ fix, example }: ReportClause<Said>, page: Page): Html | false {
  if (fix === null) return false;
  return join(
    `<div class="how"><p><strong>${page.text('ui.how')}.</strong> ${page.say(fix)}</p>`,
    example !== null &&
      `<p class="small soft">${page.text('ui.example')}</p><pre tabindex="0" role="group"${page.name('ui.example')}>${esc(example)}</pre>`,
    '</div>',
  );
}

/** The source's own sentence, and what it says in the reader's language. */
function quotation(clause: ReportClause<Said>, page: Page): Html {
  if (clause.quote === '') return '';
  const source = `<p><q lang="ru">${esc(clause.quote)}</q></p>`;
  return `<blockquote>${source}${clause.translation === null ? '' : `<p class="tr">${page.say(clause.translation)}</p>`}</blockquote>`;
}

function finding({ of, finding: found, also }: Defect<Said>, as: 'failed' | 'remark', page: Page): Html {
  return join(
    `<article class="finding" data-s data-v="${as}" tabindex="-1"${caseAnchor(page, of.id)}>`,
    `<h4>${caseBadge(page, as === 'failed' ? 'failed' : of.verdict)} ${page.say(of.title)}</h4>`,
    caseLink(of.id),
    `<p>${page.say(found.message)}</p>`,
    compare(found, page),
    facts(found, page),
    storyOf(found, page),
    evidenceOf(found, of.id, page),
    laterTries(of, page),
    others(also, page),
    '</article>',
  );
}

function caseLink(id: string): Html {
  return `<p class="id small soft"><a href="#${caseId(id)}"><code>${esc(id)}</code></a></p>`;
}

/** A counterexample, request by request; the lines bring their own numbers, since what went out at once shares one. */
function storyOf({ story, script, replay }: ReportFinding<Said>, page: Page): Html | false {
  if (story === undefined) return false;
  const items = story.map(({ line, exchanges }) => {
    const ids = exchanges.map((id) => `#${id}`).join(', ');
    return `<li><code>${page.say(line)}</code> <span class="small soft">${esc(ids)}</span></li>`;
  });
  const rows = [
    ...(script === undefined ? [] : [`<dt>${page.text('ui.script')}</dt><dd><code>${esc(script)}</code></dd>`]),
    ...(replay === undefined ? [] : [`<dt>${page.text('ui.replay')}</dt><dd><code>${esc(replay)}</code></dd>`]),
  ];
  return join(`<p>${page.text('ui.story')}:</p><ul class="plain">${items.join('\n')}</ul>`, `<dl class="facts">${rows.join('')}</dl>`);
}

/** The other cases in which the same defect shows, each with what was seen there. */
function others(also: readonly Placed<Said>[], page: Page): Html | false {
  if (also.length === 0) return false;
  const items = also
    .slice(0, MOST_ALSO)
    .map(
      ({ of, finding: found }) =>
        `<li${caseAnchor(page, of.id)}><span class="title">${page.say(of.title)}</span><a class="small" href="#${caseId(of.id)}"><code>${esc(of.id)}</code></a>` +
        `${found.observed === null ? '' : ` <code class="small soft">${esc(visible(brief(found.observed)))}</code>`}${evidenceOf(found, of.id, page, 1)}${laterTries(of, page)}</li>`,
    );
  if (also.length > MOST_ALSO) items.push(`<li class="soft">${page.text('ui.next-more', { count: also.length - MOST_ALSO })}</li>`);
  const count = new Set(also.map(({ of }) => of.id)).size;
  return `<details class="also"><summary>${page.text('ui.also', { count })}</summary><ul class="plain">${items.join('\n')}</ul></details>`;
}

/** Cases that stay open: why, and what was found on the way. */
export function undecidedCases(cases: readonly ReportCase<Said>[], page: Page): Html {
  return sharedReasons(cases)
    .map(({ why, cases: alike }) => (alike.length === 1 ? undecidedCase(alike[0]!, page) : openForOneReason(why, alike, page)))
    .join('\n');
}

function undecidedCase(of: ReportCase<Said>, page: Page): Html {
  return join(
    `<article class="finding" data-s data-v="inconclusive" tabindex="-1"${caseAnchor(page, of.id)}>`,
    `<h3>${caseBadge(page, of.verdict)} ${page.say(of.title)}</h3>`,
    caseLink(of.id),
    of.why !== null && `<p>${page.say(of.why)}</p>`,
    ...of.findings.map((found) =>
      join(
        `<p>${page.say(found.message)} <span class="soft">(${page.each((lang) => menderOf(found.blame, of.suite, lang))})</span></p>`,
        compare(found, page),
        evidenceOf(found, of.id, page),
      ),
    ),
    '</article>',
  );
}

function openForOneReason(why: Said | null, cases: readonly ReportCase<Said>[], page: Page): Html {
  const items = cases.map(
    (of) =>
      `<li${caseAnchor(page, of.id)}><span class="title">${page.say(of.title)}</span><a class="small" href="#${caseId(of.id)}"><code>${esc(of.id)}</code></a></li>`,
  );
  return join(
    '<article class="finding" data-s data-v="inconclusive" tabindex="-1">',
    `<h3>${caseBadge(page, 'inconclusive')} ${why === null ? '' : page.say(why)}</h3>`,
    `<ul class="plain">${items.join('\n')}</ul>`,
    '</article>',
  );
}
