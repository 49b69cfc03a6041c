import { chapter, expect, isLost, Undecided, type CaseContext, type Outcome, type Payment } from '../harness/index.ts';
import { formatSum, requestParams, Result, type ClauseId, type Level, type Param, type Tiyn } from '../protocol/index.ts';

/**
 * Requests that no partner should take at its word. What the system never sends and a lenient
 * partner may take is a remark; what moves money wrongly is a failure (readings 1, 7 and 11). Each
 * is answered in time and leaves the endpoint well.
 */
const { must, should, cases } = chapter('bad-requests', 'hostile');
export const badRequests = cases;

type Change = (params: Param[], payment: Payment) => Param[];

const set =
  (name: string, value: string | { raw: string }): Change =>
  (params) =>
    params.map(([each, was]) => [each, each === name ? value : was]);
const drop =
  (name: string): Change =>
  (params) =>
    params.filter(([each]) => each !== name);
const append =
  (name: string, raw: string): Change =>
  (params, payment) =>
    set(name, { raw: `${encodeURIComponent(payment.account)}${raw}` })(params, payment);

interface Row {
  id: string;
  /** As the title says it: `a pay with …`. */
  what: string;
  clause: ClauseId;
  /** How much it matters when it is paid. */
  level: Level;
  change: Change;
  /** The number under which it would be credited, when it isn't the payment's own. */
  txn_id?: string;
  /** What the account may gain when it is paid all the same, tiyn; by default nothing, or the payment's own sum. */
  gain?: readonly Tiyn[];
}

/** What `\d` means to many languages is any decimal digit of Unicode; the protocol's digits are ten. */
const inArabic = (digits: string) => digits.replace(/\d/g, (digit) => String.fromCharCode(0x0660 + Number(digit)));
const inFullWidth = (digits: string) => digits.replace(/\d/g, (digit) => String.fromCharCode(0xff10 + Number(digit)));

const ROWS: Row[] = [
  { id: 'command-unknown', what: 'an unknown command', clause: 'TP-6.command', level: 'must', change: set('command', 'payment') },
  { id: 'command-missing', what: 'no command', clause: 'TP-6.command', level: 'must', change: drop('command') },
  { id: 'command-empty', what: 'an empty command', clause: 'TP-6.command', level: 'must', change: set('command', '') },
  { id: 'command-upper-case', what: 'the command PAY', clause: 'TP-6.command', level: 'should', change: set('command', 'PAY') },
  { id: 'txn-id-missing', what: 'no txn_id', clause: 'TP-6.txn_id', level: 'must', change: drop('txn_id'), txn_id: '' },
  { id: 'txn-id-empty', what: 'an empty txn_id', clause: 'TP-6.txn_id', level: 'must', change: set('txn_id', ''), txn_id: '' },
  { id: 'txn-id-alphabetic', what: 'the txn_id abc', clause: 'TP-6.txn_id', level: 'must', change: set('txn_id', 'abc'), txn_id: 'abc' },
  { id: 'txn-id-negative', what: 'the txn_id -5', clause: 'TP-6.txn_id', level: 'should', change: set('txn_id', '-5'), txn_id: '-5' },
  {
    id: 'txn-id-arabic-digits',
    what: 'a txn_id in Arabic digits',
    clause: 'TP-6.txn_id',
    level: 'must',
    change: (params, payment) => set('txn_id', inArabic(payment.txn_id))(params, payment),
  },
  {
    id: 'txn-id-19-digits',
    what: 'a txn_id of 19 digits',
    clause: 'TP-6.txn_id',
    level: 'should',
    change: (params, { txn_id }) => set('txn_id', txn_id.padEnd(19, '7'))(params, {} as Payment),
  },
  {
    id: 'txn-id-30-digits',
    what: 'a txn_id of 30 digits',
    clause: 'TP-6.txn_id',
    level: 'should',
    change: (params, { txn_id }) => set('txn_id', txn_id.padEnd(30, '7'))(params, {} as Payment),
  },
  { id: 'account-missing', what: 'no account', clause: 'TP-6.account', level: 'must', change: drop('account') },
  { id: 'account-empty', what: 'an empty account', clause: 'TP-6.account', level: 'must', change: set('account', '') },
  { id: 'sum-missing', what: 'no sum', clause: 'TP-6.sum', level: 'must', change: drop('sum') },
  { id: 'sum-empty', what: 'an empty sum', clause: 'TP-6.sum', level: 'must', change: set('sum', '') },
  { id: 'sum-alphabetic', what: 'the sum abc', clause: 'TP-6.sum', level: 'must', change: set('sum', 'abc') },
  { id: 'sum-negative', what: 'the sum -100.00', clause: 'TP-6.sum', level: 'must', change: set('sum', '-100.00') },
  { id: 'sum-comma', what: 'the sum 200,00', clause: 'TP-6.sum', level: 'must', change: set('sum', '200,00') },
  { id: 'sum-exponent', what: 'the sum 1e3', clause: 'TP-6.sum', level: 'must', change: set('sum', '1e3') },
  { id: 'sum-nan', what: 'the sum NaN', clause: 'TP-6.sum', level: 'must', change: set('sum', 'NaN') },
  {
    id: 'sum-arabic-digits',
    what: 'the sum 3.00 in Arabic digits',
    clause: 'TP-6.sum',
    level: 'must',
    change: set('sum', inArabic('3.00')),
    gain: [0n, 300n],
  },
  {
    id: 'sum-full-width-digits',
    what: 'the sum 3.00 in full-width digits',
    clause: 'TP-6.sum',
    level: 'must',
    change: set('sum', inFullWidth('3.00')),
    gain: [0n, 300n],
  },
  { id: 'sum-zero', what: 'the sum 0.00', clause: 'TP-6.sum', level: 'should', change: set('sum', '0.00'), gain: [0n] },
  { id: 'sum-three-decimals', what: 'the sum 200.001', clause: 'TP-6.sum', level: 'should', change: set('sum', '200.001'), gain: [20_000n, 20_001n] },
  { id: 'date-impossible', what: 'the txn_date 20260230250000', clause: 'TP-6.txn_date', level: 'should', change: set('txn_date', '20260230250000') },
  { id: 'encoding-malformed', what: 'malformed percent-encoding', clause: 'TP-6.account', level: 'should', change: append('account', '%ZZ') },
  { id: 'encoding-not-utf8', what: 'bytes that are no UTF-8', clause: 'TP-6.account', level: 'should', change: append('account', '%FF%FE') },
  { id: 'nul', what: 'a NUL in the account', clause: 'TP-6.account', level: 'should', change: append('account', '%00') },
];

for (const { id, what, clause, level, change, txn_id, gain } of ROWS) {
  const define = level === 'must' ? must : should;
  define([clause, 'TP-7.6'], id, `a pay with ${what} is refused, and leaves the endpoint well`, { risks: true }, async (at) => {
    // 1,000 tenge is the most that any of these sums could be taken for.
    const payment = await at.atRisk(id.startsWith('sum-') ? { sum: riskOf(at) } : {});
    const balance = await at.watch(payment.account);
    const params = change(requestParams({ command: 'pay', ...payment, sum: formatSum(payment.sum), extra: at.profile.extra }), payment);
    const about = { command: 'pay', txn_id: txn_id ?? payment.txn_id, account: payment.account, sum: payment.sum } as const;
    const seen = await at.hostile(() => at.partner.raw(params, about));
    expectRefusal(at, seen, level);
    // Whatever was paid, money moves only by as much as somebody could read out of the request.
    const due = seen.result === Result.ok ? (gain ?? [0n, payment.sum]) : 0n;
    if (seen.result !== Result.ok) at.books.settle(payment.txn_id);
    await expect(balance).toHaveGrownBy(due, { level: 'must', exchanges: [seen.exchange] });
  });
}

/** What a sum in the table may come to, as far as the profile's own sums allow to put it at risk. */
function riskOf({ profile }: CaseContext): bigint {
  return profile.limits.total < 100_000n ? profile.sums.min : 100_000n;
}

/** Refused with a code is right; without one, or with an error of the server, a remark; paid, as the row says. */
function expectRefusal({ object }: CaseContext, seen: Outcome, level: Level): void {
  const exchanges = [seen.exchange];
  if (isLost(seen)) {
    const late = seen.end.how === 'timeout';
    object({
      key: late ? 'bad-request.no-answer' : 'bad-request.torn',
      clause: late ? 'TP-2.timeout' : 'TP-7.6',
      level: late ? 'must' : 'should',
      expected: 'result 5',
      observed: seen.end.how,
      exchanges,
    });
  } else if (seen.result === Result.processing) throw new Undecided({ key: 'why.still-processing', values: { exchange: String(seen.exchange) } });
  else if (seen.result === Result.ok) object({ key: 'bad-request.paid', level, expected: 'result 5', observed: 'result 0', exchanges });
  else if (seen.result === undefined)
    object({
      key: 'bad-request.no-code',
      clause: 'TP-7.6',
      level: 'should',
      expected: 'result 5',
      observed: `HTTP ${seen.status ?? seen.end.how}`,
      exchanges,
    });
  else if (seen.status !== undefined && seen.status >= 500)
    object({ key: 'bad-request.server-error', clause: 'TP-7.6', level: 'should', expected: 'HTTP 200', observed: `HTTP ${seen.status}`, exchanges });
}

/** Of a field that stands twice either may count, but the account is credited once at most. */
const TWICE: [id: string, name: string, clause: ClauseId][] = [
  ['txn-id-twice', 'txn_id', 'TP-6.txn_id'],
  ['sum-twice', 'sum', 'TP-6.sum'],
  ['account-twice', 'account', 'TP-6.account'],
  ['command-twice', 'command', 'TP-6.command'],
];

for (const [id, name, clause] of TWICE) {
  must([clause, 'TP-7.6'], id, `a pay with two ${name} is credited once at most`, { risks: true }, async (at) => {
    const [payment, second] = [await at.atRisk(), await at.atRisk()];
    const balance = await at.watch(payment.account);
    const other = { txn_id: second.txn_id, sum: formatSum(payment.sum + 100n), account: at.unknown(), command: 'check' }[name]!;
    const params = requestParams({ command: 'pay', ...payment, sum: formatSum(payment.sum), extra: at.profile.extra });
    const seen = await at.hostile(() => at.partner.raw([...params, [name, other]], { command: 'pay', ...payment }));
    if (seen.result !== Result.ok) {
      expectRefusal(at, seen, 'must');
      at.books.settle(payment.txn_id);
    }
    at.books.settle(second.txn_id);
    const due = name === 'sum' ? [0n, payment.sum, payment.sum + 100n] : [0n, payment.sum];
    await expect(balance).toHaveGrownBy(due, { level: 'must', exchanges: [seen.exchange] });
  });
}

must(
  ['TP-7.6', 'TP-6.data'],
  'query-of-8-kilobytes',
  'a check with a query of 8 KB is answered, and leaves the endpoint well',
  async ({ partner, payable, object, hostile }) => {
    const seen = await hostile(() =>
      partner.check({ account: payable.account }, { extra: { data1: 'x'.repeat(8 * 1024) }, nature: 'odd', connection: 'new' }),
    );
    if (isLost(seen))
      object({
        key: seen.end.how === 'timeout' ? 'bad-request.no-answer' : 'bad-request.torn',
        level: seen.end.how === 'timeout' ? 'must' : 'should',
        expected: 'result 0 | 5',
        observed: seen.end.how,
        exchanges: [seen.exchange],
      });
    else if (seen.result === undefined)
      object({ key: 'bad-request.no-code', level: 'should', expected: 'result 0 | 5', observed: `HTTP ${seen.status}`, exchanges: [seen.exchange] });
  },
);
