import { UsageError } from '../harness/index.ts';
import { visible } from '../reports/index.ts';
import { EXIT } from './exit.ts';
import { isSystemError, whyRefused } from './places.ts';
import { say, text, type Lang } from './texts.ts';

/** Tells the user what went wrong, on stderr, and whose fault it is by the exit code. */
export function explainError(error: unknown, lang: Lang): number {
  if (error instanceof UsageError) {
    for (const message of error.messages) process.stderr.write(`paycert: ${visible(withoutUser(say(lang, message)))}\n`);
    return EXIT.usage;
  }
  // Folders that can't be written to and full disks are the user's to mend.
  if (isSystemError(error)) {
    const problem = [...(error.path === undefined ? [] : [error.path]), say(lang, whyRefused(error))].join(': ');
    process.stderr.write(`paycert: ${visible(text(lang, 'cli.system-error', { problem }))}\n`);
    return EXIT.usage;
  }
  process.stderr.write(`${text(lang, 'cli.own-fault')}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return EXIT.harness;
}

/** An address that is repeated because something is wrong with it may hold a name and a password. */
function withoutUser(message: string): string {
  return message.replace(/:\/\/[^\s/@]+@/g, '://…@');
}
