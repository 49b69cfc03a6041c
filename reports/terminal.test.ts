import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { RecordEvent } from '../harness/record/events.ts';
import { hostile } from './fixtures/hostile.ts';
import { certified, incomplete, killed, notCertified } from './fixtures/records.ts';
import { LANGS } from './messages/index.ts';
import { buildReport } from './report.ts';
import { renderTerminal } from './terminal.ts';
import { columns, cut, wrap } from './terminal/layout.ts';
import { liveProgress } from './terminal/live.ts';

const records: Record<string, RecordEvent[]> = { certified, 'not-certified': notCertified, incomplete, killed };

/** Golden files: only `UPDATE_GOLDEN=1` writes them; read the difference then. A missing one fails. */
function assertGolden(name: string, actual: string): void {
  const file = new URL(`fixtures/golden/${name}.txt`, import.meta.url);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, actual);
  assert.equal(actual, readFileSync(file, 'utf8'));
}

describe('renderTerminal', () => {
  for (const [name, events] of Object.entries(records)) {
    test(`${name}, as the golden file`, () => {
      assertGolden(
        `${name}.en`,
        renderTerminal(buildReport(events, 'en'), 'en', { color: false, width: 80, reportPath: 'paycert-report/report.html' }),
      );
    });
  }

  for (const lang of ['ru', 'kk'] as const) {
    test(`not-certified in ${lang}, as the golden file`, () => {
      assertGolden(
        `not-certified.${lang}`,
        renderTerminal(buildReport(notCertified, lang), lang, { color: false, width: 80, reportPath: 'paycert-report/report.html' }),
      );
    });
  }

  test('no line is wider than the terminal, save the command to copy', () => {
    for (const lang of LANGS) {
      for (const width of [50, 60, 80, 100]) {
        for (const line of renderTerminal(buildReport(notCertified, lang), lang, { color: false, width }).split('\n')) {
          if (!line.includes('curl -sS')) assert.ok(columns(line) <= width, `${lang} ${width}: ${line}`);
        }
      }
    }
  });

  test('hostile texts reach the terminal as signs: no control character but the line end, and our own colours', () => {
    for (const lang of LANGS) {
      const plain = renderTerminal(buildReport(hostile, lang), lang, { color: false, width: 80 });
      assert.doesNotMatch(plain, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/);
      const coloured = renderTerminal(buildReport(hostile, lang), lang, { color: true, width: 80 });
      assert.doesNotMatch(coloured.replace(/\u001b\[\d+m/g, ''), /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    }
  });

  test('why a case was skipped is told once a kind, unless a clause that was not verified tells it', () => {
    const why = { key: 'skip.no-spaced-account' };
    const skipping = (ids: readonly string[]) =>
      notCertified.map((event) =>
        event.type === 'case' && ids.includes(event.id) ? { ...event, verdict: 'skipped' as const, skip: 'not-offered' as const, why } : event,
      );
    const told = (events: RecordEvent[]) => renderTerminal(buildReport(events, 'en'), 'en', { color: false, width: 100 });
    const reason = /Skipped, and why:\n {2}(\d) · No payable account of the profile has a space in it/;
    assert.doesNotMatch(told(notCertified), /Skipped, and why/);
    const passed = notCertified.flatMap((event) => (event.type === 'case' && event.verdict === 'passed' ? [event.id] : []));
    assert.equal(reason.exec(told(skipping(passed.slice(0, 2))))?.[1], '2');
  });

  test('the verdict and the report come last', () => {
    const lines = renderTerminal(buildReport(notCertified, 'ru'), 'ru', { color: false, width: 80, reportPath: 'out/report.html' })
      .trimEnd()
      .split('\n');
    assert.ok(lines.slice(-6).some((line) => line.includes('✗ Не сертифицирован')));
    assert.equal(lines.at(-1), '  Отчёт: out/report.html');
  });

  test('one defect in many cases is shown in full once', () => {
    const report = buildReport(notCertified, 'en');
    const failed = report.cases.find(({ id }) => id === 'repeats.on-a-new-connection')!;
    for (let at = 0; at < 20; at += 1) report.cases.push({ ...failed, id: `repeats.more-${at}` });
    const page = renderTerminal(report, 'en', { color: false, width: 80 });
    assert.match(page, /The same in 20 more cases:/);
    assert.ok(page.split('\n').length < 240);
  });
});

describe('layout', () => {
  test('counts columns, not characters', () => {
    assert.equal(columns('Төлем ₸'), 7);
    assert.equal(columns('漢字'), 4);
    assert.equal(columns('e\u0301'), 1);
  });

  test('breaks at spaces, and long words where it must', () => {
    assert.deepEqual(wrap('one two three', 8), ['one two', 'three']);
    assert.deepEqual(wrap('abcdefghij k', 4), ['abcd', 'efgh', 'ij k']);
    assert.equal(cut('abcdef', 4), 'abc…');
  });
});

describe('liveProgress', () => {
  function watch(isTTY: boolean, events: RecordEvent[]): string {
    let written = '';
    const live = liveProgress({ isTTY, columns: 60, write: (text: string) => void (written += text) }, 'en');
    for (const event of events) live.event(event);
    live.stop();
    live.stop();
    return written;
  }

  test('a log gets a plain line for each chapter and each failure', () => {
    const lines = watch(false, notCertified);
    assert.match(lines, /✗ answers\.txn-id-18-digits {2}a txn_id of 18 digits comes back unchanged\n/);
    assert.match(lines, /Answers: 3 of 3 cases, 0 skipped, 1 failed, 1 remarks \(0:00\)\n/);
    assert.doesNotMatch(lines, /[\r\u001b]/);
  });

  test('what was skipped is not told as done', () => {
    const stopped = notCertified.map((event) =>
      event.type === 'case' && event.id === 'answers.txn-id-18-digits' ? { ...event, verdict: 'skipped' as const, skip: 'stopped' as const } : event,
    );
    assert.match(watch(false, stopped), /Answers: 2 of 3 cases, 1 skipped, 0 failed, 1 remarks \(0:00\)\n/);
  });

  test('a log gets no line of a load twice, and none within seconds of the last', (t) => {
    t.mock.timers.enable({ apis: ['setInterval', 'Date'] });
    let written = '';
    const live = liveProgress({ isTTY: false, columns: 120, write: (text: string) => void (written += text) }, 'en');
    for (const event of notCertified.slice(0, 3)) live.event(event);
    const progress = { shape: 'burst', sent: 5, inFlight: 0, p50Ms: 1, p99Ms: 2, errors: 0, leftMs: 0 } as const;
    t.mock.timers.tick(7_000);
    live.load(progress);
    for (let seconds = 0; seconds < 30; seconds++) {
      t.mock.timers.tick(1_000);
      live.load(seconds < 20 ? progress : { ...progress, sent: 9 });
    }
    live.stop();
    assert.equal(written.split('5 sent').length - 1, 1);
    assert.equal(written.split('9 sent').length - 1, 1);
  });

  test('a terminal gets failures as they happen', () => {
    assert.match(watch(true, notCertified), /✗ repeats\.on-a-new-connection/);
  });

  test('a terminal’s line is redrawn in place, and removed at the end', (t) => {
    t.mock.timers.enable({ apis: ['setInterval', 'Date'] });
    let written = '';
    const live = liveProgress({ isTTY: true, columns: 60, write: (text: string) => void (written += text) }, 'en');
    for (const event of notCertified.slice(0, 6)) live.event(event);
    t.mock.timers.tick(200);
    assert.match(written, /^\r\u001b\[2K.*Answers · 0\/8 cases · 2 exchanges/);
    live.stop();
    assert.ok(written.endsWith('\r\u001b[2K'));
    assert.ok(!written.includes('\n'));
  });

  test('exploration is told by its sequences, and by the time that is left', (t) => {
    t.mock.timers.enable({ apis: ['setInterval', 'Date'] });
    let written = '';
    const live = liveProgress({ isTTY: false, columns: 120, write: (text: string) => void (written += text) }, 'en');
    for (const event of notCertified.slice(0, 3)) live.event(event);
    const event = { type: 'exploration', seed: 17, rounds: 2, sequences: 31, requests: 240, payments: 50, forMs: 30_000, leftMs: 12_200 } as const;
    live.event({ ...event, shrinking: false });
    t.mock.timers.tick(5_000);
    live.event({ ...event, shrinking: true });
    t.mock.timers.tick(5_000);
    live.stop();
    assert.match(written, /31 sequences · 240 requests · 13 s left · seed 17/);
    assert.match(written, /counterexample found, making it shorter · 31 sequences · at most 13 s/);
  });

  test('hostile titles are made harmless', () => {
    for (const tty of [true, false])
      assert.doesNotMatch(watch(tty, hostile).replace(/\u001b\[\d+m|\r\u001b\[2K/g, ''), /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });
});
