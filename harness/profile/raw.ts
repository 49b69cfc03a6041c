import type { Edition } from '../../protocol/index.ts';
import type { AmountUnit } from '../../protocol/refund/index.ts';
import type { LedgerSetting } from './profile.ts';
import type { RawRefundClient } from './refund.ts';

/** The file's shape, after the schema has passed it. */
export interface RawProfile {
  partner?: {
    name?: string;
    url: string | { check: string; pay: string };
    kind?: 'balance' | 'order';
    answers?: Edition;
    accounts?: {
      payable?: (string | { account: string; sum?: string })[];
      unknown?: string[];
      cancelled?: string[];
      paid?: string[];
      processing?: string[];
      source?: { command: string };
    };
    accountPattern?: string;
    sums?: { min?: string; max?: string };
    txnId?: { from?: string };
    extra?: Record<string, string>;
    headers?: Record<string, string>;
    expectedPaymentsPerMinute?: number;
    balanceField?: string;
    addresses?: { allowed?: string; outside?: string };
    processingTimeout?: number;
    repeatAfter?: number;
    tls?: { ca?: string; insecure?: boolean };
    ledger?: Partial<Record<'url' | 'file' | 'command', string>> &
      Pick<LedgerSetting, 'format' | 'columns' | 'credited'> & { headers?: Record<string, string> };
  };
  refund?: { client: RawRefundClient };
  operator?: RawOperator;
  limits?: { payments?: number; total?: string };
  load?: { duration?: number; connections?: number };
}

/** The section `operator` as it is written. */
export interface RawOperator {
  url: string;
  login: string;
  password: string;
  payments?: { id: string; sum: string }[];
  amountUnit?: AmountUnit;
  feePercent?: string;
  processingTimeout?: number;
  tls?: { ca?: string; insecure?: boolean };
}
