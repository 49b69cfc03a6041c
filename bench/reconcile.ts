/**
 * What `paycert reconcile` costs: a registry of a million payments against a ledger of the same, in
 * another order, as three kinds of files. `npm run bench:reconcile -- --rows 1000000 --rounds 3`. A
 * measurement and no test: whether a target is met is printed; the exit code is 0 unless something could not be run.
 */
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measure, stopMeasuring, type Cost } from './child.ts';
import { median, table } from './table.ts';

const MAIN = fileURLToPath(new URL('../cli/main.js', import.meta.url));
const MOST_ROWS = 20_000_000;

/** What the project allows itself for a million rows of each side. */
const TARGETS = { rows: 1_000_000, wall: 10, rss: 300 };

interface Payment {
  txn_id: string;
  prv_txn: string;
  account: string;
  /** Whole tenge, and tiyn as two digits. */
  tenge: number;
  tiyn: string;
  day: string;
  time: string;
}

interface Form {
  name: string;
  file: string;
  head: string;
  row(payment: Payment, first: boolean): string;
  end: string;
  /** Bytes of the file's encoding. */
  encode(text: string): Uint8Array;
}

const utf8 = (text: string) => Buffer.from(text, 'utf8');
/** А to я stand from 0xC0 on. */
const windows1251 = (text: string) =>
  Buffer.from(
    text.replace(/[А-я]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0x410 + 0xc0)),
    'latin1',
  );
const fields = ({ txn_id, prv_txn, account, tenge, tiyn, day, time }: Payment) =>
  `{"txn_id":"${txn_id}","prv_txn":"${prv_txn}","account":"${account}","sum":"${tenge}.${tiyn}","txn_date":"202611${day}${time}"}`;

const CSV: Omit<Form, 'file'> = {
  name: 'CSV as paycert writes it',
  head: 'txn_id,prv_txn,account,sum,txn_date\r\n',
  row: ({ txn_id, prv_txn, account, tenge, tiyn, day, time }) => `${txn_id},${prv_txn},${account},${tenge}.${tiyn},202611${day}${time}\r\n`,
  end: '',
  encode: utf8,
};
const ACCOUNTANT: Omit<Form, 'file'> = {
  name: 'windows-1251, «;», quotes, 1 234,50, 24.11.2026',
  head: 'Номер платежа;Лицевой счет;Плательщик;Сумма;Дата платежа\r\n',
  row: ({ txn_id, account, tenge, tiyn, day, time }) =>
    `${txn_id};"${account}";"ТОО ""Ромашка""";${tenge > 999 ? `${Math.floor(tenge / 1000)} ${String(tenge % 1000).padStart(3, '0')}` : tenge},${tiyn};${day}.11.2026 ${time.replace(/(..)(..)(..)/, '$1:$2:$3')}\r\n`,
  end: '',
  encode: windows1251,
};
const JSON_LIST: Omit<Form, 'file'> = {
  name: 'JSON, a list',
  head: '[',
  row: (payment, first) => `${first ? '\n' : ',\n'}${fields(payment)}`,
  end: '\n]\n',
  encode: utf8,
};

async function main(): Promise<void> {
  const { rows, rounds } = options();
  const folder = mkdtempSync(join(tmpdir(), 'paycert-bench-'));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stopMeasuring);
  try {
    const registry = write({ ...CSV, file: join(folder, 'registry.csv') }, rows, 1);
    const json = write({ ...JSON_LIST, file: join(folder, 'registry.json') }, rows, 1);
    const step = coprime(rows);
    const runs = [
      { name: CSV.name, registry, ledger: write({ ...CSV, file: join(folder, 'ledger.csv') }, rows, step), costs: [] as Cost[] },
      { name: ACCOUNTANT.name, registry, ledger: write({ ...ACCOUNTANT, file: join(folder, 'export.csv') }, rows, step), costs: [] as Cost[] },
      { name: JSON_LIST.name, registry: json, ledger: write({ ...JSON_LIST, file: join(folder, 'ledger.json') }, rows, step), costs: [] as Cost[] },
    ];
    // Exit code 0 means that all agree; anything else ends the benchmark.
    for (let round = 0; round < rounds; round++)
      for (const { costs, registry: ours, ledger } of runs)
        costs.push(await measure([MAIN, 'reconcile', '--registry', ours, '--ledger', ledger], folder));
    print(rows, rounds, runs);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function print(rows: number, rounds: number, runs: readonly { name: string; registry: string; ledger: string; costs: Cost[] }[]): void {
  const size = (file: string) => `${Math.round(statSync(file).size / 1e6)} MB`;
  const lines = [
    `${rows} rows of each side, ${rounds} rounds; median (least–most)`,
    `Node ${process.version}, ${process.platform} ${process.arch}, ${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown'}`,
    '',
    table(runs.map(({ name, registry, ledger, costs }) => [`${name} (${size(registry)} + ${size(ledger)})`, costs])),
    '',
    'RSS in MB of 10^6 bytes.',
    ...(rows === TARGETS.rows ? ['', ...runs.flatMap(({ name, costs }) => [target(name, 'wall', costs), target(name, 'rss', costs)])] : []),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function target(name: string, what: 'wall' | 'rss', costs: readonly Cost[]): string {
  const seen = median(costs.map((cost) => cost[what]));
  const unit = what === 'wall' ? 's' : 'MB';
  return `  ${seen <= TARGETS[what] ? 'met    ' : 'NOT MET'}  ${name}: at most ${TARGETS[what]} ${unit}: ${seen.toFixed(1)} ${unit}`;
}

/** Payments in the order 0, step, 2 × step …; each once, since step and rows have no divisor in common. */
function write({ file, head, row, end, encode }: Form, rows: number, step: number): string {
  const handle = openSync(file, 'w');
  let text = head;
  for (let count = 0, index = 0; count < rows; count++, index = (index + step) % rows) {
    text += row(payment(index), count === 0);
    if (text.length < 1_000_000) continue;
    writeSync(handle, encode(text));
    text = '';
  }
  writeSync(handle, encode(text + end));
  closeSync(handle);
  return file;
}

function payment(index: number): Payment {
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    txn_id: String(412_503_178_844_120_067n + BigInt(index) * 10_007n),
    prv_txn: String(90_000_000 + index),
    account: `49${String((index * 7919) % 100_000_000).padStart(8, '0')}`,
    tenge: 1 + ((index * 31) % 4999),
    tiyn: two(index % 100),
    day: two(1 + (index % 28)),
    time: `${two(index % 24)}${two(index % 60)}${two((index * 7) % 60)}`,
  };
}

function coprime(rows: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  for (let step = Math.floor(rows * 0.618); ; step++) if (divisor(rows, step) === 1) return step;
}

function options(): { rows: number; rounds: number } {
  const { values } = parseArgs({ options: { rows: { type: 'string', default: String(TARGETS.rows) }, rounds: { type: 'string', default: '3' } } });
  const [rows, rounds] = [Number(values.rows), Number(values.rounds)];
  if (!Number.isInteger(rows) || rows < 2 || rows > MOST_ROWS) throw new Error(`--rows is a whole number from 2 to ${MOST_ROWS}`);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 100) throw new Error('--rounds is a whole number from 1 to 100');
  return { rows, rounds };
}

main().catch((error: unknown) => {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
