/**
 * The reference operator: a strict and correct Refund API with its books in memory, which can take
 * on one fault, or be told by a script how to behave at each request. It speaks HTTP and HTTPS and
 * knows nothing of whoever calls it.
 */
import type { AmountUnit, CallName, StatusValue } from '../../protocol/refund/index.ts';
import { StatusCode } from '../../protocol/refund/index.ts';
import type { Tiyn } from '../../protocol/index.ts';
import { makeCertificate, type CertificateWish } from '../partner/certificate.ts';
import type { TlsSetting } from '../server.ts';
import { openBooks, sumOfRefund, type Caller, type OperatorPayment, type Refund } from './books.ts';
import type { Call, Change, Desk, Reply } from './desk.ts';
import { makeHooks } from './hooks.ts';
import { listen } from './listen.ts';
import { SOME_PAYMENTS } from './payments.ts';

export { listPayments, type Caller, type Mode, type OperatorPayment, type Refund, type Step } from './books.ts';
export type { Call as OperatorCall, Change as OperatorChange, Desk as OperatorDesk, Hooks as OperatorHooks, Reply as OperatorReply } from './desk.ts';
export { OPERATOR_FAULTS, operatorFaultByName, type OperatorFault } from './faults/index.ts';
export { errorOf } from './refunds.ts';
export { SOME_PAYMENTS } from './payments.ts';

/** One request and its reply, in the order in which the replies were decided. */
export interface OperatorEvent {
  /** Milliseconds since 1970: when the request began, and when its reply was decided. */
  at: number;
  answeredAt: number;
  /** Absent for a path that is none of the API's. */
  call?: CallName;
  method: string;
  path: string;
  headers: [name: string, value: string][];
  token?: string;
  body: Buffer;
  oversize: boolean;
  reply: Reply;
  /** Counts connections from 1. */
  connection: number;
}

/**
 * Stands around every request: may answer by itself, wait, cut or keep silent, before or after
 * `proceed` has the operator decide. What `proceed` did stays done, whatever is sent.
 */
export type Script = (call: Call, proceed: () => Promise<Reply>, desk: Desk) => Reply | Promise<Reply>;

export interface OperatorOptions {
  /** Default 127.0.0.1. */
  host?: string | undefined;
  /** Default 0: any free port. */
  port?: number | undefined;
  /** Given, the operator speaks HTTPS. */
  tls?: TlsSetting | undefined;
  /** The same, by a certificate made for the purpose; its root is the operator's `ca`. */
  certificate?: CertificateWish | undefined;
  /** Default: one, `demo-caller` with the password `paycert-demo`. */
  callers?: readonly Caller[] | undefined;
  /** Default: `SOME_PAYMENTS`. */
  payments?: readonly (Pick<OperatorPayment, 'id' | 'sum'> & Partial<OperatorPayment>)[] | undefined;
  /** What a `ReturnAmount` counts. Default tenge. */
  amountUnit?: AmountUnit | undefined;
  /** How long a token lives, milliseconds. Default one hour. */
  tokenMs?: number | undefined;
  /** Milliseconds between two statuses of a refund that is not done at once. Default 100. */
  stepMs?: number | undefined;
  /** One defect. */
  change?: Change | undefined;
  script?: Script | undefined;
  /** Told of every event as it happens. */
  listen?: ((event: OperatorEvent) => void) | undefined;
  /** The clock, milliseconds since 1970. Default `Date.now`. */
  now?: (() => number) | undefined;
}

export interface Operator {
  /** Base address, to which `returnApi/…` is added. */
  url: string;
  port: number;
  /** The root of a certificate that the operator made for itself, PEM. */
  ca?: string;
  callers: readonly Caller[];
  payments: readonly OperatorPayment[];
  events(): readonly OperatorEvent[];
  /** Every refund that was taken, with its status now. */
  refunds(): (Refund & { status: StatusValue })[];
  /** What went back to the payer of a payment, tiyn; with `pending`, what may yet. */
  refunded(id: bigint, pending?: 'pending'): Tiyn;
  /** Adds a payment, or changes one. */
  setPayment(payment: Pick<OperatorPayment, 'id' | 'sum'> & Partial<OperatorPayment>): void;
  /** Ends the caller's token: as if its time were over, or by a login from elsewhere. */
  endToken(login: string, how: 'expired' | 'replaced'): void;
  /** Cuts every connection and stops; may be called again. */
  close(): Promise<void>;
}

const DEFAULT_CALLER: Caller = { login: 'demo-caller', password: 'paycert-demo' };

/**
 * Starts an operator. Rejects when the port is taken.
 *
 * @example
 * const operator = await startOperator({ payments: [{ id: 202001211095n, sum: 1_000_000n, mode: 'offline' }] });
 * await fetch(`${operator.url}returnApi/Auth/GetToken`, { method: 'POST', … });
 * await operator.close();
 */
export async function startOperator(options: OperatorOptions = {}): Promise<Operator> {
  const host = options.host ?? '127.0.0.1';
  const callers = options.callers ?? [DEFAULT_CALLER];
  const books = openBooks(callers, (options.payments ?? SOME_PAYMENTS).map(complete), options.amountUnit ?? 'tenge');
  const made = options.tls === undefined && options.certificate ? makeCertificate(options.certificate) : undefined;
  const tls = options.tls ?? (made && { key: made.key, cert: made.cert, ...options.certificate?.setting });
  const events: OperatorEvent[] = [];
  const now = options.now ?? Date.now;
  const parts: Omit<Desk, 'wait' | 'crash'> = {
    books,
    hooks: makeHooks(options.change ? [options.change] : []),
    tokenMs: options.tokenMs ?? 3_600_000,
    stepMs: options.stepMs ?? 100,
    now,
  };
  const asDesk = parts as Desk; // statusOf asks for no time of its own
  const server = await listen(
    parts,
    { host, port: options.port ?? 0, tls },
    {
      script: options.script ?? ((_call, proceed) => proceed()),
      note: (event) => {
        events.push(event);
        options.listen?.(event);
      },
    },
  );
  const withStatus = () => [...books.refunds.values()].map((refund) => ({ ...refund, status: parts.hooks.statusOf(refund, asDesk).status }));
  return {
    url: `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${server.port}/`,
    port: server.port,
    ...(made ? { ca: made.ca } : {}),
    callers,
    payments: [...books.payments.values()],
    events: () => events,
    refunds: withStatus,
    refunded: (id, pending) =>
      withStatus()
        .filter(({ PaymentId, status }) => PaymentId === id && (status === StatusCode.SUCCESS || (pending && status !== StatusCode.FAILED)))
        .reduce((sum, refund) => sum + sumOfRefund(books, refund), 0n),
    setPayment: (payment) => void books.payments.set(payment.id, complete(payment)),
    endToken: (login, how) => {
      for (const token of books.tokens.values()) {
        if (token.login !== login || token.replaced) continue;
        if (how === 'replaced') token.replaced = true;
        else token.validTo = Math.min(token.validTo, now());
      }
    },
    close: () => server.close(),
  };
}

function complete(payment: Pick<OperatorPayment, 'id' | 'sum'> & Partial<OperatorPayment>): OperatorPayment {
  return { mode: 'online', refundable: true, fails: false, ...payment };
}
