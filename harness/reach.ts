import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, TlsChoice, TlsFacts } from '../wire/index.ts';
import type { Endpoint, Profile } from './profile/profile.ts';

/** What can be learnt about an endpoint without a request of the protocol. */
export interface Reach {
  endpoints: readonly Endpoint[];
  /** Addresses of a name, or the system's error code; `ETIMEOUT` when no name server answers in time. */
  resolve(endpoint: Endpoint): Promise<{ addresses: string[] } | { code: string }>;
  /** TCP alone. */
  connect(endpoint: Endpoint): Promise<{ ok: true; ms: number } | { ok: false; how: string; code: string }>;
  /** A handshake; with `versions`, offering no others, and trusting whatever comes. */
  handshake(
    endpoint: Endpoint,
    versions?: Pick<TlsChoice, 'minVersion' | 'maxVersion'>,
  ): Promise<{ ok: true; tls: TlsFacts } | { ok: false; how: string; code: string; tls?: TlsFacts }>;
  /** Asks while two other connections are held: one that sends nothing, and one that has sent the first half of a request. */
  beside<T>(endpoint: Endpoint, ask: () => Promise<T>): Promise<T>;
}

/** Longer than a request beside it may take, and bounded. */
const HOLD_MS = 30_000;
/** The partner has accepted what was held by then, so that it stands before the request. */
const BEFORE_MS = 200;

/** A port that does not answer within this is as good as closed: who set up the profile wants to know soon. */
const CONNECT_MS = 4_000;
const HANDSHAKE_MS = 8_000;
/** The system's own patience with a name server that says nothing is some 10 to 20 s. */
const RESOLVE_MS = 4_000;

/** `lookup` resolves names in place of the system's resolver. */
export function reach(profile: Profile, client: Client, lookup: LookupFunction = systemLookup): Reach {
  const from = profile.addresses.allowed === undefined ? {} : { localAddress: profile.addresses.allowed };
  const touch = (endpoint: Endpoint, tls?: TlsChoice) =>
    client.ask({
      host: endpoint.host,
      port: endpoint.port,
      request: Buffer.alloc(0),
      connection: 'new',
      abort: 'connected',
      connectTimeoutMs: CONNECT_MS,
      timeoutMs: HANDSHAKE_MS,
      ...(tls ? { tls } : {}),
      ...from,
    });
  const hold = (endpoint: Endpoint, request: string, signal: AbortSignal) =>
    client.ask({
      host: endpoint.host,
      port: endpoint.port,
      request: Buffer.from(request, 'latin1'),
      connection: 'new',
      keep: false,
      signal,
      timeoutMs: HOLD_MS,
      ...(endpoint.scheme === 'https' ? { tls: profile.tls } : {}),
      ...from,
    });
  return {
    endpoints: profile.check.url === profile.pay.url ? [profile.check] : [profile.check, profile.pay],
    resolve: ({ host }) => resolveWithin(host, lookup),
    connect: async (endpoint) => {
      const { end, timing } = await touch(endpoint);
      return end.how === 'aborted' ? { ok: true, ms: timing.tcpMs ?? timing.totalMs } : { ok: false, how: end.how, code: end.code ?? end.how };
    },
    handshake: async (endpoint, versions) => {
      // Old versions are only offered at OpenSSL's lowest security level.
      const old = versions?.maxVersion === 'TLSv1' || versions?.maxVersion === 'TLSv1.1';
      const choice = versions ? { ...profile.tls, insecure: true, ...versions, ...(old ? { ciphers: 'DEFAULT:@SECLEVEL=0' } : {}) } : profile.tls;
      const { end, tls } = await touch(endpoint, choice);
      if (end.how === 'aborted' && tls) return { ok: true, tls };
      return { ok: false, how: end.how, code: end.code ?? end.how, ...(tls ? { tls } : {}) };
    },
    beside: async (endpoint, ask) => {
      // What is idle would hold workers as well, and the two that are held are to be all.
      client.rest();
      const release = new AbortController();
      const half = `GET ${endpoint.path}command=check HTTP/1.1\r\nHost: ${endpoint.authority}\r\nUser-Agent: pay`;
      const held = ['', half].map((request) => hold(endpoint, request, release.signal));
      try {
        await sleep(BEFORE_MS);
        return await ask();
      } finally {
        release.abort();
        await Promise.all(held);
      }
    },
  };
}

/** A look-up cannot be called off, only left behind. */
function resolveWithin(host: string, lookup: LookupFunction): ReturnType<Reach['resolve']> {
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve({ code: 'ETIMEOUT' }), RESOLVE_MS);
    lookup(host, { all: true }, (error, found: string | LookupAddress[]) => {
      clearTimeout(late);
      if (error) resolve({ code: error.code ?? error.message });
      else resolve({ addresses: typeof found === 'string' ? [found] : found.map(({ address }) => address) });
    });
  });
}
