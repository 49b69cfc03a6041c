import assert from 'node:assert/strict';
import { test } from 'node:test';
import { validateProfile, validateReport } from './index.ts';

const PARTNER = { url: 'https://kaspi.partner.kz/payment_app.cgi', accounts: { payable: ['4957835959'] } };

const PROFILE = {
  partner: {
    name: 'ТОО «Пример»',
    url: { check: 'https://a.kz/check?key=1', pay: 'https://a.kz/pay' },
    kind: 'order',
    answers: 'json',
    accounts: {
      payable: ['4957835959', { account: 'ORD-1', sum: '200.00' }],
      unknown: ['0000000000'],
      cancelled: [],
      paid: [],
      processing: [],
      source: { command: './new-order.sh' },
    },
    accountPattern: '^\\d{10}$',
    sums: { min: '1.00', max: '500.00' },
    txnId: { from: '100000000000000000' },
    extra: { data1: 'x' },
    headers: { Authorization: 'Basic eA==' },
    expectedPaymentsPerMinute: 30,
    balanceField: 'balance',
    ledger: { url: 'https://a.kz/ledger.csv' },
    addresses: { allowed: '203.0.113.5', outside: '203.0.113.6' },
    processingTimeout: 60,
    repeatAfter: 300,
    tls: { ca: 'ca.pem', insecure: false },
  },
  refund: { client: { listen: '127.0.0.1:9100', login: 'l', password: 'p', trigger: './refund.sh {baseUrl}' } },
  operator: { url: 'http://127.0.0.1:1', login: 'l', password: 'p', payments: [{ id: '202001211095', sum: '10000.00' }], amountUnit: 'tenge' },
  limits: { payments: 2000, total: '200000.00' },
  load: { duration: 10, connections: 15 },
};

/** `path keyword` of each issue. */
function issues(profile: unknown): string[] {
  return validateProfile(profile).map(({ path, keyword }) => `${path} ${keyword}`);
}

function withPartner(change: object): unknown {
  return { partner: { ...PARTNER, ...change } };
}

test('everything that a profile may say', () => {
  assert.deepEqual(issues(PROFILE), []);
});

test('the least: partner, refund or operator', () => {
  assert.deepEqual(issues({ partner: PARTNER }), []);
  assert.deepEqual(issues({ partner: { url: PARTNER.url, accounts: { source: { command: './a' } } } }), []);
  assert.deepEqual(issues({ refund: PROFILE.refund }), []);
  assert.deepEqual(issues({ operator: PROFILE.operator, partner: { name: 'ТОО' } }), []);
  assert.deepEqual(issues({}), [' required']);
  assert.deepEqual(issues({ partner: { name: 'ТОО' } }), ['/partner required', '/partner required']);
  assert.deepEqual(issues({ partner: { url: PARTNER.url, accounts: {} } }), ['/partner/accounts required']);
  for (const nothing of [null, [], 'x', undefined]) assert.deepEqual(issues(nothing), [' type']);
});

test('unknown keys are told, at every level', () => {
  const [issue] = validateProfile(withPartner({ acounts: [] }));
  assert.deepEqual([issue?.path, issue?.keyword, issue?.params], ['/partner', 'additionalProperties', { additionalProperty: 'acounts' }]);
  assert.deepEqual(issues({ ...PROFILE, partners: {} }), [' additionalProperties']);
  assert.deepEqual(issues(withPartner({ tls: { insecur: true } })), ['/partner/tls additionalProperties']);
  assert.deepEqual(issues(withPartner({ accounts: { payable: ['1'], other: [] } })), ['/partner/accounts additionalProperties']);
  assert.deepEqual(issues(withPartner({ accounts: { payable: [{ account: '1', price: '1.00' }] } })), [
    '/partner/accounts/payable/0 additionalProperties',
  ]);
});

test('numbers without quotes are refused where digits count', () => {
  assert.deepEqual(issues(withPartner({ accounts: { payable: [12] } })), ['/partner/accounts/payable/0 type']);
  const accounts = { payable: ['1', { account: 12 }], unknown: [0] };
  assert.deepEqual(issues(withPartner({ accounts })), ['/partner/accounts/payable/1/account type', '/partner/accounts/unknown/0 type']);
  assert.deepEqual(issues(withPartner({ txnId: { from: 1e17 } })), ['/partner/txnId/from type']);
  assert.deepEqual(issues(withPartner({ sums: { min: 1 } })), ['/partner/sums/min type']);
  assert.deepEqual(issues({ operator: { ...PROFILE.operator, payments: [{ id: 1, sum: '1.00' }] } }), ['/operator/payments/0/id type']);
});

test('values are bounded', () => {
  assert.deepEqual(issues(withPartner({ processingTimeout: 1e9 })), ['/partner/processingTimeout maximum']);
  assert.deepEqual(issues(withPartner({ url: 'ftp://a' })), ['/partner/url pattern']);
  assert.deepEqual(issues(withPartner({ url: { check: 'https://a' } })), ['/partner/url required']);
  assert.deepEqual(issues(withPartner({ extra: { txn_id: '1' } })), ['/partner/extra not', '/partner/extra propertyNames']);
  assert.deepEqual(issues(withPartner({ headers: { a: 'x\r\ny: z' } })), ['/partner/headers/a pattern']);
  assert.deepEqual(issues(withPartner({ ledger: {} })), ['/partner/ledger minProperties']);
  assert.deepEqual(issues(withPartner({ ledger: { file: 'a', url: 'https://a.kz' } })), ['/partner/ledger not']);
  assert.deepEqual(issues(withPartner({ ledger: { file: 'a', columns: { txn_id: 'payment' } } })), []);
  assert.deepEqual(issues(withPartner({ ledger: { file: 'a', columns: { status: 'state' }, credited: ['ok'] } })), []);
  assert.deepEqual(issues(withPartner({ ledger: { file: 'a', credited: [] } })), ['/partner/ledger/credited minItems']);
  assert.deepEqual(issues(withPartner({ repeatAfter: 86_401 })), ['/partner/repeatAfter maximum']);
  assert.deepEqual(issues(withPartner({ ledger: { columns: { id: 'payment' } } })), ['/partner/ledger/columns additionalProperties']);
  assert.deepEqual(issues({ partner: PARTNER, load: { connections: 0 } }), ['/load/connections minimum']);
  assert.deepEqual(issues({ partner: PARTNER, limits: { total: '1' } }), ['/limits/total pattern']);
});

const REPORT = {
  schemaVersion: 1,
  tool: { name: 'paycert', version: '0.1.0' },
  target: 'https://a.kz',
  partner: 'ТОО',
  startedAt: '2026-11-24T10:00:00.000Z',
  finishedAt: '2026-11-24T10:00:01.000Z',
  seed: '1',
  profileDigest: `sha256:${'0'.repeat(64)}`,
  verdict: 'not-certified',
  reasons: [],
  summary: { passed: 0, failed: 1, remark: 0, skipped: 0, inconclusive: 0, payments: 1, total: '200.00' },
  clauses: [{ id: 'TP-7.7', level: 'must', state: 'violated' }],
  cases: [
    {
      id: 'repeats.sequential',
      suite: 'repeats',
      title: 'a repeat returns the first result',
      clauses: ['TP-7.7'],
      level: 'must',
      verdict: 'failed',
      why: null,
      durationMs: 12,
      findings: [{ key: 'k', message: 'm', expected: 'e', observed: 'o', cause: null, blame: 'partner', exchanges: [17, 18], curl: ['curl …'] }],
    },
  ],
};

test('a report of the contract, with additions', () => {
  assert.deepEqual(validateReport(REPORT), []);
  assert.deepEqual(validateReport({ ...REPORT, load: null, money: {}, more: 1, summary: { ...REPORT.summary, more: 1 } }), []);
});

test('a report that breaks the contract', () => {
  const faults: [object, string][] = [
    [{ verdict: 'ok' }, '/verdict'],
    [{ schemaVersion: 2 }, '/schemaVersion'],
    [{ startedAt: 'yesterday' }, '/startedAt'],
    [{ summary: { ...REPORT.summary, total: 200 } }, '/summary/total'],
    [{ cases: [{ ...REPORT.cases[0], verdict: 'red' }] }, '/cases/0/verdict'],
  ];
  for (const [change, path] of faults) assert.deepEqual([...new Set(validateReport({ ...REPORT, ...change }).map((issue) => issue.path))], [path]);
  assert.ok(validateReport(undefined).length > 0);
});
