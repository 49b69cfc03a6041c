import { chapter, expect, roundedIn, signed, Undecided, type Finding, type LoadResult, type LoadSeen, type RunContext } from '../harness/index.ts';
import { areWeLate, burstOf, countOf, faultsOf, hold, isSerial, LOST, perMinute, seconds, slowingOf } from './load-looks.ts';
import { expectedRate, inTime, noErrors, rightAnswers, servedAtOnce, skipTold } from './load-told.ts';

/**
 * Up to 10 to 15 connections are served at once (TP-3), each answer as right and as quick as alone. The
 * load is put on once; each case looks at what came of it.
 */
const { must, should, cases } = chapter('load', 'load');
export const load = cases;

const NEEDS = { loads: true, credited: true } as const;

const LIMIT_MS = 15_000;
/** Standstills of ours that could make an answer look late, or a rate look low. */
const LATE_FOR_LIMIT_MS = 1_000;
const LATE_FOR_GROWTH_MS = 200;

function causeOfLoss(seen: LoadSeen, results: readonly LoadResult[]): Pick<Finding, 'cause'> {
  const burst = burstOf(seen);
  if (isSerial(burst)) return { cause: { key: 'cause.one-at-a-time' } };
  if (countOf(results, 'timeout') > 0) return { cause: { key: 'cause.left-waiting' } };
  if (countOf(results, 'status') > 0) return { cause: { key: 'cause.turned-away' } };
  const served = burst?.rounds.map((round) => round.served) ?? [];
  const most = Math.max(...served);
  if (served.length > 0 && most < burst!.connections && most > 0)
    return { cause: { key: 'cause.connection-limit', values: { served: String(most) } } };
  return {};
}

/** The answers that break the protocol, and of the first what it breaks. */
function wrongAnswers({ outcomes }: Pick<RunContext, 'outcomes'>, seen: LoadSeen): Partial<Finding> {
  const exchanges = seen.exchangesOf('answer');
  const outcome = outcomes.find(({ exchange }) => exchange === exchanges[0]);
  const objection = outcome?.objections.find(({ level }) => level === 'must');
  if (!objection) return { exchanges };
  const { key, element, expected, observed } = objection;
  const name = element ?? key.replace('answer.', '');
  // Where answers were mixed up, one among them may look rounded by chance.
  const rounded = countOf(seen.results, 'crossed') > 0 ? {} : roundedIn(outcome);
  return {
    exchanges,
    ...rounded,
    ...(rounded.cause ? { clause: 'TP-6.txn_id' } : {}),
    ...(expected === undefined ? {} : { expected: `${name}: ${expected}` }),
    observed: `${name}: ${observed ?? '–'}`,
  };
}

must('TP-3.concurrency', 'served-at-once', 'payments on all 15 connections at once are all served', NEEDS, async (at) => {
  const seen = await at.load();
  if (seen.told) return servedAtOnce(at, seen, seen.told);
  const burst = burstOf(seen);
  if (!burst || burst.rounds.length === 0) return at.skip('skip.no-burst');
  const all = burst.rounds.reduce((sum, round) => sum + round.all, 0);
  const limited = burst.rounds.reduce((sum, round) => sum + round.limited, 0);
  const unserved = burst.rounds.reduce((sum, round) => sum + round.all - round.served - round.limited, 0);
  const values = { connections: String(burst.connections), rounds: String(burst.rounds.length) };
  const observed = burst.rounds.map((round) => `${round.served}/${round.all}`).join(', ');
  if (unserved > 0) {
    const exchanges = seen.exchangesOf(...LOST);
    const finding = {
      key: 'load.not-served',
      values,
      expected: `${all}/${all}`,
      observed: `${observed}: ${faultsOf([burst])}`,
      exchanges,
      count: unserved,
    };
    hold(at, seen, { ...finding, ...causeOfLoss(seen, [burst]) }, unserved);
  }
  if (limited > 0)
    hold(at, seen, { key: 'load.limited-at-once', values, expected: `${all}/${all}`, observed, count: limited, cause: { key: 'cause.rate-limit' } });
});

must(
  ['TP-7.resp', 'TP-6.txn_id', 'TP-6.prv_txn'],
  'right-answers',
  'under load every answer is right, belongs to its own payment, and has its own prv_txn',
  NEEDS,
  async (at) => {
    const seen = await at.load();
    if (seen.told) return rightAnswers(at, seen.told);
    const crossed = countOf(seen.results, 'crossed');
    const wrong = countOf(seen.results, 'answer');
    if (crossed > 0)
      at.object({
        key: 'load.crossed',
        clause: 'TP-6.txn_id',
        values: { count: String(crossed) },
        cause: { key: 'cause.shared-state' },
        exchanges: seen.exchangesOf('crossed'),
        count: crossed,
      });
    if (wrong > 0) at.object({ key: 'load.wrong', values: { count: String(wrong) }, ...wrongAnswers(at, seen), count: wrong });
    const result = seen.results.find(({ sharedCount }) => sharedCount > 0);
    const [pair] = result?.shared ?? [];
    if (!result || !pair) return;
    const [one, other] = [seen.numberOf(result, pair.one), seen.numberOf(result, pair.other)];
    const both = at.outcomes.filter(({ txn_id }) => txn_id === one || txn_id === other);
    at.object({
      key: 'load.shared-prv-txn',
      clause: 'TP-6.prv_txn',
      values: { count: String(result.sharedCount), one, other },
      observed: `prv_txn ${pair.prv_txn}`,
      cause: { key: 'cause.number-race' },
      ...roundedIn(...both),
      exchanges: both.map(({ exchange }) => exchange),
      count: result.sharedCount,
    });
  },
);

must('TP-2.timeout', 'in-time', 'under load every answer comes within 15 s', NEEDS, async (at) => {
  const seen = await at.load();
  if (seen.told) return inTime(at, seen, seen.told);
  const cut = countOf(seen.results, 'timeout');
  // Where payments came no faster than they will, what they waited for one another counts as well.
  const waited = seen.results.filter((result) => result.perSecond > 0 && result.perSecond <= seen.agreedPerSecond * 1.01);
  const slowest = Math.max(...seen.results.map(({ serviceMs }) => serviceMs.max), ...waited.map(({ latencyMs }) => latencyMs.max));
  if (cut === 0 && slowest < LIMIT_MS) return;
  if (areWeLate(seen.results, LATE_FOR_LIMIT_MS)) throw late(seen);
  hold(at, seen, {
    key: 'load.too-slow',
    values: { count: String(Math.max(1, cut)), p99: seconds(Math.max(...seen.results.map(({ serviceMs }) => serviceMs.p99))) },
    expected: '< 15.000 s',
    observed: cut > 0 ? `≥ ${seconds(LIMIT_MS)}` : seconds(slowest),
    exchanges: seen.exchangesOf('timeout'),
    count: Math.max(1, cut),
    ...causeOfLoss(seen, seen.results),
  });
});

must('TP-3.concurrency', 'expected-rate', 'the rate of payments that the profile expects is kept up', NEEDS, async (at) => {
  const seen = await at.load();
  if (seen.told) return expectedRate(at, seen, seen.told);
  const paced = seen.results.filter((result) => result.shape !== 'burst' && result.perSecond * 60 >= seen.expectedPerMinute);
  if (paced.length === 0) return at.skip('skip.no-pace');
  for (const result of paced) {
    const rate = perMinute(result);
    if (rate >= seen.expectedPerMinute && result.ended !== 'patience') continue;
    if (result.ended === 'interrupted' || areWeLate([result], LATE_FOR_LIMIT_MS)) throw late(seen);
    hold(at, seen, {
      key: 'load.rate',
      values: { connections: String(result.connections) },
      expected: `≥ ${seen.expectedPerMinute}/min`,
      observed: `${Math.floor(rate)}/min`,
      ...(result.limited > 0 ? { cause: { key: 'cause.rate-limit' } } : causeOfLoss(seen, [result])),
    });
  }
});

should('TP-3.concurrency', 'in-parallel', 'payments that come at once are worked on beside each other', NEEDS, async (at) => {
  const seen = await at.load();
  if (seen.told) return skipTold(seen.told, 'skip.told-alone');
  const burst = burstOf(seen);
  if (!burst) return at.skip('skip.no-burst');
  if (!isSerial(burst)) return;
  // Payments to one account may wait for one another: whoever locks the account while it is credited does well.
  if (at.profile.kind === 'balance' && at.payables.length === 1) return at.skip('skip.load-on-one-account');
  if (areWeLate([burst], LATE_FOR_LIMIT_MS)) throw late(seen);
  const alone = [...burst.aloneMs].sort((a, b) => a - b)[Math.floor(burst.aloneMs.length / 2)]!;
  const last = Math.max(...burst.rounds.flatMap(({ serviceMs }) => serviceMs));
  at.object({
    key: 'load.one-at-a-time',
    values: { connections: String(burst.connections), alone: `${Math.round(alone)}`, last: `${Math.round(last)}` },
    cause: { key: 'cause.one-at-a-time' },
  });
});

should('TP-2.timeout', 'steady', 'answers take no longer as payments add up', NEEDS, async (at) => {
  const seen = await at.load();
  if (seen.told) return skipTold(seen.told, 'skip.told-course');
  const slowing = slowingOf(seen.results);
  if (!slowing) return;
  if (areWeLate([slowing], LATE_FOR_GROWTH_MS)) throw late(seen);
  at.object({
    key: 'load.slowing',
    values: { payments: String(slowing.payments) },
    observed: slowing.thirdsMs.map((ms) => `${Math.round(ms)} ms`).join(' → '),
    cause: { key: 'cause.leak' },
  });
});

must('TP-3.concurrency', 'no-errors', 'no request fails because others are under way', NEEDS, async (at) => {
  const seen = await at.load();
  if (seen.told) return noErrors(at, seen, seen.told);
  const lost = countOf(seen.results, ...LOST);
  const sent = seen.results.reduce((sum, result) => sum + result.sent, 0);
  const open = seen.results.reduce((sum, result) => sum + (result.ended === 'interrupted' ? 0 : result.open), 0);
  if (lost > 0)
    hold(
      at,
      seen,
      {
        key: open > 0 ? 'load.errors-open' : 'load.errors',
        values: { sent: String(sent), open: String(open), percent: ((lost / sent) * 100).toFixed(1) },
        observed: faultsOf(seen.results),
        exchanges: seen.exchangesOf(...LOST),
        count: lost,
        ...causeOfLoss(seen, seen.results),
      },
      lost,
    );
  const refused = seen.results.reduce((sum, { results }) => sum + ['1', '2', '3', '5'].reduce((all, code) => all + (results[code] ?? 0), 0), 0);
  const known = at.profile.kind === 'balance' || at.payables.every(({ price }) => price !== undefined);
  if (refused > 0 && known) {
    const codes = seen.results.flatMap(({ results }) => Object.entries(results)).filter(([code]) => code !== '0');
    hold(at, seen, {
      key: 'load.refused',
      clause: 'TP-7.5.pay',
      expected: 'result 0',
      observed: codes.map(([code, count]) => `result ${code} × ${count}`).join(', '),
      count: refused,
    });
  }
});

/** As many of the payments are repeated after the load. */
const SAMPLE = 30;
const AT_ONCE = 5;

must('TP-7.7', 'repeats-afterwards', 'payments made under load return their first result when they are repeated', NEEDS, async (at) => {
  const { sample, told } = await at.load();
  if (told) return skipTold(told, 'skip.told-repeats');
  if (sample.length === 0) return at.skip('skip.nothing-paid');
  const step = Math.max(1, Math.ceil(sample.length / SAMPLE));
  const some = sample.filter((_, index) => index % step === 0);
  for (let from = 0; from < some.length; from += AT_ONCE) {
    const few = some.slice(from, from + AT_ONCE);
    const again = await Promise.all(few.map(({ payment }) => at.partner.pay(payment)));
    for (const [index, each] of again.entries()) expect(each).toRepeat(few[index]!.first);
  }
});

must(['TP-7.5.pay', 'TP-7.7'], 'credited-once', 'the accounts gain just what was paid under load', { ...NEEDS, offers: ['balance'] }, async (at) => {
  const { grown, told } = await at.load();
  if (told) return skipTold(told, 'skip.told-credits');
  if (at.balanceGivenUp) throw new Undecided({ key: 'why.balance-given-up' });
  if (grown.length === 0) return at.skip('skip.no-balance');
  for (const { account, due, open, grown: gained, exchanges } of grown) {
    if (gained >= due && gained <= due + open) continue;
    at.object({
      key: gained < due ? 'load.credited-less' : 'load.credited-more',
      values: { account },
      expected: signed(due),
      observed: signed(gained),
      cause: { key: gained < due ? 'cause.lost-update' : 'cause.credit-race' },
      exchanges,
    });
  }
});

/** Whatever was slow may have been slow here. */
function late({ results }: LoadSeen): Undecided {
  const ms = Math.max(...results.map(({ stallMs, arrivalErrorMs }) => Math.max(stallMs, arrivalErrorMs.p99)));
  return new Undecided({ key: 'why.load-late', values: { seconds: (ms / 1000).toFixed(1) } });
}
