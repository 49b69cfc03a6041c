import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import type { Client } from '../../wire/index.ts';
import type { Message } from '../record/events.ts';
import type { LedgerSetting, Profile } from '../profile/profile.ts';

/** Why a ledger could not be had. */
export class NoLedger extends Error {}

/** Why reading came to nothing: the bytes, or what they say. A fault of ours is thrown on. */
export function reasonOf(error: unknown, setting: LedgerSetting): Message {
  const file = sourceOf(setting);
  if (error instanceof NoLedger) return { key: 'skip.ledger-unreadable', values: { file, problem: error.message } };
  if (isMessage(error)) return { key: error.key, values: { ...error.values, file, option: 'partner.ledger.columns:' } };
  throw error;
}

/** The source in few words; a URL without what may be secret in it. */
function sourceOf({ url, file, command }: LedgerSetting): string {
  if (url === undefined) return file ?? command ?? '';
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

function isMessage(error: unknown): error is Required<Message> {
  return error instanceof Error && 'key' in error && typeof error.key === 'string' && 'values' in error;
}

const MAX_BYTES = 64 * 1024 * 1024;
const TIMEOUT_MS = 60_000;

/** The partner's own record of payments as it stands now. Bounded in bytes and time; throws NoLedger. */
export function ledgerBytes(profile: Profile, ledger: LedgerSetting, client: Client): AsyncIterable<Uint8Array> {
  if (ledger.url !== undefined) return fetched(profile, ledger.url, ledger.headers, client);
  return bounded(ledger.file !== undefined ? createReadStream(ledger.file) : printed(ledger.command!, ledger.folder));
}

async function* fetched(profile: Profile, url: string, headers: readonly [string, string][], client: Client): AsyncGenerator<Uint8Array> {
  const { protocol, hostname, port, host, pathname, search } = new URL(url);
  const secure = protocol === 'https:';
  const lines = [
    `GET ${pathname}${search} HTTP/1.1`,
    `Host: ${host}`,
    'User-Agent: paycert',
    'Accept: text/csv, application/json;q=0.9, */*;q=0.1',
    'Connection: close',
    ...headers.map(([name, value]) => `${name}: ${value}`),
  ];
  const from = profile.addresses.allowed;
  const { http, end } = await client.ask({
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? (secure ? 443 : 80) : Number(port),
    ...(secure ? { tls: { ...profile.tls } } : {}),
    request: Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'),
    connection: 'new',
    keep: false,
    ...(from === undefined ? {} : { localAddress: from }),
    timeoutMs: TIMEOUT_MS,
    maxBodyBytes: MAX_BYTES,
  });
  if (end.how !== 'answered' || !http) throw new NoLedger(`${end.how} (${end.phase}${end.code === undefined ? '' : `, ${end.code}`})`);
  if (http.status !== 200) throw new NoLedger(`HTTP ${http.status}`);
  yield http.body;
}

async function* bounded(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  try {
    for await (const piece of source) {
      size += piece.length;
      if (size > MAX_BYTES) throw new NoLedger(`> ${MAX_BYTES / 1024 / 1024} MiB`);
      yield piece;
    }
  } catch (error) {
    throw error instanceof NoLedger ? error : new NoLedger((error as NodeJS.ErrnoException).code ?? (error as Error).message);
  }
}

/** What the profile's command prints. Its end is looked at as well: half a ledger is none. */
async function* printed(command: string, folder: string): AsyncGenerator<Uint8Array> {
  const child = spawn('/bin/sh', ['-c', command], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], timeout: TIMEOUT_MS });
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (complaint = (complaint + text).slice(-400)));
  const closed = new Promise<string | undefined>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => resolve(code === 0 ? undefined : complaint.trim().split('\n').at(-1) || `exit ${code ?? signal}`));
  });
  try {
    yield* child.stdout as AsyncIterable<Uint8Array>;
    const problem = await closed;
    if (problem !== undefined) throw new NoLedger(problem);
  } finally {
    child.kill();
  }
}
