import { parseSum, formatSum } from '../../protocol/index.ts';
import { addOrder } from './books.ts';
import { reject } from './decide.ts';
import type { Call, Desk, Reply } from './desk.ts';
import { ledgerCsv } from './ledger.ts';
import { plain } from './write.ts';

/** Where the partner listens for what. */
export interface Paths {
  app: string;
}

/** Every request that was admitted: the protocol's path, the ledger, fresh orders; the rest is 404. */
export function route(path: string, call: Call, paths: Paths, desk: Desk): Reply | Promise<Reply> {
  if (path === paths.app) return desk.hooks.serve(call, desk);
  const reading = call.req.method === 'GET' || call.req.method === 'HEAD';
  if (path === '/ledger.csv' && reading) return plain(200, ledgerCsv(desk.hooks.ledger(desk)), 'text/csv');
  if (path === '/ledger.json' && reading) return plain(200, JSON.stringify(desk.hooks.ledger(desk)), 'application/json');
  if (path === '/new-order' && desk.kind === 'order' && (call.req.method === 'GET' || call.req.method === 'POST')) return newOrder(call, desk);
  return plain(404, 'Not found\n');
}

/** A request of the protocol: only GET may move money (TP-1.get). */
export async function serve(call: Call, desk: Desk): Promise<Reply> {
  const { hooks } = desk;
  const asked = hooks.read(call.query, call, desk);
  const get = call.req.method === 'GET';
  const decision = get ? await hooks.decide(asked, call, desk) : reject('Только GET');
  const reply = hooks.reply(hooks.answer(asked, decision, desk), decision, call, desk);
  return get ? reply : { ...reply, status: 405, headers: { ...reply.headers, allow: 'GET', connection: 'close' } };
}

/**
 * One fresh payable order a line: `ORD-100401`, which takes any sum. With `?sum=120.50` its price is
 * fixed, and stands behind a tab.
 */
function newOrder(call: Call, desk: Desk): Reply {
  const sum = new URLSearchParams(call.query).get('sum');
  const price = sum === null ? undefined : parseSum(sum);
  if (sum !== null && !price) return plain(400, 'sum is written as 120.50\n');
  const order = addOrder(desk.books, price);
  if (!order) return plain(503, 'Too many orders\n');
  return plain(200, price === undefined ? `${order.account}\n` : `${order.account}\t${formatSum(price)}\n`);
}
