/**
 * `clause.<id>`: the quotation in translation, as close as grammar allows.
 * `reading.<id>`: what a developer has to do, in a plain sentence.
 */
export const clauses = {
  'clause.TP-1.https': 'The Partner’s interface must accept requests over HTTPS…',
  'clause.TP-1.source': '…from the IP addresses of the subnet: 194.187.247.152',
  'clause.TP-1.get': 'processing of the parameters that the system passes by the GET method.',
  'clause.TP-1.xml': 'forming the answer … in XML, in UTF-8 encoding (if the answer contains characters of national alphabets).',
  'clause.TP-2.timeout': 'The system breaks the connection by timeout if the answer takes more than 15 seconds.',
  'clause.TP-3.concurrency':
    '…more than 10 Payments a minute … the interface has to support multi-threaded communication of up to 10–15 simultaneous connections.',
  'clause.TP-5.address':
    'The Partner’s payment application payment_app.cgi is located at kaspi.partner.kz; the server supports HTTPS connections to port 443.',
  'clause.TP-6.txn_id': 'The number of the Payment in the system, passed to the Partner; an integer of up to 18 digits',
  'clause.TP-6.prv_txn':
    'The unique number of the Payment that topped up the Payer’s balance (in the Partner’s database), an integer of up to 20 digits. The Partner must return this element after a request to top up the balance (the “pay” request).',
  'clause.TP-6.sum':
    'A fractional number, exact to hundredths, with “.” (a point) as the separator. If the sum is a whole number, it is still completed with a point and zeros, for example “200.00”',
  'clause.TP-6.txn_date': 'The date in the format YYYYMMDDHHMMSS. This date is to be used for accounting settlements',
  'clause.TP-6.account': 'The Payer’s identifier … A string of letters, digits and special characters, up to 200 characters long',
  'clause.TP-6.command': 'A string with the values “check” and “pay”',
  'clause.TP-6.check-sum':
    'In the check request the value of the variable sum is nominal: the terminal sends it by default, and it need not be processed',
  'clause.TP-6.response': 'response — the body of the answer',
  'clause.TP-6.result': 'result — the code with which the request was completed',
  'clause.TP-6.comment': 'An optional element: a comment on the completion of the operation',
  'clause.TP-6.data': 'Additional fields data1,data2,...,dataN may be passed in the query string.',
  'clause.TP-6.fields': 'field1, field2... fieldN — fields with information that is to be passed to the system.',
  'clause.TP-7.1': 'Reconciliation of settlements and disputes go by the number of the Payment, in the variable txn_id.',
  'clause.TP-7.2': 'The sum of the Payment is taken from the Payer and passed to the Partner in tenge, in the variable sum.',
  'clause.TP-7.3': 'To avoid discrepancies in reconciliation, the system passes to the Partner the date by which the Payment is to be accounted for.',
  'clause.TP-7.4': 'The Partner identifies the Payer by a unique identifier. … The Payer’s identifier is passed in the variable account.',
  'clause.TP-7.5.check':
    'When the state of an account is checked (the “check” request), the Partner must check that the Payer with the given identifier is in its database … The outcome “result=0” means that the Payer’s account can be topped up.',
  'clause.TP-7.5.pay':
    'When a Payment is made (the “pay” request), the Partner must top up the Payer’s balance. The outcome “result=0” means that the top-up Payment has been completed successfully.',
  'clause.TP-7.6': 'If any of the requests to the Partner ends in an error, the Partner returns an error code.',
  'clause.TP-7.7':
    'If the system sends again a request with a Payment number that already exists in the Partner’s database, the Partner must return the outcome of the earlier request.',
  'clause.TP-7.resp': 'The Partner returns the answer to the system’s requests in XML of the following structure',

  'reading.TP-1.https': 'Serve check and pay over HTTPS, with a certificate that is trusted.',
  'reading.TP-1.source':
    'Answer only the operator’s addresses. Requests are not signed, so this list is the only lock; never believe a forwarded-for header that the caller wrote.',
  'reading.TP-1.get': 'Read the parameters from the query string of a GET request.',
  'reading.TP-1.xml': 'Answer in XML, in UTF-8.',
  'reading.TP-2.timeout': 'Answer within 15 seconds, counted to the last byte.',
  'reading.TP-3.concurrency': 'Serve 10 to 15 connections at the same time.',
  'reading.TP-5.address': 'Keep one fixed URL on port 443.',
  'reading.TP-6.txn_id': 'Keep txn_id as text or a 64-bit integer and return it digit for digit; a floating-point number loses the last digits.',
  'reading.TP-6.prv_txn': 'Return your own unique number of the credit with every successful pay.',
  'reading.TP-6.sum': 'Read and write sums exactly, with a point and two decimals.',
  'reading.TP-6.txn_date': 'Keep the books by txn_date of the request.',
  'reading.TP-6.account': 'Accept any letters, digits and special characters in account, up to 200.',
  'reading.TP-6.command': 'Know check and pay, and do nothing for any other command.',
  'reading.TP-6.check-sum': 'Do not judge a check by its sum.',
  'reading.TP-6.response': 'The root element of the answer is response.',
  'reading.TP-6.result': 'result is one of the codes 0 to 5.',
  'reading.TP-6.comment': 'comment is optional.',
  'reading.TP-6.data': 'Extra query fields must not break an answer.',
  'reading.TP-6.fields': 'Give each field a name attribute and a text.',
  'reading.TP-7.1': 'Store txn_id with every credit: disputes go by it.',
  'reading.TP-7.2': 'Sums are in tenge, not in tiyn.',
  'reading.TP-7.3': 'Do not book a payment by your own clock or time zone.',
  'reading.TP-7.4': 'Find the payer by account exactly as it was sent.',
  'reading.TP-7.5.check': 'check looks and answers; it never credits.',
  'reading.TP-7.5.pay': 'Answer 0 to a pay only once the credit is done.',
  'reading.TP-7.6': 'Answer errors with a code: 1 not found, 2 cancelled, 3 already paid, 4 in processing, 5 any other.',
  'reading.TP-7.7':
    'The same txn_id again gets the same result, the same prv_txn and the same sum, and never a second credit, whatever happened in between.',
  'reading.TP-7.resp': 'An answer has txn_id and result; that of a successful pay also prv_txn and sum.',
};
