import { createPublicKey, X509Certificate, type KeyObject } from 'node:crypto';
import type { Message } from '../../harness/record/events.ts';
import { keyOfChain } from './chain.ts';
import { keyId, TYPE, writeJws, type FlattenedJws } from './sign.ts';
import { readStatement, type Statement } from './statement.ts';

/** Whom the reader trusts: a public key, or a certificate that vouches for the signer's. */
export type Trust = { key: KeyObject } | { root: X509Certificate };

/** What came of looking at a certificate. */
export interface Verification {
  /** Everything that is wrong, for people; empty: it is what was issued, and the files are those of then. */
  problems: Message[];
  /** Only where the signature holds: nothing else may be believed. */
  statement?: Statement;
  /** Files beside it that the signature says nothing of: whoever put them there may have written anything into them. */
  uncovered?: string[];
}

/** The folder of a certificate, as far as it is looked at. */
export interface Beside {
  /** `sha256:…` of a file, undefined where there is none. */
  digestOf(file: string): string | undefined;
  /** The names of all files but the certificate. */
  names: readonly string[];
}

/** Clocks differ a little. */
const SKEW_MS = 5 * 60_000;

/** The trust that a PEM text gives: a public key or a certificate. Undefined for anything else, a private key included. */
export function readTrust(pem: string): Trust | undefined {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(pem)) return undefined;
  try {
    if (pem.includes('-----BEGIN CERTIFICATE-----')) return { root: new X509Certificate(pem) };
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? { key } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Checks the text of a certificate against whom the reader trusts, the files beside it and the time.
 * Never throws: whatever the text holds.
 */
export async function verifyCertificate(text: string, trust: Trust, beside: Beside, now: Date): Promise<Verification> {
  const jws = readJws(text);
  const header = jws && readHeader(jws.protected);
  if (!jws || !header) return { problems: [{ key: 'verify.malformed' }] };
  const signer = signerOf(header, trust, now);
  if ('problem' in signer) return { problems: [signer.problem] };
  const payload = await signedBytes(jws, signer.key);
  if (!payload) return { problems: [{ key: 'verify.signature' }] };
  const statement = readStatement(payload);
  if (!statement) return { problems: [{ key: 'verify.malformed' }] };
  const uncovered = beside.names.filter((name) => !Object.hasOwn(statement.files, name));
  return { problems: [...timeProblems(statement, now), ...fileProblems(statement, beside)], statement, uncovered };
}

/** Exactly as it is written: a member more, another order or a blank elsewhere has been put there by somebody. */
function readJws(text: string): FlattenedJws | undefined {
  const data = parse(text) as Partial<FlattenedJws> | undefined;
  if (typeof data !== 'object' || data === null) return undefined;
  const { payload, protected: header, signature } = data;
  if (typeof payload !== 'string' || typeof header !== 'string' || typeof signature !== 'string') return undefined;
  // The last character of base64url has bits to spare; only one way to fill them is ours.
  const canonical = [payload, header, signature].every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
  const jws = { payload, protected: header, signature };
  return canonical && writeJws(jws) === text ? jws : undefined;
}

interface Header {
  kid: string;
  x5c?: string[];
}

function readHeader(encoded: string): Header | undefined {
  const data = parse(Buffer.from(encoded, 'base64url').toString('utf8'));
  if (typeof data !== 'object' || data === null) return undefined;
  const { alg, typ, kid, x5c, ...rest } = data as Record<string, unknown>;
  if (alg !== 'EdDSA' || typ !== TYPE || typeof kid !== 'string' || Object.keys(rest).length > 0) return undefined;
  if (x5c === undefined) return { kid };
  return Array.isArray(x5c) && x5c.every((each) => typeof each === 'string') ? { kid, x5c } : undefined;
}

function signerOf({ kid, x5c }: Header, trust: Trust, now: Date): { key: KeyObject } | { problem: Message } {
  if ('key' in trust)
    return kid === keyId(trust.key) ? trust : { problem: { key: 'verify.unknown-key', values: { kid, trusted: keyId(trust.key) } } };
  if (x5c === undefined) {
    const key = trust.root.publicKey;
    if (kid !== keyId(key)) return { problem: { key: 'verify.unknown-key', values: { kid, trusted: keyId(key) } } };
    return keyOfChain([trust.root], trust.root, now);
  }
  const found = keyOfChain(x5c, trust.root, now);
  if ('key' in found && kid !== keyId(found.key)) return { problem: { key: 'verify.malformed' } };
  return found;
}

async function signedBytes(jws: FlattenedJws, key: KeyObject): Promise<Uint8Array | undefined> {
  const { flattenedVerify } = await import('jose');
  try {
    return (await flattenedVerify(jws, key, { algorithms: ['EdDSA'] })).payload;
  } catch {
    return undefined;
  }
}

function timeProblems({ issued, expires }: Statement, now: Date): Message[] {
  if (Date.parse(issued) > now.getTime() + SKEW_MS) return [{ key: 'verify.future', values: { issued } }];
  return Date.parse(expires) <= now.getTime() ? [{ key: 'verify.expired', values: { expires } }] : [];
}

function fileProblems({ files }: Statement, { digestOf }: Beside): Message[] {
  return Object.entries(files).flatMap(([file, digest]): Message[] => {
    const found = digestOf(file);
    if (found === digest) return [];
    if (found === undefined) return [{ key: 'verify.missing', values: { file } }];
    return [{ key: file === 'record.jsonl' ? 'verify.tampered' : 'verify.swapped', values: { file } }];
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
