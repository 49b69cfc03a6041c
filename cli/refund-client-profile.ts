import { named } from './near.ts';
import { CLIENT_FAULTS, CLIENT_VARIATIONS, startRefundClient, type RefundClientServer } from '../simulators/index.ts';

/** What the reference client logs in with, unless told otherwise. */
const WHO = { login: 'reference-client', password: 'refund-by-reference' };

/** On loopback nobody needs to wait for a second: seconds for the profile, milliseconds for the client. */
const HURRIED = { clocks: { patience: 6, settle: 0.5, pace: 0.5, slow: 0.9 }, client: { pollMs: 550, timeoutMs: 3_000, mostMs: 15_000 } };

export interface RefundClientArgs {
  fault?: string | undefined;
  port?: number;
  /** Keeps both sides from waiting as long as they would across a network. */
  hurried?: true;
  /** Files of the certificate and the key that paycert listens with. */
  tls?: { cert: string; key: string } | undefined;
  /** Authority that the client trusts beside the usual ones, PEM. */
  ca?: string | undefined;
}

/** Starts the reference client, with one bad habit where the command line names one, and gives the profile's section for it. */
export async function refundClientOf({
  fault,
  port = 0,
  hurried,
  tls,
  ca,
}: RefundClientArgs): Promise<{ client: RefundClientServer; section: Record<string, unknown> }> {
  named<{ name: string }>([...CLIENT_FAULTS, ...CLIENT_VARIATIONS], fault, 'usage.no-such-fault');
  const client = await startRefundClient({ ...WHO, fault, port, ca, ...(hurried ? HURRIED.client : {}) });
  const section = {
    listen: '127.0.0.1:0',
    ...WHO,
    trigger: { url: client.url },
    ...(tls ? { tls } : {}),
    ...(hurried ? { clocks: HURRIED.clocks } : {}),
  };
  return { client, section };
}
