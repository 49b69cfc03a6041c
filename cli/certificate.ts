import { createPrivateKey, createPublicKey, generateKeyPairSync, X509Certificate, type KeyObject } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { unreadable, usage } from '../harness/index.ts';
import {
  isCertified,
  keyId,
  openPkcs12,
  readTrust,
  renderVerification,
  signStatement,
  statementOf,
  verifyCertificate,
  type Report,
  type Signer,
} from '../reports/index.ts';
import { EXIT } from './exit.ts';
import { fileDigest } from './file-digest.ts';
import { CERTIFICATE_FILE } from './file-names.ts';
import { makeFolder } from './output.ts';
import { text, type Lang } from './texts.ts';

/** Writes an Ed25519 pair; never over files that are there. */
export function keygenCommand({ out }: { out: string }, lang: Lang): number {
  makeFolder(out);
  const files = { key: join(out, 'paycert.pem'), pub: join(out, 'paycert.pub.pem') };
  for (const file of Object.values(files)) if (existsSync(file)) throw usage('usage.key-exists', { file });
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(files.key, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  writeFileSync(files.pub, publicKey.export({ type: 'spki', format: 'pem' }), { mode: 0o644, flag: 'wx' });
  process.stdout.write(`${text(lang, 'cli.keys-made', { ...files, kid: keyId(publicKey) })}\n`);
  return EXIT.ok;
}

export interface SignArgs {
  sign?: string | undefined;
  signPasswordFile?: string | undefined;
  validDays?: number | undefined;
}

/** What signs, read before the run begins: a wrong key must not cost a run. Undefined where nothing is to be signed. */
export function signerOf({ sign: file, signPasswordFile, validDays }: SignArgs): Signer | undefined {
  if (file === undefined) {
    if (signPasswordFile !== undefined || validDays !== undefined) throw usage('usage.sign-first');
    return undefined;
  }
  if (validDays !== undefined && !(Number.isInteger(validDays) && validDays >= 1 && validDays <= 3650))
    throw usage('usage.valid-days', { written: String(validDays) });
  const bytes = bytesOf('--sign', file, 'usage.hint-key');
  const password =
    signPasswordFile === undefined
      ? undefined
      : bytesOf('--sign-password-file', signPasswordFile)
          .toString('utf8')
          .replace(/\r?\n$/, '');
  const signer = isPem(bytes) ? pemSigner(bytes.toString('utf8'), password, file) : openPkcs12(bytes, password ?? '');
  if (signer === undefined) throw usage(password === undefined ? 'usage.key-password' : 'usage.key-unreadable', { file });
  if (signer.key.asymmetricKeyType !== 'ed25519') throw usage('usage.key-kind', { file, kind: signer.key.asymmetricKeyType ?? '?' });
  const [own] = signer.chain;
  if (own && !createPublicKey(signer.key).equals(own.publicKey)) throw usage('usage.key-chain', { file });
  return signer;
}

function isPem(bytes: Buffer): boolean {
  return bytes.includes('-----BEGIN ');
}

/** The file may hold the signer's certificates as well, its own first. */
function pemSigner(pem: string, password: string | undefined, file: string): Signer | undefined {
  const chain = (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map((each) => new X509Certificate(each));
  const [key] = /-----BEGIN ([A-Z ]*PRIVATE KEY)-----[^]*?-----END \1-----/.exec(pem) ?? [];
  if (key === undefined) throw usage('usage.key-unreadable', { file });
  const read = privateKey(key, password);
  return read && { key: read, chain };
}

function privateKey(pem: string, passphrase: string | undefined): KeyObject | undefined {
  try {
    return createPrivateKey({ key: pem, format: 'pem', ...(passphrase === undefined ? {} : { passphrase }) });
  } catch {
    return undefined;
  }
}

const VALID_DAYS = 90;

/** Writes `certificate.json` over the files of a run, which are all written by now. */
export async function writeCertificate(
  report: Report,
  {
    folder,
    files,
    signer,
    validDays,
    selftestDigest,
  }: { folder: string; files: readonly string[]; signer: Signer; validDays: number | undefined; selftestDigest: string },
): Promise<void> {
  const digests = Object.fromEntries(files.map((name) => [name, fileDigest(join(folder, name))!]));
  const statement = statementOf(report, { files: digests, selftestDigest, issued: new Date(), validDays: validDays ?? VALID_DAYS });
  writeFileSync(join(folder, CERTIFICATE_FILE), await signStatement(statement, signer));
}

/** A statement names some dozens of clauses and files. */
const MAX_CERTIFICATE = 4 * 1024 * 1024;

/** Checks a certificate, offline: 0 where it is valid and the run was certified, else 1. */
export async function verifyCommand({ file, trust, format }: { file: string; trust: string; format: 'text' | 'json' }, lang: Lang): Promise<number> {
  const trusted = readTrust(bytesOf('--trust', trust, 'usage.hint-key').toString('utf8'));
  if (!trusted) throw usage('usage.trust', { file: trust });
  const bytes = bytesOf('FILE', file, 'usage.hint-certificate');
  if (bytes.length > MAX_CERTIFICATE) throw unreadable('FILE', file, '> 4 MiB');
  const folder = dirname(file);
  const verification = await verifyCertificate(
    bytes.toString('utf8'),
    trusted,
    { digestOf: (name) => fileDigest(join(folder, name)), names: filesBeside(file) },
    new Date(),
  );
  const certified = isCertified(verification.statement?.verdict);
  const valid = verification.problems.length === 0;
  const color = process.stdout.isTTY === true && !process.env['NO_COLOR'];
  process.stdout.write(
    format === 'json'
      ? `${JSON.stringify({ valid, certified: valid && certified, ...verification }, null, 2)}\n`
      : renderVerification(verification, lang, { color }),
  );
  return valid && certified ? EXIT.ok : EXIT.notCertified;
}

/** The files of the certificate's folder without itself; hidden ones are nobody's evidence. */
function filesBeside(file: string): string[] {
  return readdirSync(dirname(file), { withFileTypes: true })
    .filter((each) => !each.isDirectory() && each.name !== basename(file) && !each.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
}

function bytesOf(option: string, file: string, hint?: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw unreadable(option, file, error, hint);
  }
}
