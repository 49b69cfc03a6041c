import assert from 'node:assert/strict';
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { certified, notCertified } from '../fixtures/records.ts';
import { LANGS, say } from '../messages/index.ts';
import { buildReport } from '../report.ts';
import { makeChain, type Chain } from './chain.testing.ts';
import { openPkcs12 } from './pkcs12.ts';
import { isCertified, renderVerification } from './render.ts';
import { keyId, signStatement, writeJws, type FlattenedJws } from './sign.ts';
import { statementOf } from './statement.ts';
import { readTrust, verifyCertificate } from './verify.ts';

const pair = generateKeyPairSync('ed25519');
const other = generateKeyPairSync('ed25519');
const trust = { key: pair.publicKey };
const issued = new Date('2026-11-24T06:00:00.000Z');
const later = (days: number) => new Date(issued.getTime() + days * 86_400_000);
const digest = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

const FILES: Record<string, string> = { 'record.jsonl': '{"type":"run"}\n', 'report.json': '{}\n', 'report.html': '<p>Certified</p>\n' };
const digests = Object.fromEntries(Object.entries(FILES).map(([name, text]) => [name, digest(text)]));
const statement = statementOf(buildReport(certified, 'en'), { files: digests, selftestDigest: digest('green'), issued, validDays: 90 });
const text = await signStatement(statement, { key: pair.privateKey, chain: [] });
const jws = JSON.parse(text) as FlattenedJws;
const beside = (files: Record<string, string | undefined> = FILES) => ({
  digestOf: (name: string) => (files[name] === undefined ? undefined : digest(files[name])),
  names: Object.keys(files).filter((name) => files[name] !== undefined),
});
const look = async (
  certificate: string,
  {
    now = later(1),
    files = FILES,
    by = trust,
  }: { now?: Date; files?: Record<string, string | undefined>; by?: Parameters<typeof verifyCertificate>[1] } = {},
) => (await verifyCertificate(certificate, by, beside(files), now)).problems.map(({ key }) => key);

describe('a certificate', () => {
  test('is a flattened JWS over the statement, and is accepted as issued', async () => {
    assert.deepEqual(Object.keys(jws), ['payload', 'protected', 'signature']);
    assert.deepEqual(JSON.parse(Buffer.from(jws.protected, 'base64url').toString()), {
      alg: 'EdDSA',
      typ: 'paycert-certificate+jws',
      kid: keyId(pair.publicKey),
    });
    const verification = await verifyCertificate(text, trust, beside(), later(1));
    assert.deepEqual(verification.problems, []);
    assert.deepEqual(verification.statement, JSON.parse(JSON.stringify(statement)));
    assert.equal(verification.statement!.expires, '2027-02-22T06:00:00.000Z');
    for (const lang of LANGS) assert.match(renderVerification(verification, lang, { color: false }), /✓ /);
  });

  test('no byte of it can be changed, put in or taken out', async () => {
    for (let at = 0; at < text.length; at += 1) {
      const changed = text[at] === 'A' ? 'B' : 'A';
      const bytes = Buffer.from(text);
      bytes[at]! ^= 1 << (at % 8);
      const [before, after] = [text.slice(0, at), text.slice(at)];
      for (const altered of [before + changed + after.slice(1), before + after.slice(1), `${before}A${after}`, bytes.toString('utf8')]) {
        const found = await look(altered);
        assert.equal(found.length, 1, `byte ${at}`);
        assert.ok(['verify.malformed', 'verify.signature', 'verify.unknown-key'].includes(found[0]!), `byte ${at}: ${found}`);
      }
    }
    for (const altered of [`${text} `, ` ${text}`, text.replace('\n', '\r\n'), JSON.stringify(jws)])
      assert.deepEqual(await look(altered), ['verify.malformed']);
  });

  test('every field of the JWS and of its header is held', async () => {
    const header = (change: Record<string, unknown>) =>
      Buffer.from(JSON.stringify({ ...(JSON.parse(Buffer.from(jws.protected, 'base64url').toString()) as object), ...change })).toString('base64url');
    const payload = (change: Record<string, unknown>) => Buffer.from(JSON.stringify({ ...statement, ...change }, null, 2)).toString('base64url');
    const table: [Partial<FlattenedJws>, string][] = [
      [{ payload: payload({ verdict: 'certified-with-remarks' }) }, 'verify.signature'],
      [{ payload: payload({ expires: '2099-01-01T00:00:00.000Z' }) }, 'verify.signature'],
      [{ payload: payload({ files: {} }) }, 'verify.signature'],
      [{ payload: '' }, 'verify.signature'],
      [{ protected: header({ alg: 'none' }) }, 'verify.malformed'],
      [{ protected: header({ alg: 'HS256' }) }, 'verify.malformed'],
      [{ protected: header({ crit: ['b64'], b64: false }) }, 'verify.malformed'],
      [{ protected: header({ jwk: other.publicKey.export({ format: 'jwk' }) }) }, 'verify.malformed'],
      [{ protected: header({ kid: keyId(other.publicKey) }) }, 'verify.unknown-key'],
      [{ signature: Buffer.alloc(64).toString('base64url') }, 'verify.signature'],
      [{ signature: '' }, 'verify.signature'],
      // The same bytes, written otherwise: the last character of 64 bytes has four bits to spare.
      [{ signature: jws.signature.slice(0, -1) + spare(jws.signature.at(-1)!) }, 'verify.malformed'],
    ];
    for (const [change, problem] of table)
      assert.deepEqual(await look(writeJws({ ...jws, ...change })), [problem], JSON.stringify(change).slice(0, 90));
    for (const foreign of ['', '[]', 'null', '"x"', '{"payload":1}', '[['.repeat(50_000), '\u0000'])
      assert.deepEqual(await look(foreign), ['verify.malformed']);
    assert.deepEqual(await look(text.replace('{\n', '{\n  "header": {},\n')), ['verify.malformed']);
  });

  test('signed by somebody else with the same key id in it', async () => {
    const forged = JSON.parse(await signStatement({ ...statement, verdict: 'certified' }, { key: other.privateKey, chain: [] })) as FlattenedJws;
    assert.deepEqual(await look(writeJws(forged)), ['verify.unknown-key']);
    assert.deepEqual(await look(writeJws({ ...forged, protected: jws.protected })), ['verify.signature']);
  });

  test('each file beside it: one byte more, another, none', async () => {
    for (const name of Object.keys(FILES)) {
      const problem = name === 'record.jsonl' ? 'verify.tampered' : 'verify.swapped';
      for (const altered of [`${FILES[name]!} `, FILES[name]!.slice(1), FILES[name]!.replace(/./, 'X'), ''])
        assert.deepEqual(await look(text, { files: { ...FILES, [name]: altered } }), [problem]);
      assert.deepEqual(await look(text, { files: { ...FILES, [name]: undefined } }), ['verify.missing']);
    }
  });

  test('a file that it does not name is told as such, and changes nothing else', async () => {
    const more = { ...FILES, 'report.pdf': 'Certified without remarks', '\u001b[2J.pdf': '' };
    const verification = await verifyCertificate(text, trust, beside(more), later(1));
    assert.deepEqual([verification.problems, verification.uncovered], [[], ['report.pdf', '\u001b[2J.pdf']]);
    for (const lang of LANGS) {
      const told = renderVerification(verification, lang, { color: false });
      assert.match(told, /! .*: report\.pdf, ␛\[2J\.pdf\.\n/);
      assert.match(told, /✓ /);
    }
    assert.deepEqual((await verifyCertificate(text, trust, beside(), later(1))).uncovered, []);
    assert.doesNotMatch(renderVerification(await verifyCertificate(text, trust, beside(), later(1)), 'en', { color: false }), /! /);
  });

  test('what is not verified is named, and not counted alone', async () => {
    const told = renderVerification(await verifyCertificate(text, trust, beside(), later(1)), 'en', { color: false });
    const open = statement.clauses.filter(({ state }) => state === 'not-verified').map(({ id }) => id);
    assert.ok(open.length > 0 && told.includes(`not verified: ${open.length} (${open.join(', ')})`), told);
  });

  test('a statement of another shape is none of ours, though the key is trusted', async () => {
    for (const change of [{ tool: undefined }, { tool: 'paycert' }, { clauses: [null] }, { clauses: [{ id: 1 }] }, { waivers: ['x'] }]) {
      const odd = await signStatement({ ...statement, ...(change as object) }, { key: pair.privateKey, chain: [] });
      assert.deepEqual(await look(odd), ['verify.malformed'], JSON.stringify(change));
    }
  });

  test('its time', async () => {
    assert.deepEqual(await look(text, { now: later(89.9) }), []);
    assert.deepEqual(await look(text, { now: later(90) }), ['verify.expired']);
    assert.deepEqual(await look(text, { now: later(-1) }), ['verify.future']);
  });

  test('a statement that names a file outside of its folder is none of ours', async () => {
    for (const name of ['../x', '/etc/passwd', '.hidden', 'a/b']) {
      const odd = await signStatement({ ...statement, files: { ...digests, [name]: digest('') } }, { key: pair.privateKey, chain: [] });
      assert.deepEqual(await look(odd), ['verify.malformed'], name);
    }
  });

  test('of a run that is not certified says so', async () => {
    const bad = statementOf(buildReport(notCertified, 'en'), { files: digests, selftestDigest: digest('green'), issued, validDays: 90 });
    const verification = await verifyCertificate(await signStatement(bad, { key: pair.privateKey, chain: [] }), trust, beside(), later(1));
    assert.deepEqual(verification.problems, []);
    assert.equal(isCertified(verification.statement!.verdict), false);
    assert.match(renderVerification(verification, 'en', { color: false }), /✗ .*verdict is not a certificate: Not certified\./);
  });

  test('its language does not matter, and every problem has words in each', async () => {
    const { issued: _, ...facts } = statementOf(buildReport(certified, 'kk'), {
      files: digests,
      selftestDigest: digest('green'),
      issued,
      validDays: 90,
    });
    const { issued: __, ...same } = statement;
    assert.deepEqual(facts, same);
    for (const lang of LANGS) assert.notEqual(say(lang, { key: 'verify.signature' }), 'verify.signature');
  });
});

test('trust is a public key or a certificate, and never a private key', () => {
  assert.ok('key' in readTrust(pair.publicKey.export({ type: 'spki', format: 'pem' }).toString())!);
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  for (const pem of [
    pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    '',
    'x',
  ])
    assert.equal(readTrust(pem), undefined);
});

describe('a chain', () => {
  const DAY = 86_400_000;
  const now = new Date();
  const fresh = statementOf(buildReport(certified, 'en'), { files: digests, selftestDigest: digest('green'), issued: now, validDays: 90 });
  const signed = (chain: Chain, certificates: readonly string[] = [chain.signer]) =>
    signStatement(fresh, { key: createPrivateKey(chain.key), chain: certificates.map((each) => new X509Certificate(each)) });
  const at = async (chain: Chain, root: string, certificates?: readonly string[]) =>
    look(await signed(chain, certificates), { by: readTrust(root)!, now });
  const chain = makeChain();

  test('leads to the root that is trusted, with it or without', async () => {
    assert.deepEqual(await at(chain, chain.root), []);
    assert.deepEqual(await at(chain, chain.root, [chain.signer, chain.root]), []);
    assert.deepEqual(await at(chain, chain.signer, []), [], 'the signer’s own certificate may be trusted by itself');
  });

  test('or is refused', async () => {
    const other = makeChain();
    const late = makeChain({ validMs: [-2 * DAY, -DAY] });
    const early = makeChain({ validMs: [DAY, 2 * DAY] });
    const powerless = makeChain({ authority: false });
    assert.deepEqual(await at(chain, other.root), ['verify.unknown-root']);
    assert.deepEqual(await at(chain, other.root, [chain.signer, chain.root]), ['verify.unknown-root']);
    assert.deepEqual(await at(late, late.root), ['verify.chain-expired']);
    assert.deepEqual(await at(early, early.root), ['verify.chain-expired']);
    assert.deepEqual(await at(powerless, powerless.root), ['verify.unknown-root'], 'who is no authority issues nothing');
    assert.deepEqual(await at(chain, chain.root, [other.signer]), ['verify.unknown-root']);
    assert.deepEqual(await at({ ...chain, key: other.key }, chain.root), ['verify.malformed'], 'signed by another key than the certificate’s');
    assert.deepEqual(
      await at(
        chain,
        chain.root,
        Array.from({ length: 6 }, () => chain.signer),
      ),
      ['verify.chain'],
    );
    assert.deepEqual(await at(chain, other.signer, []), ['verify.unknown-key']);
    // A public key is trusted for itself, whatever certificates come with it.
    assert.deepEqual(await at(chain, createPublicKey(chain.key).export({ type: 'spki', format: 'pem' }).toString()), []);
  });

  test('and never what is not base64 of certificates', async () => {
    const header = { alg: 'EdDSA', typ: 'paycert-certificate+jws', kid: keyId(createPublicKey(chain.key)), x5c: ['AAAA'] };
    const odd = writeJws({
      ...(JSON.parse(await signed(chain)) as FlattenedJws),
      protected: Buffer.from(JSON.stringify(header)).toString('base64url'),
    });
    assert.deepEqual(await look(odd, { by: readTrust(chain.root)!, now }), ['verify.chain']);
  });
});

describe('PKCS#12', () => {
  const file = Buffer.from(readFileSync(new URL('../fixtures/signer.p12.base64', import.meta.url), 'utf8'), 'base64');

  test('as OpenSSL writes it: key and chain, the signer first', async () => {
    const signer = openPkcs12(file, 'correct horse')!;
    assert.equal(signer.key.asymmetricKeyType, 'ed25519');
    assert.deepEqual(
      signer.chain.map(({ subject }) => subject),
      ['CN=paycert test signer', 'CN=paycert test root'],
    );
    const certificate = await signStatement(statement, signer);
    assert.deepEqual(await look(certificate, { by: { root: signer.chain[1]! }, now: later(1) }), []);
    assert.ok(createPublicKey(signer.key).equals(signer.chain[0]!.publicKey));
  });

  test('a wrong password, a cut file and what is none give nothing, and never an error', () => {
    for (const password of ['', 'correct hors', 'Correct horse']) assert.equal(openPkcs12(file, password), undefined);
    for (let at = 0; at < file.length; at += 97) assert.equal(openPkcs12(file.subarray(0, at), 'correct horse'), undefined);
    for (const bytes of [Buffer.alloc(0), Buffer.from('30800000', 'hex'), Buffer.from('3084ffffffff', 'hex'), Buffer.alloc(1000, 0x30)])
      assert.equal(openPkcs12(bytes, 'x'), undefined);
  });
});

/** Another character for the same leading bits. */
function spare(char: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return alphabet[alphabet.indexOf(char) + 1]!;
}
