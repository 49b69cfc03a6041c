/** What probably lies behind a finding, and what to change. Said to the developer who has to mend it today. */
export const causes = {
  'cause.txn-id-empty':
    'txn_id comes back empty: the answer is built before the number is read, or from a field of another name. Copy txn_id of the request into every answer, refusals too.',
  'cause.scientific':
    'txn_id went through a floating-point number that prints itself with an exponent. Keep it as text from the request to the answer.',
  'cause.padded-number': 'The number is right but has zeros before it: it is formatted to a fixed width. Copy the text of the request.',
  'cause.number-cut':
    'The number seems to be kept in a column or a type that is too narrow for 18 digits, so that its first or last digits, or its upper bits, are lost; or it is looked for as a part of other numbers.',
  'cause.double':
    'The number was rounded: txn_id went through a double (JavaScript Number, JSON.parse, PHP float), which keeps 15 to 16 digits. Read it as text or as a 64-bit integer (BIGINT, long, Int64, BigInt), everywhere on its way.',
  'cause.int32': 'txn_id was squeezed into 32 bits: an int variable or column. Use text or a 64-bit integer (BIGINT, long, Int64).',
  'cause.other-number':
    'Another number came back: your own id of the payment, or that of another request (a shared variable, a cached answer). Copy txn_id of this very request.',
  'cause.not-a-number':
    'In place of txn_id stands something else: your own id, or the text of an error. Copy txn_id of the request into every answer, refusals too.',

  'cause.repeat-paid':
    'The repeat was taken for a new payment of a paid order: the state of the order is looked at before the number. Look up txn_id first; if it is there, return its stored answer.',
  'cause.repeat-error':
    'The repeat ran into the check for duplicates (or a unique index), and that went out as code 5. Look up txn_id first; if it is there, return its stored answer instead of an error.',
  'cause.repeat-processing':
    'The first answer was final, the repeat is told to wait: the stored result is not read. Look up txn_id first; if it is there and done, return its stored answer.',
  'cause.row-overwritten':
    'The repeat was written over the first payment (INSERT … ON CONFLICT UPDATE, REPLACE, MERGE). Keep the first row, and answer the repeat from it.',
  'cause.credited-again':
    'The repeat was handled as a new payment, and probably credited again. Put a UNIQUE index on txn_id, look it up before crediting, both in one transaction, and return the stored answer.',

  'cause.not-credited':
    'Nothing arrived, although the answer says 0: the credit is only queued or was rolled back, the sum was read as 0, or check shows a cached balance. Answer 0 only after the credit is committed.',
  'cause.balance-falls':
    'The field fell by the sum. Either the payment was taken from the payer, or the field holds a debt, which is no balance: then name another field in partner.balanceField, or leave it out.',
  'cause.balance-hundredfold':
    'A hundred times the sum arrived: tenge were taken for tiyn. Or the field is in tiyn, and is no balance in tenge: then name another field in partner.balanceField, or leave it out.',
  'cause.hundredfold': 'It is a hundred times the sum: tenge were taken for tiyn. Keep the unit by name, or the sum as it is written.',
  'cause.credited-times':
    '{times} times the sum arrived. Where one pay was sent, two places of the program credit it (handler and trigger, say); where it was repeated, each request is credited for itself, because look-up and insert are not one transaction.',
  'cause.credited-at-times':
    'Single payments seem to be credited more than once, or money of another account lands here. Compare the payments of this run, by txn_id, with the credits of this account in your books.',
  'cause.credited-uninvited':
    'Money moved where none should: check runs the code of pay, or the credit is done before the request is checked, or on another account.',
  'cause.float-money':
    'One tiyn is missing or too many: the sum went through a floating-point number (19.99 × 100 is 1998.99…) and was cut. Use a decimal type (DECIMAL(12,2), BigDecimal, decimal) or whole tiyn read from the text.',
  'cause.tiyn-dropped': 'The tiyn are gone: the sum is read or stored as a whole number. Use a decimal type, or whole tiyn.',
  'cause.decimal-comma': 'The server writes numbers by its locale, with a comma. Format sums independently of the locale, with a point.',

  'cause.server-error':
    'The application broke down (HTTP {status}): its log tells where, at the time of this exchange. Catch the error and answer with result 5 and HTTP 200.',
  'cause.redirect': 'The endpoint redirects (HTTP {status}), and the system does not follow. Serve check and pay at the address itself.',
  'cause.access': 'The web server or a firewall denies access (HTTP {status}). Admit this request just as other ones from the same address.',
  'cause.html-page':
    'An HTML page came in place of the answer: an error page of the framework, a login page, or a web firewall. Make every branch of the program, errors too, answer in the protocol’s form.',

  'cause.dns-silent':
    'No name server answered within 4 s. Whether the name exists cannot be told: check the DNS settings of this machine, its VPN and its firewall (port 53).',

  'cause.sum-guessed':
    'The profile names no sums, so the sums are paycert’s own guess (1.00 to 500.00). If the partner has a least sum or a daily limit, give partner.sums: { min: "…", max: "…" } in the profile; if not, the log tells why this pay was refused.',
  'cause.edition-json':
    'The answers are JSON, as in the later edition of the protocol. If that edition was agreed with the operator, write answers: json under partner in the profile; if not, answer in XML.',
  'cause.edition-xml':
    'The answers are XML, and the profile says that the later edition (JSON) was agreed. If it was not, write answers: xml under partner in the profile; if it was, answer in JSON.',

  'cause.not-payable-1': 'The account is not in the partner’s test database, or is mistyped. Name one that exists under partner.accounts.payable.',
  'cause.not-payable-2': 'The order was cancelled. Name one that can be paid under partner.accounts.payable.',
  'cause.not-payable-3':
    'The order is paid already, perhaps by an earlier run. Name fresh ones under partner.accounts.payable, or a command that makes them under partner.accounts.source.',

  'cause.http-301':
    'The address has moved for good. Write the one from the Location header into partner.url: often https instead of http, or a slash at the end.',
  'cause.http-302': 'Every request is redirected, often to a login page. Write the final address into partner.url, and serve it without login.',
  'cause.http-303': 'Every request is redirected, often to a login page. Write the final address into partner.url, and serve it without login.',
  'cause.http-307': 'Every request is redirected, often from http to https. Write the address from the Location header into partner.url.',
  'cause.http-308':
    'The address has moved for good. Write the one from the Location header into partner.url: often https instead of http, or a slash at the end.',
  'cause.http-401':
    'The endpoint wants a password. Give it in partner.headers (Authorization: "Basic …"), or serve the operator’s addresses without one.',
  'cause.http-403':
    'The address that this run calls from is not on the allow-list, or a web firewall stands before it. Put the address on the list, or call from one that is there (partner.addresses.allowed).',
  'cause.http-404': 'There is nothing at this path. Check the path in partner.url, letter for letter.',
  'cause.http-other':
    'Path, scheme, headers or the caller’s address are not what the endpoint expects. Compare partner.url and partner.headers with its configuration.',
  'cause.tls-port': 'The port speaks TLS, but the address begins with http://. Write https:// in partner.url.',
};
