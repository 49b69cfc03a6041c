/**
 * A process of the load's benchmark: one shape by our generator, its figures as a line of JSON. Started by `load.ts`:
 * `node load-client.js SHAPE PORT PAYMENTS [PER_SECOND SECONDS http|https]`.
 */
import { loadRunner } from '../load/run.ts';
import type { LoadJob } from '../harness/index.ts';

const [shape = 'closed', port = '0', payments = '1', perSecond = '1', seconds = '120', scheme = 'http'] = process.argv.slice(2);

const behind = '&account=4957835959&sum=200.00&txn_date=20261124120000 HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: paycert\r\nAccept: */*\r\n\r\n';
const tls = scheme === 'https' ? { tls: { serverName: '127.0.0.1', insecure: true } } : {};
const job: LoadJob = {
  shape: shape as LoadJob['shape'],
  engine: 'paycert',
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
/** Resident memory of the whole process, MB of 10^6 bytes, by the payments made so far. */
const resident: [sent: number, rss: number][] = [];
const EVERY_MS = 1_000;
let toldAt = 0;
const progress = ({ sent: soFar }: { sent: number }) => {
  if (performance.now() - toldAt < EVERY_MS) return;
  toldAt = performance.now();
  resident.push([soFar, process.memoryUsage.rss() / 1e6]);
};

const [result] = await loadRunner({ progress })([job], undefined);
if (!result) throw new Error('no result');
const { sent, answered, wrong, credited, durationMs, latencyMs, serviceMs, arrivalErrorMs } = result;
const told = { sent, answered, wrong, credited, durationMs, latencyMs, serviceMs, arrivalErrorMs };
// Read last: what the system counts as the most is all of it then.
process.stdout.write(`${JSON.stringify({ ...told, resident, rss: (process.resourceUsage().maxRSS * 1024) / 1e6 })}\n`);
