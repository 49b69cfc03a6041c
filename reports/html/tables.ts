import type { CaseVerdict } from '../../harness/record/events.ts';
import { absentSuites, presentSuites } from '../absent.ts';
import { text, type Lang } from '../messages/index.ts';
import type { Report, ReportCase, ReportClause } from '../model.ts';
import type { Said } from '../voice.ts';
import { waiverLine } from '../waiver-line.ts';
import { CASE, caseBadge, clauseBadge } from './badges.ts';
import { anchor, esc, join, type Html } from './escape.ts';
import { took } from './exchange.ts';
import { caseAnchor, caseId, type Page } from './page.ts';
import { table } from './table.ts';
import { triesNote } from './tries.ts';

export const VERDICTS: readonly CaseVerdict[] = ['passed', 'failed', 'remark', 'inconclusive', 'skipped'];

/** Chapters by outcome. */
export function overview(report: Report<Said>, page: Page): Html {
  const row = (name: Html, counts: Record<CaseVerdict, number>) =>
    `<tr><th scope="row">${name}</th>${VERDICTS.map((verdict) => count(counts[verdict], verdict)).join('')}</tr>`;
  const legend = VERDICTS.map((verdict) => `${CASE[verdict][1]} ${page.word('case-verdict', verdict)}`).join(' · ');
  const { suites, total } = presentSuites(report);
  const absent = absentSuites(report);
  const counts = table({
    caption: page.text('ui.overview'),
    name: page.name('ui.overview'),
    head: [page.text('ui.chapter'), ...VERDICTS.map((verdict) => ({ num: page.word('case-verdict', verdict), sign: CASE[verdict][1] }))],
    rows: suites.map(({ name, title, counts }) => row(`<a href="#${anchor('suite', name)}">${page.say(title)}</a>`, counts)),
    foot: row(page.text('ui.total'), total),
    look: 'counts',
  });
  const list = (lang: Lang) => text(lang, 'ui.not-part', { list: absent.map(({ title }) => title[lang]).join(' · ') });
  return join(
    `${counts}<span class="legend small soft" aria-hidden="true">${legend}</span>`,
    absent.length > 0 && `<p class="small soft">${page.each(list)}</p>`,
  );
}

function count(value: number, verdict: CaseVerdict): Html {
  const look = value === 0 ? 'zero' : verdict === 'failed' ? 'bad' : verdict === 'remark' || verdict === 'inconclusive' ? 'open' : '';
  return `<td class="num ${look}">${value === 0 ? '–' : value}</td>`;
}

/** Every clause with its state and words. */
export function clauseTable(report: Report<Said>, page: Page): Html {
  return table({
    caption: page.text('ui.clauses'),
    name: page.name('ui.clauses'),
    head: [page.text('ui.clause'), page.text('ui.demand'), page.text('ui.level'), page.text('ui.state')],
    rows: report.clauses.map((clause) => clauseRow(clause, page)),
    look: 'stack',
  });
}

function clauseRow(clause: ReportClause<Said>, page: Page): Html {
  const translation = clause.translation === null ? '' : `<span class="title soft small tr">${page.say(clause.translation)}</span>`;
  const why = [clause.why, clause.note].map((each) => (each === null ? '' : `<span class="title small soft">${page.say(each)}</span>`)).join('');
  return (
    `<tr id="${anchor('clause', clause.id)}" data-s><th scope="row"><code>${esc(clause.id)}</code></th><td class="wide"><span lang="ru">${esc(clause.quote)}</span>${translation}</td>` +
    `<td>${page.word('level', clause.level)}</td><td>${clauseBadge(page, clause.state)}${why}${looking(clause, page)}</td></tr>`
  );
}

/** The way to the cases that look at a clause; without script it leads to the list. */
function looking({ id, cases }: ReportClause<Said>, page: Page): Html {
  if (cases.length === 0) return '';
  return `<span class="title small"><a href="#cases" data-find="${esc(id)}">${page.text('ui.unblocks', { count: cases.length })}</a></span>`;
}

/** Every case, chapter by chapter. */
export function caseTables(report: Report<Said>, page: Page): Html {
  const chapters = new Map<string, ReportCase<Said>[]>(report.suites.map(({ name }) => [name, []]));
  for (const each of report.cases) chapters.get(each.suite)?.push(each);
  return report.suites
    .map(({ name, title }) =>
      join(
        `<details id="${anchor('suite', name)}" class="group" open><summary><h3>${page.say(title)}</h3></summary>`,
        table({
          caption: page.say(title),
          name: page.label((lang) => title[lang]),
          head: [page.text('ui.case'), page.text('ui.clauses'), page.text('ui.result'), { num: page.text('ui.time') }],
          rows: (chapters.get(name) ?? []).map((each) => caseRow(each, page)),
          look: 'stack even',
        }),
        '</details>',
      ),
    )
    .join('\n');
}

function caseRow(of: ReportCase<Said>, page: Page): Html {
  const why = of.why === null ? '' : `<span class="title small soft">${page.say(of.why)}</span>`;
  const { waived } = of;
  const waiver = waived === undefined ? '' : `<span class="title small open">${page.each((lang) => waiverLine(waived, lang))}</span>`;
  const level = of.level === 'should' ? ` <span class="small soft">(${page.word('level', of.level)})</span>` : '';
  return (
    `<tr data-s data-v="${of.verdict}"${caseAnchor(page, of.id)}><td class="wide"><span class="title">${page.say(of.title)}${level}</span><a class="quiet" href="#${caseId(of.id)}"><code>${esc(of.id)}</code></a>${why}${waiver}${triesNote(of, page)}</td>` +
    `<td>${of.clauses.map((id) => `<code>${esc(id)}</code>`).join(', ')}</td><td>${caseBadge(page, of.verdict)}</td><td class="num soft">${of.verdict === 'skipped' ? '' : took(of.durationMs, page)}</td></tr>`
  );
}

export function notes(report: Report<Said>, page: Page): Html {
  const items = report.notes.map(
    ({ level, message }) =>
      `<li><strong class="${level === 'warning' ? 'open' : 'none'}">${page.text(`ui.note-${level}`)}.</strong> ${page.say(message)}</li>`,
  );
  return `<ul class="plain">${items.join('\n')}</ul>`;
}
