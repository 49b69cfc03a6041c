import { usage } from '../harness/index.ts';
import { GALLERY } from '../simulators/index.ts';
import { EXIT } from './exit.ts';
import { interruptible } from './interrupt.ts';
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
  for (const name of faults ?? []) if (!GALLERY.some((each) => each.name === name)) throw usage('usage.no-such-fault', { name });
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

/** On a terminal a line that counts; elsewhere a line at the start, and one for each thing that goes wrong. */
function progress(lang: Lang): (row: Row, done: number, all: number) => void {
  process.stderr.write(`${text(lang, 'selftest.began')}\n`);
  return (row, done, all) => {
    const clear = process.stderr.isTTY ? '\r\u001b[K' : '';
    for (const line of wrongs([row], lang)) process.stderr.write(`${clear}${line}\n`);
    if (process.stderr.isTTY) process.stderr.write(`${clear}${text(lang, 'selftest.progress', { done: String(done), all: String(all) })}`);
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
