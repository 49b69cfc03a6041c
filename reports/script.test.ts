import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { FindingEvent, RecordEvent, StoryStep } from '../harness/record/events.ts';
import { ATTACK } from './fixtures/hostile.ts';
import { exchange, plan, run } from './fixtures/parts.ts';
import { certified } from './fixtures/records.ts';
import { buildPolyglot, buildReport } from './report.ts';
import { renderHtml } from './html.ts';
import { renderTerminal } from './terminal.ts';
import { SECRET } from './shell.ts';

const CASE = plan.cases.at(-1)!.id;
const TXN = ['100000000000000001', '100000000000000002'] as const;

function asked(id: number, command: string, txn_id: string, { account = '4957835959', host = '' } = {}) {
  const query = `command=${command}&txn_id=${txn_id}&account=${account}&sum=1.00`;
  return exchange(id, {
    to: { scheme: 'http', host: '127.0.0.1', port: 9000 },
    request: { text: `GET /pay?${query} HTTP/1.1\r\nHost: 127.0.0.1:9000\r\n${host}\r\n` },
  });
}

function step(number: number, does: StoryStep['does'], at: 0 | 1, id: number, rest: Partial<StoryStep> = {}): StoryStep {
  return {
    step: number,
    does,
    payment: `000${at + 1}`,
    txn_id: TXN[at],
    account: '4957835959',
    sum: '1.00',
    exchanges: [id],
    observed: 'result 0, prv_txn 7',
    ...rest,
  };
}

function record(story: StoryStep[], exchanges: RecordEvent[], head: Partial<typeof run> = {}): RecordEvent[] {
  const finding: FindingEvent = {
    type: 'finding',
    key: 'exploration.prv-txn-differs',
    values: { steps: '2' },
    case: CASE,
    clause: 'TP-7.7',
    level: 'must',
    blame: 'partner',
    exchanges: [],
    count: 0,
    story,
    replay: '17:3:0',
  };
  const end = certified.at(-1)!;
  return [{ ...run, ...head }, plan, ...exchanges, finding, { type: 'case', id: CASE, verdict: 'failed', durationMs: 1 }, end];
}

/** Runs a script with a stand-in for curl, which prints the address that it was given. */
function shell(script: string, args: string[] = [], env: Record<string, string> = {}): { lines: string[]; left: string[] } {
  const cwd = mkdtempSync(join(tmpdir(), 'script-'));
  const stand_in = `curl() { for last; do :; done; printf '%s\\n' "$last"; }\n`;
  const out = execFileSync('sh', ['-s', '--', ...args], {
    cwd,
    input: stand_in + script,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    encoding: 'utf8',
  });
  return { lines: out.split('\n').filter((line) => line !== ''), left: readdirSync(cwd) };
}

const numbersIn = (lines: readonly string[]) => lines.flatMap((line) => /txn_id=(\d+)/.exec(line)?.[1] ?? []);

describe('the script of a counterexample', () => {
  const story = [
    step(1, 'pay', 0, 1),
    step(2, 'pay', 1, 2),
    step(2, 'pay-again', 0, 3),
    step(3, 'balance', 0, 0, { payment: '', exchanges: [4, 5] }),
  ];
  const exchanges = [asked(1, 'pay', TXN[0]), asked(2, 'pay', TXN[1]), asked(3, 'pay', TXN[0]), asked(4, 'check', '5'), asked(5, 'check', '6')];

  test('asks in order, under new numbers that keep apart what was apart', () => {
    const report = buildReport(record(story, exchanges), 'en');
    assert.deepEqual(
      report.scripts.map(({ name }) => name),
      ['explore-1.sh'],
    );
    const { lines, left } = shell(report.scripts[0]!.text);
    const [first, paid, other, again, last] = numbersIn(lines);
    assert.deepEqual([first, last], ['5', '6'], 'the balance is looked at before and after');
    assert.equal(paid, again);
    assert.notEqual(paid, other);
    assert.match(paid!, /^\d{10,18}$/);
    assert.ok(!TXN.includes(paid as (typeof TXN)[0]));
    assert.deepEqual(left, []);
  });

  test('orders are those of the command line, else those of the record', () => {
    const orders = [asked(1, 'pay', TXN[0], { account: 'ORD-%281%29' }), asked(2, 'pay', TXN[1], { account: 'ORD-2' })];
    const [script] = buildReport(record([step(1, 'pay', 0, 1), step(2, 'pay', 1, 2)], orders, { kind: 'order' }), 'ru').scripts;
    const accounts = (args: string[]) => shell(script!.text, args).lines.flatMap((line) => /account=([^&]*)/.exec(line)?.[1] ?? []);
    assert.deepEqual(accounts([]), ['ORD-%281%29', 'ORD-2']);
    assert.deepEqual(accounts(['NEW-1']), ['NEW-1', 'ORD-2']);
  });

  test('secrets come from the environment, and are named', () => {
    const secret = asked(1, 'pay', TXN[0], { host: `Authorization: ${SECRET}\r\n` });
    const { text } = buildReport(record([step(1, 'pay', 0, 1)], [secret]), 'kk').scripts[0]!;
    assert.match(text, /^# .*PAYCERT_HEADER_AUTHORIZATION$/m);
    assert.throws(() => shell(text), 'an unset secret ends the script');
    assert.equal(numbersIn(shell(text, [], { PAYCERT_HEADER_AUTHORIZATION: 'x' }).lines).length, 1);
  });

  test('hostile texts execute nothing and reach no terminal, in any language', () => {
    const account = `${encodeURIComponent("';touch hacked;'$(touch hacked)")}'$(touch\thacked)'PAYCERTTXN1ENDPAYCERTORDER9END`;
    for (const lang of ['en', 'ru', 'kk'] as const) {
      for (const kind of ['balance', 'order'] as const) {
        const told = [step(1, 'pay', 0, 1, { observed: ATTACK, expected: `${ATTACK}\ntouch hacked\n`, account: ATTACK, sum: ATTACK })];
        const report = buildReport(record(told, [asked(1, 'pay', TXN[0], { account })], { kind }), lang);
        const { text } = report.scripts[0]!;
        assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
        // Without -u: a hostile place may name an order that is not there.
        assert.deepEqual(shell(text.replace('set -u\n', 'nc() { cat >/dev/null; }\n')).left, []);
        const terminal = renderTerminal(report, lang, { color: false, width: 80 });
        assert.doesNotMatch(terminal, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
        const html = renderHtml(buildPolyglot(record(told, [asked(1, 'pay', TXN[0], { account })], { kind }), lang));
        assert.doesNotMatch(html, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
        assert.equal(html.match(/<script>/g)?.length, 1);
      }
    }
  });
});

describe('the story of a counterexample', () => {
  const told = [
    step(1, 'pay', 0, 1),
    step(2, 'check', 0, 2, { observed: 'result 0' }),
    step(3, 'pay-again', 0, 3, { expected: 'result 0, prv_txn 7', observed: 'result 0, prv_txn 8' }),
    step(3, 'pay-cut', 1, 4, { end: 'aborted' }),
  ];
  delete told[3]!.observed;
  const exchanges = [1, 2, 3, 4].map((id) => asked(id, 'pay', TXN[0]));

  test('is told line by line, with what was due', () => {
    const finding = buildReport(record(told, exchanges), 'en').cases.find(({ id }) => id === CASE)!.findings[0]!;
    assert.deepEqual(
      finding.story?.map(({ line }) => line),
      [
        '1. pay 0001, 1.00 tenge: result 0, prv_txn 7',
        '2. check 0001: result 0',
        '3. at once: pay 0001 again: result 0, prv_txn 8; expected result 0, prv_txn 7',
        '3. at once: pay 0002, 1.00 tenge, and the connection is broken by us: broken off by us, as the case demands',
      ],
    );
    assert.equal(finding.replay, 'npx paycert certify --profile FILE --suite exploration --explore-replay 17:3:0');
  });

  test('stands in every report, in every language, with script and replay', () => {
    for (const lang of ['en', 'ru', 'kk'] as const) {
      const report = buildReport(record(told, exchanges), lang);
      const terminal = renderTerminal(report, lang, { color: false, width: 110 });
      for (const page of [terminal, renderHtml(buildPolyglot(record(told, exchanges), lang))]) {
        assert.match(page, /2\. check 0001: result 0/);
        assert.match(page, /explore-1\.sh/);
        assert.match(page, /--explore-replay 17:3:0/);
      }
    }
  });
});
