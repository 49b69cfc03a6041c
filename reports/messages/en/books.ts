/** The partner's books: its ledger, and what the oracles of credit say of each payment. */
export const books = {
  'suite.ledger': 'Ledger',
  'clause.AG-3.15':
    'The Partner ensures … that money is credited in full to the personal accounts of Payers according to the information on Payments received from the Operator, no later than on the day the registries are received.',
  'reading.AG-3.15': 'Whatever was answered 0 has to stand in the ledger with its whole sum.',
  'fix.AG-3.15': 'Write the ledger row in the same transaction as the credit, and export all rows, not a page of them.',

  'ledger.missing': '{count} {count:payment|payments} of {total@money} tenge that pay answered with 0 {count:is|are} not in the ledger: {numbers}.',
  'ledger.other-number':
    '{count} {count:payment stands|payments stand} in the ledger under another number, such as that to {account} (line {line}): no dispute can be settled by txn_id.',
  'ledger.doubled': '{count} {count:payment stands|payments stand} in the ledger more than once, {total@money} tenge by their own sums: {numbers}.',
  'ledger.extra': '{count} refused {count:payment stands|payments stand} in the ledger as credited, {total@money} tenge: {numbers}.',
  'ledger.row-changed': 'The row of payment {txn_id} (line {line} of the ledger) took over what a repeat said.',
  'ledger.other-sum': 'The payment {txn_id} stands in the ledger with another sum (line {line}).',
  'ledger.other-account': 'The payment {txn_id} stands in the ledger under another account (line {line}).',
  'ledger.other-day': 'The payment {txn_id} stands in the ledger on another day than its txn_date (line {line}).',
  'ledger.malformed': '{count} {count:row|rows} of the ledger cannot be read as a payment: lines {lines}. Any payment could stand there.',
  'ledger.oracles-differ': 'Of {count} {count:payment|payments} the oracles tell different things: {numbers}.',
  'cause.own-clock': 'The books seem to be kept by the partner’s own clock or time zone, or in UTC, instead of by txn_date.',
  'cause.week-year':
    'The year seems to be that of the week and not of the day, as YYYY gives it in Java where yyyy was meant: the last days of December belong to a week of the next year.',

  'skip.no-ledger': 'The partner’s own record of payments is not at hand. Give it in partner.ledger: a URL, a file or a command.',
  'skip.ledger-unreadable':
    'The ledger at {file} could not be read: {problem}. Correct partner.ledger; where it is made later, leave it out and compare afterwards with npx paycert reconcile.',
  'preflight.no-balance-field':
    'The check answer of a payable account has no field {field} with a balance that can be read. Correct partner.balanceField.',
  'skip.ledger-behind':
    'The ledger has none of the payments of this run yet. If it is exported later, give one that is made on the spot, or compare afterwards with npx paycert reconcile.',
  'skip.ledger-in-part':
    '{count} of the {of} payments cannot be in this ledger, as it holds only the last rows, or one day, or is made now and then: {numbers}. They are no fault of the partner; give a ledger that holds everything since the run began.',
  'note.ledger-set-aside':
    'Rows of the ledger with these words in the column of status are no credits, as our own payments show: {words}. If that is wrong, name the words of credits in partner.ledger.credited.',
  'note.ledger-accounts-masked': 'The ledger hides a part of each account, so accounts were compared by the characters that are left.',
  'note.ledger-accounts-folded':
    'The ledger writes accounts in other letters (capitals, spaces, leading zeros), so two accounts that differ by these alone could not be told apart there.',
  'skip.not-in-ledger': 'This payment is not in the ledger; the case on every payment tells of it.',
  'skip.date-refused': 'The payment was refused, and so has no day in the ledger.',
  'usage.ledger-source': '{place}: partner.ledger takes one of url, file and command, beside columns, format and headers.',

  'ui.credits': 'Credited',
  'oracle.answers': 'answers',
  'oracle.balance': 'balance',
  'oracle.ledger': 'ledger',
  'ui.unclear': 'unclear',
  'ui.at-risk': 'At risk',
  'ui.oracles-agree': 'Each of them was credited exactly once; so say: {oracles}.',
  'ui.oracles-unclear':
    'Of {count} {count:payment|payments} the balance cannot tell how often they were credited, as others moved it at the same time or it shows no tiyn; {others} tell.',
  'ui.oracles-partly':
    'Each of them was credited exactly once. Of {count} {count:payment|payments} {others} alone tell it, as others moved the balance at the same time or it shows no tiyn; the rest is told by {oracles}.',
  'risk.twice': 'credited more than once',
  'risk.uninvited': 'not answered 0, and credited all the same',
  'risk.missing': 'answered 0, and not credited',
  'risk.open': 'its outcome is not known',
  'risk.sum': 'another sum stands in the ledger',

  'ui.oracles-risk': 'Money at risk: {total@money} tenge in {count} {count:payment|payments}.',
  'ui.oracles-given-up': 'Credits are known by the answers alone: the balance was given up after check.credits-nothing. Mend that first.',
  'ui.oracles-one': 'Credits are known by the answers alone. A balanceField or a ledger in the profile would show what was really credited.',
  'ui.risk-line': '{txn_id} · {account} · {sum@money} tenge · {date} · asked {asked}× · credited: {credits} · at risk {risk@money}: {why}',
  'ui.more': 'and {count} more, in the report',
};
