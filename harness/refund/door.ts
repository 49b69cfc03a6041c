import { setTimeout as sleep } from 'node:timers/promises';
import { listen, type Listener, type ListenOptions } from '../../wire/index.ts';
import { usage } from '../profile/usage-error.ts';
import type { RefundSetting } from './setting.ts';

/** Where the client comes in: one address, open but for the while that a scenario shuts it. */
export interface Door {
  host: string;
  port: number;
  scheme: 'http' | 'https';
  /** `https://127.0.0.1:9100` */
  origin: string;
  /** Code of the last handshake that was broken off: somebody came, and would not come in. */
  readonly brokenHandshake: string | undefined;
  /** Cuts every connection and refuses new ones for so long; then it is open again on the same port. */
  shut(ms: number): void;
  /** Why it could not be opened again, where that is so. */
  readonly lost: string | undefined;
  /** May be called again. */
  close(): Promise<void>;
}

/** No program holds such an address: this machine has none like it. */
const NOT_OURS: ReadonlySet<string> = new Set(['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL']);

/** Whoever took the port meanwhile may let go of it. */
const REOPEN_TRIES = 20;
const REOPEN_MS = 100;

/** Begins to listen where the profile says. Throws a UsageError when the address cannot be had. */
export async function openDoor(
  { listen: at, tls }: Pick<RefundSetting, 'listen' | 'tls'>,
  serve: Pick<ListenOptions, 'answer' | 'ended' | 'nextConnection'>,
): Promise<Door> {
  let brokenHandshake: string | undefined;
  const broken = (code: string) => void (brokenHandshake = code);
  const open = (port: number) => listen({ host: at.host, port, ...serve, ...(tls ? { tls, broken } : {}) });
  const first = await open(at.port).catch((error: NodeJS.ErrnoException) => {
    const code = error.code ?? String(error);
    throw usage(NOT_OURS.has(code) ? 'usage.refund-address' : 'usage.refund-listen', { place: `${at.host}:${at.port}`, code });
  });
  const { port } = first;
  const leave = new AbortController();
  const scheme = tls ? 'https' : 'http';
  let listener: Listener | undefined = first;
  let lost: string | undefined;
  let shutting: Promise<void> | undefined;

  const shutFor = async (ms: number): Promise<void> => {
    const old = listener;
    listener = undefined;
    await old?.close();
    await sleep(ms, undefined, { signal: leave.signal }).catch(() => {});
    for (let tries = 1; !leave.signal.aborted && !listener; tries++) {
      try {
        listener = await open(port);
      } catch (error) {
        if (tries === REOPEN_TRIES) return void (lost = (error as NodeJS.ErrnoException).code ?? String(error));
        await sleep(REOPEN_MS);
      }
    }
  };

  return {
    host: at.host,
    port,
    scheme,
    origin: `${scheme}://${at.host.includes(':') ? `[${at.host}]` : at.host}:${port}`,
    get brokenHandshake() {
      return brokenHandshake;
    },
    shut: (ms) => {
      shutting ??= shutFor(ms).finally(() => (shutting = undefined));
    },
    get lost() {
      return lost;
    },
    close: async () => {
      leave.abort();
      await shutting;
      await listener?.close();
    },
  };
}
