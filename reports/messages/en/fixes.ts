/** `fix.<clause>`: how to do it right, in a sentence or two. */
export const fixes = {
  'fix.TP-1.https':
    'Serve the endpoint over TLS 1.2 or newer with a certificate of a public authority, made out to the host name, with its whole chain; let it renew itself.',
  'fix.TP-1.source':
    'Allow the operator’s address in the firewall or the web server, and drop the rest there. Behind a proxy of your own take the caller’s address from that proxy alone, never from a header that came with the request.',
  'fix.TP-1.get':
    'Read the fields by name from the query string, in any order, from a GET without a body; demand no header that the protocol does not have.',
  'fix.TP-1.xml':
    'Build the answer with an XML writer, write the bytes in UTF-8, send Content-Type: text/xml; charset=utf-8, and let nothing (warnings, blank lines, a DOCTYPE) stand around it.',
  'fix.TP-2.timeout':
    'Put time limits on the database and on other services, so that the whole answer leaves within a few seconds; what takes longer is answered 4 and finished in the background.',
  'fix.TP-3.concurrency':
    'Give web server, application and database pool room for at least 15 requests at once, and hold no lock over the whole request.',
  'fix.TP-5.address': 'Publish one URL that stays, with DNS and port 443 open for the operator.',
  'fix.TP-6.txn_id':
    'Keep txn_id as text, or as a 64-bit integer in every place it passes: parser, variables, column, serialiser. Copy it unchanged into every answer.',
  'fix.TP-6.prv_txn': 'Return the number under which you stored the credit: digits only, up to 20, one for each payment, the same one on a repeat.',
  'fix.TP-6.sum':
    'Read the sum from its text into a decimal type or whole tiyn, refuse every other form with 5, and print it with a point and two decimals, whatever the locale.',
  'fix.TP-6.txn_date':
    'Parse YYYYMMDDHHMMSS strictly as the date of the payment, also when it lies on another day than today; refuse with 5 what is no date, such as 30 February.',
  'fix.TP-6.account': 'Decode the query as UTF-8, compare the whole text with a bound parameter (no string building), and escape it in the answer.',
  'fix.TP-6.command': 'Compare the command exactly with check and pay; anything else is answered with 5 and does nothing.',
  'fix.TP-6.check-sum': 'Ignore sum in check altogether: whether it is 0.00, huge, or not there.',
  'fix.TP-6.response': 'Put all elements into one root element response, in small letters and without a namespace.',
  'fix.TP-6.result': 'Translate every outcome of yours into one of the codes 0 to 5, written as a bare digit; what fits none is 5.',
  'fix.TP-6.comment': 'Leave comment out, or put plain text into it; never put anything there that the system must understand.',
  'fix.TP-6.data': 'Read the fields that you know and pass over the rest.',
  'fix.TP-6.fields': 'Write <field1 name="…">…</field1> and so on inside fields; leave fields out when there is nothing to tell.',
  'fix.TP-7.1': 'Store txn_id with every credit in a column of its own, and search by it.',
  'fix.TP-7.2': 'Take sum as tenge with tiyn behind the point: 200.00 are two hundred tenge.',
  'fix.TP-7.3': 'Book the payment under txn_date of the request; keep your own time in another column.',
  'fix.TP-7.4': 'Look the account up by its exact text; do not trim, shorten, change case or read it as a number.',
  'fix.TP-7.5.check': 'Let check only read: find the account, apply your rules, answer. Nothing in it writes to the ledger.',
  'fix.TP-7.5.pay':
    'Credit in one database transaction, and answer 0 only after its commit; any payable account is credited, with or without a check before.',
  'fix.TP-7.6':
    'Answer every request with HTTP 200 and a code, errors too: 1 not found, 2 cancelled, 3 already paid, 4 in processing, 5 all else. Catch exceptions at the outermost place.',
  'fix.TP-7.7':
    'Put a UNIQUE index on txn_id. In one transaction insert the number first, then credit, then store the answer; if the insert hits the index, wait for the first and return its stored answer. All of it before any look at the state of account or order.',
  'fix.TP-7.resp':
    'Write the answer in one place for all branches: txn_id and result always, prv_txn and sum for an accepted pay, each once; let the web server set the length.',
};
