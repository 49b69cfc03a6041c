import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { isIPv4 } from 'node:net';
import type { SecureVersion } from 'node:tls';

/** What a simulated partner's certificate is to be like. */
export interface CertificateWish {
  /** From when to when it is valid, milliseconds from now. Default: a day back to a year on. */
  validMs?: readonly [from: number, to: number];
  /** The host name that it is made out to. Default: this machine's own. */
  name?: string;
  /** Versions and ciphers that are not Node's own. */
  setting?: { minVersion?: SecureVersion; maxVersion?: SecureVersion; ciphers?: string };
}

const DAY_MS = 86_400_000;
const HERE = ['localhost', '127.0.0.1'];

/**
 * A certificate and the root that signed it, made anew each time: nothing lies about that could end
 * one day or be trusted by mistake. PEM; keys are P-256.
 */
export function makeCertificate({ validMs = [-DAY_MS, 365 * DAY_MS], name }: CertificateWish = {}): { ca: string; cert: string; key: string } {
  const root = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const leaf = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const always = [-100 * DAY_MS, 400 * DAY_MS] as const;
  const own = certificate('paycert simulated root', root, {
    issuer: 'paycert simulated root',
    by: root.privateKey,
    validMs: always,
    extension: ROOT,
  });
  const names = subjectAltName(name === undefined ? HERE : [name]);
  return {
    ca: own,
    cert: certificate(name ?? 'localhost', leaf, { issuer: 'paycert simulated root', by: root.privateKey, validMs, extension: names }),
    key: leaf.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** One value of DER (X.690): tag, length, content. */
function der(tag: number, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const length = body.length < 0x80 ? [body.length] : body.length < 0x100 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sequence = (...content: Buffer[]) => der(0x30, ...content);
const hex = (text: string) => Buffer.from(text, 'hex');
const ECDSA_WITH_SHA256 = sequence(der(0x06, hex('2a8648ce3d040302')));
const COMMON_NAME = der(0x06, hex('550403'));
/** basicConstraints: this one may sign others. */
const ROOT = sequence(der(0x06, hex('551d13')), der(0x01, hex('ff')), der(0x04, sequence(der(0x01, hex('ff')))));

function subjectAltName(names: readonly string[]): Buffer {
  const each = names.map((name) => (isIPv4(name) ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name))));
  return sequence(der(0x06, hex('551d11')), der(0x04, sequence(...each)));
}

/** RFC 5280, 4.1, version 3. */
function certificate(
  subject: string,
  { publicKey }: { publicKey: KeyObject },
  { issuer, by, validMs, extension }: { issuer: string; by: KeyObject; validMs: readonly [number, number]; extension: Buffer },
): string {
  const nameOf = (text: string) => sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(text)))));
  const time = (ms: number) => der(0x17, Buffer.from(`${new Date(Date.now() + ms).toISOString().replace(/\D/g, '').slice(2, 14)}Z`));
  const serial = Buffer.concat([hex('01'), Buffer.from(String(process.hrtime.bigint()).slice(-12))]);
  const toBeSigned = sequence(
    der(0xa0, der(0x02, hex('02'))),
    der(0x02, serial),
    ECDSA_WITH_SHA256,
    nameOf(issuer),
    sequence(...validMs.map(time)),
    nameOf(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(extension)),
  );
  const signature = sign('sha256', toBeSigned, by);
  const whole = sequence(toBeSigned, ECDSA_WITH_SHA256, der(0x03, hex('00'), signature));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
