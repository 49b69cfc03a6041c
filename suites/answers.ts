import { chapter, expect, review, roundedIn } from '../harness/index.ts';
import { Result, type ClauseId } from '../protocol/index.ts';

/** What every answer has to look like, byte for byte. Most cases here look over all answers of the run. */
const { must, cases, over } = chapter('answers');
export const answers = cases;

const REVIEWS: [level: 'must' | 'should', clauses: ClauseId | ClauseId[], id: string, title: string, keys: string[]][] = [
  ['must', 'TP-1.xml', 'edition', 'every answer is in the edition agreed: XML, or JSON by the later one', ['answer.not-xml', 'answer.not-json']],
  ['must', 'TP-1.xml', 'well-formed', 'every answer is well-formed', ['answer.not-well-formed', 'answer.empty', 'answer.too-deep']],
  [
    'must',
    'TP-1.xml',
    'utf-8',
    'every answer with national letters is in UTF-8, and says so',
    ['answer.not-utf8', 'answer.other-encoding', 'answer.charset-conflict'],
  ],
  ['must', 'TP-1.xml', 'nothing-around', 'nothing stands before or after the answer', ['answer.text-before', 'answer.text-after']],
  ['must', 'TP-1.xml', 'no-doctype', 'no answer has a DOCTYPE', ['answer.doctype']],
  ['must', ['TP-6.response', 'TP-7.resp'], 'root', 'the root element is response', ['answer.root']],
  ['must', ['TP-7.resp', 'TP-6.result'], 'required-elements', 'every answer has txn_id and result', ['answer.missing']],
  ['must', 'TP-7.resp', 'one-of-each', 'no element of the protocol stands twice', ['answer.twice']],
  ['must', 'TP-7.resp', 'no-stray-text', 'no text stands between the elements', ['answer.stray-text', 'answer.comment-type']],
  ['must', 'TP-7.resp', 'schema', 'every answer is valid by the schema', ['answer.schema']],
  ['must', 'TP-6.txn_id', 'txn-id-type', 'txn_id is an integer of up to 18 digits', ['answer.txn-id-type']],
  ['must', 'TP-6.txn_id', 'txn-id-echoed', 'every answer repeats the txn_id of its request, digit for digit', ['answer.txn-id-differs']],
  ['must', ['TP-6.result', 'TP-7.6'], 'result-codes', 'result is one of 0 to 5', ['answer.result-type']],
  ['must', 'TP-6.prv_txn', 'prv-txn-integer', 'prv_txn is an integer of up to 20 digits', ['answer.prv-txn-type']],
  ['must', ['TP-6.prv_txn', 'TP-7.resp'], 'prv-txn-present', 'every accepted pay has a prv_txn', ['answer.no-prv-txn']],
  ['should', 'TP-7.resp', 'prv-txn-name', 'the JSON edition calls it prv_txn_id', ['answer.prv-txn-name']],
  ['must', ['TP-7.resp', 'TP-6.sum'], 'sum-present', 'every accepted pay has a sum', ['answer.no-sum']],
  ['must', ['TP-6.sum', 'TP-7.2'], 'sum-value', 'the sum of an accepted pay is that of its request', ['answer.sum-type', 'answer.sum-differs']],
  ['should', 'TP-6.sum', 'sum-format', 'sums are written with a point and two decimals', ['answer.sum-format']],
  ['should', 'TP-6.fields', 'fields', 'fields holds elements with a name and text', ['answer.fields-shape']],
  ['should', 'TP-7.resp', 'known-elements', 'answers hold the elements of the protocol only', ['answer.unknown-element']],
  ['should', 'TP-7.resp', 'no-padding', 'values stand without white space around them', ['answer.padded']],
  ['should', 'TP-1.xml', 'content-type', 'Content-Type names XML (JSON in the later edition)', ['answer.content-type']],
  ['must', 'TP-7.6', 'http-200', 'every check and pay is answered with HTTP 200', ['http.status']],
  [
    'must',
    'TP-7.resp',
    'declared-length',
    'the length that HTTP declares is the length of the answer',
    [
      'http.length-too-short',
      'http.length-too-long',
      'http.bad-length',
      'http.two-lengths',
      'http.bad-chunk',
      'http.junk-after',
      'http.stale-answer',
    ],
  ],
  [
    'must',
    'TP-7.resp',
    'http-form',
    'the answer is HTTP/1.1',
    ['http.malformed', 'http.bad-status-line', 'http.bare-lf', 'http.folded-header', 'http.bad-header'],
  ],
  [
    'must',
    'TP-1.xml',
    'compression',
    'no answer is compressed unasked',
    ['http.gzip-unasked', 'http.gzip-bad', 'http.gzip-bomb', 'http.unknown-coding'],
  ],
  ['must', 'TP-7.resp', 'size', 'an answer is small', ['http.oversize']],
];

for (const [level, clauses, id, title, keys] of REVIEWS) over[level](clauses, id, title, (run) => review(run, keys));

over.must('TP-6.prv_txn', 'prv-txn-unique', 'no two payments have the same prv_txn', ({ books, object, skip }) => {
  if (books.entries().every(({ prvTxns }) => prvTxns.length === 0)) skip('skip.nothing-paid');
  const owner = new Map<string, string>();
  for (const { payment, prvTxns, first } of books.entries()) {
    for (const prvTxn of prvTxns) {
      const other = owner.get(prvTxn);
      if (other !== undefined && other !== payment.txn_id) {
        object({
          key: 'answer.prv-txn-shared',
          values: { prv_txn: prvTxn, txn_id: payment.txn_id, other },
          observed: `prv_txn ${prvTxn}`,
          ...roundedIn(first),
          exchanges: first ? [first.exchange] : [],
        });
        return;
      }
      owner.set(prvTxn, payment.txn_id);
    }
  }
});

/** Lengths and borders at which number types of partners' languages end. */
const NUMBERS: [id: string, what: string, make: (digits: (n: number) => string) => string[]][] = [
  ['1-digit', 'of 1 digit', (digits) => [digits(1)]],
  ['9-digits', 'of 9 digits', (digits) => [digits(9)]],
  ['10-digits', 'of 10 digits', (digits) => [digits(10)]],
  ['15-digits', 'of 15 digits', (digits) => [digits(15)]],
  ['16-digits', 'of 16 digits', (digits) => [digits(16)]],
  ['17-digits', 'of 17 digits', (digits) => [digits(17)]],
  ['18-digits', 'of 18 digits', (digits) => [digits(18)]],
  ['around-2-31', 'around 2^31 and 2^32', () => ['2147483647', '2147483648', '4294967295', '4294967296']],
  ['around-2-53', 'around 2^53', () => ['9007199254740991', '9007199254740992', '9007199254740993']],
  ['largest', '999999999999999999', () => ['999999999999999999']],
];

for (const [id, what, make] of NUMBERS) {
  must('TP-6.txn_id', `txn-id-${id}`, `a txn_id ${what} comes back unchanged`, async ({ partner, payable, numbers }) => {
    for (const txn_id of make((digits) => numbers.ofDigits(digits))) {
      const seen = await partner.check({ account: payable.account, txn_id });
      expect(seen).toHaveNo(['answer.txn-id-differs', 'answer.txn-id-type']);
      expect(seen).toSucceed();
    }
  });
}

must('TP-6.txn_id', 'txn-id-in-pay', 'a pay keeps numbers of 10, 16 and 18 digits unchanged', { pays: 3 }, async ({ partner, payment, numbers }) => {
  for (const digits of [10, 16, 18]) {
    const seen = await partner.pay(await payment({ txn_id: numbers.ofDigits(digits) }));
    expect(seen).toHaveNo(['answer.txn-id-differs', 'answer.txn-id-type']);
    expect(seen).toAnswer(Result.ok);
  }
});

must(
  ['TP-6.txn_id', 'TP-7.7'],
  'txn-id-neighbours',
  'two numbers of 18 digits that differ by one are two payments',
  { pays: 2 },
  async ({ partner, payment, numbers, watch, payable, object }) => {
    // Two that one double stands for both, so that whoever keeps numbers in doubles takes them for one.
    let number = numbers.ofDigits(18);
    while (Number(number) !== Number(BigInt(number) + 1n)) number = numbers.ofDigits(18);
    const balance = await watch(payable.account);
    const [one, two] = [await payment({ txn_id: number }), await payment({ txn_id: (BigInt(number) + 1n).toString() })];
    const [first, second] = [await partner.pay(one), await partner.pay(two)];
    expect(first).toSucceed();
    expect(second).toSucceed();
    if (first.prv_txn !== undefined && first.prv_txn === second.prv_txn) {
      const values = { prv_txn: first.prv_txn, txn_id: two.txn_id, other: one.txn_id };
      object({
        key: 'answer.prv-txn-shared',
        values,
        observed: `prv_txn ${first.prv_txn}`,
        cause: { key: 'cause.double' },
        exchanges: [second.exchange, first.exchange],
      });
    }
    await expect(balance).toHaveGrownBy(one.sum + two.sum, { exchanges: [second.exchange, first.exchange] });
  },
);

must(
  ['TP-6.txn_id', 'TP-7.7'],
  'txn-id-far-apart',
  'numbers that differ in their first or last digits, or by 2^32, are different payments, also where one is a part of the other',
  { pays: 4 },
  async ({ partner, payment, numbers, watch, payable, object }) => {
    // The others begin or end as the first does, and stand in it so; or they end as it does in 32 bits.
    const number = BigInt(numbers.ofDigits(18));
    const others = [number % 10n ** 17n, number / 10n, number - 2n ** 32n];
    const balance = await watch(payable.account);
    const one = await payment({ txn_id: number.toString() });
    const first = await partner.pay(one);
    expect(first).toSucceed();
    let due = one.sum;
    for (const txn_id of others) {
      const other = await payment({ txn_id: txn_id.toString() });
      const seen = await partner.pay(other);
      due += other.sum;
      if (first.prv_txn !== undefined && first.prv_txn === seen.prv_txn)
        object({
          key: 'answer.prv-txn-shared',
          values: { prv_txn: first.prv_txn, txn_id: other.txn_id, other: one.txn_id },
          observed: `prv_txn ${first.prv_txn}`,
          cause: { key: 'cause.number-cut' },
          exchanges: [seen.exchange, first.exchange],
        });
      else expect(seen).toSucceed();
    }
    await expect(balance).toHaveGrownBy(due);
  },
);
