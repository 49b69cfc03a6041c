import { EXIT } from './exit.ts';
import { text, type Key, type Lang } from './texts.ts';

/**
 * Runs something that Ctrl-C ends early and in good order: the first asks it to stop and write down
 * what it has, the second leaves at once, with a last word where there is something to go on with.
 */
export async function interruptible<T>(
  lang: Lang,
  run: (signal: AbortSignal) => Promise<T>,
  { saying = 'cli.stopping', last }: Words = {},
): Promise<T> {
  const abort = new AbortController();
  const stop = () => {
    if (abort.signal.aborted) {
      if (last !== undefined) process.stderr.write(`${last}\n`);
      process.exit(EXIT.interrupted);
    }
    process.stderr.write(`\n${text(lang, saying)}\n`);
    abort.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    return await run(abort.signal);
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

interface Words {
  /** What the first Ctrl-C is answered with. */
  saying?: Key;
  /** What the second is answered with. */
  last?: string;
}
