/**
 * The message catalogues. A record holds keys and values; here they become sentences, in one of
 * three languages. A sentence takes values three ways:
 *
 * - `{name}`: the value as it is
 * - `{name@group}`: the word that the catalogue has for `group.<value>`, such as `{how@end}`; `{sum@money}`
 *   is a sum as the language writes it
 * - `{name:form|form}`: the plural form for the value: en one|other, ru one|few|many; kk needs none
 */
import type { Message } from '../../harness/record/events.ts';
import { en } from './en.ts';
import { EXAMPLES } from './examples.ts';
import { money } from './figures.ts';
import { kk } from './kk.ts';
import { ru } from './ru.ts';
import { titlesKk } from './titles.kk.ts';
import { titlesRu } from './titles.ru.ts';

export type Lang = 'en' | 'ru' | 'kk';
export const LANGS: readonly Lang[] = ['en', 'ru', 'kk'];

/** A key that every catalogue has. */
export type Key = keyof typeof ru;

type Values = Readonly<Record<string, string | number>>;

/** Not made one: that would be done at each start, and thousands of members take their time. */
const CATALOGUES: Record<Lang, readonly Readonly<Record<string, string>>[]> = { en: [en], ru: [ru, titlesRu], kk: [kk, titlesKk] };
/** Made when a sentence first needs them. */
const plurals = new Map<Lang, Intl.PluralRules>();
const FORMS: Record<Lang, readonly Intl.LDMLPluralRule[]> = { en: ['one', 'other'], ru: ['one', 'few', 'many'], kk: ['one', 'other'] };
/** With the full stop behind it: a list that was cut ends with its own sign, and needs none. */
const PLACE = /\{(\w+)(?:@([\w-]+)|:([^{}]*))?\}(\.?)/g;

/**
 * A message of the record in a language. An unknown key prints itself with its values: a report of a
 * newer record is better than none.
 *
 * ```ts
 * say('en', { key: 'answer.missing', values: { element: 'result' } }) // 'The answer lacks result.'
 * ```
 */
export function say(lang: Lang, message: Message): string {
  const template = lookUp(lang, message.key) ?? lookUp(lang, familyOf(message.key)) ?? lookUp('en', message.key);
  return template === undefined ? bare(message) : fill(lang, template, message.values ?? {});
}

/** A text of the reports themselves. */
export function text(lang: Lang, key: Key, values: Values = {}): string {
  return fill(lang, lookUp(lang, key) ?? key, values);
}

/** The word for a value of the record, `word('ru', 'suite', 'pay')`; the value itself where there is none. */
export function word(lang: Lang, group: string, value: string): string {
  return lookUp(lang, `${group}.${value}`) ?? value;
}

/** The same where the word depends on who is meant (`next.certified-operator`); else the word for all. */
export function wordFor(lang: Lang, group: string, value: string, who: string): string {
  return lookUp(lang, `${group}.${value}-${who}`) ?? word(lang, group, value);
}

/** The title of a case: from the catalogue, else as the record has it (English). */
export function caseTitle(lang: Lang, of: { id: string; title: string }): string {
  return lookUp(lang, `case.${of.id}`) ?? of.title;
}

/** `cause.tls-other` for `cause.tls-ANYTHING`: keys made from another program's codes are never all known. */
function familyOf(key: string): string {
  return key.replace(/^([a-z]+\.[a-z]+)-.*$/s, '$1-other');
}

/** What the catalogues say of a clause; the quotation itself is Russian and needs no translation there. */
export interface ClauseWords {
  translation?: string;
  /** What it asks of a developer. */
  reading?: string;
  /** How to do it right. */
  fix?: string;
  /** A request and its right answer, a few lines, the same in every language. */
  example?: string;
}

export function explainClause(lang: Lang, id: string): ClauseWords {
  const words = {
    translation: lang === 'ru' ? undefined : lookUp(lang, `clause.${id}`),
    reading: lookUp(lang, `reading.${id}`),
    fix: lookUp(lang, `fix.${id}`),
    example: Object.hasOwn(EXAMPLES, id) ? EXAMPLES[id] : undefined,
  };
  return Object.fromEntries(Object.entries(words).filter(([, found]) => found !== undefined));
}

/** More would be a list of everything that can be done wrong. */
const MOST_ADVICE = 3;

/**
 * How to do right what a clause asks for: where its findings have advices of their own, by cause or by key, these; else, or
 * for what is left, the general one.
 */
export function adviceOn(
  lang: Lang,
  clause: string,
  findings: readonly { key: string; causeKey: string | null; values?: Values }[],
): string | undefined {
  const { fix } = explainClause(lang, clause);
  const advices = findings.map(({ key, causeKey, values = {} }) => {
    const template = (causeKey === null ? undefined : lookUp(lang, `advice.${causeKey}`)) ?? lookUp(lang, `advice.${key}`);
    return template === undefined ? fix : fill(lang, template, values);
  });
  // The general one last, and alone where there is much to say.
  const own = [...new Set(advices)].filter((advice) => advice !== undefined && advice !== fix);
  if (own.length === 0 || own.length > MOST_ADVICE) return fix;
  return [...own, ...(advices.includes(fix) && fix !== undefined ? [fix] : [])].join(' ');
}

function lookUp(lang: Lang, key: string): string | undefined {
  return CATALOGUES[lang].find((catalogue) => Object.hasOwn(catalogue, key))?.[key];
}

function fill(lang: Lang, template: string, values: Values): string {
  return template.replace(PLACE, (_, name: string, group: string | undefined, forms: string | undefined, stop: string) => {
    const filled = filling(lang, Object.hasOwn(values, name) ? String(values[name]) : undefined, group, forms);
    return filled.endsWith('…') ? filled : filled + stop;
  });
}

function filling(lang: Lang, value: string | undefined, group: string | undefined, forms: string | undefined): string {
  if (forms !== undefined) return plural(lang, Number(value), forms.split('|'));
  if (value === undefined) return '…';
  if (group === 'money') return money(lang, value);
  return group === undefined ? value : word(lang, group, value);
}

function rulesOf(lang: Lang): Intl.PluralRules {
  const rules = plurals.get(lang) ?? new Intl.PluralRules(lang);
  plurals.set(lang, rules);
  return rules;
}

function plural(lang: Lang, count: number, forms: string[]): string {
  const at = Number.isFinite(count) ? FORMS[lang].indexOf(rulesOf(lang).select(count)) : -1;
  return forms[at] ?? forms.at(-1)!;
}

function bare({ key, values }: Message): string {
  const list = Object.entries(values ?? {}).map(([name, value]) => `${name}: ${value}`);
  return list.length > 0 ? `${key} (${list.join(', ')})` : key;
}
