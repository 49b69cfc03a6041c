import { LANGS, type Lang } from './texts.ts';

/**
 * The language to speak: `--lang`, else the locale, else English. Read before the arguments are
 * parsed, since the help itself is in that language; whether `--lang` is right is the parser's matter. Who writes the
 * country's `kz` means Kazakh.
 */
export function languageOf(args: readonly string[], env: NodeJS.ProcessEnv): Lang {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const asked = at < 0 ? undefined : (args[at]!.split('=')[1] ?? args[at + 1]);
  if (asked === 'kz') return 'kk';
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return LANGS.find((lang) => lang === asked) ?? LANGS.find((lang) => locale.startsWith(lang)) ?? 'en';
}
