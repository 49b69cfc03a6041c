import { hexLines, textOf } from '../bytes.ts';
import { text, word, type Lang } from '../messages/index.ts';
import type { CitedExchange } from '../model.ts';
import { duration, logHint, outcomeOf, viewOf, type ExchangeView, type PhaseSpan } from '../view.ts';
import { esc, join, type Html } from './escape.ts';

const HEX_BYTES = 512;
const BODY_CHARS = 8000;

/** Evidence: what was asked, what came, byte for byte, when, and how to ask again. Opens without script. */
export function evidence(exchange: CitedExchange, lang: Lang): Html {
  const view = viewOf(exchange);
  return join(
    `<details class="evidence" id="x${exchange.id}">`,
    `<summary>${text(lang, 'ui.exchange')} ${exchange.id} <span class="soft">· ${esc(outcomeOf(exchange, lang))}</span></summary>`,
    exchange.nature !== 'ordinary' && `<p class="small soft">${esc(word(lang, 'nature', exchange.nature))}</p>`,
    part(text(lang, 'ui.log'), `<p>${esc(logHint(exchange, lang))}</p>`),
    part(
      text(lang, 'ui.request'),
      pre(
        [...[view.requestLine, ...view.requestHeaders].filter((line) => line !== ''), ...bodyOf(view.requestBody)].join('\n'),
        text(lang, 'ui.request'),
      ),
    ),
    answer(exchange, view, lang),
    phases(view, lang),
    command(exchange, lang),
    '</details>',
  );
}

function bodyOf(body: Buffer): string[] {
  return body.length === 0 ? [] : ['', textOf(body).slice(0, BODY_CHARS)];
}

function part(heading: string, content: Html): Html {
  return `<h5>${esc(heading)}</h5>\n${content}`;
}

/** What scrolls must be reached by keyboard, and then it needs a name. */
function pre(content: string, label: string, look = ''): Html {
  return `<pre${look === '' ? '' : ` class="${look}"`} tabindex="0" role="group" aria-label="${esc(label)}">${esc(content)}</pre>`;
}

function answer(exchange: CitedExchange, view: ExchangeView, lang: Lang): Html {
  const label = text(lang, 'ui.answer');
  if (view.statusLine === undefined) return part(label, `<p>${text(lang, 'ui.no-answer')}: ${esc(outcomeOf(exchange, lang))}</p>`);
  const body = textOf(view.body);
  const shown = body.length > BODY_CHARS ? `${body.slice(0, BODY_CHARS)}…` : body;
  return join(
    part(label, pre([view.statusLine, ...view.answerHeaders, '', shown].join('\n'), label)),
    (exchange.shortened || shown !== body) && `<p class="small soft">${text(lang, 'ui.shortened')}</p>`,
    view.body.length > 0 && hex(view.body, lang),
  );
}

function hex(body: Buffer, lang: Lang): Html {
  const more = body.length - HEX_BYTES;
  const lines = [...hexLines(body, HEX_BYTES), ...(more > 0 ? [text(lang, 'ui.hex-more', { count: more })] : [])];
  return `<details><summary class="small">${text(lang, 'ui.hex')}</summary>${pre(lines.join('\n'), text(lang, 'ui.hex'), 'hex')}</details>`;
}

function command({ curl, command: asked }: CitedExchange, lang: Lang): Html {
  const label = text(lang, 'ui.again');
  return part(label, join(asked === 'pay' && `<p class="caution">${text(lang, 'ui.again-pay')}</p>`, pre(curl, label, 'copy')));
}

/** A row for each phase, its bar to scale; the figures stand beside in words. */
function phases({ phases: spans, totalMs }: ExchangeView, lang: Lang): Html {
  if (spans.length === 0) return '';
  const rows = spans.map((span) => phase(span, Math.max(totalMs, 0.1), lang));
  return part(text(lang, 'ui.phases'), `<ol class="phases">${rows.join('')}</ol>`);
}

function phase({ phase: name, from, to, broken }: PhaseSpan, total: number, lang: Lang): Html {
  const left = Math.min(99, (from / total) * 100).toFixed(1);
  const width = Math.min(100 - Number(left), ((to - from) / total) * 100).toFixed(1);
  return (
    `<li${broken ? ' class="broken"' : ''}><span>${broken ? '✕ ' : ''}${esc(word(lang, 'phase', name))}</span>` +
    `<span class="rail"><i style="margin-left:${left}%;width:${width}%"></i></span><span class="num">${duration(to - from, lang)}</span></li>`
  );
}
