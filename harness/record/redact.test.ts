import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { secretsIn, withoutSecrets } from '../profile/secrets.ts';
import type { ExchangeEvent, RecordEvent } from './events.ts';
import { accountMask } from './mask.ts';
import { redactor } from './redact.ts';

const exchange = (more: Partial<ExchangeEvent>): ExchangeEvent => ({
  type: 'exchange',
  id: 1,
  case: 'pay.credits',
  nature: 'ordinary',
  account: '4957835959',
  at: '2026-11-24T05:00:00.000Z',
  to: { scheme: 'http', host: '127.0.0.1', port: 80 },
  request: { text: '' },
  response: { text: '' },
  end: { how: 'answered', phase: 'body' },
  timing: { totalMs: 1 },
  connection: { id: 1, reused: 0 },
  ...more,
});
const secret = 'Tøp/se"cret & <key>';

describe('secrets', () => {
  const hide = redactor([secret]);
  const shown = (event: RecordEvent) => JSON.stringify(hide(event));

  test('however an answer writes them', () => {
    const ways = [
      secret,
      encodeURIComponent(secret),
      encodeURIComponent(secret).replaceAll('%20', '+'),
      encodeURIComponent(secret).toLowerCase().replaceAll('t%c3%b8p', 'T%c3%b8p'),
      'Tøp/se&quot;cret &amp; &lt;key&gt;',
      'Tøp/se\\"cret & <key>',
      'T\\u00f8p/se\\"cret & <key>',
      'T%25C3%25B8p%252Fse%2522cret%2520%2526%2520%253Ckey%253E',
      'Tøp\\/se\\&quot;cret &amp;amp; &#60;key&#x3E;',
      Buffer.from(secret).toString('base64'),
      Buffer.from(secret).toString('base64url'),
    ];
    for (const way of ways) {
      const hidden = hide(exchange({ response: { text: `HTTP/1.1 200 OK\r\n\r\n(${way})` } })) as ExchangeEvent;
      // Of base64 a last character may stay that bytes behind it decide as well.
      assert.match((hidden.response as { text: string }).text, /^HTTP\/1\.1 200 OK\r\n\r\n\(‹secret›\w?\)$/, way);
    }
  });

  test('in bytes that are no text', () => {
    const bytes = Buffer.concat([Buffer.from([0xff]), Buffer.from(secret), Buffer.from([0xfe])]);
    const hidden = hide(exchange({ response: { base64: bytes.toString('base64') } })) as ExchangeEvent;
    assert.deepEqual(Buffer.from((hidden.response as { base64: string }).base64, 'base64').toString('latin1'), '\u00ff<secret>\u00fe');
  });

  test('under the coding of an answer: packed, or in chunks that cut them', () => {
    const packed = Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n'), gzipSync(`<a>${secret}</a>`)]);
    const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
    const chunks = `${head}3\r\n${secret.slice(0, 3)}\r\n${(secret.length - 3).toString(16)}\r\n${secret.slice(3)}\r\n0\r\n\r\n`;
    for (const response of [{ base64: packed.toString('base64') }, { text: chunks }]) {
      const hidden = hide(exchange({ response, body: { text: `<a>${secret}</a>` } })) as ExchangeEvent;
      assert.match((hidden.response as { text: string }).text, /^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\n<a>‹secret›<\/a>$/);
    }
    const harmless = exchange({ response: { base64: packed.toString('base64') }, body: { text: '<a/>' } });
    assert.deepEqual(hide(harmless), harmless, 'evidence without a secret stays as it came');
    const endless = hide(exchange({ response: { base64: packed.toString('base64') }, truncated: true })) as ExchangeEvent;
    assert.deepEqual(endless.response, { text: 'HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n' });
    assert.match(gunzipSync(packed.subarray(packed.indexOf('\r\n\r\n') + 4)).toString(), /Tøp/);
  });

  test('and nothing that the record itself means', () => {
    const event: RecordEvent = { type: 'case', id: 'pay.credits', verdict: 'passed', durationMs: 1 };
    assert.deepEqual(redactor(['passed', 'credits'])(event), event);
    const clause: RecordEvent = { type: 'plan', cases: [], clauses: [{ id: 'TP-5.address', level: 'must', quote: 'по адресу kaspi.partner.kz' }] };
    assert.deepEqual(redactor(['partner'])(clause), clause);
    assert.match(shown({ type: 'note', level: 'info', key: 'note.x', values: { a: secret } }), /‹secret›/);
  });
});

describe('accounts', () => {
  const hide = redactor([], accountMask(['4957835959', 'ЖШС 7', '12']));
  const text = (response: string, account = '4957835959') =>
    ((hide(exchange({ account, response: { text: response } })) as ExchangeEvent).response as { text: string }).text;

  test('are shown by their end', () => {
    assert.equal(text('<account>4957835959</account>'), '<account>***959</account>');
    assert.equal(text('account=%D0%96%D0%A8%D0%A1%207&x'), 'account=***&x');
    assert.equal((hide(exchange({ account: '' })) as ExchangeEvent).account, '');
  });

  test('are whole: longer digits are another number', () => {
    assert.equal(text('14957835959 txn_id 49578359590'), '14957835959 txn_id 49578359590');
  });

  test('short ones are hidden where they stand as an account alone', () => {
    assert.equal(text('account=12&sum=12.00 <result>12</result>'), 'account=***&sum=12.00 <result>12</result>');
  });

  test('that a run makes up are learnt', () => {
    assert.equal(text('unknown 90871265', '90871265'), 'unknown ***65');
    assert.equal(text('unknown 90871265'), 'unknown ***65');
  });

  test('of the profile', () => {
    const profile = { partner: { accounts: { payable: ['12', { account: '34' }], unknown: ['56'] }, sums: { min: '12.00' } } };
    assert.deepEqual(
      (hide({ type: 'note', level: 'info', key: 'k', profile } as unknown as RecordEvent) as unknown as { profile: unknown }).profile,
      {
        partner: { accounts: { payable: ['***', { account: '***' }], unknown: ['***'] }, sums: { min: '12.00' } },
      },
    );
  });
});

test('what of a profile is secret, and how it is shown', () => {
  const profile = {
    partner: {
      url: 'https://p.kz/pay?tenant=1',
      headers: { Authorization: `Basic ${Buffer.from('kaspi:hunter22').toString('base64')}`, 'X-Key': 'abcdef' },
      ledger: {
        url: 'https://user:pass%20word@p.kz/ledger.csv?from=2026-11-01&api_token=t0ken-t0ken',
        command: `psql postgres://me:s3cr3t!@db/x -c q; curl -H "Authorization: Bearer b3arer-t0ken" --password=comm4nd-pw https://x`,
      },
    },
    operator: { login: 'kaspi-operator', password: 'passw0rd' },
  };
  const secrets = secretsIn(profile);
  for (const secret of [
    'kaspi:hunter22',
    'hunter22',
    'abcdef',
    'user:pass%20word',
    'pass word',
    't0ken-t0ken',
    's3cr3t!',
    'passw0rd',
    'kaspi-operator',
  ])
    assert.ok(secrets.includes(secret), secret);
  assert.ok(!secrets.some((secret) => secret.includes('2026-11-01') || secret === '1'));
  assert.deepEqual(secretsIn({ operator: { url: 'https://kaspi.partner.kz/x', login: 'partner', password: 'passw0rd' } }), ['passw0rd']);
  const shown = JSON.stringify(withoutSecrets(profile));
  for (const secret of secrets) assert.ok(!shown.includes(secret), secret);
  assert.match(shown, /tenant=1[^]*from=2026-11-01/);
});
