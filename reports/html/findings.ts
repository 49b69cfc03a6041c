import { difference } from '../difference.ts';
import type { ClauseGroup, Defect, Placed } from '../grouping.ts';
import { text, word, type Lang } from '../messages/index.ts';
import type { CitedExchange, ReportCase, ReportClause, ReportFinding } from '../model.ts';
import { seenElsewhere } from '../view.ts';
import { visible } from '../visible.ts';
import { caseBadge } from './badges.ts';
import { anchor, esc, join, type Html } from './escape.ts';
import { evidence } from './exchange.ts';

/** Exchanges shown with a finding: the one to look at, and the one to hold it against. */
const SHOWN = 2;
const VALUE_CHARS = 4000;

/** Hands out each exchange once; who cites it again gets a link. */
export interface Evidence {
  lang: Lang;
  exchanges: ReadonlyMap<number, CitedExchange>;
  shown: Set<number>;
}

export function clauseGroups(groups: readonly ClauseGroup[], from: Evidence): Html {
  return groups
    .map(({ clause, findings }) =>
      join('<section class="clause">', clauseHead(clause, from.lang), ...findings.map((each) => finding(each, from)), '</section>'),
    )
    .join('\n');
}

function clauseHead(clause: ReportClause, lang: Lang): Html {
  return join(
    `<header><h3>${esc(clause.id)}</h3><span class="small soft">${word(lang, 'level', clause.level)}</span></header>`,
    quotation(clause, lang),
    clause.reading !== null && `<p class="todo">${esc(clause.reading)}</p>`,
    advice(clause, lang),
  );
}

function advice({ fix, example }: ReportClause, lang: Lang): Html | false {
  if (fix === null) return false;
  return join(
    `<div class="how"><p><strong>${text(lang, 'ui.how')}.</strong> ${esc(fix)}</p>`,
    example !== null &&
      `<p class="small soft">${text(lang, 'ui.example')}</p><pre tabindex="0" role="group" aria-label="${text(lang, 'ui.example')}">${esc(example)}</pre>`,
    '</div>',
  );
}

/** The source's own sentence, and what it says in the reader's language. */
export function quotation(clause: ReportClause, lang: Lang): Html {
  if (clause.quote === '') return '';
  const source = `<p><q lang="ru">${esc(clause.quote)}</q></p>`;
  return `<blockquote>${source}${clause.translation === null ? '' : `<p lang="${lang}">${esc(clause.translation)}</p>`}</blockquote>`;
}

function finding({ of, finding: found, also }: Defect, from: Evidence): Html {
  const { lang } = from;
  return join(
    '<article class="finding">',
    `<h4>${caseBadge(lang, of.verdict)} ${esc(of.title)}</h4>`,
    `<p class="id small soft"><a href="#${anchor('case', of.id)}"><code>${esc(of.id)}</code></a></p>`,
    `<p>${esc(found.message)}</p>`,
    compare(found, lang),
    facts(found, lang),
    storyOf(found, lang),
    evidenceOf(found, from),
    others(also, from),
    '</article>',
  );
}

/** A counterexample, request by request; the lines bring their own numbers, since what went out at once shares one. */
function storyOf({ story, script, replay }: ReportFinding, lang: Lang): Html | false {
  if (story === undefined) return false;
  const items = story.map(({ line, exchanges }) => {
    const ids = exchanges.map((id) => `#${id}`).join(', ');
    return `<li><code>${esc(visible(brief(line)))}</code> <span class="small soft">${esc(ids)}</span></li>`;
  });
  const rows = [
    ...(script === undefined ? [] : [`<dt>${text(lang, 'ui.script')}</dt><dd><code>${esc(script)}</code></dd>`]),
    ...(replay === undefined ? [] : [`<dt>${text(lang, 'ui.replay')}</dt><dd><code>${esc(replay)}</code></dd>`]),
  ];
  return join(`<p>${text(lang, 'ui.story')}:</p><ul class="plain">${items.join('\n')}</ul>`, `<dl class="facts">${rows.join('')}</dl>`);
}

/** That the partner's own faults are the partner's to mend goes without saying. */
function facts({ cause, blame }: ReportFinding, lang: Lang): Html | false {
  const rows = [
    ...(cause === null ? [] : [fact(text(lang, 'ui.cause'), cause)]),
    ...(blame === 'partner' ? [] : [fact(text(lang, 'ui.fix'), word(lang, 'blame', blame))]),
  ];
  return rows.length > 0 && `<dl class="facts">${rows.join('')}</dl>`;
}

/** The other cases in which the same defect shows, each with what was seen there. */
function others(also: readonly Placed[], from: Evidence): Html | false {
  if (also.length === 0) return false;
  const items = also.map(
    ({ of, finding: found }) =>
      `<li><span class="title">${esc(of.title)}</span><a class="small" href="#${anchor('case', of.id)}"><code>${esc(of.id)}</code></a>` +
      `${found.observed === null ? '' : ` <code class="small soft">${esc(visible(brief(found.observed)))}</code>`}${evidenceOf(found, from, 1)}</li>`,
  );
  return `<details class="also"><summary>${esc(text(from.lang, 'ui.also', { count: new Set(also.map(({ of }) => of.id)).size }))}</summary><ul class="plain">${items.join('\n')}</ul></details>`;
}

function fact(label: string, value: string): Html {
  return `<dt>${esc(label)}</dt><dd>${esc(value)}</dd>`;
}

function compare({ expected, observed }: ReportFinding, lang: Lang): Html {
  if (expected === null && observed === null) return '';
  const [left, right] = [expected, observed].map((value) => (value === null || value === '' ? text(lang, 'ui.nothing') : visible(brief(value)))) as [
    string,
    string,
  ];
  const parts = difference(left, right);
  const marked = (own: string) => (parts ? `${esc(parts.before)}${own === '' ? '' : `<mark>${esc(own)}</mark>`}${esc(parts.after)}` : undefined);
  return join(
    '<dl class="compare">',
    expected !== null && `<dt>${text(lang, 'ui.expected')}</dt><dd class="mono exp">${marked(parts?.expected ?? '') ?? esc(left)}</dd>`,
    `<dt>${text(lang, 'ui.observed')}</dt><dd class="mono obs">${marked(parts?.observed ?? '') ?? esc(right)}</dd>`,
    '</dl>',
  );
}

function brief(value: string): string {
  return value.length > VALUE_CHARS ? `${value.slice(0, VALUE_CHARS)}…` : value;
}

function evidenceOf(found: ReportFinding, from: Evidence, most = SHOWN): Html {
  const { lang, exchanges, shown } = from;
  const parts: Html[] = [];
  for (const id of found.exchanges.slice(0, most)) {
    const exchange = exchanges.get(id);
    if (!exchange) continue;
    parts.push(shown.has(id) ? `<p class="small"><a href="#x${id}">${text(lang, 'ui.see-exchange', { id })}</a></p>` : evidence(exchange, lang));
    shown.add(id);
  }
  const elsewhere = seenElsewhere(found, lang, most);
  if (elsewhere !== undefined) parts.push(`<p class="small soft">${esc(elsewhere)}</p>`);
  return parts.join('\n');
}

/** Cases that stay open: why, and what was found on the way. */
export function undecidedCases(cases: readonly ReportCase[], from: Evidence): Html {
  const { lang } = from;
  return cases
    .map((of) =>
      join(
        '<article class="finding">',
        `<h3>${caseBadge(lang, of.verdict)} ${esc(of.title)}</h3>`,
        `<p class="id small soft"><a href="#${anchor('case', of.id)}"><code>${esc(of.id)}</code></a></p>`,
        of.why !== null && `<p>${esc(of.why)}</p>`,
        ...of.findings.map((found) =>
          join(
            `<p>${esc(found.message)} <span class="soft">(${esc(word(lang, 'blame', found.blame))})</span></p>`,
            compare(found, lang),
            evidenceOf(found, from),
          ),
        ),
        '</article>',
      ),
    )
    .join('\n');
}
