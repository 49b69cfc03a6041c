import { formatSum, type ResultCode, type Tiyn, type TxnDate } from '../../protocol/index.ts';

/** What the partner sells: accounts topped up any number of times, or orders paid once. */
export type Kind = 'balance' | 'order';

export type OrderState = 'open' | 'cancelled' | 'paid' | 'processing';

/** An account, or an order: whatever an `account` of the protocol names (TP-7.4). */
export interface Payee {
  account: string;
  /** Money received so far: the account's balance, or what was paid for the order. */
  received: Tiyn;
  /** An account is always open. */
  state: OrderState;
  /** The order's fixed price; absent where any sum will do. */
  price?: Tiyn;
}

/** A pay that was accepted, as the first request stated it (TP-7.7). */
export interface Payment {
  txn_id: string;
  prv_txn: string;
  account: string;
  sum: Tiyn;
  txn_date: TxnDate;
  /** 0, or 4 while it is being processed. */
  result: ResultCode;
}

/** One credit, as the partner's books show it; money in tiyn, by the operator's date (TP-7.3). */
export interface LedgerRow {
  txn_id: string;
  prv_txn: string;
  account: string;
  sum: Tiyn;
  txn_date: TxnDate;
}

/** All that the partner knows. In memory, and changed only between two awaits: that is its lock. */
export interface Books {
  payees: Map<string, Payee>;
  /** Accepted payments by their duplicate key, which is the `txn_id` alone. */
  payments: Map<string, Payment>;
  credits: LedgerRow[];
  nextPrvTxn: bigint;
  nextOrder: number;
}

/** What exists at the start, in the shape of a profile's `accounts`. */
export interface PartnerAccounts {
  /** Balance kind: accounts. Order kind: orders with their fixed price, `200.00`. */
  payable: (string | { account: string; sum: string })[];
  unknown: string[];
  cancelled: string[];
  paid: string[];
  processing: string[];
}

/** The longest account that the protocol sends: letters, digits, special characters (TP-6.account). */
export const LONGEST_ACCOUNT = `LS-${'Қазақстан/2026.'.repeat(13)}`.padEnd(200, '7');

const ACCOUNTS = ['4957835959', '7011234567', "ЖШС/№7 a+b&c=d'%", '0087654321', 'AbC-7781', LONGEST_ACCOUNT];

/** Names of orders that are more than a number; they stand among the first, so that they are paid as well as looked at. */
const NAMED_ORDERS: ReadonlyMap<number, string> = new Map([
  [6, 'ЗАКАЗ №7/а'],
  [7, "A+B&C=D'% #9"],
  [8, 'Тапсырыс 12 «Ұлы дала»'],
  [9, LONGEST_ACCOUNT],
]);

/** A partner in memory must not grow for ever: past this many payments it refuses new ones. */
export const MAX_PAYMENTS = 1_000_000;
export const MAX_ORDERS = 200_000;

const FIRST_ORDER = 100_001;
const CLOSED: readonly Exclude<OrderState, 'open'>[] = ['cancelled', 'paid', 'processing'];

/** Fresh books: accounts without money, or `orders` open ones and three in each closed state. */
export function openBooks(kind: Kind, orders: number): Books {
  const books: Books = { payees: new Map(), payments: new Map(), credits: [], nextPrvTxn: 700_000_001n, nextOrder: FIRST_ORDER };
  if (kind === 'balance') {
    for (const account of ACCOUNTS) books.payees.set(account, { account, received: 0n, state: 'open' });
    return books;
  }
  for (let i = 0; i < orders; i++) addOrder(books, priceOf(i), NAMED_ORDERS.get(i));
  for (const state of CLOSED) {
    for (const account of closedOrders(state)) books.payees.set(account, { account, received: 0n, state, price: 10_000n });
  }
  return books;
}

/** One more open order, or undefined when there are too many. */
export function addOrder(books: Books, price?: Tiyn, name?: string): Payee | undefined {
  if (books.payees.size >= MAX_ORDERS) return undefined;
  const number = books.nextOrder++;
  const account = name ?? `ORD-${number}`;
  const order: Payee = { account, received: 0n, state: 'open', ...(price === undefined ? {} : { price }) };
  books.payees.set(account, order);
  return order;
}

/** What a caller may tell the harness about these books. */
export function listAccounts(books: Books, kind: Kind): PartnerAccounts {
  if (kind === 'balance') return { payable: [...ACCOUNTS], unknown: ['0000000000'], cancelled: [], paid: [], processing: [] };
  const payable = [...books.payees.values()].filter((order) => order.state === 'open');
  return {
    payable: payable.map(({ account, price }) => (price === undefined ? account : { account, sum: formatSum(price) })),
    unknown: [1, 2, 3].map((n) => `ORD-NONE-${n}`),
    cancelled: closedOrders('cancelled'),
    paid: closedOrders('paid'),
    processing: closedOrders('processing'),
  };
}

function closedOrders(state: OrderState): string[] {
  return [1, 2, 3].map((n) => `ORD-${state.toUpperCase()}-${n}`);
}

/** 1.00 to 500.00, scattered; every third price has tiyn. */
function priceOf(index: number): Tiyn {
  const price = 100n + ((BigInt(index) * 7_919n) % 49_901n);
  return index % 3 === 0 ? price : price - (price % 100n);
}
