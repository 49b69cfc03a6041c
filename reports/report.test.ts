import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RecordEvent } from '../harness/record/events.ts';
import { plan, run } from './fixtures/parts.ts';
import { certified, incomplete, killed, notCertified } from './fixtures/records.ts';
import { sharedReasons, groupFindings, notVerified, size } from './grouping.ts';
import { say } from './messages/index.ts';
import { buildReport } from './report.ts';

describe('buildReport', () => {
  test('has the shape of report.json', () => {
    const report = buildReport(notCertified, 'en');
    assert.equal(report.schemaVersion, 1);
    assert.deepEqual(report.tool, { name: 'paycert', version: '0.1.0' });
    assert.equal(report.verdict, 'not-certified');
    assert.equal(report.summary.failed, 2);
    const failed = report.cases.find(({ id }) => id === 'answers.txn-id-18-digits')!;
    assert.deepEqual(failed.findings[0], {
      key: 'answer.txn-id-differs',
      values: { element: 'txn_id' },
      message: 'The answer carries a txn_id other than the one that was sent.',
      clause: 'TP-6.txn_id',
      level: 'must',
      blame: 'partner',
      expected: '100000000000000007',
      observed: '100000000000000000',
      cause: say('en', { key: 'cause.double' }),
      causeKey: 'cause.double',
      exchanges: [2],
      count: 1,
      curl: [
        "curl -sS -i --max-time 15 --http1.1 'https://kaspi.partner.kz/payment_app.cgi?command=check&txn_id=100000000000000007&account=4957835959&sum=200.00'",
      ],
    });
  });

  test('the language changes sentences, never keys, verdicts or figures', () => {
    const facts = (lang: 'en' | 'kk') => {
      const { verdict, summary, reasonKeys, clauses, cases } = buildReport(notCertified, lang);
      return {
        verdict,
        summary,
        reasonKeys,
        states: clauses.map(({ id, state, whyKey }) => [id, state, whyKey]),
        verdicts: cases.map((each) => [each.id, each.verdict]),
      };
    };
    assert.deepEqual(facts('kk'), facts('en'));
    assert.equal(buildReport(notCertified, 'ru').suites.at(-1)?.title, 'Повторные запросы');
  });

  test('a record is read twice where it can be, else once, and only cited exchanges are kept', () => {
    let reads = 0;
    const events: Iterable<RecordEvent> = {
      *[Symbol.iterator]() {
        reads += 1;
        yield* notCertified;
      },
    };
    const report = buildReport(events, 'en');
    assert.equal(reads, 2);
    const once = events[Symbol.iterator]() as Generator<RecordEvent>;
    assert.deepEqual(buildReport(once, 'en'), report);
    assert.deepEqual(
      report.exchanges.map(({ id }) => id),
      [2, 3, 5, 6],
    );
  });

  test('long answers are shortened, and say so', () => {
    const long = notCertified.map((event): RecordEvent =>
      event.type === 'exchange' && event.id === 2 ? { ...event, response: { text: 'ж'.repeat(50_000) } } : event,
    );
    const exchange = buildReport(long, 'en').exchanges.find(({ id }) => id === 2)!;
    assert.equal(exchange.shortened, true);
    assert.ok(JSON.stringify(exchange).length < 20_000);
  });

  test('it survives JSON', () => {
    const report = buildReport(certified, 'kk');
    assert.deepEqual(JSON.parse(JSON.stringify(report)), report);
  });

  test('a record without a run is refused', () => {
    assert.throws(() => buildReport([plan], 'en'), /begins with its run/);
  });

  test('an ended run lists the clauses that its end judges', () => {
    const advice: RecordEvent = { ...plan, clauses: [...plan.clauses, { id: 'TP-6.comment', level: 'may', quote: '' }] };
    assert.ok(!buildReport([run, advice, ...certified.slice(2)], 'en').clauses.some(({ id }) => id === 'TP-6.comment'));
  });

  test('what narrowed the run is told', () => {
    assert.deepEqual(buildReport(certified, 'en').scope, { whole: true });
    assert.deepEqual(buildReport(incomplete, 'en').scope, { whole: false, suites: ['preflight', 'answers'] });
  });
});

describe('a killed run', () => {
  const report = buildReport(killed, 'en');
  const verdictOf = (id: string) => report.cases.find((each) => each.id === id);

  test('is incomplete, and says why', () => {
    assert.equal(report.verdict, 'incomplete');
    assert.equal(report.finishedAt, null);
    assert.equal(report.interrupted, true);
    assert.deepEqual(report.reasonKeys, ['reason.killed']);
  });

  test('its cases are those done, those at work and those that never began', () => {
    assert.equal(verdictOf('preflight.endpoint-answers')?.verdict, 'passed');
    assert.equal(verdictOf('repeats.at-once')?.verdict, 'inconclusive');
    assert.equal(verdictOf('repeats.at-once')?.whyKey, 'why.running');
    assert.equal(verdictOf('answers.sum-format')?.verdict, 'skipped');
    assert.equal(verdictOf('answers.sum-format')?.skip, 'stopped');
  });

  test('its clauses are verified or violated only where that is known', () => {
    const state = Object.fromEntries(report.clauses.map((clause) => [clause.id, clause.state]));
    assert.equal(state['TP-1.https'], 'verified');
    assert.equal(state['TP-6.txn_id'], 'violated');
    assert.equal(state['TP-7.7'], 'not-verified');
  });

  test('the money it moved until then is counted', () => {
    assert.equal(report.summary.payments, 1);
    assert.equal(report.summary.total, '200.00');
    assert.deepEqual(
      report.payments.map(({ txn_id, state }) => [txn_id, state]),
      [
        ['100000000000000007', 'credited'],
        ['100000000000000009', 'open'],
      ],
    );
  });

  test('even its first line is enough', () => {
    assert.equal(buildReport([run], 'ru').verdict, 'incomplete');
  });
});

describe('grouping', () => {
  test('violations stand by clause, in the order of the protocol where none matters more, remarks apart', () => {
    const { violations, remarks, undecided } = groupFindings(buildReport(notCertified, 'en'));
    assert.deepEqual(
      violations.map(({ clause }) => clause.id),
      ['TP-6.txn_id', 'TP-7.7'],
    );
    assert.deepEqual(
      remarks.map(({ clause }) => clause.id),
      ['TP-6.sum'],
    );
    assert.deepEqual(
      undecided.map(({ id }) => id),
      ['time.within-15-seconds'],
    );
  });

  test('a finding that is not the partner’s is no violation', () => {
    const events = notCertified.map((event): RecordEvent => (event.type === 'finding' ? { ...event, blame: 'network' } : event));
    assert.deepEqual(groupFindings(buildReport(events, 'en')).violations, []);
  });

  test('the same objection by the same cause is one defect, and names all its cases', () => {
    const report = buildReport(notCertified, 'en');
    const failed = report.cases.find(({ id }) => id === 'repeats.on-a-new-connection')!;
    for (let at = 0; at < 60; at += 1) report.cases.push({ ...failed, id: `repeats.more-${at}` });
    const [repeats] = groupFindings(report).violations;
    assert.equal(repeats?.clause.id, 'TP-7.7', 'what the most cases wait for is mended first');
    assert.equal(repeats?.findings.length, 1);
    assert.equal(repeats?.findings[0]?.also.length, 60);
    assert.equal(size(groupFindings(report).violations), 2);
  });

  test('undecided cases are gathered by a reason that many share, and by none that they do not', () => {
    const [open] = groupFindings(buildReport(notCertified, 'en')).undecided;
    const undecided = (count: number, why: string | null) =>
      Array.from({ length: count }, (_, at) => ({ ...open!, id: `${why}.${at}`, why, findings: [] }));
    const gathered = sharedReasons([...undecided(4, 'many'), ...undecided(3, 'few'), ...undecided(4, null)]);
    assert.deepEqual(
      gathered.map(({ why, cases }) => [why, cases.length]),
      [['many', 4], ...Array.from({ length: 3 }, () => ['few', 1]), ...Array.from({ length: 4 }, () => [null, 1])],
    );
  });

  test('a pay that credits wrongly by itself explains the other balances that are off alike', () => {
    const report = buildReport(notCertified, 'en');
    const [shown] = report.cases.filter(({ verdict }) => verdict === 'failed');
    const off = (id: string, suite: string, clause: string, causeKey: string) =>
      report.cases.push({ ...shown!, id, suite, findings: [{ ...shown!.findings[0]!, key: 'credit.too-much', clause, causeKey }] });
    off('transport.extra-fields-in-pay', 'transport', 'TP-1.https', 'cause.credited-times');
    off('repeats.in-turn', 'repeats', 'TP-7.7', 'cause.credited-times');
    off('pay.sum-0-29', 'pay', 'TP-6.sum', 'cause.float-money');
    const clauses = () =>
      groupFindings(report).violations.map(({ clause, findings }) => [clause.id, findings.map(({ of, also }) => [of.id, also.length])]);
    assert.equal(clauses().length, 4);
    off('pay.credits', 'pay', 'TP-7.5.pay', 'cause.credited-times');
    assert.deepEqual(clauses()[0], ['TP-7.5.pay', [['pay.credits', 2]]]);
    assert.deepEqual(
      clauses().map(([id]) => id),
      ['TP-7.5.pay', 'TP-6.txn_id', 'TP-6.sum', 'TP-7.7'],
    );
  });

  test('unverified clauses are gathered by the reason', () => {
    const groups = notVerified(buildReport(incomplete, 'en'));
    assert.equal(groups.length, 1);
    assert.equal(groups[0]?.clauses.length, plan.clauses.length);
  });
});
