import { byRisk, creditsCell, creditsLegend, oracleLines } from '../oracles.ts';
import type { CaseVerdict } from '../../harness/record/events.ts';
import { notVerified } from '../grouping.ts';
import { text, word, type Key, type Lang } from '../messages/index.ts';
import type { Report, ReportCase, ReportClause } from '../model.ts';
import { duration } from '../view.ts';
import { CASE, caseBadge, clauseBadge } from './badges.ts';
import { anchor, esc, join, type Html } from './escape.ts';

const COLUMNS: readonly CaseVerdict[] = ['passed', 'failed', 'remark', 'inconclusive', 'skipped'];

interface Look {
  caption: string;
  head: readonly (string | { num: string; sign?: string })[];
  rows: readonly Html[];
  foot?: Html;
  /** `stack`: on a phone each row becomes a small card. */
  look?: string;
}

function table({ caption, head, rows, foot, look = '' }: Look): Html {
  const cells = head.map((each) => (typeof each === 'string' ? `<th scope="col">${esc(each)}</th>` : numHead(each)));
  return join(
    `<div class="scroll" tabindex="0" role="group" aria-label="${esc(caption)}">`,
    `<table class="${look}"><caption>${esc(caption)}</caption><thead><tr>${cells.join('')}</tr></thead>`,
    `<tbody>${rows.join('\n')}</tbody>${foot === undefined ? '' : `<tfoot>${foot}</tfoot>`}</table></div>`,
  );
}

/** On a phone the sign stands for the word, and a legend explains it. */
function numHead({ num, sign }: { num: string; sign?: string }): Html {
  if (sign === undefined) return `<th scope="col" class="num">${esc(num)}</th>`;
  return `<th scope="col" class="num"><span class="sign" aria-hidden="true">${sign}</span><span class="word">${esc(num)}</span></th>`;
}

/** Chapters by outcome. */
export function overview(report: Report, lang: Lang): Html {
  const row = (name: Html, counts: Record<CaseVerdict, number>) =>
    `<tr><th scope="row">${name}</th>${COLUMNS.map((verdict) => count(counts[verdict], verdict)).join('')}</tr>`;
  const legend = COLUMNS.map((verdict) => `${CASE[verdict][1]} ${esc(word(lang, 'case-verdict', verdict))}`).join(' · ');
  const counts = table({
    caption: text(lang, 'ui.overview'),
    head: [text(lang, 'ui.chapter'), ...COLUMNS.map((verdict) => ({ num: word(lang, 'case-verdict', verdict), sign: CASE[verdict][1] }))],
    rows: report.suites.map(({ name, title, counts }) => row(`<a href="#${anchor('suite', name)}">${esc(title)}</a>`, counts)),
    foot: row(text(lang, 'ui.total'), report.summary),
    look: 'counts',
  });
  return `${counts}<span class="legend small soft" aria-hidden="true">${legend}</span>`;
}

function count(value: number, verdict: CaseVerdict): Html {
  const look = value === 0 ? 'zero' : verdict === 'failed' ? 'bad' : verdict === 'remark' || verdict === 'inconclusive' ? 'open' : '';
  return `<td class="num ${look}">${value === 0 ? '–' : value}</td>`;
}

/** Clauses that the run says nothing about, by the reason. */
export function unverified(report: Report, lang: Lang): Html {
  const items = notVerified(report).map(({ why, clauses }) => {
    const ids = clauses.map(({ id }) => `<a href="#${anchor('clause', id)}"><code>${esc(id)}</code></a>`).join(', ');
    return `<li>${ids}${why === '' ? '' : `<span class="title soft">${esc(why)}</span>`}</li>`;
  });
  return `<p class="lead">${text(lang, 'ui.not-verified-lead')}</p>\n<ul class="plain">${items.join('\n')}</ul>`;
}

/** Every clause with its state and words. */
export function clauseTable(report: Report, lang: Lang): Html {
  return table({
    caption: text(lang, 'ui.clauses'),
    head: [text(lang, 'ui.clause'), text(lang, 'ui.demand'), text(lang, 'ui.level'), text(lang, 'ui.state')],
    rows: report.clauses.map((clause) => clauseRow(clause, lang)),
    look: 'stack',
  });
}

function clauseRow(clause: ReportClause, lang: Lang): Html {
  const translation = clause.translation === null ? '' : `<span class="title soft small">${esc(clause.translation)}</span>`;
  const why = clause.why === null ? '' : `<span class="title small soft">${esc(clause.why)}</span>`;
  return (
    `<tr id="${anchor('clause', clause.id)}"><th scope="row"><code>${esc(clause.id)}</code></th><td class="wide"><span lang="ru">${esc(clause.quote)}</span>${translation}</td>` +
    `<td>${word(lang, 'level', clause.level)}</td><td>${clauseBadge(lang, clause.state)}${why}</td></tr>`
  );
}

/** Every case, chapter by chapter. */
export function caseTables(report: Report, lang: Lang): Html {
  return report.suites
    .map(({ name, title }) =>
      join(
        `<details id="${anchor('suite', name)}" open><summary><h3 style="display:inline">${esc(title)}</h3></summary>`,
        table({
          caption: title,
          head: [text(lang, 'ui.case'), text(lang, 'ui.clauses'), text(lang, 'ui.result'), { num: text(lang, 'ui.time') }],
          rows: report.cases.filter(({ suite }) => suite === name).map((each) => caseRow(each, lang)),
          look: 'stack even',
        }),
        '</details>',
      ),
    )
    .join('\n');
}

function caseRow(of: ReportCase, lang: Lang): Html {
  const why = of.why === null ? '' : `<span class="title small soft">${esc(of.why)}</span>`;
  const took = of.verdict === 'skipped' ? '' : duration(of.durationMs, lang);
  const level = of.level === 'should' ? ` <span class="small soft">(${word(lang, 'level', of.level)})</span>` : '';
  return (
    `<tr id="${anchor('case', of.id)}"><td class="wide"><span class="title">${esc(of.title)}${level}</span><code class="soft">${esc(of.id)}</code></td>` +
    `<td>${of.clauses.map((id) => `<code>${esc(id)}</code>`).join(', ')}</td><td>${caseBadge(lang, of.verdict)}${why}</td><td class="num soft">${took}</td></tr>`
  );
}

/** The money of the run. */
export function paymentTable(report: Report, lang: Lang): Html {
  const { payments, total } = report.summary;
  const open = report.payments.filter(({ state }) => state === 'open').length;
  const { oracles } = report.money;
  const legend = oracles.length > 0 ? `<p class="small soft">${esc(creditsLegend(oracles, lang))}</p>` : '';
  const labels: [Key, boolean][] = [
    ['ui.account', false],
    ['ui.sum', true],
    ['ui.asked', true],
    ['ui.state', false],
  ];
  return join(
    `<p class="lead">${esc(payments === 0 ? text(lang, 'ui.payments-none') : text(lang, 'ui.payments-lead', { count: payments, total }))}</p>`,
    ...oracleLines(report, lang).map((line) => `<p class="${line.risk ? 'caution' : 'lead'}">${esc(line.text)}</p>`),
    open > 0 && `<p class="caution">${text(lang, 'ui.payments-open', { count: open })}</p>`,
    report.payments.length > 0 &&
      `<details${report.money.paymentsAtRisk > 0 ? ' open' : ''}><summary>${text(lang, 'ui.payments')} <span class="soft">(${report.payments.length})</span></summary>${legend}${table(
        {
          caption: text(lang, 'ui.payments'),
          head: [
            'txn_id',
            'prv_txn',
            'txn_date',
            ...labels.map(([key, num]) => (num ? { num: text(lang, key) } : text(lang, key))),
            { num: text(lang, 'ui.credits') },
            { num: text(lang, 'ui.at-risk') },
          ],
          rows: byRisk(report.payments).map(
            ({ txn_id, prv_txn, account, sum, txn_date, asked, state, credits, atRisk }) =>
              `<tr><th scope="row"><code>${esc(txn_id)}</code></th><td data-label="prv_txn"><code>${esc(prv_txn ?? '–')}</code></td><td data-label="txn_date"><code>${esc(txn_date)}</code></td><td class="long" data-label="${text(lang, 'ui.account')}"><code>${esc(account)}</code></td>` +
              `<td class="num" data-label="${text(lang, 'ui.sum')}">${esc(sum)}</td><td class="num" data-label="${text(lang, 'ui.asked')}">${asked}</td><td data-label="${text(lang, 'ui.state')}">${esc(word(lang, 'payment-state', state))}</td>` +
              `<td class="num" data-label="${text(lang, 'ui.credits')}">${esc(creditsCell(report.money.oracles, credits))}</td><td class="num${atRisk === undefined ? '' : ' bad'}" data-label="${text(lang, 'ui.at-risk')}">${atRisk ?? '–'}</td></tr>`,
          ),
          look: 'stack',
        },
      )}</details>`,
  );
}

export function notes(report: Report, lang: Lang): Html {
  const items = report.notes.map(
    ({ level, message }) =>
      `<li><strong class="${level === 'warning' ? 'open' : 'none'}">${text(lang, `ui.note-${level}`)}.</strong> ${esc(message)}</li>`,
  );
  return `<ul class="plain">${items.join('\n')}</ul>`;
}
