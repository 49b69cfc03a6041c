import { openClauses } from '../absent.ts';
import { notVerified } from '../grouping.ts';
import { meansOf, nextOf, paysIn, subtitleOf } from '../judged.ts';
import { decimal, figure, moment, money } from '../locale.ts';
import { text, type Key, type Lang } from '../messages/index.ts';
import type { Report } from '../model.ts';
import { clock } from '../time.ts';
import { scope } from '../view.ts';
import type { Said } from '../voice.ts';
import { VERDICT } from './badges.ts';
import { esc, join, type Html } from './escape.ts';
import { clauseLink, type Page } from './page.ts';
import { waiverLine } from '../waiver-line.ts';

/** The first page: who, what was found, what decided it, what stays open, what it moved. */
export function cover(report: Report<Said>, page: Page): Html {
  return join(
    '<header class="cover static">',
    `<div class="brand"><b>paycert</b><span>${page.each((lang) => subtitleOf(report, lang))}</span></div>`,
    `<p class="kicker">${page.text('ui.title')}</p>`,
    `<h1>${esc(report.partner)}</h1>`,
    ...report.target.split(' | ').map((address) => `<p class="target"><code>${esc(address)}</code></p>`),
    verdict(report, page),
    tiles(report, page),
    facts(report, page),
    '</header>',
  );
}

function verdict(report: Report<Said>, page: Page): Html {
  const [look, sign] = VERDICT[report.verdict];
  const reasons = report.reasons.map((reason) => `<li>${page.say(reason)}</li>`).join('');
  return join(
    `<section class="verdict ${look}"${page.name('ui.verdict')}>`,
    `<p class="badge-xl" id="verdict"><span class="seal" aria-hidden="true">${sign}</span>${page.word('verdict', report.verdict)}</p>`,
    `<p>${page.each((lang) => meansOf(report, lang))}</p>`,
    reasons !== '' && `<ul${page.name('ui.decided')}>${reasons}</ul>`,
    waivers(report, page),
    `<p><strong>${page.each((lang) => nextOf(report, lang))}</strong></p>`,
    '</section>',
  );
}

/** What is overlooked belongs beside the verdict that it makes milder. */
function waivers({ waivers: all }: Report<Said>, page: Page): Html {
  const items = all.map(
    (waiver) => `<li><code>${esc(waiver.case ?? waiver.clause ?? '')}</code> ${page.each((lang) => waiverLine(waiver, lang))}</li>`,
  );
  return items.length === 0 ? '' : `<p><strong>${page.text('ui.waivers')}</strong></p><ul>${items.join('')}</ul>`;
}

/** The figures that somebody decides by. */
function tiles(report: Report<Said>, page: Page): Html {
  const count = (state: 'verified' | 'violated') => report.clauses.filter((clause) => clause.state === state).length;
  const open = openClauses(report).length;
  const tile = (key: Key, look: string, of: (lang: Lang) => string) =>
    `<div class="${look}"><dt>${page.text(key)}</dt><dd>${page.each(of)}</dd></div>`;
  const risk = report.money.paymentsAtRisk > 0;
  return join(
    '<dl class="tiles">',
    tile('ui.clauses-verified', count('verified') > 0 ? 'good' : 'none', (lang) => figure(lang, count('verified'))),
    tile('ui.clauses-violated', count('violated') > 0 ? 'bad' : 'none', (lang) => figure(lang, count('violated'))),
    tile('ui.clauses-open', open > 0 ? 'open' : 'none', (lang) => figure(lang, open)),
    paysIn(report) && tile('ui.credited', 'ink money', (lang) => text(lang, 'ui.tenge', { sum: money(lang, report.summary.total) })),
    risk && tile('ui.risk', 'bad money', (lang) => text(lang, 'ui.tenge', { sum: money(lang, report.money.atRisk) })),
    '</dl>',
  );
}

/** Clauses that the run says nothing about, and for want of what. */
export function unverified(report: Report<Said>, page: Page): Html {
  const groups = notVerified(report);
  if (groups.length === 0) return '';
  const items = groups.map(({ why, clauses }) => {
    const ids = clauses.map(({ id }) => clauseLink(id, page)).join(', ');
    return `<li>${ids}${why === null ? '' : `<span class="title soft">${page.say(why)}</span>`}</li>`;
  });
  return `<p class="lead">${page.text('ui.not-verified-lead')}</p>\n<ul class="plain">${items.join('\n')}</ul>`;
}

function facts(report: Report<Said>, page: Page): Html {
  const rows: [Key, Html][] = [
    ['ui.started', time(report.startedAt, page)],
    ['ui.finished', report.finishedAt === null ? page.text('ui.not-finished') : time(report.finishedAt, page)],
    ...(report.finishedAt === null
      ? []
      : [['ui.duration', lasted(Date.parse(report.finishedAt) - Date.parse(report.startedAt), page)] satisfies [Key, Html]]),
    ...(report.kind ? [['ui.kind', page.word('kind', report.kind)] satisfies [Key, Html]] : []),
    ...(report.edition ? [['ui.edition', page.word('edition', report.edition)] satisfies [Key, Html]] : []),
    ['ui.scope', page.each((lang) => scope(report, lang))],
    ['ui.exchanges', exchanges(report, page)],
    ['ui.tool', `${esc(report.tool.name)} ${esc(report.tool.version)}`],
    ['ui.seed', `<code>${esc(report.seed)}</code>`],
    ['ui.profile', `<code>${esc(report.profileDigest)}</code>`],
    ...(report.recordDigest === undefined ? [] : [['ui.record', `<code>${esc(report.recordDigest)}</code>`] satisfies [Key, Html]]),
  ];
  return `<dl class="facts">${rows.map(([key, value]) => `<dt>${page.text(key)}</dt><dd>${value}</dd>`).join('\n')}</dl>`;
}

/** The cover is written last, when it is known what the page shows. */
function exchanges({ summary }: Report<Said>, page: Page): Html {
  return page.each((lang) => text(lang, 'ui.exchanges-shown', { count: figure(lang, summary.exchanges), shown: figure(lang, page.shown.size) }));
}

function time(iso: string, page: Page): Html {
  return `<time datetime="${esc(iso)}">${page.each((lang) => moment(lang, iso))}</time>`;
}

function lasted(ms: number, page: Page): Html {
  return ms < 60_000 ? page.each((lang) => text(lang, 'ui.seconds', { s: decimal(lang, (ms / 1000).toFixed(1)) })) : clock(ms);
}
