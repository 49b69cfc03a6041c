/**
 * The reference partner: a strict and correct check/pay endpoint with its books in memory, which can
 * take on one allowed variation or one fault. It speaks HTTP and knows nothing of whoever calls it.
 */
import type { Edition, Tiyn } from '../../protocol/index.ts';
import { listAccounts, openBooks, type Kind, type LedgerRow, type PartnerAccounts } from './books.ts';
import { faultByName, type FaultName } from './faults/index.ts';
import { makeCertificate, type CertificateWish } from './certificate.ts';
import { makeHooks } from './hooks.ts';
import { listen, type TlsSetting } from './server.ts';
import { variationByName, type VariationName } from './variations/index.ts';

export type { Kind, LedgerRow, OrderState, PartnerAccounts } from './books.ts';
export { LONGEST_ACCOUNT } from './books.ts';
export type { TlsSetting } from './server.ts';
export { AT_WORK_MS, DRIP_MS, FAULTS, faultByName, LATE_MS, SLUGGISH_MS, type Chapter, type Fault, type FaultName } from './faults/index.ts';
export { MISCONFIGURATIONS, type Misconfiguration } from './misconfigurations.ts';
export { VARIATIONS, variationByName, type Variation, type VariationName } from './variations/index.ts';

export interface PartnerOptions {
  /** Accounts topped up any number of times, or orders paid once. Default `balance`. */
  kind?: Kind | undefined;
  /** Edition of the answers. Default `xml`. */
  answers?: Edition | undefined;
  /** Default 127.0.0.1. */
  host?: string | undefined;
  /** Default 0: any free port. */
  port?: number | undefined;
  /** Given, the partner speaks HTTPS. */
  tls?: TlsSetting | undefined;
  /** The same, by a certificate made for the purpose; its root is the partner's `ca`. */
  certificate?: CertificateWish | undefined;
  variation?: VariationName | undefined;
  fault?: FaultName | undefined;
  /** Addresses that are served, as the socket shows them; others get 403. Default: everyone. */
  allow?: readonly string[] | undefined;
  /** Payable orders at the start, order kind. Default 400. */
  orders?: number | undefined;
  /** Name of the check answer's field that holds the balance. Default `balance`. */
  balanceField?: string | undefined;
  /** Path of the payment application. Default `/payment_app.cgi` (TP-5.address). */
  path?: string | undefined;
  /** Waiting time of the faults that wait, milliseconds. Default: the fault's own. */
  delayMs?: number | undefined;
  /** The clock, milliseconds since 1970. Default `Date.now`. */
  now?: (() => number) | undefined;
}

export interface Partner {
  /** Address of the payment application, to which the query is appended. */
  url: string;
  port: number;
  /** Where pays go, where that is another address. */
  payUrl?: string;
  /** The root of a certificate that the partner made for itself, PEM. */
  ca?: string;
  /** What existed at the start, in the shape of a profile's `accounts`. */
  accounts: PartnerAccounts;
  /** Does check tell the balance? Orders have none. */
  tellsBalance: boolean;
  /** Every credit so far, in order; also at `/ledger.csv` and `/ledger.json`. */
  ledger(): LedgerRow[];
  /** Money received, tiyn: an account's balance, or what was paid for an order. */
  balance(account: string): Tiyn | undefined;
  /** Cuts every connection and stops; may be called again. */
  close(): Promise<void>;
}

/**
 * Starts a partner. Rejects when the port is taken, or when the fault or variation does not exist in
 * the kind or edition asked for; without `kind` or `answers` it takes the one where it exists.
 *
 * @example
 * const partner = await startPartner({ fault: 'credits-double' });
 * await fetch(`${partner.url}?command=check&txn_id=1&account=4957835959`);
 * await partner.close();
 */
export async function startPartner(options: PartnerOptions = {}): Promise<Partner> {
  const fault = options.fault === undefined ? undefined : faultByName(options.fault);
  const variation = options.variation === undefined ? undefined : variationByName(options.variation);
  const changes = [variation, fault].filter((each) => each !== undefined);
  const kind = choose(
    'kind',
    options.kind,
    changes.map((each) => each.kinds),
    ['balance', 'order'],
  );
  const answers = choose(
    'answers',
    options.answers,
    changes.map((each) => each.answers),
    ['xml', 'json'],
  );

  const host = options.host ?? '127.0.0.1';
  const path = options.path ?? '/payment_app.cgi';
  const books = openBooks(kind, options.orders ?? 400);
  const accounts = listAccounts(books, kind);
  const wish = options.certificate ?? fault?.options?.certificate;
  const made = options.tls === undefined && wish ? makeCertificate(wish) : undefined;
  const tls = options.tls ?? (made && { key: made.key, cert: made.cert, ...wish?.setting });
  const parts = {
    kind,
    answers,
    balanceField: options.balanceField ?? 'balance',
    allow: options.allow ?? fault?.options?.allow,
    delayMs: options.delayMs,
    books,
    hooks: makeHooks(changes.map((each) => each.change)),
    now: options.now ?? Date.now,
  };
  const server = await listen(parts, { app: path }, { host, port: options.port ?? 0, tls });
  const plain = fault?.options?.plainPay ? await listen(parts, { app: path }, { host, port: 0 }) : undefined;
  const urlOf = (scheme: string, port: number) => `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}${path}`;
  return {
    url: urlOf(tls ? 'https' : 'http', server.port),
    port: server.port,
    ...(plain ? { payUrl: urlOf('http', plain.port) } : {}),
    ...(made ? { ca: made.ca } : {}),
    accounts,
    tellsBalance: kind === 'balance' && variation?.tellsNoBalance !== true,
    ledger: () => books.credits.map((row) => ({ ...row })),
    balance: (account) => books.payees.get(account)?.received,
    close: async () => void (await Promise.all([server.close(), plain?.close()])),
  };
}

/** The caller's choice, or the first that the changes allow. */
function choose<T extends string>(what: string, given: T | undefined, limits: readonly (readonly T[] | undefined)[], all: readonly T[]): T {
  const possible = all.filter((each) => limits.every((limit) => limit === undefined || limit.includes(each)));
  const chosen = given ?? possible[0];
  if (chosen === undefined || !possible.includes(chosen)) {
    throw new Error(`${what} ${chosen ?? ''} does not have this: ${possible.join(' or ') || 'nothing'} would`);
  }
  return chosen;
}
