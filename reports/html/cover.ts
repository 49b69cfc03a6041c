import { text, word, type Key, type Lang } from '../messages/index.ts';
import type { Report } from '../model.ts';
import { almatyTime, clock, utcTime } from '../time.ts';
import { nextStep } from '../view.ts';
import { VERDICT } from './badges.ts';
import { esc, join, type Html } from './escape.ts';
import { waiverLine } from '../waiver-line.ts';

/** The first page: who, what was found, what decided it, what to do next. */
export function cover(report: Report, lang: Lang): Html {
  return join(
    '<header class="cover">',
    `<div class="brand"><b>paycert</b><span>${text(lang, 'ui.subtitle')}</span></div>`,
    `<p class="kicker">${text(lang, 'ui.title')}</p>`,
    `<h1>${esc(report.partner)}</h1>`,
    verdict(report, lang),
    facts(report, lang),
    '</header>',
  );
}

function verdict(report: Report, lang: Lang): Html {
  const [look, sign] = VERDICT[report.verdict];
  const reasons = report.reasons.map((reason) => `<li>${esc(reason)}</li>`).join('');
  return join(
    `<section class="verdict ${look}" aria-label="${text(lang, 'ui.verdict')}">`,
    `<p class="badge-xl" id="verdict"><span aria-hidden="true">${sign}</span><span>${word(lang, 'verdict', report.verdict)}</span></p>`,
    `<p>${word(lang, 'means', report.verdict)}</p>`,
    reasons !== '' && `<ul aria-label="${text(lang, 'ui.decided')}">${reasons}</ul>`,
    waivers(report, lang),
    `<p><strong>${word(lang, 'next', nextStep(report))}</strong></p>`,
    '</section>',
  );
}

/** What is overlooked belongs beside the verdict that it makes milder. */
function waivers({ waivers: all }: Report, lang: Lang): Html {
  const items = all.map((waiver) => `<li><code>${esc(waiver.case ?? waiver.clause ?? '')}</code> ${esc(waiverLine(waiver, lang))}</li>`);
  return items.length === 0 ? '' : `<p><strong>${text(lang, 'ui.waivers')}</strong></p><ul>${items.join('')}</ul>`;
}

function facts(report: Report, lang: Lang): Html {
  const rows: [Key, Html][] = [
    ['ui.target', `<code>${esc(report.target)}</code>`],
    ['ui.started', moment(report.startedAt, lang)],
    ['ui.finished', report.finishedAt === null ? text(lang, 'ui.not-finished') : moment(report.finishedAt, lang)],
    ...(report.finishedAt === null
      ? []
      : [['ui.duration', clock(Date.parse(report.finishedAt) - Date.parse(report.startedAt))] satisfies [Key, Html]]),
    ...(report.kind ? [['ui.kind', esc(word(lang, 'kind', report.kind))] satisfies [Key, Html]] : []),
    ...(report.edition ? [['ui.edition', esc(word(lang, 'edition', report.edition))] satisfies [Key, Html]] : []),
    ['ui.scope', esc(scope(report, lang))],
    ['ui.tool', `${esc(report.tool.name)} ${esc(report.tool.version)}`],
    ['ui.seed', `<code>${esc(report.seed)}</code>`],
    ['ui.profile', `<code>${esc(report.profileDigest)}</code>`],
  ];
  return `<dl class="facts">${rows.map(([key, value]) => `<dt>${text(lang, key)}</dt><dd>${value}</dd>`).join('\n')}</dl>`;
}

function moment(iso: string, lang: Lang): Html {
  return `<time datetime="${esc(iso)}">${esc(utcTime(iso))} UTC</time> <span class="soft">· ${esc(almatyTime(iso).slice(11))} ${text(lang, 'ui.almaty')}</span>`;
}

function scope({ scope: { whole, suites, cases, skip } }: Report, lang: Lang): string {
  const named = suites?.map((name) => word(lang, 'suite', name));
  const parts = [
    whole ? text(lang, 'ui.scope-whole') : '',
    named?.length ? text(lang, 'ui.scope-suites', { list: named.join(', ') }) : '',
    cases?.length ? text(lang, 'ui.scope-cases', { list: cases.join(', ') }) : '',
    skip?.length ? text(lang, 'ui.scope-skip', { list: skip.join(', ') }) : '',
  ];
  return parts.filter((part) => part !== '').join('; ');
}
