import { groupFindings, size } from './grouping.ts';
import { cover } from './html/cover.ts';
import { css } from './html/css.ts';
import { esc, join, type Html } from './html/escape.ts';
import { clauseGroups, undecidedCases, type Evidence } from './html/findings.ts';
import { caseTables, clauseTable, notes, overview, paymentTable, unverified } from './html/tables.ts';
import { loadSection } from './html/load-charts.ts';
import { text, word, type Lang } from './messages/index.ts';
import type { Report } from './model.ts';

/** Nothing may be fetched and nothing may run, whatever a partner's text tries. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

interface Section {
  id: string;
  title: string;
  /** What the contents say of its size. */
  count?: number;
  content: Html;
}

/**
 * The report as one HTML file that needs nothing beside it: no network, no script, no fonts. It reads
 * on a phone and prints with all evidence opened. The same report gives the same bytes.
 */
export function renderHtml(report: Report, lang: Lang): string {
  const sections = sectionsOf(report, lang);
  return join(
    '<!doctype html>',
    `<html lang="${lang}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">',
    `<title>${esc(report.partner)} · ${word(lang, 'verdict', report.verdict)}</title>`,
    `<style>${css}</style></head><body>`,
    `<a class="skip" href="#main">${text(lang, 'ui.jump')}</a>`,
    '<div class="sheet">',
    cover(report, lang),
    contents(sections, lang),
    '<main id="main">',
    ...sections.map(({ id, title, content }) => `<section aria-labelledby="${id}"><h2 id="${id}">${esc(title)}</h2>\n${content}\n</section>`),
    '</main>',
    colophon(report, lang),
    '</div></body></html>\n',
  );
}

function sectionsOf(report: Report, lang: Lang): Section[] {
  const { violations, remarks, undecided } = groupFindings(report);
  const from: Evidence = { lang, exchanges: new Map(report.exchanges.map((exchange) => [exchange.id, exchange])), shown: new Set() };
  const none = report.verdict === 'incomplete' ? '' : `<p>${text(lang, 'ui.no-findings')}</p>`;
  const sections: Section[] = [
    {
      id: 'overview',
      title: text(lang, 'ui.overview'),
      content: join(overview(report, lang), violations.length + remarks.length + undecided.length === 0 && none),
    },
    { id: 'violations', title: text(lang, 'ui.violations'), count: size(violations), content: clauseGroups(violations, from) },
    { id: 'remarks', title: text(lang, 'ui.remarks'), count: size(remarks), content: clauseGroups(remarks, from) },
    {
      id: 'undecided',
      title: text(lang, 'ui.undecided'),
      count: undecided.length,
      content: undecided.length === 0 ? '' : join(`<p class="lead">${text(lang, 'ui.undecided-lead')}</p>`, undecidedCases(undecided, from)),
    },
    {
      id: 'not-verified',
      title: text(lang, 'ui.not-verified'),
      content: report.clauses.some(({ state }) => state === 'not-verified') ? unverified(report, lang) : '',
    },
    { id: 'load', title: text(lang, 'ui.load'), content: report.load === null ? '' : loadSection(report.load, lang) },
    { id: 'clauses', title: text(lang, 'ui.clauses'), content: clauseTable(report, lang) },
    { id: 'cases', title: text(lang, 'ui.cases'), content: caseTables(report, lang) },
    { id: 'payments', title: text(lang, 'ui.payments'), content: paymentTable(report, lang) },
    { id: 'notes', title: text(lang, 'ui.notes'), content: report.notes.length === 0 ? '' : notes(report, lang) },
  ];
  return sections.filter(({ content }) => content !== '');
}

function contents(sections: readonly Section[], lang: Lang): Html {
  const items = sections.map(
    ({ id, title, count }) => `<li><a href="#${id}">${esc(title)}</a>${count === undefined ? '' : ` <span class="soft">${count}</span>`}</li>`,
  );
  return `<nav aria-label="${text(lang, 'ui.contents')}" class="screen"><ul>${items.join('')}</ul></nav>`;
}

function colophon(report: Report, lang: Lang): Html {
  const made = text(lang, 'ui.generated', { tool: report.tool.name, version: report.tool.version });
  return `<footer><p>${esc(made)}</p><p>${text(lang, 'ui.quote-source')} ${text(lang, 'ui.untrusted')}</p></footer>`;
}
