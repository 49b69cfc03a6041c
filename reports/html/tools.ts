import type { CaseVerdict } from '../../harness/record/events.ts';
import { LANGS, text, type Key } from '../messages/index.ts';
import type { Report } from '../model.ts';
import type { Said } from '../voice.ts';
import { CASE } from './badges.ts';
import { join, type Html } from './escape.ts';
import type { Page } from './page.ts';

/** Each language by its own name. */
const NAMES = { en: 'English', ru: 'Русский', kk: 'Қазақша' } as const;
const FILTERS: readonly CaseVerdict[] = ['failed', 'remark', 'inconclusive', 'skipped', 'passed'];

/** The bar that stays at hand: search, filters, language, look. Hidden until the page's script can serve it. */
export function tools(report: Report<Said>, page: Page): Html {
  return join(
    `<div class="tools screen" role="region" hidden${page.name('ui.tools')}>`,
    '<div class="row">',
    `<label class="find"><span class="gone">${page.text('ui.search')}</span><input type="search" id="find" autocomplete="off" spellcheck="false"${page.hint('ui.search-in')}><kbd aria-hidden="true">/</kbd></label>`,
    `<div class="langs" role="group"${page.name('ui.language')}>${LANGS.map(
      (lang) =>
        `<button type="button" lang="${lang}" data-lang="${lang}" aria-pressed="${String(lang === page.lang)}" title="${NAMES[lang]}">${lang === 'kk' ? 'Қаз' : lang === 'ru' ? 'Рус' : 'Eng'}</button>`,
    ).join('')}</div>`,
    `<button type="button" class="icon" id="theme"${page.name('ui.theme')}><span aria-hidden="true">◐</span></button>`,
    `<button type="button" class="icon" id="help"${page.name('ui.keys')}><span aria-hidden="true">?</span></button>`,
    '</div>',
    filters(report, page),
    '</div>',
  );
}

function filters({ summary, cases }: Report<Said>, page: Page): Html {
  const chip = (verdict: string, label: Html, count: number, sign: Html) =>
    `<button type="button" data-show="${verdict}" aria-pressed="${String(verdict === '')}">${sign}${label} <span class="soft">${count}</span></button>`;
  const sign = (verdict: CaseVerdict) => `<span class="${CASE[verdict][0]}" aria-hidden="true">${CASE[verdict][1]}</span> `;
  const shown = FILTERS.filter((verdict) => summary[verdict] > 0);
  return join(
    `<div class="row chips" role="group"${page.name('ui.show')}>`,
    chip('', page.text('ui.show-all'), cases.length, ''),
    ...shown.map((verdict) => chip(verdict, page.word('case-verdict', verdict), summary[verdict], sign(verdict))),
    `<span id="shown" class="small soft" role="status" aria-live="polite"></span>`,
    `<span hidden id="shown-text"${page.number((lang) => text(lang, 'ui.shown', { count: '{count}', all: '{all}' }))}></span>`,
    `<span hidden id="copied-text"${page.number((lang) => text(lang, 'ui.copied'))}></span>`,
    '</div>',
  );
}

const KEYS: readonly [key: string, does: Key][] = [
  ['/', 'ui.key-search'],
  ['j k', 'ui.key-next'],
  ['o', 'ui.key-open'],
  ['e', 'ui.key-all'],
  ['l', 'ui.key-language'],
  ['t', 'ui.key-theme'],
  ['Esc', 'ui.key-escape'],
  ['?', 'ui.key-help'],
];

/** The keys and what they do, to be opened by `?`. */
export function keys(page: Page): Html {
  const rows = KEYS.map(
    ([key, does]) =>
      `<dt>${key
        .split(' ')
        .map((each) => `<kbd>${each}</kbd>`)
        .join(' ')}</dt><dd>${page.text(does)}</dd>`,
  );
  return `<dialog id="keys" aria-labelledby="keys-title"><h2 id="keys-title">${page.text('ui.keys')}</h2><dl class="facts">${rows.join('')}</dl><p><label><input type="checkbox" id="keys-on" checked> ${page.text('ui.keys-on')}</label></p><form method="dialog"><button>${page.text('ui.close')}</button></form></dialog>`;
}
