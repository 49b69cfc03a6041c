import { setTimeout as sleep } from 'node:timers/promises';
import { agrees, beyond, causeOfTxnId, chapter, type Audited } from '../harness/index.ts';
import { accountForm, Result } from '../protocol/index.ts';
import { creditedOf, linesOf, NEEDS, numbersOf, totalOf, whole, type At, type Credited } from './ledger-looks.ts';
import { ledgerDays, ledgerRepeats, ledgerValues } from './ledger-values.ts';

/**
 * What the partner's own ledger says of the payments of this run, when everything has been paid and
 * repeated. Its rows of other payments are left alone.
 */
const { must, cases } = chapter('ledger', 'closing');
const last = chapter('ledger', 'closing');

/** Waits before a last balance that does not fit is believed. */
const LATE_BALANCE_MS = [500, 1_000, 1_500];

must(['TP-7.1', 'AG-3.15'], 'every-payment', 'every payment that was answered 0 stands in the ledger', NEEDS, async (at) => {
  const credited = creditedOf(at);
  const view = await at.ledger((read) => credited.every(({ payment }) => read.rowsOf(payment.txn_id).length > 0));
  const missing = credited.filter(({ payment }) => view.rowsOf(payment.txn_id).length === 0);
  const misnamed = missing.flatMap((each) => {
    const row = view.lookalikes.find(
      ({ account, sum, txn_date }) =>
        accountForm(each.payment.account, account) !== undefined && sum === each.payment.sum && txn_date === each.payment.txn_date,
    );
    return row ? [{ ...each, row }] : [];
  });
  const [other] = misnamed;
  if (other) {
    const cause = causeOfTxnId(other.payment.txn_id, other.row.txn_id);
    at.object({
      key: 'ledger.other-number',
      values: { count: String(misnamed.length), line: String(other.row.line), account: other.payment.account },
      expected: `txn_id ${other.payment.txn_id}`,
      observed: `txn_id ${other.row.txn_id}`,
      ...(cause ? { cause } : {}),
      exchanges: misnamed.map(({ exchange }) => exchange),
    });
    return;
  }
  // An export may be made once a day, or hold a page of rows alone: one that cannot know a payment accuses nobody.
  const excused = beyond(view, at.books.entries());
  const lost = missing.filter(({ entry }) => !excused(entry));
  if (missing.length > 0 && lost.length === 0) skipFor(at, missing, credited.length);
  const [first] = lost;
  if (first) {
    at.object({
      key: 'ledger.missing',
      values: { count: String(lost.length), numbers: numbersOf(lost), total: totalOf(lost) },
      expected: `txn_id ${first.payment.txn_id}, ledger 1`,
      observed: `txn_id ${first.payment.txn_id}, ledger 0 (of ${view.rows})`,
      exchanges: lost.map(({ exchange }) => exchange),
    });
  }
});

/** Some or all payments lie outside of what this ledger holds. */
function skipFor(at: At, missing: readonly Credited[], of: number): never {
  if (missing.length === of) return at.skip('skip.ledger-behind');
  return at.skip('skip.ledger-in-part', { count: String(missing.length), of: String(of), numbers: numbersOf(missing) });
}

must(['TP-7.7', 'TP-7.1'], 'no-doubles', 'no payment stands in the ledger twice', NEEDS, async (at) => {
  const view = await whole(at);
  const doubled = creditedOf(at).filter(({ payment }) => view.rowsOf(payment.txn_id).length > 1);
  const [first] = doubled;
  if (first) {
    const rows = view.rowsOf(first.payment.txn_id);
    at.object({
      key: 'ledger.doubled',
      values: { count: String(doubled.length), numbers: numbersOf(doubled), total: totalOf(doubled) },
      expected: `txn_id ${first.payment.txn_id}, ledger 1`,
      observed: `txn_id ${first.payment.txn_id}, ledger ${rows.length} (${linesOf(rows)})`,
      exchanges: doubled.map(({ exchange }) => exchange),
    });
  }
});

must('TP-7.1', 'nothing-extra', 'no payment that was refused stands in the ledger', NEEDS, async (at) => {
  const view = await whole(at);
  // Which words are no credits is found out from our own payments, so the reader is told.
  if (view.setAside.length > 0) at.note({ key: 'note.ledger-set-aside', values: { words: view.setAside.slice(0, 10).join(', ') } });
  const extra = at.books
    .entries()
    .filter(
      ({ credited, last, payment }) => !credited && last !== undefined && last.result !== Result.processing && view.rowsOf(payment.txn_id).length > 0,
    )
    .map(({ payment, last }) => ({ payment, exchange: last!.exchange, result: last!.result }));
  const [first] = extra;
  if (first) {
    const rows = view.rowsOf(first.payment.txn_id);
    at.object({
      key: 'ledger.extra',
      values: { count: String(extra.length), numbers: numbersOf(extra), total: totalOf(extra) },
      expected: `txn_id ${first.payment.txn_id}, result ${first.result}, ledger 0`,
      observed: `txn_id ${first.payment.txn_id}, result ${first.result}, ledger ${rows.length} (${linesOf(rows)})`,
      exchanges: extra.map(({ exchange }) => exchange),
    });
  }
});

last.should('TP-7.1', 'rows-readable', 'every row of the ledger can be read as a payment', NEEDS, async (at) => {
  const { malformed, malformedCount } = await whole(at);
  const [first] = malformed;
  if (first) {
    at.object({
      key: 'ledger.malformed',
      values: {
        count: String(malformedCount),
        lines: malformed
          .slice(0, 10)
          .map(({ line }) => line)
          .join(', '),
      },
      observed: `${first.line}: ${first.why}: ${first.text}`,
    });
  }
});

last.must(['TP-7.1', 'TP-7.7'], 'oracles-agree', 'answers, balance and ledger tell the same of every payment', NEEDS, async (at) => {
  await whole(at);
  let differing: Audited[] = [];
  for (const pause of [0, ...LATE_BALANCE_MS]) {
    await sleep(pause);
    // The last balance of each account, so that its latest payments are seen as well.
    for (const { account } of at.payables) await at.partner.check({ account });
    differing = differingOf(at);
    if (!differing.some(({ balance }) => typeof balance === 'number')) break;
  }
  const [first] = differing;
  if (first) {
    const { answers, balance, ledger: rows, entry } = first;
    at.object({
      key: 'ledger.oracles-differ',
      values: { count: String(differing.length), numbers: numbersOf(differing.map(({ entry: { payment } }) => ({ payment }))) },
      // What was answered is what the operator counts by.
      expected: `answers ${answers}, balance ${balance === undefined ? '–' : answers}, ledger ${rows === undefined ? '–' : answers}`,
      observed: `answers ${answers}, balance ${balance ?? '–'}, ledger ${rows ?? '–'}`,
      exchanges: entry.last ? [entry.last.exchange] : [],
    });
  }
});

/** What a case has objected to is told there; this is the net for what nobody saw. */
function differingOf(at: At): Audited[] {
  const claimed = new Set(at.outcomes.filter(at.isClaimed).map(({ txn_id }) => txn_id));
  return at.audit().filter((audited) => audited.entry.sound && !agrees(audited) && !claimed.has(audited.entry.payment.txn_id));
}

export const ledger = [...ledgerDays, ...cases, ...ledgerValues, ...ledgerRepeats, ...last.cases];
