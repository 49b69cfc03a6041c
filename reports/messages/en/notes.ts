/** What a reader should know that is no objection. */
export const notes = {
  'note.neighbour':
    'check finds {account}, which was made up from an account of the profile. It seems to be another real account, so nothing is held against the partner.',
  'note.not-payable':
    '{count} {count:account|accounts} of partner.accounts.payable cannot be paid, so the run goes on without: {accounts}. Replace {count:it|them}.',
  'note.demo': 'The partner was started for this demo and ended with it: commands that ask again reach nobody.',
  'note.slowed-down': 'The endpoint limits the rate of requests: the run waits {seconds} s and goes on more slowly.',
  'note.unknown-is-known':
    'The profile calls these accounts unknown, but check finds them: {accounts}. The run uses made-up ones; correct partner.accounts.unknown.',
  'note.no-oracle':
    'Nothing shows this run what was really credited: repeats are judged by their answers alone, and a second credit in silence would not be seen. Name the field that holds the balance in partner.balanceField.',
  'note.too-few-orders':
    'The profile offers {offered} {offered:order|orders} to pay, and a full run wants {wanted}: {count} {count:case was|cases were} left out, the less important ones. Add orders to partner.accounts.payable, or a command to partner.accounts.source.',
  'note.not-yet': 'This version does not use {fields} of the profile.',
  'note.orders-only':
    'Accounts of kind: balance have no states, so this is not used: {fields}. If these are orders that are paid once, write kind: order under partner.',
  'note.balance-unreadable':
    'The check answer has no field {field} with a balance that can be read, so nothing shows this run what was really credited. Correct partner.balanceField.',
  'note.balance-given-up':
    'check moves money (check.credits-nothing), so the balance shows nothing of payments from there on: what only the balance can show stays undecided. Mend that first, and run it again.',
  'note.balance-in-tenge':
    'Balances are shown in whole tenge, so a credit is judged by them to within a tenge, and tiyn by what several payments come to (pay.tiyn-add-up).',
  'note.accounts-left-out':
    'Of the {count} payable accounts of the profile, {most} are looked at one by one, those with special characters first; the others are taken at its word.',
  'note.outage':
    'The endpoint was down for a moment when exchange {exchange} was sent, and answered the same request in good order when it was back. It is not held against that request; look in its log why it went down.',
  'note.will-wait':
    'partner.repeatAfter is set: at its end a run waits until no payment has been asked for in the last {seconds} s, and then repeats them all.',
  'note.memory-reach':
    'TP-7.7: repeats were seen up to {seconds} s after the first pay. A memory that lasts longer than that and ends all the same is not seen.',
  'note.memory-reach-short':
    'TP-7.7: repeats were seen up to {seconds} s after the first pay. A memory that lasts longer than that and ends all the same is not seen; to look further, let the run wait: partner.repeatAfter: 300.',
};
