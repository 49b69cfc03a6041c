import { accessSync, closeSync, constants, createReadStream, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { loadProfile, unreadable, usage } from '../harness/index.ts';
import {
  differenceLine,
  DIFFERENCES_HEADER,
  COLUMNS,
  plainReconciliation,
  readDay,
  readRows,
  reconcile,
  refundedByPayment,
  REFUND_COLUMNS,
  UnreadableLedger,
  type Columns,
  type Difference,
  type Entry,
  type PlainReconciliation,
} from '../ledger/index.ts';
import { renderReconciliation } from '../reports/index.ts';
import { EXIT } from './exit.ts';
import { interruptible } from './interrupt.ts';
import { makeFolder } from './output.ts';
import { text, type Key, type Lang } from './texts.ts';

export interface ReconcileArgs {
  registry: string;
  ledger: string;
  refunds?: string | undefined;
  profile?: string | undefined;
  columns?: string[] | undefined;
  credited?: string[] | undefined;
  registryColumns?: string[] | undefined;
  dateFrom?: string | undefined;
  dateTo?: string | undefined;
  out?: string | undefined;
  format: 'text' | 'json';
}

/** Registry against ledger: the result on stdout, every difference in a file, 0 when they agree. */
export async function reconcileCommand(args: ReconcileArgs, lang: Lang): Promise<number> {
  const sides = {
    registry: {
      file: args.registry,
      progress: 'reconcile.reading-registry',
      option: '--registry-columns',
      columns: columnsOf('--registry-columns', args.registryColumns),
    },
    ledger: { file: args.ledger, progress: 'reconcile.reading-ledger', option: '--columns', ...(await ledgerForm(args)) },
  } as const;
  const period = periodOf(args);
  readable('--registry', args.registry, 'usage.hint-registry');
  readable('--ledger', args.ledger);
  if (args.refunds !== undefined) readable('--refunds', args.refunds);
  return interruptible(
    lang,
    async (signal) => {
      const report = args.out === undefined ? undefined : differencesFile(args.out);
      try {
        const entries = (name: 'registry' | 'ledger') => entriesOf(sides[name], progressOf(sides[name].progress, lang), signal);
        const refunded = args.refunds === undefined ? undefined : await refundsIn(args.refunds, signal);
        const result = await reconcile(entries('registry'), entries('ledger'), {
          ...period,
          ...(refunded ? { refunded } : {}),
          ...(report ? { onDifference: report.add } : {}),
        });
        print(plainReconciliation(result), args.format, lang, report?.done());
        return result.agree ? EXIT.ok : EXIT.notCertified;
      } catch (error) {
        report?.drop();
        if (signal.aborted) return EXIT.interrupted;
        // What a file itself says wrong is told by `entriesOf`; here the registry is too large to be held.
        throw error instanceof UnreadableLedger ? unreadableSide(error, sides.registry) : error;
      }
    },
    { saying: 'reconcile.stopping' },
  );
}

/** What went back of each payment; a line that is no refund is the user's to mend. */
function refundsIn(file: string, signal: AbortSignal): Promise<Map<string, bigint>> {
  const rows = entriesOf({ file, option: '--refunds', columns: REFUND_COLUMNS }, () => {}, signal);
  return refundedByPayment(rows, ({ line, text: written }) => {
    throw usage('usage.refunds-row', { file, line: String(line), text: written });
  });
}

function print(result: PlainReconciliation, format: 'text' | 'json', lang: Lang, file: string | undefined): void {
  const color = process.stdout.isTTY === true && !process.env['NO_COLOR'];
  const width = process.stdout.columns ?? 100;
  process.stdout.write(
    format === 'json'
      ? `${JSON.stringify(result, null, 2)}\n`
      : renderReconciliation(result, lang, { color, width, ...(file === undefined ? {} : { file }) }),
  );
}

interface SideOptions {
  file: string;
  option: string;
  columns: Columns;
  credited?: readonly string[];
}

function unreadableSide({ key, values }: UnreadableLedger, { file, option }: SideOptions) {
  return usage(key, { ...values, file, option });
}

/** The rows of a file; what keeps it from being read at all is the user's to mend. */
async function* entriesOf(side: SideOptions, progress: (bytes: number, of: number) => void, signal: AbortSignal): AsyncGenerator<readonly Entry[]> {
  const { size } = statSync(side.file);
  async function* bytes(): AsyncGenerator<Uint8Array> {
    let read = 0;
    for await (const piece of createReadStream(side.file, { signal }) as AsyncIterable<Uint8Array>) {
      read += piece.length;
      progress(read, size);
      yield piece;
    }
  }
  try {
    yield* readRows(bytes(), { columns: side.columns, ...(side.credited ? { credited: side.credited } : {}) });
  } catch (error) {
    throw error instanceof UnreadableLedger ? unreadableSide(error, side) : error;
  }
}

const FIRST_PROGRESS_MS = 2_000;
const NEXT_PROGRESS_MS = 1_000;

/** Tells now and then how far it is, where somebody looks on; a short run tells nothing. */
function progressOf(key: Key, lang: Lang): (bytes: number, of: number) => void {
  let next = performance.now() + FIRST_PROGRESS_MS;
  let told = false;
  return (bytes, of) => {
    if (process.stderr.isTTY !== true) return;
    if (bytes >= of && told) process.stderr.write('\r\u001b[K');
    else if (performance.now() >= next) {
      const percent = Math.floor((100 * bytes) / Math.max(1, of));
      process.stderr.write(`\r\u001b[K${text(lang, key, { percent })}`);
      next = performance.now() + NEXT_PROGRESS_MS;
      told = true;
    }
  };
}

/** Looked at before anything is read or written. Not opened: a pipe can be opened only once. */
function readable(option: string, file: string, hint?: string): void {
  try {
    accessSync(file, constants.R_OK);
    if (statSync(file).isDirectory()) throw Object.assign(new Error(file), { code: 'EISDIR' });
  } catch (error) {
    throw unreadable(option, file, error, hint);
  }
}

/** `txn_id=payment,sum=amount`; the option may be given again, and a name may hold commas. */
function columnsOf(option: string, written: readonly string[] = []): Columns {
  const columns: Columns = {};
  for (const part of written.flatMap((each) => each.split(new RegExp(`,(?=(?:${COLUMNS.join('|')})=)`)))) {
    const [, field, name] = /^\s*(\w+)=\s*(\S.*?)\s*$/.exec(part) ?? [];
    if (name === undefined || !(COLUMNS as readonly string[]).includes(field ?? ''))
      throw usage('usage.columns', { option, written: part, fields: COLUMNS.join(', ') });
    columns[field as keyof Columns] = name;
  }
  return columns;
}

/** From the profile, and before it from the command line. */
async function ledgerForm({ profile, columns, credited }: ReconcileArgs): Promise<Pick<SideOptions, 'columns' | 'credited'>> {
  const given = columnsOf('--columns', columns);
  const saved = profile === undefined ? undefined : (await loadProfile({ file: profile })).ledger;
  const words = credited?.flatMap((each) => each.split(',')) ?? saved?.credited;
  return { columns: { ...saved?.columns, ...given }, ...(words ? { credited: words } : {}) };
}

function periodOf({ dateFrom, dateTo }: ReconcileArgs): { from?: string; to?: string } {
  const day = (option: string, written: string) => {
    const found = readDay(written);
    if (found === undefined) throw usage('usage.day', { option, written });
    return found;
  };
  const period = {
    ...(dateFrom === undefined ? {} : { from: day('--date-from', dateFrom) }),
    ...(dateTo === undefined ? {} : { to: day('--date-to', dateTo) }),
  };
  if (period.from !== undefined && period.to !== undefined && period.from > period.to)
    throw usage('usage.day-order', { from: dateFrom!, to: dateTo! });
  return period;
}

const BUFFERED = 64 * 1024;

/** `differences.csv`, under another name until it is whole: what was interrupted must not look complete. */
function differencesFile(folder: string): { add(difference: Difference): void; done(): string; drop(): void } {
  makeFolder(folder);
  const file = join(folder, 'differences.csv');
  const part = `${file}.part`;
  const handle = openSync(part, 'w');
  let waiting = DIFFERENCES_HEADER;
  let whole = false;
  const flush = () => {
    writeSync(handle, waiting);
    waiting = '';
  };
  return {
    add(difference) {
      waiting += differenceLine(difference);
      if (waiting.length > BUFFERED) flush();
    },
    done() {
      flush();
      closeSync(handle);
      renameSync(part, file);
      whole = true;
      return file;
    },
    drop() {
      if (whole) return;
      closeSync(handle);
      rmSync(part, { force: true });
    },
  };
}
