import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PartnerOptions } from '../index.ts';
import { onStage, type Stage } from '../ask.testing.ts';
import { FAULTS, faultByName, type FaultName } from './index.ts';
import * as show from './shows.testing.ts';

/** What to do, what the reference makes of it (undefined: not compared), and what the fault does. */
type Row = [probe: (stage: Stage) => Promise<unknown>, right: unknown, wrong: unknown, options?: PartnerOptions];

const forged = { allow: ['194.187.247.152'] };
const quick = { delayMs: 400 };
/** Time enough to go away while the pay is at work, on a busy machine too. */
const long = { delayMs: 1_500 };
const { paid, repeated } = show;

const SHOWS: Record<FaultName, Row> = {
  'query-order-matters': [show.otherOrder, '0 200.45', '5 0.00'],
  'extra-fields-refused': [({ raw }) => show.code(raw('command=check&txn_id=1&account=4957835959&data1=x')), '0', '5'],
  'answer-per-connection': [show.twoOnOneConnection, '1 2', '1 1'],
  'needs-user-agent': [show.status({ headers: { accept: '*/*' } }), 200, 403],
  'needs-accept': [show.status({ headers: { 'user-agent': 'x' } }), 200, 406],
  'believes-x-forwarded-for': [show.status({ headers: { 'X-Forwarded-For': '194.187.247.152, 10.0.0.1' } }), 403, 200, forged],
  'believes-forwarded': [show.status({ headers: { Forwarded: 'for="194.187.247.152";proto=https' } }), 403, 200, forged],
  'believes-x-real-ip': [show.status({ headers: { 'X-Real-IP': '194.187.247.152' } }), 403, 200, forged],
  'believes-client-ip': [show.status({ headers: { 'Client-IP': '194.187.247.152' } }), 403, 200, forged],
  'believes-true-client-ip': [show.status({ headers: { 'True-Client-IP': '194.187.247.152' } }), 403, 200, forged],
  'no-allow-list': [show.status(), 403, 200, forged],
  'gzip-unasked': [async ({ check }) => (await check()).headers['content-encoding'], undefined, 'gzip'],
  'one-at-a-time': [show.fiveAtOnceTake(450), undefined, true, { delayMs: 100 }],
  'five-connections': [show.sixthConnection, '0', 'none'],

  'windows-1251-declared': [show.has(/windows-1251.*[^]*<comment>[^а-яА-Я]*<\/comment>/), false, true],
  'windows-1251-undeclared': [show.has(/UTF-8[^]*<comment>[^а-яА-Я]*<\/comment>/), false, true],
  'charset-conflict': [show.type, 'text/xml; charset=utf-8', 'text/xml; charset=windows-1251'],
  'json-for-xml': [show.has(/^\{/), false, true],
  'warning-before-xml': [show.has(/^<br \/>[^]*<\?xml/), false, true],
  'text-after-root': [show.has(/<\/response>\s*OK/), false, true],
  'stray-text': [show.has(/<response>debug/), false, true],
  doctype: [show.has(/<!DOCTYPE/), false, true],
  'wrong-root': [show.has(/<Response>/), false, true],
  'result-twice': [show.has(/<result>0[^]*<result>5/), false, true],
  'result-ok': [paid, '0 200.45', 'OK 200.45'],
  'result-7': [({ check }) => show.code(check({ account: '0000000000' })), '1', '7'],
  'no-result': [({ check }) => show.code(check()), '0', 'none'],
  'not-well-formed': [show.has(/<\/response>/), true, false],
  'comment-unescaped': [
    ({ check }) => check({ account: 'a<b>&' }).then(({ comment, text }) => comment ?? text.includes('a<b>&')),
    'Счёт не найден',
    true,
  ],
  'empty-body': [async ({ check }) => (await check()).text === '', false, true],
  'text-html': [show.type, 'text/xml; charset=utf-8', 'text/html; charset=utf-8'],
  'http-500-on-refusal': [show.status({}, { account: '0' }), 200, 500],
  'http-404-on-unknown': [show.status({}, { account: '0' }), 200, 404],
  'content-length-short': [show.whole, true, 'none'],
  'content-length-in-characters': [show.whole, true, false],
  'content-length-long': [show.whole, true, 'none'],

  'no-txn-id': [show.number, '123456789012345678', 'none'],
  'txn-id-through-double': [show.number, '123456789012345678', '123456789012345680'],
  'txn-id-through-int32': [show.number, '123456789012345678', '-1506741426'],
  'txn-id-scientific': [show.number, '123456789012345678', '1.2345678901235E+17'],
  'txn-id-padded': [show.number, '123456789012345678', '00123456789012345678'],
  'osmp-txn-id': [show.number, '123456789012345678', 'none'],
  'padded-values': [({ check }) => show.code(check()), '0', ' 0 '],
  'prv-txn-misspelt': [show.has(/<prv_txn_id>/, 'pay'), false, true],
  'json-prv-txn': [show.has(/"prv_txn":/, 'pay'), false, true],
  'json-txn-id-rounded': [show.has(/"txn_id":123456789012345680/), false, true],
  'no-prv-txn': [show.partnersNumber, '9 digits', 'none'],
  'prv-txn-uuid': [show.partnersNumber, '9 digits', 'no digits'],
  'prv-txn-too-long': [show.partnersNumber, '9 digits', '22 digits'],
  'prv-txn-constant': [show.numbersDiffer, true, false],
  'no-sum': [show.sumOf('200.45'), '200.45', 'none'],
  'sum-rounded': [show.sumOf('200.45'), '200.45', '200.00'],
  'sum-with-comma': [show.sumOf('200.45'), '200.45', '200,45'],
  'sum-without-hundredths': [show.sumOf('200.00'), '200.00', '200'],
  'fields-without-names': [show.has(/<field1>/), false, true],

  'unknown-found': [({ check }) => show.code(check({ account: '0000000000' })), '1', '0'],
  'check-credits': [show.afterCheck({ sum: '5.00' }), '0 0.00', '0 5.00'],
  'check-refuses-zero-sum': [({ check }) => show.code(check({ sum: '0.00' })), '0', '5'],
  'check-needs-sum': [({ check }) => show.code(check()), '0', '5'],
  'check-compares-sum': [({ check }) => show.code(check({ sum: '0.01' })), '0', '5'],
  'check-once': [({ check }) => check().then(() => show.code(check())), '0', '5'],
  'check-stores-number': [show.checkThenPay('1', '1'), '0 200.45', '0 0.00'],
  'account-cut-at-64': [({ check, partner }) => show.code(check({ account: String(partner.accounts.payable.at(-1)) })), '0', '1'],
  'plus-is-no-space': [show.spelling({ space: '+' }), '0', '1'],
  'lower-hex-not-decoded': [show.spelling({ hex: 'lower' }), '0', '1'],
  'national-letters-lost': [show.spelling({}), '0', '1'],
  'found-by-part': [({ check }) => show.code(check({ account: '495783595' })), '1', '0'],
  'found-by-beginning': [({ check }) => show.code(check({ account: '49578359590' })), '1', '0'],
  'leading-zeros-lost': [({ check }) => show.code(check({ account: '87654321' })), '1', '0'],
  'case-folded': [({ check }) => show.code(check({ account: 'abc-7781' })), '1', '0'],
  'quote-breaks-sql': [show.status({}, { account: "a'b" }), 200, 500],

  'credits-double': [paid, '0 200.45', '0 400.90'],
  'credits-nothing': [paid, '0 200.45', '0 0.00'],
  'credits-through-float': [show.paidWith({ sum: '4.35' }), '0 4.35', '0 4.34'],
  'drops-tiyn': [paid, '0 200.45', '0 200.00'],
  'credits-tenge-as-tiyn': [paid, '0 200.45', '0 2.00'],
  'needs-check-first': [paid, '0 200.45', '5 0.00'],
  'needs-check-of-same-number': [show.checkThenPay('1', '2'), '0 200.45', '5 0.00'],
  'pay-matches-prefix': [show.creditsOf({ account: '49578359591' }), '1', '0 4957835959=200.45'],
  'pay-ignores-case': [show.creditsOf({ account: 'aBc-7781' }), '1', '0 AbC-7781=200.45'],
  'pay-runs-sql': [show.creditsOf({ account: "' OR '1'='1" }), '1', '0 4957835959=200.45'],
  'third-decimal-shifts-point': [show.creditsOf({ sum: '200.451' }), '5', '0 4957835959=2004.51'],
  'unknown-account-paid': [show.creditsOf({ account: '0000000000' }), '1', '0 0000000000=200.45'],
  'unknown-refused-with-5': [({ pay }) => show.code(pay({ account: '0000000000' })), '1', '5'],
  'refuses-yesterday': [show.paidWith({ txn_date: '20261123235959' }), '0 200.45', '5 0.00'],
  'refuses-29-february': [show.paidWith({ txn_date: '20240229120000' }), '0 200.45', '5 0.00'],
  'books-by-own-clock': [show.bookedOn, '20261123235959', '20261124210000'],
  'processing-for-ever': [repeated(), '0 0 200.45', '4 4 0.00'],
  'processing-credits-each-ask': [repeated(), '0 0 200.45', '4 4 400.90'],
  'echoes-other-sum': [show.sumOf('200.00'), '200.00', '196.00'],

  'repeat-answered-3': [repeated(), '0 0 200.45', '0 3 200.45'],
  'repeat-answered-5': [repeated(), '0 0 200.45', '0 5 200.45'],
  'new-prv-txn-on-repeat': [show.repeatsNumber, true, false],
  'repeat-without-prv-txn': [show.repeatsNumber, true, false],
  'repeat-echoes-new-sum': [({ pay }) => pay().then(async () => (await pay({ sum: '1.00' })).sum), '200.45', '1.00'],
  'silent-second-credit': [repeated(), '0 0 200.45', '0 0 400.90'],
  'no-lock': [show.atOnce, '0,0,0 200.45', '0,0,0 601.35', quick],
  'losers-of-the-race-refused': [show.atOnce, '0,0,0 200.45', '0,5,5 200.45', quick],
  'memory-of-last-payment': [repeated({}, ({ pay }) => pay({ txn_id: '2', account: '7011234567' })), '0 0 200.45', '0 0 400.90'],
  'memory-per-connection': [repeated(), '0 0 200.45', '0 0 400.90'],
  'memory-of-3-seconds': [repeated({}, async ({ clock }) => void (clock.ms += 4_000)), '0 0 200.45', '0 0 400.90'],
  'key-includes-sum': [repeated({ sum: '1.00' }), '0 0 200.45', '0 0 201.45'],
  'key-includes-account': [show.repeatedToAnother, '7011234567=0.00', '7011234567=200.45'],
  'key-includes-txn-date': [repeated({ txn_date: '20261124200938' }), '0 0 200.45', '0 0 400.90'],
  'key-through-double': [repeated({ txn_id: '123456789012345679' }), '0 0 400.90', '0 0 200.45'],
  'check-wipes-payment': [repeated({}, ({ check }) => check()), '0 0 200.45', '0 0 400.90'],
  'refusal-clears-memory': [repeated({}, ({ check }) => check({ account: '0' })), '0 0 200.45', '0 0 400.90'],

  'lost-when-client-leaves': [show.cutOff, '0 200.45', '0 0.00', long],
  'stuck-when-client-leaves': [show.cutOff, '0 200.45', '4 0.00', long],
  'forgotten-when-client-leaves': [show.cutOff, '0 200.45', '0 400.90', long],

  'pays-unknown-command': [show.paidWith({ command: 'cancel' }), '5 0.00', '0 200.45'],
  'pays-empty-command': [show.paidWith({ command: undefined }), '5 0.00', '0 200.45'],
  'pays-capital-command': [show.paidWith({ command: 'PAY' }), '5 0.00', '0 200.45'],
  'pays-empty-txn-id': [show.paidWith({ txn_id: undefined }), '5 0.00', '0 200.45'],
  'pays-alphabetic-txn-id': [show.paidWith({ txn_id: 'abc' }), '5 0.00', '0 200.45'],
  'pays-19-digit-txn-id': [show.paidWith({ txn_id: '1234567890123456789' }), '5 0.00', '0 200.45'],
  'pays-negative-sum': [show.paidWith({ sum: '-1.00' }), '5 0.00', '0 -1.00'],
  'pays-nan-as-zero': [show.creditsOf({ sum: 'abc' }), '5', '0 4957835959=0.00'],
  'pays-absent-sum-as-zero': [show.creditsOf({ sum: undefined }), '5', '0 4957835959=0.00'],
  'pays-zero-sum': [show.creditsOf({ sum: '0.00' }), '5', '0 4957835959=0.00'],
  'pays-third-decimal': [show.paidWith({ sum: '200.459' }), '5 0.00', '0 200.45'],
  'pays-comma-sum': [show.paidWith({ sum: '200,00' }), '5 0.00', '0 200.00'],
  'pays-scientific-sum': [show.paidWith({ sum: '1e3' }), '5 0.00', '0 1000.00'],
  'pays-without-account': [show.paidWith({ account: undefined }), '5 0.00', '0 200.45'],
  'pays-impossible-date': [show.paidWith({ txn_date: '20260230120000' }), '5 0.00', '0 200.45'],
  'html-500-on-missing-parameter': [show.status({}, { txn_id: undefined }), 200, 500],
  'hangs-on-nul': [({ check }) => show.within(check({ account: 'a\0' }), 700), 'answered', 'no answer'],
  'crashes-on-long-query': [show.aliveAfterLongQuery, '0', 'none'],
  'pays-twice-on-duplicate-txn-id': [show.duplicateNumber, '5 0.00', '0 400.90'],

  'cancelled-order-payable': [({ pay }) => show.code(pay({ account: 'ORD-CANCELLED-1', sum: '100.00' })), '2', '0'],
  'paid-order-payable': [show.orderByTwo, '0 3', '0 0'],
  'processing-order-payable': [({ pay }) => show.code(pay({ account: 'ORD-PROCESSING-1', sum: '100.00' })), '4', '0'],
  'check-of-paid-order-0': [({ check, pay }) => pay().then(() => show.code(check({ txn_id: '9' }))), '3', '0'],
  'two-numbers-race': [show.orderByTwoAtOnce, '0,3 1', '0,0 2', quick],
  'repeat-on-paid-order-3': [({ pay }) => pay().then(() => show.code(pay())), '0', '3'],
  'price-not-compared': [show.paidWith({ sum: '0.01' }), '5 0.00', '0 0.01'],
  'order-states-as-5': [({ check }) => show.code(check({ account: 'ORD-CANCELLED-1' })), '2', '5'],

  'answers-after-16-s': [show.takes('check', 290), undefined, true, { delayMs: 300 }],
  'pays-after-16-s': [show.takes('pay', 290), undefined, true, { delayMs: 300 }],
  'answers-after-6-s': [show.takes('check', 290), undefined, true, { delayMs: 300 }],
  'body-drips': [show.takes('check', 290), undefined, true, { delayMs: 20 }],
  hangs: [({ pay }) => show.within(pay(), 700), 'answered', 'no answer'],
  resets: [({ pay }) => show.code(pay()), '0', 'none'],
  'huge-answer': [async ({ check }) => (await check()).text.length > 50_000_000, false, true],
};

test('each fault shows its defect, where the reference does right', { concurrency: 8 }, async (t) => {
  const rows = Object.entries(SHOWS) as [FaultName, Row][];
  const shown = rows.map(([name, [probe, right, wrong, given]]) =>
    t.test(name, async () => {
      const { kinds, answers, options } = faultByName(name);
      const setting: PartnerOptions = { orders: 3, ...options, kind: kinds?.[0], answers: answers?.[0], ...given };
      if (right !== undefined || wrong === 'gzip') assert.deepEqual(await onStage(setting, probe), right, 'the reference');
      assert.deepEqual(await onStage({ ...setting, fault: name }, probe), wrong, 'the fault');
    }),
  );
  await Promise.all(shown);
});

/** One defect and no more: what a fault does not break it leaves as it is. */
const TOTAL = new Set<FaultName>([
  ...(['hangs', 'resets', 'empty-body', 'no-result', 'content-length-short', 'content-length-long'] as const),
  ...(['needs-user-agent', 'needs-accept', 'check-needs-sum'] as const), // the plain check of this test has none of these
]);

test('every fault but the total ones still serves a plain check', async (t) => {
  for (const { name, kinds, answers } of FAULTS.filter((fault) => !TOTAL.has(fault.name))) {
    await t.test(name, () =>
      onStage({ fault: name, kind: kinds?.[0], answers: answers?.[0], allow: undefined, orders: 3, delayMs: 1 }, async ({ check }) => {
        const { text } = await check({ txn_id: '5' });
        assert.match(text, /(result>|"result":"?) ?(0|OK)/);
      }),
    );
  }
});

test('faults are told apart and explained', () => {
  assert.equal(new Set(FAULTS.map(({ name }) => name)).size, FAULTS.length);
  for (const { name, effect, bugClass } of FAULTS) {
    assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    assert.match(effect, /^[A-Z1-9].+[^.]\.$/, name);
    assert.ok(bugClass.length > 3, name);
  }
});
