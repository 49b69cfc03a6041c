import { chapter, isTaken, toldBy, type RefundOutcome } from '../harness/index.ts';
import { ErrorCode, isFinal, mayFollow, StatusCode, type StatusValue } from '../protocol/refund/index.ts';

/** The operator's Refund API: every answer of the run, looked over when all is done. */
const { over, cases } = chapter('operator', 'main', 'operator');
export const operatorAnswers = cases;

over.must(['RF-req.answer', 'RF-status'], 'answers-in-model', 'every answer is JSON in the model of its call', ({ operator: at, object, skip }) => {
  const plain = at.outcomes.filter(({ nature, status }) => nature === 'ordinary' && status !== undefined && status < 500);
  if (plain.length === 0) skip('skip.no-answers');
  const kinds = new Map<string, { seen: RefundOutcome[]; objection: RefundOutcome['objections'][number] }>();
  for (const outcome of plain) {
    for (const objection of outcome.objections) {
      const kind = kinds.get(`${objection.key} ${objection.element} ${objection.clause}`);
      if (kind) kind.seen.push(outcome);
      else kinds.set(`${objection.key} ${objection.element} ${objection.clause}`, { seen: [outcome], objection });
    }
  }
  for (const {
    seen,
    objection: { key, clause, element = '', expected = '', observed = '' },
  } of kinds.values())
    object({ key, clause, values: { element }, expected, observed, exchanges: seen.map(({ exchange }) => exchange) });
});

over.must(
  ['RF-modes', 'RF-req.answer'],
  'identifier-given',
  'a request that is taken gets a requestIdentificator, and no two get the same',
  ({ operator: at, object, skip }) => {
    const taken = at.outcomes.filter((seen) => seen.call === 'RefundRequest' && seen.nature === 'ordinary' && isTaken(seen));
    if (taken.length === 0) skip('skip.nothing-refunded');
    const without = taken.filter(({ answer }) => answer!.requestIdentificator === undefined);
    // What was final at once needs no question any more.
    const open = without.filter(({ answer }) => !isFinal(answer!.statusCode));
    const [shown] = [...open, ...without];
    if (shown) {
      const exchanges = without.map(({ exchange }) => exchange);
      const level = open.length > 0 ? 'must' : 'should';
      object({ key: 'operator.no-identifier', level, expected: 'requestIdentificator', observed: toldBy(shown), exchanges });
    }
    const owner = new Map<string, RefundOutcome>();
    for (const seen of taken) {
      const given = seen.answer!.requestIdentificator;
      const former = given === undefined ? undefined : owner.get(given);
      if (former && former.about !== seen.about)
        object({ key: 'operator.identifier-twice', observed: given!, exchanges: [former.exchange, seen.exchange] });
      if (given !== undefined) owner.set(given, seen);
    }
  },
);

over.must('RF-codes', 'final-stays', 'a refund that is final stays as it is', ({ operator: at, object, skip }) => {
  const seen = new Map<string, { status: StatusValue; exchange: number }>();
  for (const { call, nature, answer, about, exchange } of at.outcomes) {
    const refund = call === 'RefundStatus' ? about : answer?.requestIdentificator;
    if (nature !== 'ordinary' || answer === undefined || refund === undefined || answer.statusCode === StatusCode.DECLINE) continue;
    if (answer.error?.code === ErrorCode.requestNotFound && !seen.has(refund)) continue;
    const before = seen.get(refund);
    if (before && !mayFollow(before.status, answer.statusCode))
      object({
        key: 'operator.back-from-final',
        expected: `statusCode ${before.status}`,
        observed: `statusCode ${answer.statusCode}`,
        exchanges: [before.exchange, exchange],
      });
    seen.set(refund, { status: answer.statusCode, exchange });
  }
  if (seen.size === 0) skip('skip.nothing-refunded');
});
