import { textOf } from '../bytes.ts';
import { difference } from '../difference.ts';
import { word } from '../messages/index.ts';
import type { CitedExchange, ReportFinding } from '../model.ts';
import { logHint, outcomeOf, viewOf } from '../view.ts';
import { INK, type Sheet } from './sheet.ts';

/** What stands below an objection wherever it is told: how it differs, why, and the evidence. */

const VALUE_CHARS = 400;

export function printFacts(sheet: Sheet, { expected, observed, cause, blame }: ReportFinding): void {
  const { say, lang } = sheet;
  const value = (text: string | null) => (text === null || text === '' ? say('ui.nothing') : text.slice(0, VALUE_CHARS));
  const [left, right] = [sheet.legible(value(expected), 'mono'), sheet.legible(value(observed), 'mono')];
  const rows: [string, string, 'mono' | 'body'][] = [
    ...(expected === null ? [] : [[say('ui.expected'), left, 'mono'] satisfies [string, string, 'mono']]),
    ...(expected === null && observed === null
      ? []
      : [[say('ui.observed'), `${right}${expected === null ? '' : mark(left, right)}`, 'mono'] satisfies [string, string, 'mono']]),
    ...(cause === null ? [] : [[say('ui.cause'), cause, 'body'] satisfies [string, string, 'body']]),
    ...(blame === 'partner' ? [] : [[say('ui.fix'), word(lang, 'blame', blame), 'body'] satisfies [string, string, 'body']]),
  ];
  for (const [label, text, face] of rows)
    sheet.row(
      [20, 80],
      [
        { text: label, style: { color: INK.soft } },
        { text, style: { face, size: face === 'mono' ? 7.5 : 8.5 } },
      ],
    );
  sheet.doc.y += 5;
}

/** Characters of the fixed face in a line of its column. */
const LINE_CHARS = 80;

/** A line below what was observed that points at where it differs, as far as both stand on one line. */
function mark(expected: string, observed: string): string {
  const parts = [expected, observed].every((each) => each.length <= LINE_CHARS && !each.includes('\n')) ? difference(expected, observed) : undefined;
  if (!parts) return '';
  return `\n${'\u00a0'.repeat([...parts.before].length)}${'^'.repeat(Math.max(1, [...parts.observed].length))}`;
}

export function printExchange(sheet: Sheet, exchange: CitedExchange): void {
  const { say, lang } = sheet;
  const view = viewOf(exchange);
  sheet.para(`${say('ui.exchange')} ${exchange.id} · ${outcomeOf(exchange, lang)}`, { size: 8.5, color: INK.soft, gap: 1, keep: 60 });
  sheet.para(`${say('ui.log')}: ${logHint(exchange, lang)}`, { size: 8.5, color: INK.soft, gap: 3 });
  const answer = view.statusLine === undefined ? [say('ui.no-answer')] : [view.statusLine, '', textOf(view.body.subarray(0, 2000))];
  const body = view.requestBody.length === 0 ? [] : [textOf(view.requestBody.subarray(0, 1000))];
  sheet.box([`→ ${view.requestLine}`, ...body, ...answer.map((line, at) => (at === 0 ? `← ${line}` : line))].join('\n').trimEnd());
  sheet.para(say('ui.again'), { size: 8.5, color: INK.soft, gap: 1 });
  sheet.box(exchange.curl.slice(0, 1200));
}
