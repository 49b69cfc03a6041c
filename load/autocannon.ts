import { createRequire } from 'node:module';
import type { Options, Request, Result as Counted } from 'autocannon';
import type { LoadEnd, LoadJob, LoadResult } from '../harness/load.ts';
import { Result } from '../protocol/index.ts';
import type { Exchange } from '../wire/index.ts';
import { prepareHistograms } from './meter.ts';
import { readInFull } from './read.ts';
import { requests } from './requests.ts';
import { tally } from './tally.ts';

/** What autocannon keeps for one connection between its hooks. */
interface Context {
  payment?: number;
  sentAt?: number;
  template?: number;
  count?: number;
}

type Autocannon = (options: Options, done: (error: Error | null, counted: Counted) => void) => { stop(): void };

/**
 * A second opinion: the closed shape by autocannon, which has nothing in common with our generator but the
 * numbers that it is given. Each answer goes through the full validators; the scanner is not asked.
 */
export async function runAutocannon(job: LoadJob, signal: AbortSignal | undefined): Promise<LoadResult> {
  prepareHistograms();
  const beganAt = performance.now();
  const counts = tally(job, beganAt);
  const book = requests(job);
  const reading: Promise<void>[] = [];
  let given = 0;
  const setupRequest = (request: Request, context: Context): Request => {
    const payment = given++;
    const template = payment % job.templates.length;
    Object.assign(context, { payment, template, sentAt: performance.now(), count: (context.count ?? 0) + 1 });
    return { ...request, path: pathOf(job, template, book.numberOf(payment)) };
  };
  const onResponse = (status: number, body: string, context: object, headers: Request['headers']) => {
    const { payment, template = 0, sentAt = 0, count = 0 } = context as Context;
    if (payment === undefined) return;
    const endAt = performance.now();
    // The first request of a connection is made before there is a connection: how long it took is not known.
    const since = count === 1 ? endAt : sentAt;
    counts.sent(since, undefined);
    counts.counts.payments++;
    const exchange = exchangeOf(status, Buffer.from(body), headers ?? {}, endAt - since);
    reading.push(
      readInFull(exchange, job, template, book.numberOf(payment), (number) => {
        const other = book.paymentOf(number);
        return other >= 0 && other < given && other !== payment;
      }).then((read) => {
        counts.told({ dueAt: since, sentAt: since, endAt, answered: true, fault: read.fault });
        if (read.waitMs !== undefined) counts.counts.limited++;
        if (read.result === undefined || read.result === Result.processing) counts.counts.open++;
        else counts.settled(template, read.result, endAt);
        const number = Buffer.from(read.prv_txn ?? '');
        if (read.result === Result.ok && /^\d{1,20}$/.test(read.prv_txn ?? '')) counts.prvTxn(number, 0, number.length, payment);
      }),
    );
  };
  const { counted, ended } = await shoot(job, { setupRequest, onResponse }, signal);
  await Promise.all(reading);
  counts.counts.open += Math.max(0, Math.min(counted.errors + counted.timeouts, job.payments));
  const result = counts.result(ended);
  return { ...result, engine: 'autocannon', faults: { ...result.faults, ...lossesOf(counted) } };
}

function shoot(job: LoadJob, hooks: Request, signal: AbortSignal | undefined): Promise<{ counted: Counted; ended: LoadEnd }> {
  const autocannon = createRequire(import.meta.url)('autocannon') as Autocannon;
  const { place, behind } = job.templates[0]!;
  const [, ...lines] = Buffer.from(behind).toString('utf8').trimEnd().split('\r\n');
  const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
  const host = place.host.includes(':') ? `[${place.host}]` : place.host;
  return new Promise((resolve, reject) => {
    const running = autocannon(
      {
        url: `${place.tls ? 'https' : 'http'}://${host}:${place.port}`,
        connections: job.connections,
        // It makes one request a connection beforehand, which may never be sent.
        amount: Math.max(1, job.payments - job.connections),
        timeout: job.timeoutMs / 1000,
        ...(place.tls ? { servername: place.tls.serverName, tlsOptions: place.tls.ca ? { ca: place.tls.ca } : {} } : {}),
        requests: [{ method: 'GET', headers, ...hooks }],
      },
      (error, counted) => (error ? reject(error) : resolve({ counted, ended: signal?.aborted ? 'interrupted' : 'done' })),
    );
    const timer = setTimeout(() => running.stop(), job.durationMs);
    timer.unref();
    signal?.addEventListener('abort', () => running.stop(), { once: true });
  });
}

/** The path with its query, between the method and the version. */
function pathOf({ templates }: LoadJob, template: number, number: string): string {
  const { before, behind } = templates[template]!;
  const text = `${Buffer.from(before).toString('latin1')}${number}${Buffer.from(behind).toString('latin1')}`;
  return text.slice(4, text.indexOf(' ', 4));
}

/** What autocannon gives of an answer, as the validators take it. */
function exchangeOf(status: number, body: Buffer, headers: object, totalMs: number): Exchange {
  return {
    request: Buffer.alloc(0),
    sentBytes: 0,
    response: body,
    truncated: false,
    startedAt: 0,
    timing: { totalMs },
    end: { how: 'answered', phase: 'body' },
    http: {
      version: '1.1',
      status,
      reason: '',
      headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
      framing: 'length',
      body,
      faults: [],
    },
    connection: { id: 0, reused: 0 },
  };
}

function lossesOf({ errors, timeouts }: Counted): LoadResult['faults'] {
  const lost = errors - timeouts;
  return { ...(timeouts > 0 ? { timeout: timeouts } : {}), ...(lost > 0 ? { reset: lost } : {}) };
}
