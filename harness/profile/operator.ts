import { parseSum, sumValue } from '../../protocol/index.ts';
import { amountOf, parseInt64 } from '../../protocol/refund/index.ts';
import { parseEndpoint } from './endpoint.ts';
import type { RawOperator } from './raw.ts';
import type { OperatorSetting } from './profile.ts';
import type { ProfileSource } from './read.ts';
import { usage } from './usage-error.ts';

/**
 * The section `operator`, ready for use; `ca` reads a certificate file. Throws a UsageError for a
 * number past 64 bits, a payment named twice, and a sum that the unit cannot state.
 */
export function operatorSetting(raw: RawOperator, source: ProfileSource, ca: (file: string, place: string) => string): OperatorSetting {
  const unit = raw.amountUnit ?? 'tenge';
  const seen = new Set<bigint>();
  const payments = (raw.payments ?? []).map(({ id, sum }, at) => {
    const place = source.place(`/operator/payments/${at}`);
    const number = parseInt64(id);
    if (number === undefined || seen.has(number)) throw usage('usage.payment-id', { place, id });
    seen.add(number);
    const value = parseSum(sum)!; // the schema has passed the form
    if (amountOf(value, unit) === undefined) throw usage('usage.payment-sum', { place, sum });
    return { id: number, sum: value };
  });
  return {
    endpoint: parseEndpoint(raw.url, source.place('/operator/url')),
    login: raw.login,
    password: raw.password,
    payments,
    unit,
    ...(raw.feePercent === undefined ? {} : { feeBasisPoints: sumValue(raw.feePercent)! }), // the schema has passed the form
    processingTimeoutMs: (raw.processingTimeout ?? 30) * 1_000,
    tls: { insecure: raw.tls?.insecure ?? false, ...(raw.tls?.ca === undefined ? {} : { ca: ca(raw.tls.ca, '/operator/tls/ca') }) },
  };
}
