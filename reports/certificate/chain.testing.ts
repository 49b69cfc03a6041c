import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** Ed25519 certificates made anew for a test: a root, and a signer whose certificate the root has issued. */
export interface Chain {
  root: string;
  signer: string;
  /** PKCS#8. */
  key: string;
}

const DAY_MS = 86_400_000;

/** `validMs`: from when to when the signer's certificate is valid, from now; `authority`: may its issuer issue? */
export function makeChain({
  validMs = [-DAY_MS, DAY_MS],
  authority = true,
}: { validMs?: readonly [number, number]; authority?: boolean } = {}): Chain {
  const root = generateKeyPairSync('ed25519');
  const leaf = generateKeyPairSync('ed25519');
  const always = [-10 * DAY_MS, 400 * DAY_MS] as const;
  return {
    root: certificate('test root', root.publicKey, { issuer: 'test root', by: root.privateKey, validMs: always, authority }),
    signer: certificate('test signer', leaf.publicKey, { issuer: 'test root', by: root.privateKey, validMs, authority: false }),
    key: leaf.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

function der(tag: number, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const length = body.length < 0x80 ? [body.length] : [0x82, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sequence = (...content: Buffer[]) => der(0x30, ...content);
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const ED25519 = sequence(oid('2b6570'));

/** RFC 5280, 4.1, with the algorithm of RFC 8410. */
function certificate(
  subject: string,
  key: KeyObject,
  { issuer, by, validMs, authority }: { issuer: string; by: KeyObject; validMs: readonly [number, number]; authority: boolean },
): string {
  const name = (text: string) => sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(text)))));
  const time = (ms: number) => der(0x17, Buffer.from(`${new Date(Date.now() + ms).toISOString().replace(/\D/g, '').slice(2, 14)}Z`));
  const basic = authority
    ? [der(0xa3, sequence(sequence(oid('551d13'), der(0x01, Buffer.from([0xff])), der(0x04, sequence(der(0x01, Buffer.from([0xff])))))))]
    : [];
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1, 2, 3])),
    ED25519,
    name(issuer),
    sequence(...validMs.map(time)),
    name(subject),
    key.export({ type: 'spki', format: 'der' }),
    ...basic,
  );
  const whole = sequence(body, ED25519, der(0x03, Buffer.from([0]), sign(null, body, by)));
  return ['-----BEGIN CERTIFICATE-----', ...(whole.toString('base64').match(/.{1,64}/g) ?? []), '-----END CERTIFICATE-----', ''].join('\n');
}
