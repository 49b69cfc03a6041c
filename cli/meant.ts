import { near } from './near.ts';

/**
 * What somebody may have meant by a command or an option that does not exist. `helpOf` gives the help for some words of the
 * command line; whatever names there are stand in it.
 */
export async function meantBy(args: readonly string[], helpOf: (words: readonly string[]) => Promise<string>): Promise<string[]> {
  const commands = [...new Set([...(await helpOf([])).matchAll(/npx paycert ([a-z]+)/g)].map(([, name]) => name!))];
  const words = args.filter((word) => !word.startsWith('-'));
  const command = words.find((word) => commands.includes(word));
  if (command === undefined) return words.flatMap((word) => near(word, commands));
  const options = [...new Set([...(await helpOf([command])).matchAll(/(?<=^|\s)--[a-z][a-z0-9-]*/gm)].map(([name]) => name))];
  return args
    .filter((word) => word.startsWith('--'))
    .map((word) => word.split('=')[0]!)
    .filter((word) => !options.includes(word))
    .flatMap((word) => near(word, options));
}
