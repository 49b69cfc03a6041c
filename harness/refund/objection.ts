import { MOST_IDENTIFICATOR, MOST_REASON } from '../../protocol/refund/index.ts';
import type { Finding } from '../finding.ts';
import type { Wrong } from './call.ts';

/** What is objected to in a request, by what is wrong with it and in which member: each has an advice of its own. */
export function objectionTo(wrong: Wrong, call: string): Pick<Finding, 'key' | 'values' | 'cause'> {
  const key = wrong.kind === 'model' ? keyOfModel(wrong) : KEYS[wrong.kind];
  const wentThroughDouble = key === 'refund.no-integer' && FLOATING.test(wrong.observed);
  return {
    key,
    values: { field: wrong.field ?? '', call, most: String(wrong.field === 'Reason' ? MOST_REASON : MOST_IDENTIFICATOR) },
    ...(wentThroughDouble ? { cause: { key: 'cause.integer-as-double' } } : {}),
  };
}

const KEYS: Readonly<Record<Exclude<Wrong['kind'], 'model'>, string>> = {
  http: 'refund.not-http',
  path: 'refund.wrong-path',
  method: 'refund.wrong-method',
  type: 'refund.wrong-type',
  utf8: 'refund.not-utf8',
  json: 'refund.not-json',
};

const INTEGERS: ReadonlySet<string> = new Set(['PaymentId', 'ReturnAmount']);
/** How a floating-point number is written out: `9.1e18`, `100.0`. */
const FLOATING = /^-?\d+(?:\.0+|(?:\.\d+)?[eE][+-]?\d+)$/;

function keyOfModel({ field = '', flaw, observed }: Wrong): string {
  switch (flaw) {
    case 'required':
      return 'refund.member-missing';
    case 'range':
      return 'refund.past-64-bits';
    case 'length':
      if (observed === '0') return 'refund.member-empty';
      // Cut at the end, two refunds may come to share one identifier; a reason only loses its last words.
      return field === 'RefundIdentificator' ? 'refund.identificator-long' : 'refund.member-long';
    case 'type':
      return INTEGERS.has(field) ? 'refund.no-integer' : 'refund.no-text';
    default:
      return 'refund.no-object';
  }
}
