/**
 * The reference client of the Refund API: a partner's system that refunds payments as it is asked to,
 * strictly and correctly, or with one bad habit. It speaks to whatever operator it is pointed at.
 */
import { setMaxListeners } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { isJsonObject, readJson } from '../../protocol/refund/index.ts';
import { CLIENT_FAULTS } from './faults/index.ts';
import type { Habits } from './habits.ts';
import { CLIENT_VARIATIONS } from './variations.ts';
import { refund, type ClientOptions, type Order } from './refund.ts';

export { CLIENT_FAULTS, type ClientFault } from './faults/index.ts';
export { CLIENT_VARIATIONS, type ClientVariation } from './variations.ts';
export { refund, type Believed, type ClientOptions, type Order } from './refund.ts';

export interface RefundClientServer {
  /** Where an order is posted. */
  url: string;
  port: number;
  /** Breaks off what is under way; may be called again. */
  close(): Promise<void>;
}

export type RefundClientOptions = Omit<ClientOptions, 'habits' | 'signal' | 'tokens'> & {
  fault?: string | undefined;
  host?: string | undefined;
  port?: number | undefined;
};

/** The habits of a fault or a variation; throws on a name that does not exist. */
export function habitsOf(fault: string | undefined): Partial<Habits> {
  if (fault === undefined) return {};
  const found = [...CLIENT_FAULTS, ...CLIENT_VARIATIONS].find(({ name }) => name === fault);
  if (!found) throw new Error(`no fault ${fault}`);
  return found.habits;
}

/**
 * Starts a client that takes orders by HTTP: `POST /refund` with `{ baseUrl, paymentId, amount, reason }`,
 * answered with `{ "outcome": "success" }` once the refund is through.
 */
export async function startRefundClient({ fault, host = '127.0.0.1', port = 0, ...options }: RefundClientOptions): Promise<RefundClientServer> {
  const habits = habitsOf(fault);
  const closing = new AbortController();
  // Each call under way listens to it.
  setMaxListeners(0, closing.signal);
  const tokens = {};
  const perform = (order: Order) => refund(order, { ...options, habits, tokens, signal: closing.signal });
  const onceMore = async (order: Order, ms: number) => {
    await sleep(ms, undefined, { signal: closing.signal });
    await perform(order);
  };
  const server = createServer(
    (req, res) =>
      void take(req, res, async (order) => {
        const outcome = await perform(order);
        // It ends with the client, in the middle of whatever it does.
        if (outcome === 'success' && habits.onceMoreAfterMs !== undefined) onceMore(order, habits.onceMoreAfterMs).catch(() => {});
        return outcome;
      }),
  );
  server.maxConnections = 256;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const taken = (server.address() as AddressInfo).port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}/refund`,
    port: taken,
    close: () =>
      new Promise((resolve) => {
        closing.abort();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const MOST_ORDER = 16 * 1024;

async function take(req: IncomingMessage, res: ServerResponse, perform: (order: Order) => Promise<string>): Promise<void> {
  const say = (status: number, body: Record<string, string>) =>
    res.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  try {
    if (req.method !== 'POST' || req.url !== '/refund') return void say(404, { message: 'POST /refund' });
    const parts: Buffer[] = [];
    let size = 0;
    for await (const part of req as AsyncIterable<Buffer>) {
      if ((size += part.length) > MOST_ORDER) return void req.destroy();
      parts.push(part);
    }
    const order = readOrder(Buffer.concat(parts));
    if (!order) return void say(400, { message: '{ baseUrl, paymentId, amount, reason }' });
    say(200, { outcome: await perform(order) });
  } catch {
    res.destroy();
  }
}

function readOrder(body: Buffer): Order | undefined {
  const reading = readJson(body);
  if (!('value' in reading) || !isJsonObject(reading.value)) return undefined;
  const [baseUrl, paymentId, amount, reason] = ['baseUrl', 'paymentId', 'amount', 'reason'].map((name) =>
    (reading.value as Map<string, unknown>).get(name),
  );
  if (typeof baseUrl !== 'string' || typeof reason !== 'string' || typeof paymentId !== 'bigint' || typeof amount !== 'bigint') return undefined;
  return { baseUrl, paymentId, amount, reason };
}
