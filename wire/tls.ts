import { createRequire } from 'node:module';
import { isIP, type NetConnectOpts } from 'node:net';
import type { DetailedPeerCertificate, PeerCertificate, SecureContext, TLSSocket } from 'node:tls';
import type { TlsChoice, TlsFacts } from './exchange.ts';

// Plain HTTP needs no TLS, and a cold start feels its loading.
let loaded: typeof import('node:tls') | undefined;
function tls(): typeof import('node:tls') {
  loaded ??= createRequire(import.meta.url)('node:tls') as typeof import('node:tls');
  return loaded;
}

/** Choices with one meaning share one name in the pool and one context. */
interface Known {
  id: number;
  context?: SecureContext;
}
const byChoice = new WeakMap<TlsChoice, Known>();
const byMeaning = new Map<string, Known>();

function known(choice: TlsChoice): Known {
  let found = byChoice.get(choice);
  if (found !== undefined) return found;
  const { serverName, insecure, minVersion, maxVersion, ciphers } = choice;
  const meaning = JSON.stringify([serverName, insecure, minVersion, maxVersion, ciphers, choice.ca?.toString()]);
  found = byMeaning.get(meaning) ?? { id: byMeaning.size + 1 };
  byMeaning.set(meaning, found);
  byChoice.set(choice, found);
  return found;
}

/** A number that is equal for equal choices. */
export function tlsId(choice: TlsChoice): number {
  return known(choice).id;
}

function contextOf(choice: TlsChoice): SecureContext {
  const entry = known(choice);
  // Reading all roots takes 15 ms: once a choice, not once a connection.
  entry.context ??= tls().createSecureContext({
    ...(choice.ca !== undefined && { ca: [...tls().rootCertificates, choice.ca] }),
    ...(choice.minVersion !== undefined && { minVersion: choice.minVersion }),
    ...(choice.maxVersion !== undefined && { maxVersion: choice.maxVersion }),
    ...(choice.ciphers !== undefined && { ciphers: choice.ciphers }),
  });
  return entry.context;
}

/**
 * Opens a TLS connection that is never refused for its certificate: `tlsFactsOf` judges that, after the
 * handshake, so that the chain of an untrusted server is seen as well.
 *
 * @throws for a choice that OpenSSL does not know, such as an unknown cipher or a broken PEM
 */
export function connectTls(host: string, choice: TlsChoice, where: NetConnectOpts): TLSSocket {
  const name = choice.serverName ?? host;
  return tls().connect({
    ...where,
    secureContext: contextOf(choice),
    // RFC 6066, 3: an IP address is no server name.
    ...(isIP(name) === 0 && { servername: name }),
    rejectUnauthorized: false,
    checkServerIdentity: (_host, certificate) => tls().checkServerIdentity(name, certificate),
  });
}

/** What the handshake showed. To be asked once, after it. */
export function tlsFactsOf(socket: TLSSocket): TlsFacts {
  // Before Node 24 the chain can be had once only, and in this form.
  const chain = chainOf(socket.getPeerCertificate(true));
  const { authorized } = socket;
  const facts: TlsFacts = {
    protocol: socket.getProtocol() ?? '',
    cipher: socket.getCipher().name,
    authorized,
    chain,
  };
  // Declared as an Error, and in truth OpenSSL's or Node's code.
  if (!authorized) facts.problem = String(socket.authorizationError);
  return facts;
}

const LONGEST_CHAIN = 10;

function chainOf(leaf: DetailedPeerCertificate | undefined): TlsFacts['chain'] {
  const chain: TlsFacts['chain'] = [];
  // A root is its own issuer, and a hostile chain may run in a circle.
  const seen = new Set<string>();
  let next = leaf;
  while (next?.fingerprint256 !== undefined && !seen.has(next.fingerprint256) && chain.length < LONGEST_CHAIN) {
    seen.add(next.fingerprint256);
    chain.push({
      subject: nameOf(next.subject),
      issuer: nameOf(next.issuer),
      validFrom: isoDate(next.valid_from),
      validTo: isoDate(next.valid_to),
      ...(next.subjectaltname !== undefined && { altNames: next.subjectaltname }),
      fingerprint256: next.fingerprint256,
    });
    next = next.issuerCertificate;
  }
  return chain;
}

/** `CN=pay.example, O=Example`; an attribute that stands several times is told each time. */
function nameOf(name: PeerCertificate['subject'] | undefined): string {
  const parts: string[] = [];
  for (const [key, value] of Object.entries(name ?? {})) {
    for (const one of [value as string | string[]].flat()) parts.push(`${key}=${one}`);
  }
  return parts.join(', ');
}

function isoDate(text: string): string {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? text : date.toISOString();
}
