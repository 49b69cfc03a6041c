/** A process of the load's benchmark: one shape by one engine, its figures as a line of JSON. Started by `load.ts`. */
import { loadRunner } from '../load/index.ts';
import type { LoadJob } from '../harness/index.ts';

const [engine = 'paycert', shape = 'closed', port = '0', payments = '1', perSecond = '1', seconds = '60', scheme = 'http'] = process.argv.slice(2);

const behind = '&account=4957835959&sum=200.00&txn_date=20261124120000 HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: paycert\r\nAccept: */*\r\n\r\n';
const tls = scheme === 'https' ? { tls: { serverName: '127.0.0.1', insecure: true } } : {};
const job: LoadJob = {
  shape: shape as LoadJob['shape'],
  engine: engine as LoadJob['engine'],
  edition: 'xml',
  connections: 15,
  payments: Number(payments),
  mix: ['pay'],
  templates: [
    {
      command: 'pay',
      account: '4957835959',
      sum: '200.00',
      txn_date: '20261124120000',
      place: { host: '127.0.0.1', port: Number(port), ...tls },
      before: new TextEncoder().encode('GET /payment_app.cgi?command=pay&txn_id='),
      behind: new TextEncoder().encode(behind),
    },
  ],
  first: String(BigInt(Date.now()) * 100_000n),
  perSecond: Number(perSecond),
  durationMs: Number(seconds) * 1000,
  timeoutMs: 15_000,
  processingTimeoutMs: 5_000,
  patienceMs: 60_000,
  keepOneOf: 1_000_000_000,
};
const [result] = await loadRunner()([job], undefined);
if (!result) throw new Error('no result');
const { sent, answered, wrong, credited, durationMs, latencyMs, serviceMs, arrivalErrorMs, cpuMicrosPerRequest } = result;
process.stdout.write(
  `${JSON.stringify({ sent, answered, wrong, credited, durationMs, latencyMs, serviceMs, arrivalErrorMs, cpuMicrosPerRequest })}\n`,
);
