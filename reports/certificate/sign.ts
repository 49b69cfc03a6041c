import { createHash, createPublicKey, type KeyObject, type X509Certificate } from 'node:crypto';
import type { Statement } from './statement.ts';

/** What signs: an Ed25519 key and, where an authority stands behind it, its certificates, the key's own first. */
export interface Signer {
  key: KeyObject;
  chain: readonly X509Certificate[];
}

/** The three members of a flattened JWS (RFC 7515, 7.2.2), in this order and no others. */
export interface FlattenedJws {
  payload: string;
  protected: string;
  signature: string;
}

export const TYPE = 'paycert-certificate+jws';

/** Signs the statement; the text of `certificate.json`. */
export async function signStatement(statement: Statement, { key, chain }: Signer): Promise<string> {
  const header = {
    alg: 'EdDSA',
    typ: TYPE,
    kid: keyId(createPublicKey(key)),
    ...(chain.length > 0 ? { x5c: chain.map(({ raw }) => raw.toString('base64')) } : {}),
  };
  // Loaded where something is signed: most runs are not.
  const { FlattenedSign } = await import('jose');
  const bytes = Buffer.from(JSON.stringify(statement, null, 2), 'utf8');
  const { payload, signature, protected: signed } = await new FlattenedSign(bytes).setProtectedHeader(header).sign(key);
  return writeJws({ payload, protected: signed!, signature });
}

/** The one way in which a certificate is written, so that any other byte is an alteration. */
export function writeJws({ payload, protected: header, signature }: FlattenedJws): string {
  return `${JSON.stringify({ payload, protected: header, signature }, null, 2)}\n`;
}

/** A public key's name: `sha256:` over its SubjectPublicKeyInfo. */
export function keyId(key: KeyObject): string {
  return `sha256:${createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')}`;
}
