import { LANGS, type Lang } from './messages/index.ts';

/** One text in every language. */
export type Said = Readonly<Record<Lang, string>>;

/** In which languages a report is told: `T` is a text in one of them, or the same text in each. */
export interface Voice<T> {
  /** The language of what is told in one alone: names of scripts, their remarks. */
  lang: Lang;
  tell: (of: (lang: Lang) => string) => T;
  /** Null where none of its languages has this text. */
  perhaps: (of: (lang: Lang) => string | undefined) => T | null;
}

export function inOne(lang: Lang): Voice<string> {
  return { lang, tell: (of) => of(lang), perhaps: (of) => of(lang) ?? null };
}

/** Where a language lacks what others have (a translation into the language of the source), it has an empty text. */
export function inEach(lang: Lang): Voice<Said> {
  const tell = (of: (lang: Lang) => string): Said => ({ en: of('en'), ru: of('ru'), kk: of('kk') });
  return { lang, tell, perhaps: (of) => (LANGS.every((each) => of(each) === undefined) ? null : tell((each) => of(each) ?? '')) };
}
