import { GALLERY } from '../simulators/index.ts';
import { EXIT } from './exit.ts';
import { interruptible } from './interrupt.ts';
import { notThere } from './near.ts';
import { digestOf } from './selftest/digest.ts';
import { runMatrix, type Matrix, type Row } from './selftest/matrix.ts';
import { isGood, isWhole, renderMatrix, wrongs } from './selftest/render.ts';
import { text, type Lang } from './texts.ts';

interface SelftestArgs {
  fault?: string[] | undefined;
  format: 'text' | 'json';
  seed?: string | undefined;
}

/** Proves the harness: the reference passes, each fault is caught by the cases that it names, and no others fail. */
export async function selftestCommand({ fault, format, seed = 'selftest' }: SelftestArgs, lang: Lang, version: string): Promise<number> {
  const faults = fault?.flatMap((names) => names.split(','));
  const names = GALLERY.map(({ name }) => name);
  for (const name of faults ?? []) if (!names.includes(name)) throw notThere('usage.no-such-fault', name, names);
  const matrix = await interruptible(lang, (signal) =>
    runMatrix({ seeds: [seed], faults, signal, listen: progress(lang) }).catch((error: unknown) => {
      if (signal.aborted) return undefined;
      throw error;
    }),
  ).finally(() => process.stderr.isTTY && process.stderr.write('\r\u001b[K'));
  if (!matrix) return EXIT.interrupted;
  // Where a part was run, most of what the digest speaks of was not.
  const digest = faults === undefined ? digestOf(version, matrix.rows) : undefined;
  process.stdout.write(format === 'json' ? `${JSON.stringify(plain(matrix, digest, version), null, 2)}\n` : renderMatrix(matrix, digest, lang));
  if (!isGood(matrix)) return EXIT.harness;
  return isWhole(matrix) ? EXIT.ok : EXIT.incomplete;
}

/** How often a file or a log is told how far it is. */
const LINE_MS = 5_000;

/** On a terminal a line that counts; elsewhere a line now and then. What goes wrong is told at once. */
function progress(lang: Lang): (row: Row, done: number, all: number) => void {
  const tty = process.stderr.isTTY === true;
  process.stderr.write(`${text(lang, 'selftest.began')}\n`);
  let told = performance.now();
  return (row, done, all) => {
    const clear = tty ? '\r\u001b[K' : '';
    for (const line of wrongs([row], lang)) process.stderr.write(`${clear}${line}\n`);
    if (!tty && performance.now() - told < LINE_MS) return;
    told = performance.now();
    const line = text(lang, 'selftest.progress', { done: String(done), all: String(all) });
    process.stderr.write(tty ? `${clear}${line}` : `${line}\n`);
  };
}

function plain(matrix: Matrix, digest: string | undefined, version: string): Record<string, unknown> {
  return {
    schemaVersion: 1,
    tool: { name: 'paycert', version },
    ok: isGood(matrix) && isWhole(matrix),
    ...(digest === undefined ? {} : { digest, casesWithoutFault: matrix.without, needlessExceptions: matrix.needless }),
    durationMs: matrix.ms,
    rows: matrix.rows,
  };
}
