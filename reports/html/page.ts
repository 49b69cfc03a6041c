import { LANGS, text, word, type Key, type Lang } from '../messages/index.ts';
import { isGone, repeatsHold } from '../retest.ts';
import type { CitedExchange, Report } from '../model.ts';
import type { Said } from '../voice.ts';
import { anchor, embeddedJson, esc, harmless, type Html } from './escape.ts';

/** Exchanges that a page shows in full; a partner that fails everything needs no more to be convinced. */
export const MOST_EXCHANGES = 300;

/**
 * What the parts of a page write with. A text stands in the markup once, in the page's first language,
 * with a number; the table at its end holds the others, each once, and the page's script changes them in
 * place. Evidence has no language and stands once.
 */
export interface Page {
  lang: Lang;
  say: (said: Said) => Html;
  each: (of: (lang: Lang) => string) => Html;
  text: (key: Key, values?: Record<string, string | number>) => Html;
  word: (group: string, value: string) => Html;
  /** An attribute for an element that shows its text itself: ` data-t="7"`. */
  number: (of: (lang: Lang) => string) => Html;
  /** A name for who cannot see: ` aria-label="…" data-l="7"`. */
  label: (of: (lang: Lang) => string) => Html;
  name: (key: Key) => Html;
  /** An input's hint: ` placeholder="…" data-h="7"`. */
  hint: (key: Key) => Html;
  /** The texts by number, for the script. */
  texts: () => Html;
  /** Hands out each exchange once; who cites it again gets a link. */
  exchanges: ReadonlyMap<number, CitedExchange>;
  shown: Set<number>;
  /** Cases that have their anchor: the first place that tells of one. */
  anchored: Set<string>;
  /** Cases whose later tries are told. */
  tried: Set<string>;
  /** Repeats return the first result. */
  holds: boolean;
  /** Nobody answers there any more. */
  gone: boolean;
  /** Clauses that the page has a row of. */
  clauses: ReadonlySet<string>;
}

export function newPage({ lang, exchanges, clauses, notes }: Pick<Report<Said>, 'lang' | 'exchanges' | 'clauses' | 'notes'>): Page {
  const numbers = new Map<string, number>();
  const table: Record<Lang, string[]> = { en: [], ru: [], kk: [] };
  const numberOf = (said: Said): number => {
    const key = LANGS.map((each) => said[each]).join('\u0000');
    const known = numbers.get(key);
    if (known !== undefined) return known;
    for (const each of LANGS) table[each].push(harmless(said[each]));
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  };
  const inAll = (of: (lang: Lang) => string): Said => ({ en: of('en'), ru: of('ru'), kk: of('kk') });
  const attribute = (name: string, mark: string) => (of: (lang: Lang) => string) => {
    const said = inAll(of);
    return ` ${name}="${esc(said[lang])}"${isSame(said) ? '' : ` ${mark}="${numberOf(said)}"`}`;
  };
  const say = (said: Said) => (isSame(said) ? esc(said[lang]) : `<span data-t="${numberOf(said)}">${esc(said[lang])}</span>`);
  const label = attribute('aria-label', 'data-l');
  const hint = attribute('placeholder', 'data-h');
  return {
    lang,
    say,
    each: (of) => say(inAll(of)),
    text: (key, values) => say(inAll((each) => text(each, key, values))),
    word: (group, value) => say(inAll((each) => word(each, group, value))),
    number: (of) => ` data-t="${numberOf(inAll(of))}"`,
    label,
    name: (key) => label((each) => text(each, key)),
    hint: (key) => hint((each) => text(each, key)),
    texts: () => `<script type="application/json" id="texts">${embeddedJson(table)}</script>`,
    exchanges: new Map(exchanges.map((exchange) => [exchange.id, exchange])),
    shown: new Set(),
    anchored: new Set(),
    tried: new Set(),
    holds: repeatsHold({ clauses }),
    gone: isGone({ notes }),
    clauses: new Set(clauses.map(({ id }) => id)),
  };
}

function isSame(said: Said): boolean {
  return said.en === said.ru && said.en === said.kk;
}

/** ` id="repeats.in-turn"` at the first place that tells of a case, so that `#repeats.in-turn` leads there. */
export function caseAnchor(page: Page, id: string): Html {
  if (page.anchored.has(id)) return '';
  page.anchored.add(id);
  return ` id="${caseId(id)}"`;
}

/** A case's id is its anchor: it has a point, and no section's has. */
export function caseId(id: string): string {
  return id.replace(/[^\w.-]/g, '_').slice(0, 200);
}

/** A clause's id, and where the page has a row of it, the way there. */
export function clauseLink(id: string, page: Page): Html {
  const name = `<code>${esc(id)}</code>`;
  return page.clauses.has(id) ? `<a href="#${anchor('clause', id)}">${name}</a>` : name;
}
