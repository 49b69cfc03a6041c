/**
 * The command line: parses, calls, and turns what comes back into an exit code. No logic of its own;
 * each command loads what it needs when it is called, so that `--help` is there at once.
 */
import { createRequire } from 'node:module';
import yargs, { type Argv } from 'yargs';
import { about } from './commands/about.ts';
import { results } from './commands/results.ts';
import { runs } from './commands/runs.ts';
import type { Shell } from './commands/shared.ts';
import { EXIT } from './exit.ts';
import { languageOf } from './language.ts';
import { spacedAccount } from './spaced-account.ts';
import { text, type Key } from './texts.ts';

/** `0.1.0`, from the package that this program belongs to. */
const { version } = createRequire(import.meta.url)(import.meta.url.includes('/dist/') ? '../../package.json' : '../package.json') as {
  version: string;
};

const args = process.argv.slice(2);
const lang = languageOf(args, process.env);
const say = (key: Key, values?: Record<string, string>) => text(lang, key, values);

async function main(): Promise<number> {
  let code: number | undefined;
  const done = (run: Promise<number>) => run.then((result) => void (code = result));
  const shell = { lang, version, say, done };
  const parser = await makeParser(args, shell);
  if (args.length === 0) {
    parser.showHelp('log');
    return EXIT.usage;
  }
  await parser.parseAsync();
  // Help and version run no command.
  return code ?? EXIT.ok;
}

async function makeParser(words: readonly string[], shell: Shell): Promise<Argv> {
  const parser = yargs([...words])
    // As it can be typed in a checkout, and where it is installed.
    .scriptName('npx paycert')
    .usage(say('cli.usage'))
    .locale(lang === 'ru' ? 'ru' : 'en')
    .option('lang', {
      choices: ['en', 'ru', 'kk'] as const,
      coerce: (written: unknown) => (written === 'kz' ? 'kk' : written),
      requiresArg: true,
      global: true,
      describe: say('cli.option.lang'),
    })
    .demandCommand(1, say('cli.no-command'))
    .strict()
    // Where the command is misspelt, its options are unknown too, and not worth a word.
    .strictCommands()
    .version(version)
    .alias('version', 'v')
    .alias('help', 'h')
    .wrap(Math.min(110, process.stdout.columns ?? 100))
    .exitProcess(false)
    .fail((message, error) => {
      // A value that is missing comes as an error of yargs' own.
      throw error === undefined || error === null || error.name === 'YError' ? new BadArguments(message || error.message) : error;
    });
  for (const commands of [runs, about, results]) commands(parser, shell);
  layOutNoHelp(parser);
  if (lang === 'kk') parser.updateStrings((await import('./yargs-kk.ts')).YARGS_KK as Record<string, string>);
  // Behind a command this is said of any word too many.
  const unknown = say('cli.unknown', { words: '%s' });
  parser.updateStrings({ 'Unknown command: %s': { one: unknown, other: unknown } as unknown as string });
  return parser;
}

/** Beside each command that runs, yargs lays out its help, in case that it fails and its help is printed. Ours never is. */
function layOutNoHelp(parser: Argv): void {
  interface Inner {
    getInternalMethods(): { getUsageInstance(): { cacheHelpMessage(): void } };
  }
  (parser as unknown as Inner).getInternalMethods().getUsageInstance().cacheHelpMessage = () => {};
}

/** What yargs objects to: an unknown option, a missing value. */
class BadArguments extends Error {
  override readonly name = 'BadArguments';
}

async function fail(error: unknown): Promise<number> {
  const code = await explain(error);
  const account = spacedAccount(args);
  if (code === EXIT.usage && account !== undefined) process.stderr.write(`${say('usage.spaced-account', { account })}\n`);
  return code;
}

async function explain(error: unknown): Promise<number> {
  if (error instanceof BadArguments) {
    const { meantBy } = await import('./meant.ts');
    const meant = await meantBy(args, (words) => makeParser(words, { lang, version, say, done: async () => {} }).then((parser) => parser.getHelp()));
    const perhaps = meant.length > 0 ? `${say('usage.perhaps', { names: meant.join(', ') })}\n` : '';
    process.stderr.write(`paycert: ${error.message}\n${perhaps}${say('cli.see-help')}\n`);
    return EXIT.usage;
  }
  const { explainError } = await import('./errors.ts');
  return explainError(error, lang);
}

// Whoever reads only the head of a list closes the pipe; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(EXIT.ok);
});

// A promise that nobody keeps any more ends the process in silence: that must not look like a success.
process.exitCode = EXIT.harness;
void main()
  .catch(fail)
  .then((code) => {
    process.exitCode = code;
  });
