/** Why a TLS handshake fails, by the code that OpenSSL or Node gives; `cause.tls-other` stands for the rest. */
export const tlsCauses = {
  'cause.tls-CERT_HAS_EXPIRED': 'The certificate has expired. Renew it, and let the renewal reload the web server by itself.',
  'cause.tls-CERT_NOT_YET_VALID': 'The certificate is not valid yet. Install one that is, or correct the clock of this machine.',
  'cause.tls-DEPTH_ZERO_SELF_SIGNED_CERT':
    'The certificate is self-signed. Install one of a public authority; for a test stand name its file in partner.tls.ca.',
  'cause.tls-SELF_SIGNED_CERT_IN_CHAIN':
    'The chain ends in an authority that is not public. Install a certificate of a public one; for a test stand name the authority’s file in partner.tls.ca.',
  'cause.tls-UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    'The server sends its own certificate without the intermediate one. Let it send the whole chain (fullchain.pem).',
  'cause.tls-UNABLE_TO_GET_ISSUER_CERT': 'A certificate of the chain is missing. Let the server send the whole chain (fullchain.pem).',
  'cause.tls-UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    'The issuer is not known: the chain lacks an intermediate certificate, or the authority is not public. Send the whole chain (fullchain.pem); for a test stand name the authority’s file in partner.tls.ca.',
  'cause.tls-CERT_UNTRUSTED': 'The authority that signed the certificate is not trusted. Install a certificate of a public one.',
  'cause.tls-CERT_REVOKED': 'The certificate was revoked by its authority. Order a new one.',
  'cause.tls-CERT_SIGNATURE_FAILURE':
    'The signature of the certificate is wrong: the chain was put together from certificates that do not belong together.',
  'cause.tls-ERR_TLS_CERT_ALTNAME_INVALID':
    'The certificate is made out to another name. Order one for the host name in partner.url, or use the name it has; behind a balancer check SNI.',
  'cause.tls-ERR_SSL_WRONG_VERSION_NUMBER':
    'What answers at this port is not TLS. Check the port, or write http:// into partner.url if that is meant.',
  'cause.tls-EPROTO': 'The two sides agree on no version or cipher of TLS. Switch on TLS 1.2 or 1.3 with usual ciphers.',
  'cause.tls-ECONNRESET':
    'The server breaks off the handshake: no certificate for this host name (SNI), no common version of TLS, or a firewall between.',
  'cause.tls-timeout': 'The handshake does not come to an end: what answers at this port is not TLS, or a firewall swallows it.',
  'cause.tls-closed': 'The server closes the connection during the handshake: no certificate for this host name (SNI), or no common version of TLS.',
  'cause.tls-other': 'The handshake fails with the code shown. `openssl s_client -connect HOST:443 -servername HOST` tells more.',
};
