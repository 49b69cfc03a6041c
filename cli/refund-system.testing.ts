import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isJsonObject, readJson } from '../protocol/refund/index.ts';
import { refund, type Believed, type ClientOptions, type Order } from '../simulators/refund-client/index.ts';

/**
 * A partner's system in this process, to be named as the trigger: refunds as it is told, lets `done` know what it
 * believes of each, and is gone after `use`.
 */
export async function withSystem(
  options: ClientOptions,
  done: (order: Order, outcome: Believed) => void,
  use: (url: string) => Promise<void>,
): Promise<void> {
  const system = createServer((req, res) => {
    void (async () => {
      const parts: Buffer[] = [];
      for await (const part of req as AsyncIterable<Buffer>) parts.push(part);
      const reading = readJson(Buffer.concat(parts));
      assert.ok('value' in reading && isJsonObject(reading.value));
      const order = Object.fromEntries(reading.value) as unknown as Order;
      const outcome = await refund(order, options);
      done(order, outcome);
      res.end(`outcome: ${outcome}\n`);
    })();
  });
  await new Promise<void>((resolve) => system.listen(0, '127.0.0.1', resolve));
  try {
    await use(`http://127.0.0.1:${(system.address() as AddressInfo).port}/`);
  } finally {
    system.closeAllConnections();
    await new Promise((resolve) => system.close(resolve));
  }
}
