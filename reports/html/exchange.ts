import { hexLines, textOf } from '../bytes.ts';
import { text } from '../messages/index.ts';
import type { CitedExchange, ReportFinding } from '../model.ts';
import { mayCreditAgain, retestOf } from '../retest.ts';
import type { Said } from '../voice.ts';
import { duration, logHint, outcomeOf, viewOf, type ExchangeView, type PhaseSpan } from '../view.ts';
import { esc, join, type Html } from './escape.ts';
import { MOST_EXCHANGES, type Page } from './page.ts';

const HEX_BYTES = 512;
const BODY_CHARS = 8000;

/** Evidence: what was asked, what came, byte for byte, when, and how to ask again. Opens without script. */
export function evidence(exchange: CitedExchange, found: ReportFinding<Said>, id: string, page: Page): Html {
  if (page.shown.has(exchange.id)) return `<p class="small"><a href="#x${exchange.id}">${page.text('ui.see-exchange', { id: exchange.id })}</a></p>`;
  if (page.shown.size >= MOST_EXCHANGES)
    return `<p class="small soft">${page.text('ui.exchange-in-record', { id: exchange.id, shown: MOST_EXCHANGES })}</p>`;
  // The first is what the first finding rests on: it is read without a click.
  const isFirst = page.shown.size === 0;
  page.shown.add(exchange.id);
  const view = viewOf(exchange);
  const { scheme, host, port } = exchange.to;
  return join(
    `<details class="evidence" id="x${exchange.id}"${isFirst ? ' open' : ''}>`,
    `<summary>${page.text('ui.exchange')} ${exchange.id} <span class="soft">· ${page.each((lang) => outcomeOf(exchange, lang))}</span></summary>`,
    exchange.nature !== 'ordinary' && `<p class="small soft">${page.word('nature', exchange.nature)}</p>`,
    part(page.text('ui.log'), `<p>${page.each((lang) => logHint(exchange, lang))}</p>`),
    part(
      `${page.text('ui.request')} <span class="soft">${page.text('ui.sent-to', { place: `${scheme}://${host}:${port}` })}</span>`,
      pre(
        [...[view.requestLine, ...view.requestHeaders].filter((line) => line !== ''), ...bodyOf(view.requestBody)].join('\n'),
        page.name('ui.request'),
      ),
    ),
    answer(exchange, view, page),
    phases(view, page),
    command(exchange, found, id, page),
    '</details>',
  );
}

function bodyOf(body: Buffer): string[] {
  return body.length === 0 ? [] : ['', textOf(body).slice(0, BODY_CHARS)];
}

function part(heading: Html, content: Html): Html {
  return `<h4>${heading}</h4>\n${content}`;
}

/** What scrolls must be reached by keyboard, and then it needs a name. */
function pre(content: string, label: Html, look = ''): Html {
  return `<pre${look === '' ? '' : ` class="${look}"`} tabindex="0" role="group"${label}>${esc(content)}</pre>`;
}

function answer(exchange: CitedExchange, view: ExchangeView, page: Page): Html {
  const label = page.text('ui.answer');
  if (view.statusLine === undefined) return part(label, `<p>${page.text('ui.no-answer')}: ${page.each((lang) => outcomeOf(exchange, lang))}</p>`);
  const body = textOf(view.body);
  const shown = body.length > BODY_CHARS ? `${body.slice(0, BODY_CHARS)}…` : body;
  return join(
    part(label, pre([view.statusLine, ...view.answerHeaders, '', shown].join('\n'), page.name('ui.answer'))),
    (exchange.shortened || shown !== body) && `<p class="small soft">${page.text('ui.shortened')}</p>`,
    view.body.length > 0 && hex(view.body, page),
  );
}

function hex(body: Buffer, page: Page): Html {
  const more = body.length - HEX_BYTES;
  const rest = more > 0 ? `<p class="small soft">${page.text('ui.hex-more', { count: more })}</p>` : '';
  return `<details class="bytes"><summary class="small">${page.text('ui.hex')}</summary>${pre(hexLines(body, HEX_BYTES).join('\n'), page.name('ui.hex'), 'hex')}${rest}</details>`;
}

function command(exchange: CitedExchange, found: ReportFinding<Said>, id: string, page: Page): Html {
  const retest = retestOf(exchange, found, id);
  return part(
    page.text('ui.again'),
    join(
      page.gone && `<p class="caution">${page.text('ui.again-gone')}</p>`,
      !page.gone && mayCreditAgain(exchange, found, page.holds) && `<p class="caution">${page.text('ui.again-pay')}</p>`,
      !page.gone && retest !== undefined && `<p class="small soft">${page.text('ui.again-fresh', { command: retest })}</p>`,
      `<div class="copied">${pre(exchange.curl, page.name('ui.again'), 'copy')}<button type="button" class="copy-it" hidden>${page.text('ui.copy')}</button></div>`,
    ),
  );
}

/** A row for each phase, its bar to scale; the figures stand beside in words. */
function phases({ phases: spans, totalMs }: ExchangeView, page: Page): Html {
  if (spans.length === 0) return '';
  const rows = spans.map((span) => phase(span, Math.max(totalMs, 0.1), page));
  return part(page.text('ui.phases'), `<ol class="phases">${rows.join('')}</ol>`);
}

function phase({ phase: name, from, to, broken }: PhaseSpan, total: number, page: Page): Html {
  const left = Math.min(99, (from / total) * 100).toFixed(1);
  const width = Math.min(100 - Number(left), ((to - from) / total) * 100).toFixed(1);
  return (
    `<li${broken ? ' class="broken"' : ''}><span>${broken ? '✕ ' : ''}${page.word('phase', name)}</span>` +
    `<span class="rail"><i style="margin-left:${left}%;width:${width}%"></i></span><span class="num">${page.each((lang) => duration(to - from, lang))}</span></li>`
  );
}

/** How long something took, in the reader's words. */
export function took(ms: number, page: Page): Html {
  return page.each((lang) => duration(ms, lang));
}

/** The word for what is not there. */
export function nothing(page: Page): Html {
  return page.each((lang) => text(lang, 'ui.nothing'));
}
