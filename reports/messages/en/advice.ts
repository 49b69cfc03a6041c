/** What to do about one finding, in the place of its clause’s general advice: by its key, or by its cause. */
export const advice = {
  'advice.refund.no-object': 'Send one JSON object with the members of the model, such as {"PaymentId":…}, not an array or a text.',
  'advice.refund.not-filed':
    'Let the client file once it has a token; where it did, the answer to it and the other findings say why it could not be read.',
  'advice.refund.member-missing':
    'Send {field} in each {call}: every member of the model is required, null counts as missing, and names are matched letter for letter.',
  'advice.refund.member-empty': 'Give {field} at least one character: refuse the refund in your own system before it is sent without.',
  'advice.refund.member-long': 'Cut {field} to {most} characters before it is sent, counted in UTF-16 units, and never in the middle of a letter.',
  'advice.refund.identificator-long':
    'Make {field} shorter where it is made, {most} characters at most: a UUID has 36. Do not cut a longer one, or two refunds may come to share it.',
  'advice.refund.no-integer':
    'Write {field} as a JSON number of digits alone, without quotes, point or exponent. Past 2^53 only a 64-bit integer holds it: long in Java and C#, bigint in JavaScript with a JSON writer that knows it.',
  'advice.refund.past-64-bits': 'Keep {field} within a signed 64-bit integer, as the operator gave it; a longer number is no number of a payment.',
  'advice.refund.no-text': 'Write {field} as a JSON text, in quotes, also where it is made of digits alone.',
  'advice.cause.payment-id-double':
    'Keep PaymentId in a 64-bit integer or a text from where you got it to where it is sent. In JavaScript JSON.parse and Number round past 2^53: read it with a parser that gives bigint, and write its digits as they are.',
  'advice.refund.payment-differs': 'File the refund for the very PaymentId of the payment that is to go back.',
  'advice.cause.amount-unit':
    'Settle with the operator whether ReturnAmount counts tenge or tiyn, convert in one place, and name the unit in the name of the variable.',
  'advice.refund.amount-differs': 'Send the sum that is to go back as ReturnAmount, to the last unit: no rounding, no fee taken off.',
  'advice.refund.reason-differs':
    'Keep Reason in UTF-8 from the form to the request, and check the database, the queue and the log between: one of them has no Kazakh or Russian letters.',
  'advice.refund.wrong-path':
    'Call returnApi/Auth/GetToken, returnApi/Auth/CheckToken, returnApi/Refund/RefundRequest and returnApi/Refund/RefundStatus below the address that you were given.',
  'advice.refund.wrong-method': 'Send every call as POST with the members in its body; nothing goes into the address.',
  'advice.refund.wrong-type': 'Send the header Content-Type: application/json; charset=utf-8.',
  'advice.refund.not-utf8': 'Write the body in UTF-8, and let Content-Length count bytes, not letters.',
  'advice.refund.not-json': 'Let a JSON library write the body; one put together by hand breaks at the first quote in a reason.',
  'advice.refund.identificator-shared':
    'Make RefundIdentificator anew for each refund, a UUID for instance, not from the payment, the day or the login: a payment may have several refunds.',
};
