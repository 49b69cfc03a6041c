import { money } from '../locale.ts';
import type { Report } from '../model.ts';
import { byRisk, creditsCell, creditsLegend, oracleLines } from '../oracles.ts';
import { LANGS, text, type Key } from '../messages/index.ts';
import type { Said } from '../voice.ts';
import { esc, join, type Html } from './escape.ts';
import type { Page } from './page.ts';
import { table } from './table.ts';

/** Rows of payments that a page shows; those at risk come first. */
const MOST = 500;

/** The money of the run. */
export function paymentTable(report: Report<Said>, page: Page): Html {
  const { payments, total } = report.summary;
  const open = report.payments.filter(({ state }) => state === 'open').length;
  return join(
    `<p class="lead">${payments === 0 ? page.text('ui.payments-none') : page.each((lang) => text(lang, 'ui.payments-lead', { count: payments, total }))}</p>`,
    ...oracles(report, page),
    open > 0 && `<p class="caution">${page.text('ui.payments-open', { count: open })}</p>`,
    report.payments.length > 0 && list(report, page),
  );
}

/** Each language has the same sentences in the same order. */
function oracles(report: Report<Said>, page: Page): Html[] {
  const lines = Object.fromEntries(LANGS.map((lang) => [lang, oracleLines(report, lang)])) as Record<keyof Said, ReturnType<typeof oracleLines>>;
  return lines[page.lang].map(({ risk }, at) => `<p class="${risk ? 'bad' : 'lead'}">${page.each((lang) => lines[lang][at]?.text ?? '')}</p>`);
}

function list(report: Report<Said>, page: Page): Html {
  const rows = byRisk(report.payments).slice(0, MOST);
  const { oracles: told, paymentsAtRisk } = report.money;
  const legend = told.length > 0 ? `<p class="small soft">${page.each((lang) => creditsLegend(told, lang))}</p>` : '';
  const num = (key: Key) => ({ num: page.text(key) });
  const content = table({
    caption: page.text('ui.payments'),
    name: page.name('ui.payments'),
    head: [
      'txn_id',
      'prv_txn',
      'txn_date',
      page.text('ui.account'),
      num('ui.sum'),
      num('ui.asked'),
      page.text('ui.state'),
      num('ui.credits'),
      num('ui.at-risk'),
    ],
    rows: rows.map((payment) => row(payment, told, page)),
    look: 'stack dense',
  });
  const more = report.payments.length - rows.length;
  return join(
    `<details class="group"${paymentsAtRisk > 0 ? ' open' : ''}><summary>${page.text('ui.payments')} <span class="soft">(${report.payments.length})</span></summary>`,
    legend,
    content,
    more > 0 && `<p class="soft">${page.text('ui.payments-more', { count: more })}</p>`,
    '</details>',
  );
}

function row(payment: Report['payments'][number], told: Report['money']['oracles'], page: Page): Html {
  const { txn_id, prv_txn, account, sum, txn_date, asked, state, credits, atRisk } = payment;
  // On a phone, where the head is out of sight, each cell brings its own name.
  const cell = (name: Html, content: Html, look = '') =>
    `<td${look === '' ? '' : ` class="${look}"`}><span class="of">${name}: </span>${content}</td>`;
  const sumText = (of: string) => page.each((lang) => money(lang, of));
  return (
    `<tr data-s><th scope="row"><code>${esc(txn_id)}</code></th>` +
    cell('prv_txn', `<code>${esc(prv_txn ?? '–')}</code>`) +
    cell('txn_date', `<code>${esc(txn_date)}</code>`) +
    cell(page.text('ui.account'), `<code>${esc(account)}</code>`, 'long') +
    cell(page.text('ui.sum'), sum === '' ? '–' : sumText(sum), 'num') +
    cell(page.text('ui.asked'), String(asked), 'num') +
    cell(page.text('ui.state'), page.word('payment-state', state)) +
    cell(page.text('ui.credits'), esc(creditsCell(told, credits)), 'num') +
    cell(page.text('ui.at-risk'), atRisk === undefined ? '–' : sumText(atRisk), atRisk === undefined ? 'num' : 'num bad') +
    '</tr>'
  );
}
