import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CaseEvent, RecordEvent } from '../harness/record/events.ts';
import { renderDoctor } from './doctor.ts';
import { hostile } from './fixtures/hostile.ts';
import { plan, run } from './fixtures/parts.ts';
import { certified, incomplete, notCertified } from './fixtures/records.ts';
import { LANGS } from './messages/index.ts';
import { buildReport } from './report.ts';

const plain = { color: false, width: 80 };
const letter = (events: readonly RecordEvent[], orders = {}) => renderDoctor(buildReport(events, 'en'), { ordersWanted: 0, ...orders }, 'en', plain);
const first = plan.cases[0]!.id;

/** A preflight of one step that ends so. */
function ending(end: Partial<CaseEvent>, ...before: RecordEvent[]): RecordEvent[] {
  return [run, plan, ...before, { type: 'case', id: first, verdict: 'passed', durationMs: 1, ...end }];
}

describe('renderDoctor', () => {
  test('a sound preflight is ready, and only the preflight is told', () => {
    assert.equal(
      letter(certified),
      '\nDoctor: https://kaspi.partner.kz/payment_app.cgi\n\n  ✓ the endpoint answers checks\n\n✓ Ready: paycert certify can start.\n',
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

  test('orders are counted where orders are paid and not made on demand', () => {
    const orders = ending({}).map((event): RecordEvent => (event.type === 'run' ? { ...event, kind: 'order' } : event));
    assert.match(
      letter(orders, { ordersWanted: 36, ordersOffered: 12 }),
      /! The full run spends up to 36 orders and keeps one to look at; the profile\n +offers 12\./,
    );
    assert.match(letter(orders, { ordersWanted: 36, ordersOffered: 37 }), /✓ The full run/);
    assert.doesNotMatch(letter(orders, { ordersWanted: 36 }), /The full run/);
    assert.doesNotMatch(letter(certified, { ordersWanted: 36, ordersOffered: 12 }), /The full run/);
  });

  test('in every language, and harmless whatever the endpoint sent', () => {
    for (const lang of LANGS) {
      for (const events of [notCertified, hostile]) {
        const page = renderDoctor(buildReport(events, lang), { ordersWanted: 1 }, lang, plain);
        assert.doesNotMatch(page, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
      }
    }
  });
});
