/** A caller for the tests beside it: sends what it is told and reads answers leniently. */
import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import { request as tlsRequest } from 'node:https';
import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { formatSum, writeQuery, type Param } from '../../protocol/index.ts';
import { startPartner, type Partner, type PartnerOptions } from './index.ts';

export interface Told {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  txn_id: string | undefined;
  result: string | undefined;
  prv_txn: string | undefined;
  sum: string | undefined;
  comment: string | undefined;
  balance: string | undefined;
}

export interface How {
  method?: string;
  headers?: Record<string, string>;
  agent?: Agent;
}

export type Fields = Partial<Record<'command' | 'txn_id' | 'account' | 'sum' | 'txn_date', string | undefined>>;

/** A partner and a payer who always pays the same, unless told otherwise. */
export interface Stage {
  partner: Partner;
  /** The account, and the sum that it is paid: an order's own price. */
  account: string;
  sum: string;
  clock: { ms: number };
  check(fields?: Fields, how?: How): Promise<Told>;
  pay(fields?: Fields, how?: How): Promise<Told>;
  raw(query: string, how?: How): Promise<Told>;
  get(path: string, how?: How): Promise<Told>;
  /** Money received by the account, `200.45`. */
  received(account?: string): string;
}

export const NUMBER = '123456789012345678';
export const DATE = '20261124200937';

/** Starts a partner, gives it to the test, and closes it whatever happens. */
export async function onStage<T>(options: PartnerOptions, play: (stage: Stage) => Promise<T>): Promise<T> {
  const clock = { ms: Date.UTC(2026, 10, 24, 16) };
  const partner = await startPartner({ now: () => clock.ms, ...options });
  const [first] = partner.accounts.payable;
  const { account, sum } = typeof first === 'object' ? first : { account: first ?? '', sum: '200.45' };
  const base = partner.url;
  const send = (fields: Fields, how?: How) =>
    ask(`${base}?${writeQuery(Object.entries(fields).filter((pair): pair is [string, string] => pair[1] !== undefined) satisfies Param[])}`, how);
  try {
    return await play({
      partner,
      account,
      sum,
      clock,
      check: (fields, how) => send({ command: 'check', txn_id: NUMBER, account, ...fields }, how),
      pay: (fields, how) => send({ command: 'pay', txn_id: NUMBER, account, sum, txn_date: DATE, ...fields }, how),
      raw: (query, how) => ask(`${base}?${query}`, how),
      get: (path, how) => ask(new URL(path, base).href, how),
      received: (of = account) => formatSum(partner.balance(of) ?? 0n),
    });
  } finally {
    await partner.close();
  }
}

/** One request; a connection of its own unless an agent is given. Rejects when no whole answer comes. */
export function ask(url: string, how: How = {}): Promise<Told> {
  const secure = url.startsWith('https:');
  return new Promise((resolve, reject) => {
    const options = { method: how.method ?? 'GET', headers: how.headers ?? {}, agent: how.agent ?? false, rejectUnauthorized: false };
    const req = (secure ? tlsRequest : request)(url, options as object, (res) => {
      const pieces: Buffer[] = [];
      res.on('data', (piece: Buffer) => pieces.push(piece));
      res.on('error', reject);
      res.on('end', () => {
        const bytes = Buffer.concat(pieces);
        const text = (res.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString();
        resolve({ status: res.statusCode ?? 0, headers: res.headers, text, ...understand(text) });
      });
    });
    req.on('error', reject);
    req.end();
  });
}

/** Sends a request and goes away without the answer. */
export async function leave(url: string, afterMs: number): Promise<void> {
  const { hostname, port, pathname, search } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  socket.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
  await pause(afterMs);
  socket.destroy();
}

export const pause = (ms: number) => new Promise<void>((resolve) => void setTimeout(resolve, ms));

/** A connection that is kept, for requests one after another. */
export async function onOneConnection<T>(play: (agent: Agent) => Promise<T>): Promise<T> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  try {
    return await play(agent);
  } finally {
    agent.destroy();
  }
}

function understand(answer: string): Pick<Told, 'txn_id' | 'result' | 'prv_txn' | 'sum' | 'comment' | 'balance'> {
  const text = answer.length > 1e6 ? '' : answer; // nothing is to be found in an answer of that size
  const bare = text
    .replace(/<!--[^]*?-->/g, '')
    .replace(/<!\[CDATA\[([^]*?)\]\]>/g, '$1')
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, dec: string) => String.fromCodePoint(Number(dec)));
  const element = (name: string) =>
    new RegExp(`<${name}>([^<]*)</${name}>`).exec(bare)?.[1] ?? new RegExp(`"${name}(?:_id)?":"?([^",}]*)`).exec(text)?.[1];
  return {
    txn_id: element('txn_id'),
    result: element('result'),
    prv_txn: element('prv_txn'),
    sum: element('sum'),
    comment: element('comment'),
    balance: /name=["']balance["']>([^<]*)</.exec(bare)?.[1] ?? /"balance","#text":"([^"]*)"/.exec(text)?.[1],
  };
}
