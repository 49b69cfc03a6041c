/** `example.<clause>`: a request and its right answer, made up by us; the same in every language. */
const CHECK = 'GET /payment_app.cgi?command=check&txn_id=412503178844120067&account=4957835959&sum=200.00';
const PAY = 'GET /payment_app.cgi?command=pay&txn_id=412503178844120067&account=4957835959&sum=200.00&txn_date=20261124101530';
const FOUND = '<response><txn_id>412503178844120067</txn_id><result>0</result></response>';
const PAID = '<response><txn_id>412503178844120067</txn_id><prv_txn>90817</prv_txn><sum>200.00</sum><result>0</result></response>';
const REFUSED = '<response><txn_id>412503178844120067</txn_id><result>5</result></response>';

const FILE =
  'POST returnApi/Refund/RefundRequest · token: 979df876-… · {"PaymentId":202001211095,"ReturnAmount":10000,"RefundIdentificator":"XGD-876","Reason":"…"}';
const DONE = '{"statusCode":2,"requestIdentificator":"414e2f7a-…"}';

function pair(request: string, answer: string): string {
  return `→ ${request}\n← ${answer}`;
}

export const EXAMPLES: Readonly<Record<string, string>> = {
  'TP-1.https': pair('https://kaspi.partner.kz/payment_app.cgi?command=check&…', 'TLS 1.3 · CN=kaspi.partner.kz · HTTP/1.1 200 OK'),
  'TP-1.source': `${pair('194.187.247.152: command=check&…', '<response>…<result>0</result></response>')}\n${pair('203.0.113.6: command=check&… X-Forwarded-For: 194.187.247.152', 'HTTP/1.1 403 Forbidden')}`,
  'TP-1.get': pair(CHECK, FOUND),
  'TP-1.xml': pair(CHECK, `HTTP/1.1 200 OK\n  Content-Type: text/xml; charset=utf-8\n\n  <?xml version="1.0" encoding="UTF-8"?>\n  ${FOUND}`),
  'TP-2.timeout': pair(PAY, '< 15 s: <response><txn_id>412503178844120067</txn_id><result>4</result></response>'),
  'TP-3.concurrency': pair('15 × GET /payment_app.cgi?command=check&…', '15 × <result>0</result>'),
  'TP-5.address': 'https://kaspi.partner.kz/payment_app.cgi',
  'TP-6.txn_id': pair('…&txn_id=412503178844120067&…', '<txn_id>412503178844120067</txn_id>'),
  'TP-6.prv_txn': pair(PAY, PAID),
  'TP-6.sum': pair('command=pay&…&sum=19.99', '<sum>19.99</sum>'),
  'TP-6.txn_date': pair('command=pay&…&txn_date=20261123235959', '<result>0</result>'),
  'TP-6.account': pair('…&account=%D2%9A%D0%B0%D0%BB%D0%B0%20%E2%84%967', '<result>0</result>'),
  'TP-6.command': pair('command=refund&txn_id=412503178844120067&account=4957835959', REFUSED),
  'TP-6.check-sum': pair('command=check&txn_id=412503178844120067&account=4957835959&sum=0.00', FOUND),
  'TP-6.response': pair(CHECK, FOUND),
  'TP-6.result': pair(CHECK, FOUND),
  'TP-6.comment': pair(CHECK, FOUND.replace('</response>', '<comment/></response>')),
  'TP-6.data': pair(`${CHECK}&data1=7&data2=`, FOUND),
  'TP-6.fields': pair(CHECK, FOUND.replace('</response>', '<fields><field1 name="balance">1250.00</field1></fields></response>')),
  'TP-7.1': 'txn_id 412503178844120067 | prv_txn 90817 | account 4957835959 | sum 200.00 | txn_date 2026-11-24 10:15:30',
  'AG-3.15': pair(PAY, 'txn_id 412503178844120067 · sum 200.00'),
  'TP-7.2': pair('command=pay&…&sum=200.00', '+200.00 ₸'),
  'TP-7.3': pair('command=pay&…&txn_date=20261123235959', 'txn_date 2026-11-23 23:59:59'),
  'TP-7.4': pair('command=check&…&account=0087654321', "WHERE account = '0087654321'"),
  'TP-7.5.check': pair(CHECK, `${FOUND} · +0.00 ₸`),
  'TP-7.5.pay': pair(PAY, `${PAID} · +200.00 ₸`),
  'TP-7.6': pair(
    'command=check&txn_id=412503178844120067&account=0000000000',
    'HTTP/1.1 200 OK · <response><txn_id>412503178844120067</txn_id><result>1</result></response>',
  ),
  'TP-7.7': `${pair(PAY, PAID)}\n${pair(PAY, `${PAID} · +0.00 ₸`)}`,
  'TP-7.resp': pair(PAY, `<?xml version="1.0" encoding="UTF-8"?>\n  ${PAID}`),
  'AG-3.8': pair(FILE, DONE),
  'RF-auth.token': pair(
    'POST returnApi/Auth/GetToken {"Login":"userLogin","Password":"…"}',
    '{"token":"979df876-…","validTo":"2026-11-24T18:05:07.902529+06:00"}',
  ),
  'RF-auth.check': pair('POST returnApi/Auth/CheckToken · token: 979df876-…', '{"token":"979df876-…","validTo":"2026-11-24T18:05:07.902529+06:00"}'),
  'RF-auth.header': pair(FILE.replace('token: 979df876-… · ', ''), 'HTTP/1.1 401 {"message":"…"}'),
  'RF-auth.renew': pair(
    FILE,
    `HTTP/1.1 401\n${pair('POST returnApi/Auth/GetToken …', '{"token":"b2c4…"}')}\n${pair(FILE.replace('979df876-…', 'b2c4…'), DONE)}`,
  ),
  'RF-auth.single': pair('POST returnApi/Auth/CheckToken · token: 979df876-…', 'HTTP/1.1 401 {"message":"…"}'),
  'RF-req': pair(FILE, DONE),
  'RF-req.partial': pair('10000 ₸: 6000 + 4000 + 1', '2, 2, 1 {"error":{"code":2}}'),
  'RF-req.answer': pair(FILE, '{"statusCode":0,"requestIdentificator":"414e2f7a-…"}'),
  'RF-status': pair('POST returnApi/Refund/RefundStatus {"RequestIdentificator":"414e2f7a-…"}', DONE),
  'RF-codes': pair('POST returnApi/Refund/RefundStatus …', '{"statusCode":0} → {"statusCode":4} → {"statusCode":2}'),
  'RF-errors': `${pair(FILE, DONE)}\n${pair(FILE, '{"statusCode":1,"error":{"code":4,"errorMessage":"…"},"requestIdentificator":"414e2f7a-…"}')}`,
  'RF-modes': pair(FILE, '{"statusCode":0,"requestIdentificator":"414e2f7a-…"}'),
};
