import { UnreadableLedger } from './unreadable.ts';

/** What is read of a row; the protocol's names. */
export const FIELDS = ['txn_id', 'prv_txn', 'account', 'sum', 'txn_date'] as const;
export type Field = (typeof FIELDS)[number];

/** What may be named of a foreign file: the fields, and what became of each payment. */
export const COLUMNS = [...FIELDS, 'status'] as const;

/** Their names in it, where they are others: `{ txn_id: 'payment', sum: 'amount', status: 'state' }`. */
export type Columns = Partial<Record<(typeof COLUMNS)[number], string>>;

/** Names of the column that says what became of a payment. */
const STATUS = ['status', 'state', 'result', 'статус', 'состояние', 'результат', 'мәртебе', 'мәртебесі', 'күй', 'күйі', 'нәтиже'];

/** Names that exports use, the likelier first; compared in lower case, without spaces, `_`, `-`, `.`, `№`. */
const SYNONYMS: Record<Field, readonly string[]> = {
  txn_id: ['txnid', 'txn', 'transactionid', 'paymentid', 'идентификаторплатежа', 'idплатежа', 'номерплатежа', 'номертранзакции', 'төлемнөмірі'],
  prv_txn: ['prvtxn', 'prvtxnid', 'providertxn', 'providertxnid'],
  account: ['account', 'accountnumber', 'лицевойсчет', 'лицевойсчёт', 'номерсчета', 'номерсчёта', 'счет', 'счёт', 'шот', 'дербесшот'],
  sum: ['sum', 'amount', 'сумма', 'суммаплатежа', 'сома', 'төлемсомасы'],
  txn_date: ['txndate', 'transactiondate', 'paymentdate', 'datetime', 'date', 'датаплатежа', 'датавремя', 'датаивремя', 'дата', 'төлемкүні', 'күні'],
};

const REQUIRED = FIELDS.filter((field) => field !== 'prv_txn');

function simple(name: string): string {
  return name.toLowerCase().replace(/[\s_\-.№]/g, '');
}

/** Where each field stands among the cells of a row. */
export type Positions = Record<Exclude<Field, 'prv_txn'>, number> & { prv_txn: number | undefined; status: number | undefined; count: number };

/**
 * The fields among the names of a header: by the mapping where it names one, else by the protocol's
 * name, else by a usual one. Undefined when a required one is missing; throws when a name that is
 * wanted stands there twice.
 */
export function findColumns(header: readonly string[], columns: Columns): Positions | undefined {
  const names = header.map(simple);
  const at = (field: Field): number | undefined => {
    const mapped = columns[field];
    const wanted = mapped === undefined ? SYNONYMS[field] : [simple(mapped)];
    for (const name of wanted) {
      const found = names.flatMap((each, index) => (each === name ? [index] : []));
      if (found.length > 1) throw new UnreadableLedger('unreadable.column-twice', { column: header[found[0]!]!.trim(), field });
      if (found.length === 1) return found[0];
    }
    return undefined;
  };
  const [txn_id, account, sum, txn_date] = [at('txn_id'), at('account'), at('sum'), at('txn_date')];
  if (txn_id === undefined || account === undefined || sum === undefined || txn_date === undefined) return undefined;
  const status = statusAmong(names, columns);
  if (columns.prv_txn !== undefined && at('prv_txn') === undefined) return undefined;
  if (columns.status !== undefined && status === undefined) return undefined;
  return { txn_id, account, sum, txn_date, prv_txn: at('prv_txn'), status, count: names.length };
}

/** Of several the likelier: unlike the fields it is only a help, so no file is refused for its sake. */
function statusAmong(names: readonly string[], { status }: Columns): number | undefined {
  const wanted = status === undefined ? STATUS : [simple(status)];
  const at = wanted.map((name) => names.indexOf(name)).find((index) => index >= 0);
  return at;
}

/** The same among the members of JSON rows; an export has few names, so what each is found to be is kept. */
export function statusFinder({ status }: Columns): (members: Readonly<Record<string, unknown>>) => unknown {
  const wanted = status === undefined ? STATUS : [simple(status)];
  const ranks = new Map<string, number>();
  const rankOf = (name: string) => {
    const rank = ranks.get(name) ?? wanted.indexOf(simple(name));
    if (ranks.size < 1000) ranks.set(name, rank);
    return rank;
  };
  return (members) => {
    const names = Object.keys(members).filter((name) => rankOf(name) >= 0);
    const likeliest = names.reduce<string | undefined>((best, name) => (best === undefined || rankOf(name) < rankOf(best) ? name : best), undefined);
    return likeliest === undefined ? undefined : members[likeliest];
  };
}

/** The error for a header in which fields are missing: what was sought, what stands there, and the cure. */
export function noColumns(header: readonly string[], columns: Columns): UnreadableLedger {
  const names = new Set(header.map(simple));
  const has = (field: Field) => {
    const mapped = columns[field];
    return mapped === undefined ? SYNONYMS[field].some((name) => names.has(name)) : names.has(simple(mapped));
  };
  const wanted = FIELDS.filter((field) => REQUIRED.includes(field as (typeof REQUIRED)[number]) || columns[field] !== undefined);
  const missing = wanted.filter((field) => !has(field)).map((field) => (columns[field] === undefined ? field : `${field} (${columns[field]})`));
  if (columns.status !== undefined && !names.has(simple(columns.status))) missing.push(`status (${columns.status})`);
  const shown = header.slice(0, 30).map((name) => (name.trim().length > 40 ? `${name.trim().slice(0, 39)}…` : name.trim()));
  return new UnreadableLedger('unreadable.no-columns', { missing: missing.join(', '), found: shown.join(' | ') });
}

/** A field that a member of a JSON row may be, and how likely: the lower the likelier. */
export interface Guess {
  field: Field;
  rank: number;
}

/** The same for the members of JSON rows, which come one by one. */
export function fieldGuesser(columns: Columns): (name: string) => Guess | undefined {
  const guesses = new Map<string, Guess>();
  for (const field of FIELDS) {
    const mapped = columns[field];
    const names = mapped === undefined ? SYNONYMS[field] : [simple(mapped)];
    for (const [rank, name] of names.entries()) if (mapped !== undefined || !guesses.has(name)) guesses.set(name, { field, rank });
  }
  const known = new Map<string, Guess | undefined>();
  return (name) => {
    if (known.has(name)) return known.get(name);
    const guess = guesses.get(simple(name));
    // An export has few names; a hostile one has as many as it likes.
    if (known.size < 1000) known.set(name, guess);
    return guess;
  };
}
