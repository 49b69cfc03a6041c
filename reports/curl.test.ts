import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { ExchangeEvent } from '../harness/record/events.ts';
import { curlOf } from './curl.ts';
import { ATTACK, hostile } from './fixtures/hostile.ts';
import { exchange } from './fixtures/parts.ts';
import { SECRET } from './shell.ts';

/** Runs a command with stand-ins for the programs it calls: they print what they were given. */
function shell(command: string, env: Record<string, string> = {}): { args: string[]; stdin: string; left: string[] } {
  const cwd = mkdtempSync(join(tmpdir(), 'curl-'));
  const script = `curl() { printf '%s\\000' "$@"; }
    nc() { cat >stdin; printf '%s\\000' "$@"; }
    openssl() { cat >stdin; printf '%s\\000' "$@"; }
    ${command}
    [ -f stdin ] && printf '\\001' && cat stdin; rm -f stdin`;
  const out = execFileSync('sh', ['-c', script], { cwd, env: { PATH: process.env['PATH'] ?? '', ...env }, encoding: 'latin1' });
  const [args = '', ...stdin] = out.split('\u0001');
  return { args: args.split('\0').slice(0, -1), stdin: stdin.join('\u0001'), left: readdirSync(cwd) };
}

function asking(request: string | Buffer, of: Partial<ExchangeEvent> = {}): ExchangeEvent {
  return exchange(1, { request: { base64: Buffer.from(request).toString('base64') }, ...of });
}

describe('curlOf', () => {
  test('shows an ordinary exchange in its simplest form', () => {
    const plain = exchange(1, {
      to: { scheme: 'http', host: '127.0.0.1', port: 9000 },
      request: { text: 'GET /pay?command=check&txn_id=1 HTTP/1.1\r\nHost: 127.0.0.1:9000\r\nAccept: */*\r\n\r\n' },
    });
    assert.equal(curlOf(plain), "curl -sS -i --max-time 15 'http://127.0.0.1:9000/pay?command=check&txn_id=1'");
  });

  test('gives headers that curl would not write', () => {
    const { args } = shell(
      curlOf(
        asking(
          "GET / HTTP/1.1\r\nHost: other\r\nX-Forwarded-For: 1.2.3.4\r\nX-Q: it's\r\nX-Empty:\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n",
        ),
      ),
    );
    assert.deepEqual(args.slice(5, -1), [
      '-H',
      'Host: other',
      '-H',
      'X-Forwarded-For: 1.2.3.4',
      '-H',
      "X-Q: it's",
      '-H',
      'X-Empty;',
      '-H',
      'Connection: close',
      '--compressed',
    ]);
    assert.equal(args.at(-1), 'https://kaspi.partner.kz/');
  });

  test('other methods, bodies, paths and versions', () => {
    const { args } = shell(curlOf(asking("POST /a/../b?x=[1] HTTP/1.0\r\nHost: kaspi.partner.kz\r\nContent-Length: 6\r\n\r\n@a='1'")));
    for (const word of ['--http1.0', '-X', 'POST', '--path-as-is', '--globoff', '--data-raw', "@a='1'", 'Content-Type:'])
      assert.ok(args.includes(word), word);
    assert.match(curlOf(asking('HEAD / HTTP/1.1\r\nHost: kaspi.partner.kz\r\n\r\n')), / -I /);
  });

  test('local addresses only where the run chose them; trust as in the profile', () => {
    assert.doesNotMatch(curlOf(exchange(1)), /--interface/);
    assert.match(curlOf(exchange(1, { nature: 'outside' })), /--interface '10\.0\.0\.5'/);
    assert.match(
      curlOf(exchange(1), { localAddresses: ['10.0.0.5'], insecure: true, ca: "it's.pem" }),
      /--interface '10\.0\.0\.5' --insecure --cacert 'it'\\''s\.pem'/,
    );
  });

  test('secrets become environment variables', () => {
    const asked = asking(`GET / HTTP/1.1\r\nHost: kaspi.partner.kz\r\nAuthorization: ${SECRET}\r\nX-Key: "${SECRET}"x\r\n\r\n`);
    assert.match(curlOf(asked), /-H "Authorization: \$PAYCERT_HEADER_AUTHORIZATION"/);
    const { args } = shell(curlOf(asked), { PAYCERT_HEADER_AUTHORIZATION: "B'asic $x", PAYCERT_HEADER_X_KEY: '`id`' });
    assert.ok(args.includes("Authorization: B'asic $x"));
    assert.ok(args.includes('X-Key: "`id`"x'));
  });

  test('what curl would not send goes as bytes', () => {
    for (const target of ['/a b', '/\u0001', '/a#b', '/ж', 'http://x/', '/a\\b']) {
      const request = `GET ${target} HTTP/1.1\r\nHost: kaspi.partner.kz\r\n\r\n`;
      const command = curlOf(asking(request));
      assert.match(command, /^printf .* \| openssl s_client -quiet -connect 'kaspi\.partner\.kz:443' -servername 'kaspi\.partner\.kz'$/);
      assert.equal(shell(command).stdin, Buffer.from(request).toString('latin1'));
    }
  });

  test('every byte arrives, in plain TCP too', () => {
    const all = Buffer.from([0x2d, ...Array.from({ length: 256 }, (_, byte) => byte)]);
    const command = curlOf(asking(all, { to: { scheme: 'http', host: '::1', port: 80 } }));
    const { stdin, args } = shell(command);
    assert.deepEqual(Buffer.from(stdin, 'latin1'), all);
    assert.deepEqual(args, ['-w', '15', '::1', '80']);
  });

  test('a header that the record hides whole gets its name from the profile', () => {
    const asked = asking(`GET / HTTP/1.1\r\nHost: kaspi.partner.kz\r\n${SECRET}\r\n\r\n`, {});
    assert.match(curlOf(asked, { secretHeaders: ['X-Key'] }), /-H "X-Key: \$PAYCERT_HEADER_X_KEY" 'https/);
    const bytes = asking(Buffer.concat([Buffer.from('GET /'), Buffer.from([0xff]), Buffer.from(' HTTP/1.1\r\n<secret>\r\n\r\n')]));
    assert.equal(shell(curlOf(bytes, { secretHeaders: ['X-Key'] }), { PAYCERT_HEADER_X_KEY: 'k' }).stdin, 'GET /\u00ff HTTP/1.1\r\nX-Key: k\r\n\r\n');
  });

  test('secrets in a request that goes as bytes', () => {
    const command = curlOf(asking(`GET / b HTTP/1.1\r\nX-Key: ${SECRET}\r\n\r\n`));
    assert.equal(shell(command, { PAYCERT_HEADER_X_KEY: '%s\\n' }).stdin, 'GET / b HTTP/1.1\r\nX-Key: %s\\n\r\n\r\n');
  });

  test('hostile accounts, headers and requests execute nothing and paste as printable ASCII', () => {
    const heads = [
      `GET /?account=${encodeURIComponent('$(touch hacked)')} HTTP/1.1`,
      `GET /?account='$(touch\thacked)' HTTP/1.1`,
      `GET /?a=';touch$IFS'hacked HTTP/1.1`,
      `GET ${ATTACK} HTTP/1.1`,
      `G'\`touch hacked\`' / HTTP/1.1`,
    ];
    const headers = [
      '',
      `X: ${ATTACK}\r\n`,
      "X: ';touch hacked;'\r\n",
      `Authorization: $(touch hacked)${SECRET}';touch hacked;'\r\n`,
      'X: "`touch hacked`"\r\n',
    ];
    const asked = heads.flatMap((head) => headers.map((header) => asking(`${head}\r\nHost: a\r\n${header}\r\n`)));
    const recorded = hostile.filter((event) => event.type === 'exchange');
    for (const each of [...asked, ...recorded]) {
      const command = curlOf(each, { localAddresses: ["1';touch hacked;'"], ca: "';touch hacked;'" });
      assert.match(command, /^[\x20-\x7e]+$/);
      assert.deepEqual(shell(command).left, [], command);
    }
  });
});
