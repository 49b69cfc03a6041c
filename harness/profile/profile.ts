import type { Edition, Tiyn } from '../../protocol/index.ts';
import type { AmountUnit } from '../../protocol/refund/index.ts';
import type { RefundSetting } from '../refund/setting.ts';
import type { Side } from '../record/events.ts';

/**
 * The profile as the harness uses it: defaults filled in, money in tiyn, addresses parsed. The file
 * that the user writes is described by `schemas/profile.schema.json`.
 */
export interface Profile {
  name: string;
  /** Whose interfaces it gives. Without `partner`, `check`, `pay` and `accounts` stand for nothing. */
  sides: readonly Side[];
  operator?: OperatorSetting;
  /** The partner's client of the Refund API. */
  refundClient?: RefundSetting;
  check: Endpoint;
  pay: Endpoint;
  kind: 'balance' | 'order';
  edition: Edition;
  accounts: {
    /** At least one, unless a source gives them. */
    payable: PayableAccount[];
    unknown: string[];
    cancelled: string[];
    paid: string[];
    processing: string[];
    /** A command that prints one fresh payable account a line. */
    source?: { command: string; /** The profile's, so that the command may be a file beside it. */ folder: string };
  };
  accountPattern?: RegExp;
  sums: { min: Tiyn; max: Tiyn };
  /** False where the sums are ours, and the partner may have other limits. */
  sumsGiven: boolean;
  /** Where the numbers of this run begin; absent: made from the clock. */
  txnIdFrom?: string;
  extra: Record<string, string>;
  /** Secret values: never printed, never recorded. */
  headers: [name: string, value: string][];
  expectedPaymentsPerMinute: number;
  balanceField?: string;
  ledger?: LedgerSetting;
  addresses: { allowed?: string; outside?: string };
  /** How long a pay may stay at result 4. */
  processingTimeoutMs: number;
  /** How old payments have to be when they are repeated for the last time; 0: as old as they are. */
  repeatAfterMs: number;
  tls: { ca?: string; insecure: boolean };
  limits: { payments: number; total: Tiyn };
  /** The load at the end of a run; a duration of 0 leaves it out. */
  load: { durationMs: number; connections: number };
  /** Fields that the profile gives and this version does not use. */
  unused: string[];
  /** sha256 over the resolved profile. */
  digest: string;
  /** Texts that must not be written anywhere, longest first. */
  secrets: readonly string[];
  /** The same for people and the record, secrets left out. */
  shown: Record<string, unknown>;
}

/** An operator's Refund API. */
export interface OperatorSetting {
  endpoint: Endpoint;
  login: string;
  password: string;
  payments: OperatorPaymentSetting[];
  unit: AmountUnit;
  /** The operator's fee in hundredths of a percent, where it is known. */
  feeBasisPoints?: bigint;
  /** How long a refund may take to become final. */
  processingTimeoutMs: number;
  tls: { ca?: string; insecure: boolean };
}

export interface OperatorPaymentSetting {
  id: bigint;
  sum: Tiyn;
}

export interface PayableAccount {
  account: string;
  /** The order's fixed price. */
  price?: Tiyn;
}

/**
 * Where the partner's own record of payments is read: one of `url`, `file` and `command`. None of them
 * where only the names of its columns are given, for reading it by hand.
 */
export interface LedgerSetting {
  url?: string;
  /** Absolute. */
  file?: string;
  command?: string;
  /** The profile's, where the command runs. */
  folder: string;
  format?: 'csv' | 'json';
  /** The ledger's names of the columns, by ours. */
  columns?: LedgerColumns;
  /** What its column of status says of a credit; absent: found out from our own payments. */
  credited?: readonly string[];
  /** Secret values. */
  headers: [name: string, value: string][];
}

export type LedgerColumns = Partial<Record<'txn_id' | 'prv_txn' | 'account' | 'sum' | 'txn_date' | 'status', string>>;

/** Can this ledger be read in a run? */
export function isReachable(ledger: LedgerSetting | undefined): ledger is LedgerSetting {
  return [ledger?.url, ledger?.file, ledger?.command].some((source) => source !== undefined);
}

/** Where requests go. `path` keeps the query that the profile's URL had. */
export interface Endpoint {
  url: string;
  scheme: 'http' | 'https';
  host: string;
  port: number;
  /** As the Host header wants it. */
  authority: string;
  /** `/payment_app.cgi?` or `/payment_app.cgi?tenant=1&`: ready to take the fields. */
  path: string;
}

/** True for addresses of this machine's loopback, and for names that mean them. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
