/**
 * Another client of Node with our judgements behind it: `node load-peer.js undici|undici-dispatch|autocannon PORT PAYMENTS`.
 * Its figures are a line of JSON. Started by `load.ts`.
 */
import { createRequire } from 'node:module';
import type { Options, Request } from 'autocannon';
import type { Pool } from 'undici';
import { validation } from './load-validation.ts';

const [engine, port = '0', count = '1'] = process.argv.slice(2);
const origin = `http://127.0.0.1:${port}`;
const CONNECTIONS = 15;
const TIMEOUT_S = 15;
const payments = Number(count);
const first = BigInt(Date.now()) * 100_000n;
const numberOf = (payment: number) => (first + BigInt(payment)).toString();
const pathOf = (txn_id: string) => `/payment_app.cgi?command=pay&txn_id=${txn_id}&account=4957835959&sum=200.00&txn_date=20261124120000`;
const judgement = validation(payments);

const HEADERS = ['user-agent', 'paycert', 'accept', '*/*'];

async function poolOf(): Promise<Pool> {
  const { Pool } = await import('undici');
  return new Pool(origin, { connections: CONNECTIONS, pipelining: 1, headersTimeout: TIMEOUT_S * 1000, bodyTimeout: TIMEOUT_S * 1000 });
}

/** As its documentation has it: a promise of an answer, and its body. */
async function undici(): Promise<void> {
  const pool = await poolOf();
  let given = 0;
  const oneConnection = async () => {
    while (given < payments) {
      const payment = given++;
      const txn_id = numberOf(payment);
      const { statusCode, body } = await pool.request({ path: pathOf(txn_id), method: 'GET', headers: HEADERS });
      judgement.judge(statusCode, Buffer.from(await body.arrayBuffer()), payment, txn_id);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, oneConnection));
  await pool.close();
}

/** Its quickest way, for authors of libraries: no promise and no stream an answer. */
async function undiciDispatch(): Promise<void> {
  const pool = await poolOf();
  let given = 0;
  const oneConnection = (done: () => void, fail: (error: Error) => void) => {
    const next = () => {
      if (given >= payments) return done();
      const payment = given++;
      const txn_id = numberOf(payment);
      let status = 0;
      let body: Buffer | undefined;
      pool.dispatch(
        { path: pathOf(txn_id), method: 'GET', headers: HEADERS },
        {
          onConnect: () => {},
          onHeaders: (code) => {
            status = code;
            return true;
          },
          onData: (piece) => {
            body = body === undefined ? piece : Buffer.concat([body, piece]);
            return true;
          },
          onComplete: () => {
            judgement.judge(status, body ?? Buffer.alloc(0), payment, txn_id);
            next();
          },
          onError: fail,
        },
      );
    };
    next();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, () => new Promise<void>(oneConnection)));
  await pool.close();
}

interface Context {
  payment?: number;
  txn_id?: string;
}

type Autocannon = (options: Options, done: (error: Error | null) => void) => void;

async function autocannon(): Promise<void> {
  const run = createRequire(import.meta.url)('autocannon') as Autocannon;
  let given = 0;
  const hooks: Request = {
    setupRequest: (request, context) => {
      const payment = given++;
      const txn_id = numberOf(payment);
      Object.assign(context, { payment, txn_id });
      return { ...request, path: pathOf(txn_id) };
    },
    onResponse: (status, body, context) => {
      const { payment = 0, txn_id = '' } = context as Context;
      judgement.judge(status, Buffer.from(body), payment, txn_id);
    },
  };
  const headers = { 'user-agent': 'paycert', accept: '*/*' };
  // It makes one request a connection beforehand, which may never be sent.
  const options = {
    url: origin,
    connections: CONNECTIONS,
    amount: payments - CONNECTIONS,
    timeout: TIMEOUT_S,
    requests: [{ method: 'GET', headers, ...hooks }],
  };
  await new Promise<void>((resolve, reject) => run(options as Options, (error) => (error ? reject(error) : resolve())));
}

const ENGINES: Readonly<Record<string, () => Promise<void>>> = { undici, 'undici-dispatch': undiciDispatch, autocannon };
const play = ENGINES[engine ?? ''];
if (!play) throw new Error(`no such engine: ${engine}`);
await play();
const { sent, wrong } = judgement;
process.stdout.write(`${JSON.stringify({ sent, wrong, rss: (process.resourceUsage().maxRSS * 1024) / 1e6 })}\n`);
