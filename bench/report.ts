/**
 * What a report of a large record costs: 1,000 cases and 100,000 exchanges in a file, each case in ten with a
 * finding. `npm run bench:report`. A measurement and no test: what is past its target is marked.
 */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import type { RecordEvent } from '../harness/index.ts';
import { buildPolyglot, buildReport, renderHtml, renderPdf } from '../reports/index.ts';

const CASES = 1000;
const EXCHANGES = 100_000;
/** Seconds and MB. */
const TARGETS = { html: 10, pdf: 10, rss: 300 };

const folder = mkdtempSync(join(tmpdir(), 'paycert-bench-report-'));
try {
  const file = join(folder, 'record.jsonl');
  write(file);
  console.log(`record: ${CASES} cases, ${EXCHANGES} exchanges, ${megabytes(statSync(file).size)} MB`);
  const events = { [Symbol.iterator]: () => linesOf(file) };
  const started = performance.now();
  const html = renderHtml(buildPolyglot(events, 'ru'));
  tell('report.html', started, html.length, TARGETS.html);
  writeFileSync(join(folder, 'report.html'), html);
  const again = performance.now();
  const pdf = await renderPdf(buildReport(events, 'ru'), 'ru');
  tell('report.pdf', again, pdf.length, TARGETS.pdf);
} finally {
  if (!process.argv.includes('--keep')) rmSync(folder, { recursive: true });
  else console.log(folder);
}

function tell(name: string, started: number, size: number, target: number): void {
  const seconds = (performance.now() - started) / 1000;
  const rss = process.resourceUsage().maxRSS / 1024;
  const past = seconds > target || rss > TARGETS.rss ? ' PAST ITS TARGET' : '';
  console.log(`${name}: ${seconds.toFixed(2)} s, ${megabytes(size)} MB, at most ${rss.toFixed(0)} MB of memory${past}`);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}

/** The events of a file, one at a time, as often as it is gone over. */
function* linesOf(file: string): Generator<RecordEvent> {
  const handle = openSync(file, 'r');
  const chunk = Buffer.alloc(1 << 18);
  const decoder = new StringDecoder('utf8');
  let rest = '';
  try {
    for (let got = readSync(handle, chunk); got > 0; got = readSync(handle, chunk)) {
      const lines = (rest + decoder.write(chunk.subarray(0, got))).split('\n');
      rest = lines.pop()!;
      for (const line of lines) yield JSON.parse(line) as RecordEvent;
    }
  } finally {
    closeSync(handle);
  }
}

function write(file: string): void {
  const handle = openSync(file, 'w');
  let buffer = '';
  const put = (event: RecordEvent) => {
    buffer += `${JSON.stringify(event)}\n`;
    if (buffer.length > 1 << 20) {
      writeSync(handle, buffer);
      buffer = '';
    }
  };
  for (const event of recordOf()) put(event);
  writeSync(handle, buffer);
  closeSync(handle);
}

function* recordOf(): Generator<RecordEvent> {
  const clauses = Array.from({ length: 30 }, (_, at) => ({ id: `TP-${at}.x`, level: 'must' as const, quote: 'Партнер должен вернуть результат.' }));
  const cases = Array.from({ length: CASES }, (_, at) => ({
    id: `suite-${at % 12}.case-${at}`,
    suite: `suite-${at % 12}`,
    title: `case ${at} returns the first result on another connection`,
    clauses: [`TP-${at % 30}.x`],
    level: 'must' as const,
  }));
  const startedAt = '2026-11-24T05:00:00.000Z';
  const run = {
    schemaVersion: 1 as const,
    tool: { name: 'paycert' as const, version: '0.0.0' },
    target: 'https://kaspi.partner.kz/',
    partner: 'ТОО «Пример»',
  };
  yield { type: 'run', ...run, startedAt, seed: '1', profileDigest: 'sha256:0', kind: 'balance', edition: 'xml', profile: {}, node: 'v20' };
  yield { type: 'plan', cases, clauses };
  const each = EXCHANGES / CASES;
  for (const [at, one] of cases.entries()) {
    for (let turn = 1; turn <= each; turn += 1) yield exchangeOf(at * each + turn, one.id, startedAt);
    const failed = at % 10 === 0;
    const cited = [at * each + 1, at * each + 2];
    if (failed)
      yield {
        type: 'finding',
        key: 'repeat.prv-txn-differs',
        case: one.id,
        clause: one.clauses[0]!,
        level: 'must',
        blame: 'partner',
        expected: 'prv_txn 1001',
        observed: `prv_txn ${at}`,
        cause: { key: `cause.tls-${at}` },
        exchanges: cited,
        count: 2,
      };
    yield { type: 'case', id: one.id, verdict: failed ? 'failed' : 'passed', durationMs: 60 };
  }
  for (let at = 0; at < 20_000; at += 1)
    yield {
      type: 'payment',
      txn_id: String(10n ** 17n + BigInt(at)),
      account: '4957835959',
      sum: '200.00',
      txn_date: '20261124100000',
      asked: 2,
      state: 'credited',
      prv_txn: String(at),
    };
  const summary = { passed: 900, failed: 100, remark: 0, skipped: 0, inconclusive: 0, payments: 20_000, total: '4000000.00', exchanges: EXCHANGES };
  const states = clauses.map(({ id, level }) => ({ id, level, state: 'violated' as const }));
  yield { type: 'end', finishedAt: startedAt, verdict: 'not-certified', reasons: [], clauses: states, summary };
}

function exchangeOf(id: number, of: string, at: string): RecordEvent {
  const txn_id = String(10n ** 17n + BigInt(id));
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<response><txn_id>${txn_id}</txn_id><prv_txn>${id}</prv_txn><sum>200.00</sum><result>0</result><comment>Зачислено</comment></response>\n`;
  return {
    type: 'exchange',
    id,
    case: of,
    nature: 'ordinary',
    command: 'pay',
    txn_id,
    account: '4957835959',
    at,
    to: { scheme: 'https', host: 'kaspi.partner.kz', port: 443 },
    request: {
      text: `GET /payment_app.cgi?command=pay&txn_id=${txn_id}&account=4957835959&sum=200.00&txn_date=20261124100000 HTTP/1.1\r\nHost: kaspi.partner.kz\r\n\r\n`,
    },
    response: { text: `HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}` },
    status: 200,
    result: '0',
    end: { how: 'answered', phase: 'body' },
    timing: { dnsMs: 1.2, tcpMs: 4.8, tlsMs: 17.5, sentMs: 17.9, firstByteMs: 61.3, lastByteMs: 61.9, totalMs: 62 },
    connection: { id: 1, reused: 0, localAddress: '10.0.0.5', remoteAddress: '203.0.113.80' },
  };
}
