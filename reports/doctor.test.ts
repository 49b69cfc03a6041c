import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CaseEvent, RecordEvent } from '../harness/record/events.ts';
import { renderDoctor, type OrderOutlook } from './doctor.ts';
import { hostile } from './fixtures/hostile.ts';
import { plan, run } from './fixtures/parts.ts';
import { certified, incomplete, notCertified } from './fixtures/records.ts';
import { LANGS } from './messages/index.ts';
import { buildReport } from './report.ts';

const plain = { color: false, width: 80 };
const letter = (events: readonly RecordEvent[], orders?: OrderOutlook) => renderDoctor(buildReport(events, 'en'), orders, 'en', plain);
const first = plan.cases[0]!.id;

/** A preflight of one step that ends so. */
function ending(end: Partial<CaseEvent>, ...before: RecordEvent[]): RecordEvent[] {
  return [run, plan, ...before, { type: 'case', id: first, verdict: 'passed', durationMs: 1, ...end }];
}

describe('renderDoctor', () => {
  test('a sound preflight is ready, and only the preflight is told', () => {
    assert.equal(
      letter(certified),
      '\nDoctor: https://kaspi.partner.kz/payment_app.cgi\n\n  ✓ the endpoint answers checks\n\n✓ Ready: npx paycert certify can start.\n',
    );
  });

  test('what stands in the way is told with cause and with who mends it', () => {
    const finding: RecordEvent = {
      type: 'finding',
      key: 'preflight.turned-away',
      values: { status: '403' },
      case: first,
      clause: 'TP-2.timeout',
      level: 'must',
      blame: 'configuration',
      expected: 'HTTP 200',
      observed: 'HTTP 403',
      cause: { key: 'cause.http-403' },
      exchanges: [],
      count: 0,
    };
    const page = letter(ending({ verdict: 'inconclusive', why: { key: 'stop.turned-away', values: { status: '403' } } }, finding));
    assert.match(page, /✗ the endpoint answers checks\n {4}The endpoint turns every request away with HTTP 403\./);
    assert.match(page, /Likely cause +The address that this run calls from is not on the\n +allow-list/);
    assert.match(page, /To be mended by +whoever wrote the profile of this run/);
    assert.match(page, /✗ Not ready yet/);
    assert.doesNotMatch(page, /The run stopped/);
  });

  test('a broken protocol is no obstacle to a run, but told', () => {
    assert.match(letter(ending({ verdict: 'failed' })), /It can be reached, but already breaks the protocol/);
    assert.match(letter(incomplete), /Not ready yet/);
  });

  test('with enough orders it is ready; with fewer it says what is skipped', () => {
    const enough = letter(ending({}), { needed: 39, named: 40, payable: 40, cut: [] });
    assert.match(enough, /✓ A full run needs 39 payable orders, one of them only to look at; the\n +profile names 40, and that is enough\./);
    assert.match(enough, /✓ Ready: /);
    const cut = [
      { suite: 'pay', count: 9 },
      { suite: 'repeats', count: 1 },
    ];
    const short = letter(ending({}), { needed: 39, named: 14, payable: 12, cut });
    assert.match(
      short,
      /! A full run needs 39 payable orders[^]*names 14, of which 12 can be paid now\.[^]*10 cases would be\n +skipped: Pay \(9\), Repeats \(1\)\./,
    );
    assert.match(short, /! Ready, but 10 cases will be skipped/);
    assert.doesNotMatch(short, /✓ Ready/);
    assert.doesNotMatch(letter(ending({})), /orders/);
  });

  test('in every language, and harmless whatever the endpoint sent', () => {
    for (const lang of LANGS) {
      for (const events of [notCertified, hostile]) {
        const page = renderDoctor(buildReport(events, lang), { needed: 3, named: 1, payable: 1, cut: [{ suite: 'pay', count: 2 }] }, lang, plain);
        assert.doesNotMatch(page, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
      }
    }
  });
});
