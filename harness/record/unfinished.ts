import { formatSum, parseSum, txnDate } from '../../protocol/index.ts';
import { readJson, readRefundAnswer, readRefundRequest, readStatusRequest, sumOf, type AmountUnit, type Read } from '../../protocol/refund/index.ts';
import { isTaken } from '../operator/outcome.ts';
import { feeReturned, stateOf } from '../operator/refunds.ts';
import type { Bytes, ExchangeEvent, PaymentEvent, RecordEvent, RefundEvent, RunEvent } from './events.ts';

/**
 * The money of a run that was killed before it wrote it down, from its exchanges. It moved all the same, so whoever reads the
 * record must see it: a line for each `txn_id` that a pay was asked for, and for each refund that was taken, as far as the
 * answers tell. What the record lists itself is not told twice.
 */
export interface MoneySoFar {
  take(event: RecordEvent): void;
  /** In the order in which it was first asked for. */
  events(): (PaymentEvent | RefundEvent)[];
}

export function moneySoFar(): MoneySoFar {
  const payments = new Map<string, PaymentEvent>();
  const refunds = new Map<string, RefundEvent>();
  const listed = new Set<string>();
  let run: RunEvent | undefined;
  return {
    take: (event) => {
      if (event.type === 'run') run = event;
      if (event.type === 'payment') listed.add(event.txn_id);
      if (event.type === 'refund') listed.add(event.refund);
      if (event.type !== 'exchange') return;
      if (event.command === 'pay' && event.txn_id !== undefined) payments.set(event.txn_id, paymentAfter(payments.get(event.txn_id), event));
      if (event.call !== undefined) takeRefund(refunds, event, run);
    },
    events: () => [
      ...[...payments.values()].filter(({ txn_id }) => !listed.has(txn_id)),
      ...[...refunds.values()].filter(({ refund }) => !listed.has(refund)),
    ],
  };
}

/** Account, sum and date are those of the request that was credited first: a case may have offered the number with others before. */
function paymentAfter(known: PaymentEvent | undefined, exchange: ExchangeEvent): PaymentEvent {
  const { result, txn_id = '', prv_txn } = exchange;
  const state = stateAfter(known?.state ?? 'open', result);
  const facts = state === 'credited' && known?.state !== 'credited' ? undefined : known;
  const query = new URLSearchParams(requestOf(exchange).target.replace(/^[^?]*\??/, ''));
  const first = known?.prv_txn ?? (result === '0' ? prv_txn : undefined);
  return {
    type: 'payment',
    txn_id,
    account: facts?.account ?? exchange.account ?? '',
    sum: facts?.sum ?? query.get('sum') ?? '',
    txn_date: facts?.txn_date ?? query.get('txn_date') ?? '',
    asked: (known?.asked ?? 0) + 1,
    state,
    ...(first === undefined ? {} : { prv_txn: first }),
  };
}

/** Once credited it stays so; a code 4 may still become anything. */
function stateAfter(before: PaymentEvent['state'], result: string | undefined): PaymentEvent['state'] {
  if (before === 'credited' || result === undefined) return before;
  return result === '0' ? 'credited' : result === '4' ? 'open' : 'refused';
}

/** Filings and questions for a status read alike, whichever side asked; the key is the operator's own number of the request. */
function takeRefund(refunds: Map<string, RefundEvent>, exchange: ExchangeEvent, run: RunEvent | undefined): void {
  const answer = parsed(exchange.body ?? bodyOf(exchange.response), readRefundAnswer);
  const asked = { text: requestOf(exchange).body };
  if (answer === undefined) return;
  if (exchange.call === 'RefundStatus') {
    const known = refunds.get(parsed(asked, readStatusRequest)?.RequestIdentificator ?? '');
    if (known) known.state = stateOf(answer.statusCode, known.state);
    return;
  }
  const filing = exchange.call === 'RefundRequest' ? parsed(asked, readRefundRequest) : undefined;
  if (filing === undefined || !isTaken({ answer })) return;
  const { unit, feeBasisPoints } = settingOf(run, exchange.direction === 'incoming');
  const key = answer.requestIdentificator ?? filing.RefundIdentificator;
  const sum = sumOf(filing.ReturnAmount, unit);
  const known = refunds.get(key);
  refunds.set(key, {
    type: 'refund',
    payment: String(filing.PaymentId),
    refund: filing.RefundIdentificator,
    sum: formatSum(sum),
    at: known?.at ?? txnDate(Date.parse(exchange.at)),
    state: stateOf(answer.statusCode, known?.state ?? 'open'),
    ...feeReturned(sum, feeBasisPoints),
  });
}

function parsed<T>(bytes: Bytes, read: (json: Parameters<typeof readRefundAnswer>[0]) => Read<T>): T | undefined {
  const reading = readJson('text' in bytes ? bytes.text : Buffer.from(bytes.base64, 'base64'));
  return 'value' in reading ? read(reading.value).value : undefined;
}

/** Unit and fee as the profile in the record gives them; a record may be anybody's. */
function settingOf(run: RunEvent | undefined, client: boolean): { unit: AmountUnit; feeBasisPoints: bigint | undefined } {
  const at = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined);
  const side = client ? at(at(run?.profile, 'refund'), 'client') : at(run?.profile, 'operator');
  const fee = at(side, 'feePercent');
  return { unit: at(side, 'amountUnit') === 'tiyn' ? 'tiyn' : 'tenge', feeBasisPoints: typeof fee === 'string' ? parseSum(fee) : undefined };
}

function requestOf({ request }: ExchangeEvent): { target: string; body: string } {
  const text = textOf(request);
  return { target: text.slice(0, text.indexOf('\r\n')).split(' ')[1] ?? '', body: afterHead(text) };
}

function bodyOf(bytes: Bytes): Bytes {
  return { text: afterHead(textOf(bytes)) };
}

function afterHead(text: string): string {
  const end = text.indexOf('\r\n\r\n');
  return end < 0 ? '' : text.slice(end + 4);
}

function textOf(bytes: Bytes): string {
  return 'text' in bytes ? bytes.text : Buffer.from(bytes.base64, 'base64').toString('utf8');
}
