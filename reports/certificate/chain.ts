import { X509Certificate, type KeyObject } from 'node:crypto';
import type { Message } from '../../harness/record/events.ts';

/** A signer's certificate, one or two authorities between, and the root: more is no chain that anybody issues. */
const MAX_CHAIN = 5;

/**
 * The key of the first certificate of a chain, once each is issued by the next, the last by (or is) the
 * root that the reader has pinned, and all of them are valid now. Offline: revocation is not looked up.
 */
export function keyOfChain(
  chain: readonly (string | X509Certificate)[],
  root: X509Certificate,
  now: Date,
): { key: KeyObject } | { problem: Message } {
  const problem = (key: string, of?: X509Certificate) => ({ problem: { key, ...(of ? { values: { subject: of.subject } } : {}) } });
  if (chain.length === 0 || chain.length > MAX_CHAIN) return problem('verify.chain');
  let certificates: X509Certificate[];
  try {
    certificates = chain.map((each) => (typeof each === 'string' ? new X509Certificate(Buffer.from(each, 'base64')) : each));
  } catch {
    return problem('verify.chain');
  }
  const top = certificates.at(-1)!;
  const whole = top.fingerprint256 === root.fingerprint256 ? certificates : [...certificates, root];
  for (const [at, certificate] of whole.entries()) {
    if (!isValid(certificate, now)) return problem('verify.chain-expired', certificate);
    const issuer = whole[at + 1];
    if (issuer && !isIssued(certificate, issuer)) return problem(issuer === root ? 'verify.unknown-root' : 'verify.chain', certificate);
  }
  const { publicKey } = whole[0]!;
  return publicKey.asymmetricKeyType === 'ed25519' ? { key: publicKey } : problem('verify.chain', whole[0]);
}

function isIssued(certificate: X509Certificate, issuer: X509Certificate): boolean {
  try {
    return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    return false;
  }
}

function isValid({ validFrom, validTo }: X509Certificate, now: Date): boolean {
  return Date.parse(validFrom) <= now.getTime() && now.getTime() <= Date.parse(validTo);
}
