import { createHash } from 'node:crypto';
import { groupFindings, size } from './grouping.ts';
import { cover, unverified } from './html/cover.ts';
import { css } from './html/css.ts';
import { esc, join, type Html } from './html/escape.ts';
import { clauseGroups, undecidedCases } from './html/findings.ts';
import { loadSection } from './html/load-charts.ts';
import { newPage, type Page } from './html/page.ts';
import { paymentTable } from './html/payments.ts';
import { script } from './html/script.ts';
import { steps } from './html/steps.ts';
import { caseTables, clauseTable, notes, overview } from './html/tables.ts';
import { keys, tools } from './html/tools.ts';
import { paysIn } from './judged.ts';
import { word } from './messages/index.ts';
import type { Report } from './model.ts';
import type { Said } from './voice.ts';

/** Nothing may be fetched, and nothing may run but the page's own script, whatever a partner's text tries. */
const POLICY = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${createHash('sha256').update(script).digest('base64')}'; base-uri 'none'; form-action 'none'`;

interface Section {
  id: string;
  title: Html;
  /** What the contents say of its size. */
  count?: number;
  /** Nothing in it can be searched: it steps aside while the reader does. */
  still?: true;
  content: Html;
}

/**
 * The report as one HTML file that needs nothing beside it: no network, no fonts. It begins in the
 * report's language and switches in place; without script it is that language's paper. It reads on a
 * phone and prints with all evidence opened. The same report gives the same bytes.
 */
export function renderHtml(report: Report<Said>): string {
  const page = newPage(report);
  const sections = sectionsOf(report, page);
  return join(
    '<!doctype html>',
    `<html lang="${page.lang}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${POLICY}">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">',
    title(report, page),
    `<style>${css}</style></head><body>`,
    `<a class="skip" href="#main">${page.text('ui.jump')}</a>`,
    tools(report, page),
    '<div class="sheet">',
    cover(report, page),
    contents(sections, page),
    '<main id="main">',
    `<p id="none" hidden>${page.text('ui.nothing-found')}</p>`,
    ...sections.map(sectionHtml),
    '</main>',
    colophon(report, page),
    '</div>',
    keys(page),
    page.texts(),
    `<script>${script}</script></body></html>\n`,
  );
}

function title({ partner, verdict }: Report<Said>, page: Page): Html {
  const of = (lang: Report['lang']) => `${partner} · ${word(lang, 'verdict', verdict)}`;
  return `<title${page.number(of)}>${esc(of(page.lang))}</title>`;
}

function sectionHtml({ id, title, still, content }: Section): Html {
  return `<section aria-labelledby="${id}"${still ? ' class="static"' : ''}><h2 id="${id}">${title}</h2>\n${content}\n</section>`;
}

function sectionsOf(report: Report<Said>, page: Page): Section[] {
  const { violations, remarks, undecided } = groupFindings(report);
  const none = report.verdict === 'incomplete' || violations.length + remarks.length + undecided.length > 0;
  const sections: Section[] = [
    { id: 'next', title: page.text('ui.next'), still: true, content: steps(report, page) },
    { id: 'not-verified', title: page.text('ui.not-verified'), still: true, content: unverified(report, page) },
    {
      id: 'overview',
      title: page.text('ui.overview'),
      still: true,
      content: join(overview(report, page), !none && `<p>${page.text('ui.no-findings')}</p>`),
    },
    { id: 'violations', title: page.text('ui.violations'), count: size(violations), content: clauseGroups(violations, 'failed', page) },
    { id: 'remarks', title: page.text('ui.remarks'), count: size(remarks), content: clauseGroups(remarks, 'remark', page) },
    {
      id: 'undecided',
      title: page.text('ui.undecided'),
      count: undecided.length,
      content: undecided.length === 0 ? '' : join(`<p class="lead">${page.text('ui.undecided-lead')}</p>`, undecidedCases(undecided, page)),
    },
    { id: 'load', title: page.text('ui.load'), content: report.load === null ? '' : loadSection(report.load, page) },
    { id: 'clauses', title: page.text('ui.clauses'), content: clauseTable(report, page) },
    { id: 'cases', title: page.text('ui.cases'), content: caseTables(report, page) },
    { id: 'payments', title: page.text('ui.payments'), content: paysIn(report) ? paymentTable(report, page) : '' },
    { id: 'notes', title: page.text('ui.notes'), still: true, content: report.notes.length === 0 ? '' : notes(report, page) },
  ];
  return sections.filter(({ content }) => content !== '');
}

function contents(sections: readonly Section[], page: Page): Html {
  const items = sections.map(
    ({ id, title, count }) => `<li><a href="#${id}">${title}</a>${count === undefined ? '' : ` <span class="soft">${count}</span>`}</li>`,
  );
  return `<nav class="screen static"${page.name('ui.contents')}><ul>${items.join('')}</ul></nav>`;
}

function colophon({ tool }: Report<Said>, page: Page): Html {
  const made = page.text('ui.generated', { tool: tool.name, version: tool.version });
  return `<footer class="static"><p>${made}</p><p>${page.text('ui.quote-source')} ${page.text('ui.untrusted')}</p></footer>`;
}
