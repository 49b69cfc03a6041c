import { Result, txnDate } from '../../../protocol/index.ts';
import type { Change } from '../desk.ts';
import type { LedgerText } from '../ledger.ts';
import type { Variation } from './variation.ts';

const xml = ['xml'] as const;

/** Rows of an export that is cut to a page. */
const PAGE = 40;
/** How far an export from a replica is behind, milliseconds. */
const BEHIND_MS = 5_000;

/** Other ways to keep and to export the same books: the payments are right, and what the ledger says of them is true. */
export const LEDGER_VARIATIONS = [
  {
    name: 'ledger-accounts-folded',
    what: 'the ledger holds accounts in small letters, without spaces and leading zeros',
    answers: xml,
    change: accounts((account) =>
      account
        .toLowerCase()
        .replaceAll(/\s/g, '')
        .replace(/^0+(?=.)/, ''),
    ),
  },
  {
    name: 'ledger-accounts-masked',
    what: 'the ledger shows the first two and the last four characters of an account',
    answers: xml,
    change: accounts((account) => [...account].map((char, at, all) => (at < 2 || at >= all.length - 4 ? char : '*')).join('')),
  },
  {
    name: 'ledger-accounts-last-four',
    what: 'the ledger shows the last four characters of an account',
    answers: xml,
    change: accounts((account) => [...account].slice(-4).join('')),
  },
  {
    name: 'ledger-tells-status',
    what: 'the ledger holds refused pays as well, and says of each row which it is',
    answers: xml,
    change: (right) => {
      const refused = refusals();
      return {
        pay: refused.listen(right),
        ledger: (desk) => [
          ...right.ledger(desk).map((row) => ({ ...row, status: 'success' })),
          ...refused.rows().map((row) => ({ ...row, status: 'failed' })),
        ],
      };
    },
  },
  {
    name: 'ledger-logs-steps',
    what: 'the ledger holds a row for each step of a payment: received, then credited or refused',
    answers: xml,
    change: (right) => {
      const refused = refusals();
      return {
        pay: refused.listen(right),
        ledger: (desk) =>
          [...right.ledger(desk).map((row) => [row, 'зачислено'] as const), ...refused.rows().map((row) => [row, 'отказ'] as const)].flatMap(
            ([row, step]) => [
              { ...row, статус: 'принято' },
              { ...row, статус: step },
            ],
          ),
      };
    },
  },
  {
    name: 'ledger-of-last-rows',
    what: `the ledger is exported a page of ${PAGE} rows at a time, the last one`,
    kinds: ['balance'],
    answers: xml,
    change: (right) => ({ ledger: (desk) => right.ledger(desk).slice(-PAGE) }),
  },
  {
    name: 'ledger-of-today',
    what: 'the ledger is exported for one day, by txn_date',
    answers: xml,
    change: (right) => ({
      ledger: (desk) => right.ledger(desk).filter(({ txn_date }) => txn_date.slice(0, 8) === txnDate(desk.now()).slice(0, 8)),
    }),
  },
  {
    name: 'ledger-lags',
    what: `the ledger is read from a replica that is ${BEHIND_MS / 1_000} s behind`,
    answers: xml,
    change: (right) => {
      const since = new Map<string, number>();
      return {
        credit: (payment, desk) => {
          since.set(payment.txn_id, desk.now());
          right.credit(payment, desk);
        },
        ledger: (desk) => right.ledger(desk).filter(({ txn_id }) => desk.now() - (since.get(txn_id) ?? 0) >= BEHIND_MS),
      };
    },
  },
] as const satisfies readonly Variation[];

function accounts(written: (account: string) => string): Change {
  return (right) => ({ ledger: (desk) => right.ledger(desk).map((row) => ({ ...row, account: written(row.account) })) });
}

/** Keeps the pays that were refused, as they were asked for. */
function refusals(): { listen: (right: Parameters<Change>[0]) => Parameters<Change>[0]['pay']; rows(): readonly LedgerText[] } {
  const refused: LedgerText[] = [];
  return {
    listen: (right) => async (asked, call, desk) => {
      const decision = await right.pay(asked, call, desk);
      const { txn_id = '', account = '', sum = '', txn_date = '' } = asked;
      if (decision.result !== Result.ok && decision.result !== Result.processing) refused.push({ txn_id, prv_txn: '', account, sum, txn_date });
      return decision;
    },
    rows: () => refused,
  };
}
