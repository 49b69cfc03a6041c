import { chapter, isTaken, Skipped, toldBy, type CaseContext, type RefundOutcome } from '../harness/index.ts';
import { ErrorCode, isFinal } from '../protocol/refund/index.ts';

/** The operator's Refund API: refunds themselves, their repeats and their way to the end. */
const { must, should, cases } = chapter('operator', 'main', 'operator');
export const operatorRefunds = cases;

type Operator = CaseContext['operator'];
type HeldPayment = Awaited<ReturnType<Operator['payment']>>;

/** Reading 15: the error, and the first request's identifier beside it. A second refund is money lost. */
function expectRepeat({ expectRefund, object }: Pick<CaseContext, 'expectRefund' | 'object'>, first: RefundOutcome, repeat: RefundOutcome): void {
  const given = first.answer?.requestIdentificator;
  const again = repeat.answer?.requestIdentificator;
  // The first request told again, with its own identifier, moves no money twice.
  if (isTaken(repeat) && again !== undefined && again === given)
    return object({
      key: 'operator.repeat-retold',
      level: 'should',
      expected: 'error 4',
      observed: toldBy(repeat),
      exchanges: [first.exchange, repeat.exchange],
    });
  expectRefund(repeat).toBeRefused({ code: ErrorCode.exists });
  if (repeat.answer && given !== undefined && again !== given)
    object({ key: 'operator.repeat-identifier', expected: given, observed: again ?? '—', exchanges: [first.exchange, repeat.exchange] });
}

must(
  'RF-errors',
  'repeat-in-turn',
  'the same RefundIdentificator again gets error 4 and the first requestIdentificator, and no second refund',
  { offers: ['refundable'] },
  async (at) => {
    const payment = await at.operator.payment({ left: 2n });
    const { request, filed } = await at.operator.refund(payment);
    for (const connection of ['kept', 'new'] as const) {
      const repeat = await at.operator.file(request, { connection });
      bookRepeat(at, payment, filed, repeat);
      expectRepeat(at, filed, repeat);
    }
  },
);

/** A repeat that is told its first request gives nothing back; any other that is taken does. */
function bookRepeat({ operator }: Pick<CaseContext, 'operator'>, payment: HeldPayment, first: RefundOutcome, repeat: RefundOutcome): void {
  const retold = repeat.answer?.requestIdentificator === first.answer?.requestIdentificator;
  operator.book(payment, 1n, { ...repeat, ...(retold ? { answer: { statusCode: 1 } } : {}) });
}

must(
  ['RF-errors', 'RF-auth.renew'],
  'repeat-after-renewal',
  'the same RefundIdentificator under a new token is still a repeat: error 4, and no second refund',
  { alone: true, offers: ['refundable'] },
  async (at) => {
    const payment = await at.operator.payment({ left: 2n });
    const { request, filed } = await at.operator.refund(payment);
    await at.operator.getToken();
    const repeat = await at.operator.file(request);
    bookRepeat(at, payment, filed, repeat);
    expectRepeat(at, filed, repeat);
  },
);

should(
  'RF-req',
  'identificators-exact',
  'two RefundIdentificators that differ in capital letters alone are two refunds',
  { offers: ['refundable'] },
  async ({ operator: at, object }) => {
    const payment = await at.payment({ left: 2n });
    const { request, filed } = await at.refund(payment);
    const capital = request.RefundIdentificator.toUpperCase();
    const other = await at.file(at.request(payment, 1n, { RefundIdentificator: capital }));
    at.book(payment, 1n, other, await at.untilFinal(other));
    if (other.answer?.error?.code === ErrorCode.exists)
      object({
        key: 'operator.identificators-confused',
        expected: 'statusCode 0, 2',
        observed: toldBy(other),
        exchanges: [filed.exchange, other.exchange],
      });
  },
);

must(
  'RF-errors',
  'repeat-with-changes',
  'the same RefundIdentificator with another amount or reason is no new refund',
  { offers: ['refundable'] },
  async (at) => {
    const payment = await at.operator.payment({ left: 3n });
    const { request, filed } = await at.operator.refund(payment);
    for (const change of [{ ReturnAmount: 2n }, { Reason: 'Другая причина' }])
      expectRepeat(at, filed, await at.operator.file({ ...request, ...change }));
  },
);

const AT_ONCE = 15;

must(
  'RF-errors',
  'repeats-at-once',
  'the same request 15 times at once becomes one refund',
  { offers: ['refundable'], connections: AT_ONCE },
  async ({ operator: at, object }) => {
    const tried: bigint[] = [];
    while (tried.length < 5) {
      const payment = await at.payment({ left: BigInt(AT_ONCE), unlike: tried }).catch((error: unknown) => enough(error, tried));
      if (!payment) return;
      tried.push(payment.id);
      const seen = await askAtOnce(at, payment);
      const taken = seen.filter(isTaken);
      const identifiers = new Set(taken.map(({ answer }) => answer!.requestIdentificator));
      const exchanges = taken.map(({ exchange }) => exchange);
      const count = String(identifiers.size);
      if (identifiers.size > 1) return object({ key: 'operator.refunded-twice', values: { count }, expected: '1', observed: count, exchanges });
      if (taken.length === 0) {
        const all = seen.map(({ exchange }) => exchange);
        return object({ key: 'operator.nobody-taken', expected: 'statusCode 0, 2', observed: toldBy(seen[0]!), exchanges: all });
      }
      // A refund that is not final keeps the others out by itself: one that is final at once shows more.
      if (isFinal(taken[0]!.answer!.statusCode)) return;
    }
  },
);

/** No further payment to try on is no reason to skip what was seen on the first. */
function enough(error: unknown, tried: readonly bigint[]): undefined {
  if (error instanceof Skipped && tried.length > 0) return undefined;
  throw error;
}

async function askAtOnce(at: Operator, payment: HeldPayment): Promise<RefundOutcome[]> {
  const request = at.request(payment);
  await at.liveToken();
  const seen = await Promise.all(Array.from({ length: AT_ONCE }, () => at.file(request, { connection: 'new' })));
  const first = new Map(seen.filter(isTaken).map((each) => [each.answer!.requestIdentificator, each]));
  for (const each of first.values()) at.book(payment, 1n, each, await at.untilFinal(each));
  return seen;
}

must(
  'RF-errors',
  'pending-in-the-way',
  'while a refund is not final, another of the same payment gets error 5',
  { offers: ['refundable'] },
  async ({ operator: at, expectRefund, skip }) => {
    const tried: bigint[] = [];
    while (tried.length < 6) {
      const payment = await at.payment({ left: 3n, unlike: tried });
      tried.push(payment.id);
      const first = await at.file(at.request(payment));
      const online = isTaken(first) && isFinal(first.answer!.statusCode);
      const second = online || !isTaken(first) ? undefined : await at.file(at.request(payment));
      const stillOpen = second !== undefined && (await stays(at.status, first));
      at.book(payment, 1n, first, await at.untilFinal(first));
      if (second && isTaken(second)) at.book(payment, 1n, second, await at.untilFinal(second));
      // Final at once, or meanwhile: there was nothing to stand in the way.
      if (second && stillOpen) return expectRefund(second).toBeRefused({ code: ErrorCode.inTheWay });
    }
    skip('skip.all-online');
  },
);

/** Whether a refund is not final even after the question about another. */
async function stays(status: CaseContext['operator']['status'], { answer }: RefundOutcome): Promise<boolean> {
  if (answer?.requestIdentificator === undefined) return false;
  const seen = await status(answer.requestIdentificator);
  return seen.answer !== undefined && !isFinal(seen.answer.statusCode);
}

must(
  ['RF-status', 'RF-modes'],
  'until-final',
  'a refund reaches SUCCESS or FAILED, and its status is told by requestIdentificator',
  { offers: ['refundable'] },
  async ({ operator: at, expectRefund, object }) => {
    const { filed, last } = await at.refund(await at.payment());
    expectRefund(last).toBeFinal();
    if (filed.answer?.requestIdentificator === undefined) return; // another case objects to that
    const asked = await at.status(filed.answer.requestIdentificator);
    expectRefund(asked).toBeFinal();
    if (asked.answer!.statusCode !== last.answer!.statusCode)
      object({ key: 'operator.status-differs', expected: toldBy(last), observed: toldBy(asked), exchanges: [last.exchange, asked.exchange] });
  },
);

must(
  'RF-status',
  'status-on-new-connection',
  'the status is the same on another connection',
  { offers: ['refundable'] },
  async ({ operator: at, object }) => {
    const { filed, last } = await at.refund(await at.payment());
    if (filed.answer?.requestIdentificator === undefined) return; // another case objects to that
    const asked = await at.status(filed.answer.requestIdentificator, { connection: 'new' });
    if (asked.answered && asked.answer?.statusCode !== last.answer?.statusCode)
      object({ key: 'operator.status-differs', expected: toldBy(last), observed: toldBy(asked), exchanges: [last.exchange, asked.exchange] });
  },
);

must(
  'RF-codes',
  'final-asked-again',
  'a final status is the same however often it is asked',
  { offers: ['refundable'] },
  async ({ operator: at, object }) => {
    const { filed, last } = await at.refund(await at.payment());
    if (filed.answer?.requestIdentificator === undefined || last.answer === undefined) return; // another case objects to that
    for (let time = 0; time < 3; time++) {
      const asked = await at.status(filed.answer.requestIdentificator);
      if (asked.answer && asked.answer.statusCode !== last.answer.statusCode)
        return object({
          key: 'operator.back-from-final',
          expected: toldBy(last),
          observed: toldBy(asked),
          exchanges: [last.exchange, asked.exchange],
        });
    }
  },
);
