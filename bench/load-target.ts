/**
 * Stands in for `load-target.c` where that cannot be compiled. It costs as little as Node allows: raw sockets, one
 * answer a request, nothing remembered. `node load-target.js [stall MS PERIOD_MS] [tls KEY CERT]`; prints `ready PORT`.
 */
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

const rest = process.argv.slice(2);
const at = rest.indexOf('tls');
const stall = rest.indexOf('stall');
let prv = 700_000_000;

function serve(socket: Socket): void {
  socket.setNoDelay(true);
  socket.on('error', () => {});
  socket.on('data', (bytes) => {
    const text = bytes.toString('latin1');
    const txn = text.indexOf('txn_id=') + 7;
    const sum = text.indexOf('sum=') + 4;
    const body = `<?xml version="1.0" encoding="UTF-8"?>\n<response>\n<txn_id>${text.slice(txn, text.indexOf('&', txn))}</txn_id>\n<prv_txn>${prv++}</prv_txn>\n<sum>${text.slice(sum, text.indexOf('&', sum))}</sum>\n<result>0</result>\n<comment>OK</comment>\n</response>\n`;
    socket.write(`HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  });
}

const server: Server = at < 0 ? createServer(serve) : createTlsServer({ key: readFileSync(rest[at + 1]!), cert: readFileSync(rest[at + 2]!) }, serve);
server.listen(0, '127.0.0.1', () => process.stdout.write(`ready ${(server.address() as AddressInfo).port}\n`));

if (stall >= 0) {
  const [ms, periodMs] = [Number(rest[stall + 1]), Number(rest[stall + 2])];
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  // The whole process stands still, as one that collects garbage or waits for a lock does.
  setInterval(() => Atomics.wait(sleeper, 0, 0, ms), periodMs);
}
