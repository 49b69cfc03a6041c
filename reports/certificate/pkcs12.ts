import { createDecipheriv, createPrivateKey, pbkdf2Sync, X509Certificate } from 'node:crypto';
import type { Signer } from './sign.ts';

/**
 * Reads key and certificates out of a PKCS#12 file (RFC 7292) as OpenSSL 3 writes it: PBES2 with PBKDF2
 * and AES-CBC. Node opens such files for TLS alone and does not hand out the key. Undefined for a wrong
 * password and for whatever is no such file, the older ciphers (RC2, 3DES) included.
 */
export function openPkcs12(bytes: Buffer, password: string): Signer | undefined {
  try {
    const bags = bagsOf(bytes, password);
    const shrouded = bags.find(({ kind }) => kind === SHROUDED_KEY);
    if (!shrouded) return undefined;
    const key = createPrivateKey({ key: shrouded.value.whole, format: 'der', type: 'pkcs8', passphrase: password });
    const certificates = bags.filter(({ kind }) => kind === CERTIFICATE).map(({ value }) => new X509Certificate(inside(value, 1, 0).body));
    return { key, chain: inOrder(certificates, (each) => each.checkPrivateKey(key)) };
  } catch {
    return undefined;
  }
}

const DATA = '2a864886f70d010701';
const ENCRYPTED_DATA = '2a864886f70d010706';
const SHROUDED_KEY = '2a864886f70d010c0a0102';
const CERTIFICATE = '2a864886f70d010c0a0103';
const PBES2 = '2a864886f70d01050d';
const HASHES: Readonly<Record<string, string>> = {
  '2a864886f70d0207': 'sha1',
  '2a864886f70d0209': 'sha256',
  '2a864886f70d020a': 'sha384',
  '2a864886f70d020b': 'sha512',
};
const CIPHERS: Readonly<Record<string, [name: string, bytes: number]>> = {
  '60864801650304012a': ['aes-256-cbc', 32],
  '608648016503040116': ['aes-192-cbc', 24],
  '608648016503040102': ['aes-128-cbc', 16],
};

interface Bag {
  kind: string;
  value: Der;
}

/** PFX → AuthenticatedSafe → SafeContents → SafeBag. */
function bagsOf(bytes: Buffer, password: string): Bag[] {
  const pfx = children(readDer(bytes));
  const safe = readDer(inside(pfx[1]!, 1, 0).body);
  return children(safe).flatMap((info) => {
    const [type, content] = children(info);
    const kind = type!.body.toString('hex');
    const clear = kind === DATA ? inside(content!, 0).body : kind === ENCRYPTED_DATA ? decrypt(inside(content!, 0), password) : undefined;
    if (clear === undefined) return [];
    return children(readDer(clear)).map((bag): Bag => ({ kind: inside(bag, 0).body.toString('hex'), value: inside(bag, 1, 0) }));
  });
}

/** EncryptedData: version, then type, algorithm and the ciphertext. */
function decrypt(data: Der, password: string): Buffer {
  const [, algorithm, ciphertext] = children(inside(data, 1));
  if (inside(algorithm!, 0).body.toString('hex') !== PBES2) throw new Error('not PBES2');
  const [derivation, scheme] = children(inside(algorithm!, 1));
  const [salt, rounds, ...options] = children(inside(derivation!, 1));
  const hash = options.find(({ tag }) => tag === 0x30);
  const [name, size] = CIPHERS[inside(scheme!, 0).body.toString('hex')] ?? [];
  const digest = HASHES[hash ? inside(hash, 0).body.toString('hex') : '2a864886f70d0207'];
  const count = Number(`0x${rounds!.body.toString('hex')}`);
  if (name === undefined || size === undefined || digest === undefined || count > MAX_ROUNDS) throw new Error('unknown cipher');
  const key = pbkdf2Sync(password, salt!.body, count, size, digest);
  const decipher = createDecipheriv(name, key, inside(scheme!, 1).body);
  return Buffer.concat([decipher.update(ciphertext!.body), decipher.final()]);
}

/** A file asks for as much work as it likes. */
const MAX_ROUNDS = 5_000_000;

/** The signer's own certificate, then who issued it, and so on; the others are left out. */
function inOrder(certificates: readonly X509Certificate[], isOwn: (each: X509Certificate) => boolean): X509Certificate[] {
  const chain: X509Certificate[] = [];
  for (let next = certificates.find(isOwn); next && !chain.includes(next);) {
    const current: X509Certificate = next;
    chain.push(current);
    next = certificates.find((each) => each !== current && current.checkIssued(each));
  }
  return chain;
}

interface Der {
  tag: number;
  body: Buffer;
  /** Tag and length included. */
  whole: Buffer;
}

/** One value of DER; throws for what runs past its end. */
function readDer(bytes: Buffer, from = 0): Der {
  const tag = bytes[from]!;
  const first = bytes[from + 1]!;
  const long = first >= 0x80 ? first - 0x80 : 0;
  if (first === 0x80 || long > 4) throw new Error('not DER');
  const length = long === 0 ? first : bytes.readUIntBE(from + 2, long);
  const start = from + 2 + long;
  if (start + length > bytes.length) throw new Error('cut');
  return { tag, body: bytes.subarray(start, start + length), whole: bytes.subarray(from, start + length) };
}

function children({ body }: Der): Der[] {
  const found: Der[] = [];
  for (let at = 0; at < body.length; at += found.at(-1)!.whole.length) found.push(readDer(body, at));
  return found;
}

/** The child of a child: by their places. */
function inside(der: Der, ...path: readonly number[]): Der {
  return path.reduce((current, at) => {
    const child = children(current)[at];
    if (!child) throw new Error('no such part');
    return child;
  }, der);
}
