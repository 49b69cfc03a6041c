import type { LookupFunction } from 'node:net';
import { Call } from './call.ts';
import type { Client, Exchange } from './exchange.ts';
import { createPool } from './pool.ts';

export interface ClientOptions {
  /** Most connections open at once, idle ones included; asks beyond that wait in order. Default: no limit. */
  maxSockets?: number;
  /** Most of them that are kept when they are idle. Default: all. */
  maxIdle?: number;
  /** Resolves names in place of the system's resolver; as `lookup` of node:net. */
  lookup?: LookupFunction;
}

/**
 * A client with its own pool. An ask always resolves: whatever the network, the peer or a wrong
 * address does stands in `end` of the exchange. Time spent waiting for a free connection is not part
 * of the exchange, whose clock starts when it does.
 *
 * ```ts
 * const client = createClient({ maxSockets: 15 });
 * const exchange = await client.ask({
 *   host: '127.0.0.1',
 *   port: 8080,
 *   request: Buffer.from('GET /?command=check HTTP/1.1\r\nHost: partner\r\n\r\n'),
 * });
 * exchange.end; // { how: 'answered', phase: 'body' }
 * client.close();
 * ```
 */
export function createClient(options: ClientOptions = {}): Client {
  const pool = createPool(Math.max(1, options.maxSockets ?? Number.POSITIVE_INFINITY), options.maxIdle);
  let connections = 0;
  const shared = {
    pool,
    lookup: options.lookup,
    nextId: () => {
      connections += 1;
      return connections;
    },
  };
  return {
    ask: (ask) => new Promise<Exchange>((resolve) => pool.admit(new Call(ask, shared, resolve))),
    rest: () => pool.rest(),
    close: () => pool.close(),
  };
}
