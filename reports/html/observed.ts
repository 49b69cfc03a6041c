import { difference } from '../difference.ts';
import type { ReportFinding } from '../model.ts';
import { seenElsewhere } from '../view.ts';
import { visible } from '../visible.ts';
import type { Said } from '../voice.ts';
import { esc, join, type Html } from './escape.ts';
import { evidence, nothing } from './exchange.ts';
import type { Page } from './page.ts';

/** What stands beside an objection wherever it is told: how it differs, why, and the evidence. */

/** Exchanges shown with a finding: the one to look at, and the one to hold it against. */
const SHOWN = 2;
const VALUE_CHARS = 4000;

/** That the partner's own faults are the partner's to mend goes without saying. */
export function facts({ cause, blame }: ReportFinding<Said>, page: Page): Html | false {
  const rows = [
    ...(cause === null ? [] : [`<dt>${page.text('ui.cause')}</dt><dd>${page.say(cause)}</dd>`]),
    ...(blame === 'partner' ? [] : [`<dt>${page.text('ui.fix')}</dt><dd>${page.word('blame', blame)}</dd>`]),
  ];
  return rows.length > 0 && `<dl class="facts">${rows.join('')}</dl>`;
}

export function compare({ expected, observed }: ReportFinding<Said>, page: Page): Html {
  if (expected === null && observed === null) return '';
  const shown = (value: string | null) => (value === null || value === '' ? undefined : visible(brief(value)));
  const [left, right] = [shown(expected), shown(observed)];
  const parts = left !== undefined && right !== undefined ? difference(left, right) : undefined;
  const marked = (own: string) => (parts ? `${esc(parts.before)}${own === '' ? '' : `<mark>${esc(own)}</mark>`}${esc(parts.after)}` : undefined);
  const value = (own: string | undefined, text: string | undefined) => marked(own ?? '') ?? (text === undefined ? nothing(page) : esc(text));
  return join(
    '<dl class="compare">',
    expected !== null && `<dt>${page.text('ui.expected')}</dt><dd class="mono exp">${value(parts?.expected, left)}</dd>`,
    `<dt>${page.text('ui.observed')}</dt><dd class="mono obs">${value(parts?.observed, right)}</dd>`,
    '</dl>',
  );
}

export function brief(value: string): string {
  return value.length > VALUE_CHARS ? `${value.slice(0, VALUE_CHARS)}…` : value;
}

export function evidenceOf(found: ReportFinding<Said>, of: string, page: Page, most = SHOWN): Html {
  const parts = found.exchanges.slice(0, most).flatMap((id) => {
    const exchange = page.exchanges.get(id);
    return exchange ? [evidence(exchange, found, of, page)] : [];
  });
  if (seenElsewhere(found, page.lang, most) !== undefined)
    parts.push(`<p class="small soft">${page.each((lang) => seenElsewhere(found, lang, most) ?? '')}</p>`);
  return parts.join('\n');
}
