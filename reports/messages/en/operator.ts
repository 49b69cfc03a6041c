/** The operator's Refund API: what its cases object to, and the clauses RF-* that demand it. */
export const operator = {
  'suite.operator': 'Refund API of the operator',

  'operator.unreachable': 'The Refund API cannot be reached: {how@end}. Check operator.url, and whether it is running.',
  'operator.login-refused': 'GetToken does not let the login of the profile in. Check operator.url, operator.login and operator.password.',
  'operator.no-token': 'GetToken or CheckToken does not answer with a token and its end.',
  'operator.no-message': 'A refused login is answered without a message.',
  'operator.let-in': 'A caller without a valid token is let in.',
  'operator.other-status':
    'A caller without a valid token is turned away, but with another status than the protocol has for it: callers do not renew their token.',
  'operator.end-past': 'A new token is over before it is used, by its own validTo.',
  'operator.other-token': 'CheckToken answers with another token than it was asked about.',
  'operator.prolonged':
    'The token’s end moved while it was used: callers that rely on the first one log in too early, and a stolen token never ends.',
  'operator.not-json': 'The answer is not a JSON value.',
  'operator.model': 'The answer does not fit its model: {element}.',
  'operator.declined':
    'A refund of the payment {id} that should be possible is declined. Name payments in operator.payments that this login may refund and that have something left.',
  'operator.declined-later': 'A refund of the payment {id} is declined, though another of it went through before and something is left.',
  'operator.taken': 'A request that must be refused became a refund.',
  'operator.taken-unauthorised':
    'A request that was turned away for want of a token became a refund: the same request with a token is answered as a repeat. Check the token before anything else.',
  'operator.identificators-confused':
    'A new refund is taken for a repeat of another, whose RefundIdentificator differs in capital letters alone. The partner believes both are done, and one of them is not. Compare identifiers letter for letter.',
  'operator.server-error': 'A request is refused with an error status of the server, so the caller cannot know whether money moved.',
  'operator.unreadable': 'The answer says neither that the request was taken nor that it was refused.',
  'operator.no-model': 'The request is refused, but not in the model: a caller finds no statusCode and no error.',
  'operator.other-error': 'The request is refused, but not with the error code that the protocol has for this case.',
  'operator.torn': 'A request that must be refused gets no answer: the connection breaks.',
  'operator.not-final': 'The refund does not reach SUCCESS or FAILED.',
  'operator.long-refused': 'Texts of the greatest length that the protocol allows are refused, though shorter ones are taken.',
  'operator.unwell': 'After a huge request the Refund API answers nothing any more.',
  'operator.no-identifier': 'A request is taken without a requestIdentificator: its status can never be asked.',
  'operator.identifier-twice': 'Two refunds got the same requestIdentificator.',
  'operator.repeat-retold': 'A repeated request is answered as if it were the first: no second refund, but not error 4 either.',
  'operator.repeat-identifier': 'A repeated request is not answered with the requestIdentificator of the first.',
  'operator.refunded-twice': 'One request that came several times at once became {count} refunds: the payer gets the money more than once.',
  'operator.nobody-taken': 'A request that came several times at once became no refund at all.',
  'operator.over-total': '{count} refunds that came at once give back more than the payment had left.',
  'operator.forgotten': 'A request that was taken is not found when its status is asked: its caller files it again.',
  'operator.status-differs': 'The status of a refund is another one when it is asked again.',
  'operator.back-from-final': 'A refund that was final has another status later.',

  'skip.no-partner': 'The profile has no check/pay interface. Give its address in partner.url, with a payable account.',
  'skip.no-operator': 'The profile has no Refund API of an operator. Give url, login and password in the section operator.',
  'skip.no-client': 'The profile has no client of the Refund API. Give the section refund.client.',
  'skip.no-refundable': 'The profile names no payment that may be refunded. Put some into operator.payments: { id: "…", sum: "10000.00" }.',
  'skip.no-refundable-left': 'No payment of the profile has enough left to be refunded. Put more into operator.payments.',
  'skip.no-long-payment':
    'No payment of the profile has a number past 2^53 (9007199254740992), so it cannot be seen whether such numbers are exact. Put one into operator.payments.',
  'skip.refund-limit': 'A refund of {sum} tenge would pass the ceiling of {total} tenge, of which {spent} are used. Raise limits.total.',
  'skip.nothing-refunded': 'No refund of this run was taken, so there is nothing to look at.',
  'skip.all-online': 'Every refund was final at once, so none could stand in the way of another.',

  'why.no-token': 'No token was to be had ({told}, exchange {exchange}), so nothing could be asked.',
  'why.refund-declined': 'A refund that should be possible was declined ({told}, exchange {exchange}), so this cannot be judged.',
  'why.refund-open':
    'The refund still has statusCode {status} (exchange {exchange}), so this cannot be judged. If it needs longer, raise operator.processingTimeout.',
  'stop.operator-silent': 'Nothing more was asked of the Refund API: it had gone unanswered again and again ({how@end}).',
  'stop.operator-unreachable': 'Nothing was asked of the Refund API: it cannot be reached ({how@end}).',
  'stop.operator-login': 'Nothing was asked of the Refund API: the login of the profile is refused ({told}).',

  'usage.payment-id': '{place}: “{id}” is no PaymentId of its own: a whole number of 64 bits, in quotes, each named once.',
  'usage.payment-sum': '{place}: {sum} is no whole number of tenge. Give operator.amountUnit: tiyn if the operator counts in tiyn.',

  'clause.AG-3.8': '1) identifies in the personal account the Payment that is to be refunded; 2) notifies the Operator of the refund of the Payment;',
  'clause.RF-auth.token':
    'Address: returnApi/Auth/GetToken … Successful authorisation: HTTP STATUS CODE 200 … Unsuccessful authorisation: HTTP STATUS CODE 401',
  'clause.RF-auth.check':
    'Token check … Answer for a valid token: HTTP STATUS CODE 200 … Answer for an invalid or expired token: HTTP STATUS CODE 401',
  'clause.RF-auth.header': 'The token received is put into the header of the HTTP request under the name “token”',
  'clause.RF-auth.renew':
    'The token is a session identifier that is not prolonged. … On the HTTP errors 401 and 403 the calling system has to get a new token and go on',
  'clause.RF-auth.single':
    'At any moment the calling system may have only 1 active token; the former token becomes invalid when a new token is issued to the calling system.',
  'clause.RF-req': 'PaymentId required … ReturnAmount required … RefundIdentificator length (1,100) … Reason length (1,500)',
  'clause.RF-req.partial': '…made by the Partner, since one Payment may have more than 1 refund',
  'clause.RF-req.answer': 'If the request was created, the answer is the structure … In case of an error the structure is returned',
  'clause.RF-status': 'Model of the answer: the same model is used as for the method that creates the request',
  'clause.RF-codes': 'SUCCESS = 2 … (terminal) FAILED = 3 … (terminal) … ACCEPT = 0 … (not terminal)',
  'clause.RF-errors':
    'Code = 1 … “Original transaction not found” … Code = 2 … “The refund exceeds the sum of the original operation” … Code = 4 … “The request already exists. Check its status” … Code = 6 … “Refund request not found”',
  'clause.RF-modes':
    'In the ONLINE automatic mode the requesting system gets the final status (2 or 3) at once. In the OFFLINE automatic mode it gets the result (0) and requestIdentificator',

  'reading.AG-3.8': 'A refund names its payment, and the payer gets the sum back in full.',
  'reading.RF-auth.token': 'GetToken gives a token with its end for a right login, and 401 with a message for a wrong one.',
  'reading.RF-auth.check': 'CheckToken confirms a live token and answers any other with 401.',
  'reading.RF-auth.header': 'The token travels in the request header token; without it nothing is done.',
  'reading.RF-auth.renew': 'Tokens end when they say; on 401 and 403 the caller gets a new one and goes on.',
  'reading.RF-auth.single': 'A caller has one live token: a new one ends the former.',
  'reading.RF-req': 'All four fields are required, in their types and lengths; both numbers are 64-bit integers.',
  'reading.RF-req.partial': 'One payment may have several refunds, and their total never exceeds it, also when they come at once.',
  'reading.RF-req.answer': 'Every answer has a statusCode, that of a taken request also a requestIdentificator, that of a refusal an error.',
  'reading.RF-status': 'RefundStatus tells the status of a request by its requestIdentificator, in the same model.',
  'reading.RF-codes': 'SUCCESS and FAILED are final and stay; the others are asked again.',
  'reading.RF-errors': 'A refusal carries the code that names its reason; a repeated RefundIdentificator gets 4, and no second refund.',
  'reading.RF-modes': 'Online: the final status at once. Offline and by hand: 0 and an identifier to ask by.',

  'fix.AG-3.8': 'Refund by the payment’s own number, up to the whole sum, and book the refund where the payment is booked.',
  'fix.RF-auth.token':
    'Compare login and password exactly, answer 200 with token and validTo with its offset, and 401 with {"message": …}. A client logs in once and keeps the token until it is refused; a refused login is told, not tried again at once.',
  'fix.RF-auth.check': 'Look the token up each time; answer 401 for one that is unknown, over or replaced.',
  'fix.RF-auth.header':
    'Check the header token before anything else is read, in RefundRequest and RefundStatus alike. A client sends it in the header token of RefundRequest and RefundStatus.',
  'fix.RF-auth.renew':
    'Set the end of a token once, when it is issued, and keep refunds by the caller, never by the token. A client that meets 401 or 403 gets a new token and repeats the very call, with the same RefundIdentificator.',
  'fix.RF-auth.single':
    'Store one token a caller and replace it in one step, on all nodes. Processes of one client share one token, or bear that it ends at any time.',
  'fix.RF-req':
    'Validate the model before the business rules, read both numbers as 64-bit integers with no double and no silent wrap, and refuse amounts that are not positive. A client posts JSON in UTF-8 with PaymentId as a 64-bit integer, makes RefundIdentificator once for each refund, stores it before the first call, and keeps it in every repeat.',
  'fix.RF-req.partial':
    'Add up refunds and enter the new one in one transaction that locks the payment. A client gives each part a RefundIdentificator of its own, and takes error 2 for a refusal.',
  'fix.RF-req.answer': 'Answer refusals in the same model with DECLINE and an error; numbers as numbers, not as names.',
  'fix.RF-status':
    'Read the status from the same store on every node. A client asks no more often than once a second, and asks again when a question gets no answer.',
  'fix.RF-codes':
    'Let nothing write a status over SUCCESS or FAILED. A client asks until SUCCESS or FAILED, stops there, and after FATAL asks or files again under the same identifier.',
  'fix.RF-errors':
    'Put a unique key on payment and RefundIdentificator, and answer its violation with 4 and the first requestIdentificator. A client asks the status on 4, comes back later on 5, and takes 1, 2 and 3 for refusals.',
  'fix.RF-modes':
    'Give every taken request its identifier before anything is processed. A client tells nobody of a result before the status is final.',
};
