/** For want of what a case was skipped, and how to give it. */
export const skips = {
  'skip.filter': 'Left out by --suite, --case or --skip.',
  'skip.kind': 'Only for another kind of partner: {kind@kind}.',
  'skip.no-balance':
    'Credits cannot be seen. Let check answer the balance in a field, and name that field in partner.balanceField (for kind: balance).',
  'skip.no-cancelled': 'The profile names no cancelled order. Put one into partner.accounts.cancelled.',
  'skip.no-paid': 'The profile names no order that is already paid. Put one into partner.accounts.paid.',
  'skip.no-processing': 'The profile names no order in processing. Put one into partner.accounts.processing.',
  'skip.no-outside':
    'The profile gives no local address that must be refused. Put one into partner.addresses.outside, and the one that is served into partner.addresses.allowed.',
  'skip.no-price': 'The profile gives no order with a fixed price. Put one into partner.accounts.payable: { account: "…", sum: "200.00" }.',
  'skip.no-second-account': 'It takes two payable accounts. Put another into partner.accounts.payable.',
  'skip.no-two-orders':
    'It takes two payable orders. Put more into partner.accounts.payable, or a command that makes them into partner.accounts.source.',
  'skip.no-https': 'The endpoint is not on HTTPS, so there is no TLS to look at. Give its https:// address in partner.url.',
  'skip.no-public-address': 'The endpoint is on this machine. Give the address that the operator will call in partner.url.',
  'skip.no-https-or-public': 'Plain HTTP on this machine says nothing about the address that the operator will call. Give that one in partner.url.',
  'skip.no-handshake': 'No TLS handshake with the endpoint comes about, so no version can be told. See the next step.',
  'skip.limit':
    'A payment of {sum@money} tenge would pass the ceiling: {payments} payments, {total@money} tenge; {count} payments and {spent@money} tenge are used. Raise limits.payments and limits.total.',
  'skip.no-answers': 'There was no ordinary answer to look at.',
  'skip.no-date-header': 'Answers carry no Date header, so the clock cannot be compared. Nothing needs to be done.',
  'skip.no-more-orders':
    'No unpaid order is left. Put more into partner.accounts.payable, or a command that makes them into partner.accounts.source.',
  'skip.too-few-orders':
    'The run would spend {wanted} orders, the profile offers {left}. Put more into partner.accounts.payable, or a command that makes them into partner.accounts.source.',
  'skip.no-special-account':
    'No payable account of the profile has special characters. If such accounts exist, put one into partner.accounts.payable.',
  'skip.no-spaced-account': 'No payable account of the profile has a space in it. If such accounts exist, put one into partner.accounts.payable.',
  'skip.no-such-near-miss': 'No payable account of the profile can be changed in this way without becoming another one of the profile.',
  'skip.no-account-over-64': 'It takes an account of more than 64 characters. If such accounts exist, put one into partner.accounts.payable.',
  'skip.no-account-over-100': 'It takes an account of more than 100 characters. If such accounts exist, put one into partner.accounts.payable.',
  'skip.no-account-with-letters': 'It takes an account with letters. If such accounts exist, put one into partner.accounts.payable.',
  'skip.no-leading-zero': 'It takes an account with a leading zero. If such accounts exist, put one into partner.accounts.payable.',
  'skip.money-wrong': 'Another case has shown that money does not arrive right; the totals would only say it again.',
  'skip.no-totals': 'No account that was paid tells its balance at both ends.',
  'skip.never-processing': 'No plain pay of this run was answered 4, so there was no payment in processing to repeat.',
  'skip.nothing-paid': 'No payment of this run was credited, so there is nothing to repeat.',
  'skip.sum-out-of-range': 'The sum lies outside partner.sums. Widen min and max if such payments occur.',
  'skip.source-failed': 'The command in partner.accounts.source printed no further order ({problem}).',
  'skip.balance-unreadable': 'The field named in partner.balanceField is not in the check answer, or holds no sum.',
  'skip.no-repeat-after':
    'The profile asks for no waiting, so payments were repeated only as old as the run made them. Give an age in seconds in partner.repeatAfter, such as 300: the run then waits until its payments are that old and repeats them once more.',
};
