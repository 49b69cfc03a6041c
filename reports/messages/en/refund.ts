/** The partner's client of the Refund API: what its cases object to, and how it is set going. */
export const refund = {
  'suite.refund': 'Refund API: the partner’s client',

  'refund.never-came':
    'Nothing came within {seconds} s. Check that refund.client.trigger starts a refund, and that the client calls the address that it gets as {baseUrl}.',
  'refund.handshake-broken':
    'Somebody came, and broke the TLS handshake off ({code}). Let the client trust the certificate of refund.client.tls.cert, and call this operator by a name that stands in it.',
  'refund.trigger-failed': 'The trigger failed: {problem}. Try the command or the address of refund.client.trigger by hand.',
  'refund.trigger-missing':
    '{program} of refund.client.trigger is not there. A path is taken from {folder}, the profile’s folder; a name without a path is looked for in PATH.',
  'refund.trigger-not-executable': '{program} of refund.client.trigger cannot be executed. Name a file, and let it be run: chmod +x {program}',
  'refund.trigger-unreachable':
    'Nobody answers at {place} ({code}). Start the program that refund.client.trigger.url is to reach, or correct the address.',
  'refund.trigger-no-payment':
    'refund.client.trigger does not pass {place} on, so the client cannot know what to refund. Put it into the command; or, where your client knows of one payment alone, name that in refund.client.payments.',
  'refund.not-http': 'What came is not a whole HTTP/1.1 request.',
  'refund.wrong-path': 'A request goes to an address that the Refund API does not have.',
  'refund.wrong-method': '{call} is not called by POST.',
  'refund.wrong-type': 'The Content-Type of {call} is not application/json.',
  'refund.not-utf8': 'The body of {call} is not in UTF-8.',
  'refund.not-json': 'The body of {call} is not JSON.',
  'refund.no-object': 'The body of {call} is JSON, but no object.',
  'refund.member-missing': '{call}: the member {field} is missing.',
  'refund.member-empty': '{call}: {field} is an empty text.',
  'refund.member-long': '{call}: {field} is longer than {most} characters.',
  'refund.identificator-long': '{call}: {field} is longer than {most} characters.',
  'refund.no-integer': '{call}: {field} is no integer.',
  'refund.past-64-bits': '{call}: {field} does not fit into 64 bits.',
  'refund.no-text': '{call}: {field} is no text.',
  'refund.not-filed': 'The refund that was asked for was not filed: no RefundRequest came that can be read.',
  'refund.payment-differs': 'The refund was filed for another PaymentId than the one that was asked for.',
  'refund.amount-differs': 'The refund was filed for another amount than the one that was asked for.',
  'refund.reason-differs': 'The reason arrives changed.',
  'refund.no-login': 'The client files without having got a token by GetToken.',
  'refund.login-wrong': 'The client logs in with another login or password than the profile names. Give both sides the same.',
  'refund.token-not-sent': 'A call comes without the header token.',
  'refund.token-unknown': 'Calls carry a token that this operator never gave.',
  'refund.token-wasted': 'The client logs in again for each call, though its token is still good. Each login ends the token of every other process.',
  'refund.token-not-renewed': 'A call was refused with 401 or 403, and the client did not get a new token.',
  'refund.call-not-repeated': 'The client got a new token, but did not repeat the call that was refused.',
  'refund.login-hammered': 'A login that is refused is tried again and again.',
  'refund.filed-anew':
    'One refund was filed under two identifiers. Wherever the first one had been taken, the payer would get the money twice. Make RefundIdentificator once for each refund, store it before the first call, and keep it in every repeat.',
  'refund.repeat-differs':
    'A repeat of a filing asks for another amount than the first, under the same identifier. Whichever of them arrives is what the payer gets. Send the same request again, byte for byte.',
  'refund.returned-twice': 'The payer would get {total} in place of {amount}: the refund was made more than once.',
  'refund.not-asked':
    'The status was {status}, which is not final, and was not asked again within {seconds} s. Ask until SUCCESS or FAILED. If your client asks more rarely, raise refund.client.clocks.patience.',
  'refund.not-found-out':
    'The outcome of a call was unknown, and the client neither asked nor filed again under the same identifier within {seconds} s. Let it find out by itself. If it does so later, raise refund.client.clocks.patience.',
  'refund.not-filed-again':
    'The operator did not find the request (error 6), and the client did not file it again. What was filed never arrived: file it once more, under the same RefundIdentificator.',
  'refund.asked-too-often': 'The status is asked too often.',
  'refund.asked-after-final': 'The status is still asked when it is final.',
  'refund.filed-after-final': 'A refund that is final is filed again.',
  'refund.hammered': 'A filing that was refused is sent again and again.',
  'refund.believes-success': 'The client calls the refund a success, and it is none, or nobody has told it so.',
  'refund.believes-failed': 'The client calls the refund failed, and the money goes back, or may go back.',
  'refund.believes-open': 'The client calls the refund open, though it was told how it ended.',
  'refund.identificator-shared': 'Two different refunds have the same RefundIdentificator: the second is taken for a repeat of the first.',

  'ui.waiting': '{left} s left to start the refund by hand · {done}/{cases} cases',
  'end.left': 'the client left before the answer',

  'cli.simulating-refund-client': 'Reference client of the Refund API, which takes orders at {url}\nCtrl-C ends it.',
  'cli.example.simulate-refund-client': 'a client of the Refund API, and a profile to certify it by',

  'cause.payment-id-double':
    'The digits after the 16th differ: PaymentId went through a floating-point number. Keep it in a 64-bit integer or a text.',
  'cause.integer-as-double':
    'A point or an exponent is what a floating-point number leaves in JSON: the number went through one, and its digits past the 16th are lost.',
  'cause.amount-unit':
    'It is a hundred times more or less: tenge and tiyn were mixed up. If this operator counts in tiyn, write refund.client.amountUnit: tiyn.',

  'why.refund-never-came': 'The client did not come to paycert. The case refund.comes says what to look at.',
  'why.refund-not-filed': 'In the scenario {scenario} no filing came that could be let in. Mend what other cases of this chapter object to first.',
  'why.refund-port-lost':
    'The port {place} was closed for a while, as the scenario has it, and could not be opened again ({code}): another program has taken it. Choose a port that nobody else takes, and run once more.',
  'skip.refund-trigger': 'The trigger does not pass {place} on, so this cannot be asked for. Put it into refund.client.trigger.',
  'skip.refund-by-hand': 'The profile names no refund.client.trigger: the terminal will say what to refund, and somebody starts it by hand.',
  'skip.refund-nothing-came': 'No request came, so there is nothing to look at.',
  'note.refund-by-hand':
    'Please start a refund now, within {seconds} s (scenario {scenario}): payment {paymentId}, amount {amount}, reason «{reason}», operator {baseUrl}',

  'usage.refund-listen':
    'refund.client.listen: {place} cannot be listened on ({code}). End the program that holds it, or choose another address and port.',
  'usage.refund-address':
    'refund.client.listen: {place} is no address of this machine ({code}). Listen on 127.0.0.1 or 0.0.0.0, and name the address that the client uses in refund.client.baseUrl.',
  'usage.refund-port': '{place}: there is no port {port}. Choose one from 1 to 65535, or 0 for any free one.',
  'usage.refund-tls-unreadable': '{place}: {file} cannot be read ({problem}). Paths are relative to the profile.',
  'usage.refund-tls-cert': '{place}: {cert} holds no certificate in PEM ({problem}).',
  'usage.refund-tls-key':
    '{place}: {key} holds no private key in PEM that can be used ({problem}). It must not be encrypted; `openssl pkey -in OLD -out NEW` takes the passphrase off.',
  'usage.refund-tls-pair': '{place}: the key {key} does not belong to the certificate {cert} ({problem}). Name the two that were made together.',
  'usage.refund-trigger':
    '{place}: «{trigger}» is no command: it is empty, or a quote stays open. It is not run by a shell; for pipes and variables name a script.',
  'usage.refund-placeholder': '{place}: there is nothing called {name} to fill in. There are {known}.',
};
