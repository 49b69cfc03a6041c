import { formatSum, parseSum, parseTxnDate, Result, type Field, type ResultCode, type Tiyn } from '../../protocol/index.ts';
import { MAX_PAYMENTS, type OrderState, type Payee, type Payment } from './books.ts';
import type { Asked, Call, Decision, Desk } from './desk.ts';

/** A refusal with its code (TP-7.6). */
export function refuse(result: ResultCode, comment: string): Decision {
  return { result, comment };
}

/** What is no request of the protocol gets code 5. */
export function reject(why: string): Decision {
  return { result: Result.error, comment: why, erroneous: true };
}

export function decide(asked: Asked, call: Call, desk: Desk): Decision | Promise<Decision> {
  const flaw = desk.hooks.flaw(asked, desk);
  if (flaw !== undefined) return reject(flaw);
  return asked.command === 'check' ? desk.hooks.check(asked, call, desk) : desk.hooks.pay(asked, call, desk);
}

/** A field that came twice is refused: which one is meant is anyone's guess, and guesses cost money. */
export function flaw(asked: Asked, desk: Desk): string | undefined {
  if (asked.malformed) return 'Запрос не читается';
  if (asked.twice.length > 0) return `Повторяется параметр ${asked.twice.join(', ')}`;
  if (asked.command !== 'check' && asked.command !== 'pay') return 'Неизвестная команда';
  if (!desk.hooks.isTxnId(asked.txn_id ?? '')) return 'Неверный txn_id';
  return undefined;
}

/** Finds the payer and says whether it can be credited. Credits and stores nothing (TP-7.5.check). */
export function check(asked: Asked, _call: Call, desk: Desk): Decision {
  const payee = payeeOf(asked, desk);
  if ('result' in payee) return payee;
  return desk.hooks.obstacle(payee, undefined, desk) ?? { result: Result.ok, comment: 'Найден', fields: describe(payee, desk) };
}

/**
 * Credits once per `txn_id` (TP-7.5.pay, TP-7.7). Nothing is awaited between looking the number up
 * and remembering it, so repeats that come at once cannot pass each other. Refused pays leave no trace.
 */
export async function pay(asked: Asked, call: Call, desk: Desk): Promise<Decision> {
  const { hooks, books } = desk;
  const known = hooks.recall(asked, call, desk);
  if (known) return hooks.repeat(known, asked, desk);

  const sum = hooks.sum(asked.sum);
  if (sum === undefined) return reject('Неверная сумма');
  if (!hooks.isDate(asked.txn_date, desk)) return reject('Неверная дата txn_date');
  const payee = payeeOf(asked, desk);
  if ('result' in payee) return payee;
  const obstacle = hooks.obstacle(payee, sum, desk);
  if (obstacle) return obstacle;
  if (books.payments.size >= MAX_PAYMENTS) return refuse(Result.error, 'Книги заполнены');

  const { account } = payee;
  const payment: Payment = {
    txn_id: asked.txn_id ?? '',
    prv_txn: hooks.prvTxn(desk),
    account,
    sum,
    txn_date: asked.txn_date ?? '',
    result: Result.ok,
  };
  hooks.remember(payment, asked, call, desk);
  if (desk.kind === 'order') payee.state = 'paid'; // taken, even while the payment is in processing
  await hooks.settle(payment, call, desk);
  return accepted(payment);
}

/** The answer to an accepted payment: the first time and at every repeat. */
export function accepted(payment: Payment): Decision {
  const { result, prv_txn, sum } = payment;
  return { result, prv_txn, sum, comment: result === Result.ok ? 'Платёж принят' : 'Платёж в обработке' };
}

export function recall(asked: Asked, call: Call, desk: Desk): Payment | undefined {
  return desk.books.payments.get(desk.hooks.key(asked, call));
}

export function remember(payment: Payment, asked: Asked, call: Call, desk: Desk): void {
  desk.books.payments.set(desk.hooks.key(asked, call), payment);
}

export function credit(payment: Payment, desk: Desk): void {
  const { txn_id, prv_txn, account, sum, txn_date } = payment;
  const payee = desk.books.payees.get(account);
  if (payee) payee.received += sum;
  desk.books.credits.push({ txn_id, prv_txn, account, sum, txn_date });
}

/** A pay states more than nothing, in the protocol's own form (TP-6.sum). */
export function sum(text: string | undefined): Tiyn | undefined {
  const value = text === undefined ? undefined : parseSum(text);
  return value !== undefined && value > 0n ? value : undefined;
}

/** The books are kept by this date (TP-7.3): without a real one there is nothing to book under. */
export function isDate(text: string | undefined): boolean {
  return text !== undefined && parseTxnDate(text) !== undefined;
}

const STATES: Record<Exclude<OrderState, 'open'>, Decision> = {
  cancelled: { result: Result.cancelled, comment: 'Заказ отменён' },
  paid: { result: Result.paid, comment: 'Заказ уже оплачен' },
  processing: { result: Result.processing, comment: 'Платёж в обработке' },
};

export function obstacle(payee: Payee, paid: Tiyn | undefined): Decision | undefined {
  if (payee.state !== 'open') return STATES[payee.state];
  if (paid !== undefined && payee.price !== undefined && paid !== payee.price) {
    return refuse(Result.error, `Сумма заказа ${formatSum(payee.price)}`);
  }
  return undefined;
}

/** Accounts match exactly: a space, a zero or a capital more is somebody else (TP-7.4). */
function payeeOf(asked: Asked, desk: Desk): Payee | Decision {
  const payee = desk.hooks.find(asked, desk);
  if (payee) return payee;
  if (!asked.account || CONTROL.test(asked.account)) return reject('Неверный account');
  return refuse(Result.notFound, desk.kind === 'order' ? 'Заказ не найден' : 'Счёт не найден');
}

// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL = /[\u0000-\u001f\u007f]/;

function describe(payee: Payee, desk: Desk): Field[] {
  if (desk.kind === 'balance') return [{ element: 'field1', name: desk.balanceField, text: formatSum(payee.received) }];
  return payee.price === undefined ? [] : [{ element: 'field1', name: 'price', text: formatSum(payee.price) }];
}
