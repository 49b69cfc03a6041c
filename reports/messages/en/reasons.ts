/** What decided the run's verdict, what stopped it, and why a case stays undecided or a clause unverified. */
export const reasons = {
  'reason.certified': '{count} {count:case|cases} passed, none failed.',
  'reason.remarks': 'No case failed, {count} {count:has|have} remarks: {cases}',
  'reason.failed': '{count} {count:case|cases} failed: {cases}',
  'reason.inconclusive': '{count} binding {count:case stays|cases stay} undecided: {cases}. The section “Undecided” says why.',
  'reason.core-unverified':
    'Clauses that no certificate can do without were not verified: {clauses}. The section “Not verified” says what is lacking.',
  'reason.partial': 'The run was narrowed by --suite, --case or --skip, and a narrowed run never certifies.',
  'reason.nothing-passed': 'No case passed, so nothing is shown. Look at what was skipped, and why.',
  'reason.interrupted': 'The run was interrupted. What was seen until then is shown.',
  'reason.killed': 'The run broke off before its end: the record has no last line. What is known so far is shown.',

  'stop.unresolved': 'The run stopped: the host name {host} does not resolve. Correct partner.url or the DNS, and run it again.',
  'stop.unreachable': 'The run stopped: no connection to {place} ({code}). Start the endpoint or open the firewall, and run it again.',
  'stop.untrusted':
    'The run stopped: the certificate of {host} is not accepted ({code}). Mend it, or name a test stand’s authority in partner.tls.ca.',
  'stop.not-tls':
    'The run stopped: what answers at {place} is not TLS. Write http:// in partner.url if the test stand has none, or the port that serves HTTPS, and run it again.',
  'stop.turned-away': 'The run stopped: every request is turned away with HTTP {status}. Correct partner.url, partner.headers or the allow-list.',
  'stop.silent': 'The run stopped: no check was answered within 15 s.',
  'stop.unreadable': 'The run stopped: what comes from the endpoint is not an answer in HTTP.',
  'stop.no-answer': 'The run stopped: no check got an answer ({how@end}). See the endpoint’s log and whatever stands before it.',
  'stop.not-payable':
    'The run stopped before any payment: the account {account} cannot be paid (check answers {result}). Name a payable one in partner.accounts.payable.',
  'stop.no-balance-field':
    'The run stopped before any payment: the check answer has no field {field} with a balance that can be read. Correct partner.balanceField, or leave it out if check tells no balance.',
  'stop.went-away':
    'The run stopped: since an earlier request the endpoint answers nothing any more, not even a plain check. Find out which request brought it down (the last violation tells), restart it, and run again.',

  'why.no-case': 'No case of this run looks at this clause.',
  'why.case-failed': '{cases} failed on another clause, so nothing has confirmed it.',
  'why.not-run': 'No case of this run could confirm it.',
  'why.no-answer': 'No answer came to exchange {exchange}: {how@end}. Whether the partner got the request cannot be told from here.',
  'why.illegible':
    'No answer of the run has a result that can be read (see exchange {exchange}), so this cannot be judged. Mend the form of the answers first.',
  'why.still-processing':
    'The payment is still answered 4 (exchange {exchange}), so this cannot be judged. If it needs longer, raise partner.processingTimeout.',
  'why.first-pay-refused': 'The first pay was not credited ({said}, exchange {exchange}), so there is nothing to repeat. Mend that first.',
  'why.balance-given-up':
    'The balance was given up, since check itself moves it (check.credits-nothing), and answers alone do not show a second credit. Mend that first.',
  'why.sum-guessed':
    'The pay of {sum@money} tenge was refused with 5 (exchange {exchange}), as all before it, and the profile names no sums: the partner may have a least sum or a daily limit that this run cannot know. Give partner.sums: { min: "…", max: "…" } and run it again.',
  'why.rate-limited': 'The endpoint kept refusing with HTTP {status}, as if too many requests came. Raise its limit for the address of this run.',
  'why.silent': 'Nothing more was asked: {command@lane} had gone unanswered again and again ({how@end}).',
  'why.gone': 'Nothing more was asked: {command@lane} got no answer any more ({how@end}).',
  'why.crash': 'paycert itself broke down: {problem}. Please report it.',
  'why.stopped': 'The run ended before this case began.',
  'why.running': 'The run ended while this case was at work.',
  'why.killed': 'The run broke off before the cases of this clause were done.',
  'why.price-unknown':
    'The order {account} was refused with 5, and perhaps it has a fixed price, which the profile does not tell. Give it as { account, sum }, or let the source print it behind a tab.',
};
