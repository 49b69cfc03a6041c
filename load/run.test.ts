import assert from 'node:assert/strict';
import { createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { LoadJob, LoadProgress, LoadResult } from '../harness/load.ts';
import { startPartner, type PartnerOptions } from '../simulators/index.ts';
import { loadRunner } from './index.ts';

/** Real threads and real sockets; nothing here looks at how quick this machine is. */

const HEAD = 'GET /payment_app.cgi?command=';

function jobFor(port: number, more: Partial<LoadJob> = {}): LoadJob {
  const mix = more.mix ?? ['pay'];
  const templates = ['1.00', '2.00'].flatMap((sum) =>
    mix.map((command) => ({
      command,
      account: '4957835959',
      sum,
      txn_date: '20261124120000',
      place: { host: '127.0.0.1', port },
      before: Buffer.from(`${HEAD}${command}&txn_id=`),
      behind: Buffer.from(`&account=4957835959&sum=${sum}&txn_date=20261124120000 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`),
    })),
  );
  return {
    shape: 'closed',
    engine: 'paycert',
    edition: 'xml',
    connections: 15,
    payments: 60,
    mix,
    templates,
    first: '412503178999999990',
    perSecond: 100,
    durationMs: 5_000,
    timeoutMs: 15_000,
    processingTimeoutMs: 3_000,
    patienceMs: 10_000,
    keepOneOf: 1,
    ...more,
  };
}

async function run(job: LoadJob, workers = 1, signal?: AbortSignal, progress?: (told: LoadProgress) => void): Promise<LoadResult> {
  const [result] = await loadRunner({ workers, ...(progress ? { progress } : {}) })([job], signal);
  return result!;
}

async function onPartner<T>(options: PartnerOptions, play: (port: number, ledger: () => { txn_id: string }[]) => Promise<T>): Promise<T> {
  const partner = await startPartner(options);
  try {
    return await play(partner.port, partner.ledger);
  } finally {
    await partner.close();
  }
}

/** A server that answers bytes as it is told, one request after another on each connection. */
async function onServer<T>(answer: (request: string, socket: Socket) => void, play: (port: number) => Promise<T>): Promise<T> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', (bytes) => answer(bytes.toString('latin1'), socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await play((server.address() as AddressInfo).port);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

let prv = 0;
function right(request: string): string {
  const txn = /txn_id=(\d+)/.exec(request)![1]!;
  const sum = /sum=([\d.]+)/.exec(request)![1]!;
  return http(`<response><txn_id>${txn}</txn_id><prv_txn>${++prv}</prv_txn><sum>${sum}</sum><result>0</result></response>`);
}
const http = (body: string, status = '200 OK', more = '') =>
  `HTTP/1.1 ${status}\r\nContent-Type: text/xml\r\n${more}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

test('every payment of each shape is credited once, whatever carries of numbers there are', async () => {
  for (const shape of ['closed', 'pace', 'burst'] as const) {
    await onPartner({}, async (port, ledger) => {
      const result = await run(jobFor(port, { shape, payments: 50 }));
      assert.deepEqual([result.ended, result.payments, result.credited, result.wrong, result.open, result.faults], ['done', 50, 50, 0, 0, {}], shape);
      assert.deepEqual(
        ledger()
          .map(({ txn_id }) => txn_id)
          .toSorted(),
        Array.from({ length: 50 }, (_, index) => String(412503178999999990n + BigInt(index))),
      );
      assert.equal(result.kept.length, result.sent);
      assert.deepEqual(result.creditedBy, [25, 25]);
      // The address that the partner's log has stands with each.
      for (const { connection } of result.kept) assert.deepEqual([connection.localAddress, connection.remoteAddress], ['127.0.0.1', '127.0.0.1']);
    });
  }
});

test('check and pay of one payment carry one number', async () => {
  await onPartner({ answers: 'json' }, async (port, ledger) => {
    const result = await run(jobFor(port, { mix: ['check', 'pay'], edition: 'json', payments: 20 }));
    assert.deepEqual([result.sent, result.payments, result.credited, result.wrong], [40, 20, 20, 0]);
    assert.equal(ledger().length, 20);
  });
});

test('autocannon, by its own hooks, comes to the same', async () => {
  await onPartner({}, async (port, ledger) => {
    const result = await run(jobFor(port, { engine: 'autocannon', payments: 80, connections: 5 }));
    assert.deepEqual([result.engine, result.sent, result.credited, result.wrong, result.open, result.faults], ['autocannon', 75, 75, 0, 0, {}]);
    assert.equal(ledger().length, 75);
  });
});

test('threads share connections and payments, and put their figures together', async () => {
  await onPartner({}, async (port, ledger) => {
    const result = await run(jobFor(port, { payments: 101 }), 2);
    assert.deepEqual([result.payments, result.credited, result.connections, ledger().length], [101, 101, 15, 101]);
    assert.ok(result.latencyMs.max > 0 && result.histograms.latency.length > 10);
    const numbers = new Set(result.kept.map(({ payment }) => payment));
    assert.equal(numbers.size, 101);
  });
});

test('answers in pieces, chunked, or on connections that close are all read', async () => {
  const answers: ((request: string, socket: Socket) => void)[] = [
    (request, socket) => {
      const text = right(request);
      socket.write(text.slice(0, 40));
      setTimeout(() => socket.write(text.slice(40)), 5);
    },
    (request, socket) => {
      const [, body] = right(request).split('\r\n\r\n') as [string, string];
      socket.write(`HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n${body.slice(0, 5)}\r\n`);
      socket.write(`${(body.length - 5).toString(16)}\r\n${body.slice(5)}\r\n0\r\n\r\n`);
    },
    (request, socket) => void socket.end(right(request).replace('Content-Length', 'Connection: close\r\nContent-Length')),
    (request, socket) => void socket.end(right(request).replace(/Content-Length: \d+\r\n/, '')),
  ];
  for (const [index, answer] of answers.entries()) {
    const result = await onServer(answer, (port) => run(jobFor(port, { payments: 20, connections: 3 })));
    assert.deepEqual([result.credited, result.faults, result.open], [20, {}, 0], String(index));
  }
});

test('a kept connection that closes as a request goes out is nobody’s fault', async () => {
  const served = new WeakMap<Socket, number>();
  const result = await onServer(
    (request, socket) => {
      const count = (served.get(socket) ?? 0) + 1;
      served.set(socket, count);
      if (count > 2) socket.destroy();
      else socket.write(right(request));
    },
    (port) => run(jobFor(port, { payments: 20, connections: 2 })),
  );
  assert.deepEqual([result.credited, result.faults], [20, {}]);
  assert.ok(result.resent > 0);
});

test('a lost pay is asked again with the same number until it converges, and counted', async () => {
  const asked = new Map<string, number>();
  const result = await onServer(
    (request, socket) => {
      const txn = /txn_id=(\d+)/.exec(request)![1]!;
      const times = (asked.get(txn) ?? 0) + 1;
      asked.set(txn, times);
      if (times === 1 && txn.endsWith('1')) socket.resetAndDestroy();
      else if (times === 1 && txn.endsWith('2')) socket.write(http('oops', '500 Internal Server Error'));
      else socket.write(right(request));
    },
    (port) => run(jobFor(port, { payments: 20, connections: 1 })),
  );
  assert.deepEqual([result.credited, result.open, result.ambiguous, result.converged, result.faults.status], [20, 0, 4, 4, 2]);
  assert.equal(asked.size, 20);
});

test('what is cut at the limit counts as the limit at least, and stays open when it never converges', async () => {
  const result = await onServer(
    () => {},
    (port) => run(jobFor(port, { payments: 1, connections: 1, timeoutMs: 300 })),
  );
  assert.deepEqual([result.answered, result.credited, result.open, result.faults.timeout], [0, 0, 1, 4]);
  assert.ok(result.latencyMs.p50 >= 299.5, String(result.latencyMs.p50));
});

test('latency counts from when a payment was due: a standstill of the partner shows in those that waited', async () => {
  let from = 0;
  const result = await onServer(
    (request, socket) => {
      from ||= performance.now();
      const left = 400 - (performance.now() - from);
      if (left > 0) setTimeout(() => socket.write(right(request)), left);
      else socket.write(right(request));
    },
    (port) => run(jobFor(port, { shape: 'pace', payments: 60, connections: 2, perSecond: 100, durationMs: 600 })),
  );
  assert.equal(result.credited, 60);
  // Forty fell due in the first 400 ms; half of them waited for 200 ms or more, though most of them were sent much later.
  assert.ok(result.latencyMs.p50 > 60, `latency p50 ${result.latencyMs.p50}`);
  assert.ok(result.serviceMs.p50 < result.latencyMs.p50 / 2, `service p50 ${result.serviceMs.p50}`);
});

test('429 is waited out as told, and the payment asked again', async () => {
  let refused = 0;
  const result = await onServer(
    (request, socket) => {
      if (refused++ < 1) socket.write(http('slow down', '429 Too Many Requests', 'Retry-After: 1\r\n'));
      else socket.write(right(request));
    },
    (port) => run(jobFor(port, { payments: 5, connections: 1 })),
  );
  assert.deepEqual([result.limited, result.credited, result.faults], [1, 5, {}]);
  assert.ok(result.waitedMs >= 990 && result.durationMs >= 990, `${result.waitedMs} ${result.durationMs}`);
});

test('a burst counts once a limit on the rate has had the time that it needs to serve as many again', async () => {
  let [tokens, at] = [20, performance.now()];
  const result = await onServer(
    (request, socket) => {
      const now = performance.now();
      tokens = Math.min(20, tokens + ((now - at) / 1000) * 20);
      at = now;
      if (tokens < 1) return void socket.write(http('slow down', '429 Too Many Requests', 'Retry-After: 1\r\n'));
      tokens--;
      socket.write(right(request));
    },
    (port) => run(jobFor(port, { shape: 'burst', payments: 50, patienceMs: 60_000 })),
  );
  assert.ok(result.limited > 0);
  assert.deepEqual(
    result.rounds.map(({ all, served }) => [all, served]),
    result.rounds.map(() => [15, 15]),
  );
});

test('crossed answers, wrong ones and shared numbers are told apart', async () => {
  let held: { socket: Socket; text: string } | undefined;
  const crossed = await onServer(
    (request, socket) => {
      const text = right(request);
      if (held) {
        held.socket.write(text);
        socket.write(held.text);
        held = undefined;
      } else if (prv % 10 === 0) held = { socket, text };
      else socket.write(text);
    },
    (port) => run(jobFor(port, { payments: 40, connections: 2 })),
  );
  assert.ok((crossed.faults.crossed ?? 0) >= 2, JSON.stringify(crossed.faults));
  const wrong = await onServer(
    (request, socket) => void socket.write(right(request).replace(/<sum>[\d.]+/, '<sum>7.77')),
    (port) => run(jobFor(port, { payments: 5 })),
  );
  assert.deepEqual([wrong.faults, wrong.wrong], [{ answer: 5 }, 5]);
  const shared = await onServer(
    (request, socket) => void socket.write(right(request).replace(/<prv_txn>\d+/, '<prv_txn>99999999999999999999')),
    (port) => run(jobFor(port, { payments: 3, connections: 1 })),
  );
  assert.deepEqual([shared.sharedCount, shared.shared[0]], [2, { one: 0, other: 1, prv_txn: '99999999999999999999' }]);
});

test('a rounded number is a wrong answer to its own request, though a neighbour may have it', async () => {
  for (const print of [(digits: string) => String(Number(digits)), (digits: string) => String(BigInt(Number(digits)))]) {
    const rounded = await onServer(
      (request, socket) => void socket.write(right(request).replace(/<txn_id>(\d+)/, (_, digits: string) => `<txn_id>${print(digits)}`)),
      (port) => run(jobFor(port, { payments: 40, first: '412503178844120001' })),
    );
    // One of them or two come back as they were: they need no rounding.
    const { wrong, faults, credited, open, sent } = rounded;
    assert.deepEqual([faults, credited, open, sent], [{ answer: wrong }, 40, 0, 40]);
    assert.ok(wrong >= 35, String(wrong));
  }
});

test('it ends by itself where nothing but failures comes, and at once when told', async () => {
  const failing = await onServer(
    (_request, socket) => void socket.write(http('no', '500 Internal Server Error')),
    (port) => run(jobFor(port, { payments: 10_000 })),
  );
  assert.equal(failing.ended, 'failures');
  assert.ok(failing.sent < 200, String(failing.sent));

  const stop = new AbortController();
  const told: LoadProgress[] = [];
  const stopped = await onServer(
    (request, socket) => void setTimeout(() => socket.write(right(request)), 20),
    (port) =>
      run(jobFor(port, { shape: 'soak', payments: 100_000, durationMs: 60_000 }), 1, stop.signal, (each) => {
        told.push(each);
        stop.abort();
      }),
  );
  assert.equal(stopped.ended, 'interrupted');
  assert.ok(told[0]!.sent > 0 && stopped.sent < 5_000);
});

test('bytes without end are cut, and no number makes it through a double', async () => {
  const endless = await onServer(
    (_request, socket) => void socket.write(`HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 3000000\r\n\r\n${'x'.repeat(2_500_000)}`),
    (port) => run(jobFor(port, { payments: 1, connections: 1 })),
  );
  assert.equal(endless.faults.malformed, 4);
  assert.ok(endless.kept.every(({ response }) => response.length <= 64 * 1024));
  const doubled = await onServer(
    (request, socket) => void socket.write(right(request).replace(/<txn_id>(\d+)/, (_, id: string) => `<txn_id>${BigInt(Number(id))}`)),
    (port) => run(jobFor(port, { payments: 4, connections: 1, first: '999999999999999991' })),
  );
  assert.ok((doubled.wrong ?? 0) > 0);
});
