/**
 * What cases object to in the partner's conduct: its reach, its results, its money. Expected and
 * observed values stand beside the sentence in every report, so the sentences don't repeat them.
 */
export const conduct = {
  'preflight.unresolved': 'The host name {host} does not resolve to an address. Check partner.url for a typing error, and the DNS.',
  'preflight.port-silent': 'Nothing answers at {place}: a firewall probably drops the connection. Open it for the address that this run calls from.',
  'preflight.port-refused': 'Nothing listens at {place}. Check host and port in partner.url, and whether the application is running.',
  'preflight.not-tls': 'What answers at {place} is not TLS.',
  'preflight.tls-untrusted': 'The certificate of {host} is not accepted ({code}).',
  'preflight.tls-expires': 'The certificate of {host} is valid for {days} more {days:day|days}: renew it in time.',
  'preflight.tls-too-old': '{host} does not complete a handshake with TLS 1.2 or newer.',
  'preflight.tls-old': '{host} still accepts {version}, which is broken: switch it off.',
  'preflight.turned-away': 'The endpoint turns every request away with HTTP {status}.',
  'preflight.no-answer': 'No check got an answer: {how@end}.',
  'preflight.not-payable': 'The account {account}, which the profile calls payable, is not: check answers {result}.',
  'preflight.clock-skew': 'By its Date header, the endpoint’s clock differs from ours by {seconds} s. Synchronise it (NTP).',

  'transport.plain-http': 'The endpoint is served over plain HTTP, so payments can be read and changed on their way.',
  'transport.crossed': 'On a kept connection a request does not get its own answer.',
  'transport.outside-served': 'An address that is not the operator’s gets an answer about the account. Whoever finds the URL can send a pay.',
  'transport.blocked': 'Beside two connections that stand open in silence a check gets no answer, and alone it gets one.',
  'transport.torn': '{count} {count:connection was|connections were} torn down before the answer.',

  'check.unknown-found': 'check answers 0 for an account that does not exist.',
  'check.metacharacters-found': 'check answers 0 for a text that is no account: it seems to be executed or cut before it is compared.',
  'check.near-miss-found': 'check takes {near} for the account {account}: a payer who mistypes would credit a stranger.',

  'pay.metacharacters-paid': 'A pay to a text that is no account is answered 0, though its check is refused: pay looks accounts up in another way.',
  'pay.near-miss-paid': 'A pay to {near} is answered 0, though its check finds nothing: money meant for {account} lands where nobody looks for it.',
  'pay.unknown-paid': 'A pay to an account that does not exist is answered 0.',
  'pay.stuck': 'The payment {txn_id} does not become final: after {seconds} s it is still answered 4.',
  'pay.refused': 'The payment {txn_id} of {sum} tenge to a payable account was refused.',
  'pay.undecided': '{count} {count:payment|payments} got no answer, however often we asked. Compare by txn_id with your own record.',

  'result.unexpected': 'The result is not the one that is due here.',
  'result.unreadable': 'The answer holds no result that can be read.',
  'result.not-refused': 'A request that must be refused is answered 0.',
  'refusal.unreadable': 'The request is refused without a result that can be read.',
  'refusal.other-code': 'The request is refused, but not with the code that the protocol has for this case.',

  'repeat.result-differs': 'A repeated pay gets another result than the first.',
  'repeat.prv-txn-differs': 'A repeated pay gets another prv_txn than the first.',
  'repeat.prv-txn-missing': 'A repeated pay is answered without the prv_txn of the first.',
  'repeat.sum-differs': 'A repeated pay gets another sum than the first.',

  'credit.too-much': 'The balance grew by more than it should.',
  'credit.total-differs': 'After {payments} {payments:payment|payments} the balance of account {account} has not grown by what they come to.',
  'credit.too-little': 'The balance grew by less than was paid.',

  'orders.paid-against-state': 'An order that cannot be paid in its state is answered 0.',
  'orders.paid-twice': 'One order is paid under more than one txn_id.',
  'orders.nobody-paid': 'When several numbers pay one order at once, none of them gets 0.',
  'orders.other-price-paid': 'An order with a fixed price is paid with another sum.',

  'bad-request.paid': 'A request that breaks the protocol is answered 0, as if it had been paid.',
  'bad-request.no-code': 'A request that breaks the protocol is refused without a result code.',
  'bad-request.server-error': 'A request that breaks the protocol is refused with an error status of the server.',
  'bad-request.torn': 'A request that breaks the protocol gets no answer: the connection breaks.',
  'bad-request.no-answer': 'A request that breaks the protocol is never answered: it hangs for 15 s.',

  'endpoint.unwell': 'The endpoint stops answering in good order: no answer comes, or none with a result.',

  'time.no-answer': 'No check is answered within 15 s (it ends while {phase@phase}).',
  'time.too-slow': '{count} {count:answer|answers} did not begin within 15 s, when the system breaks off.',
  'time.dripping': '{count} {count:answer|answers} began but {count:was|were} not whole within 15 s, when the system breaks off.',
  'time.slow': '{count} {count:answer|answers} took more than 5 s: a busy day could push {count:it|them} over 15 s.',

  'harness.crash': 'This case broke down by a fault of paycert itself.',
};
