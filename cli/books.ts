import { parseSum } from '../protocol/index.ts';
import type { LedgerSetting, RecordEvent } from '../harness/index.ts';
import { readRows, writeRefunds, writeRegistry, type Credit, type Entry, type RefundRow } from '../ledger/index.ts';
import { REFUNDS_FILE, REGISTRY_FILES } from './file-names.ts';
import { writeFiles, type OutputFile } from './output.ts';

/** The reader of ledgers that a run is given. */
export async function* readLedger(bytes: AsyncIterable<Uint8Array>, { format, columns, credited }: LedgerSetting): AsyncGenerator<Entry> {
  for await (const batch of readRows(bytes, { ...(format ? { format } : {}), ...(columns ? { columns } : {}), ...(credited ? { credited } : {}) }))
    yield* batch;
}

/**
 * Writes the operator's registry of the run's credited payments (AG-3.1) beside its record, and the refunds where there were
 * some; gives the names of the files. That of a run that broke off says so in its JSON: a CSV has no room for it.
 */
export function writeRegistries(events: readonly RecordEvent[], folder: string): string[] {
  const files = registriesOf(events);
  writeFiles(folder, files);
  return files.map(({ name }) => name);
}

function registriesOf(events: readonly RecordEvent[]): OutputFile[] {
  const run = events.find((event) => event.type === 'run');
  if (!run) return [];
  const credits = creditsOf(events);
  const facts = { partner: run.partner, tool: { name: run.tool.name, version: run.tool.version }, runStartedAt: run.startedAt };
  const unfinished = events.some(({ type }) => type === 'end') ? {} : { unfinished: true as const };
  const refunds = refundsOf(events);
  return [
    ...(['csv', 'json'] as const).map((format) => ({
      name: REGISTRY_FILES[format],
      content: [...writeRegistry(credits, { ...facts, ...unfinished }, format)].join(''),
    })),
    ...(refunds.length > 0 ? [{ name: REFUNDS_FILE, content: [...writeRefunds(refunds)].join('') }] : []),
  ];
}

function creditsOf(events: readonly RecordEvent[]): Credit[] {
  return events
    .filter((event) => event.type === 'payment')
    .filter(({ state }) => state === 'credited')
    .flatMap(({ txn_id, account, sum, txn_date, prv_txn }) => {
      const tiyn = parseSum(sum);
      return tiyn === undefined ? [] : [{ txn_id, account, sum: tiyn, txn_date, ...(prv_txn === undefined ? {} : { prv_txn }) }];
    });
}

function refundsOf(events: readonly RecordEvent[]): RefundRow[] {
  return events
    .filter((event) => event.type === 'refund')
    .filter(({ state }) => state === 'refunded')
    .map(({ payment, refund, sum, feeReturned, at }) => {
      const fee = feeReturned === undefined ? undefined : parseSum(feeReturned);
      return { txn_id: payment, refund, sum: parseSum(sum) ?? 0n, date: at, ...(fee === undefined ? {} : { feeReturned: fee }) };
    });
}
