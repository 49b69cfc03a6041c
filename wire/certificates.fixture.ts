import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Pair {
  key: string;
  cert: string;
}

export interface Certificates {
  ca: string;
  /** Signed by `ca` for localhost and 127.0.0.1. */
  good: Pair;
  /** Signed by `ca` for other.example. */
  otherName: Pair;
  /** As `good`, and ended in 2021. */
  expired: Pair;
  selfSigned: Pair;
}

/** Makes a root and what it signs, with the openssl program, in a folder that is gone afterwards. */
export function makeCertificates(): Certificates {
  const folder = mkdtempSync(join(tmpdir(), 'wire-'));
  const openssl = (...args: string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  };
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const root = (name: string, names: string): void => {
    openssl(
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '30',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.pem`,
      '-subj',
      `/CN=${name}`,
      '-addext',
      `subjectAltName=${names}`,
    );
  };
  const leaf = (name: string, names: string, dates: string[]): Pair => {
    openssl(
      'req',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
      '-subj',
      `/O=Partner/CN=${name}`,
    );
    writeFileSync(join(folder, `${name}.ext`), `subjectAltName=${names}\n`);
    openssl('ca', '-config', 'ca.cnf', '-batch', '-notext', '-in', `${name}.csr`, '-out', `${name}.pem`, '-extfile', `${name}.ext`, ...dates);
    return { key: read(`${name}.key`), cert: read(`${name}.pem`) };
  };
  try {
    writeFileSync(join(folder, 'ca.cnf'), CA_CONFIG);
    writeFileSync(join(folder, 'index.txt'), '');
    root('root', 'DNS:root');
    root('self', 'DNS:localhost,IP:127.0.0.1');
    const now = ['-days', '30'];
    return {
      ca: read('root.pem'),
      good: leaf('good', 'DNS:localhost,IP:127.0.0.1', now),
      otherName: leaf('other', 'DNS:other.example', now),
      expired: leaf('expired', 'DNS:localhost,IP:127.0.0.1', ['-startdate', '20200101000000Z', '-enddate', '20210101000000Z']),
      selfSigned: { key: read('self.key'), cert: read('self.pem') },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// `openssl x509` cannot date a certificate back everywhere; `openssl ca` can, and needs this.
const CA_CONFIG = `
[ca]
default_ca = here
[here]
database = index.txt
new_certs_dir = .
rand_serial = yes
certificate = root.pem
private_key = root.key
default_md = sha256
policy = any
unique_subject = no
[any]
organizationName = optional
commonName = supplied
`;
