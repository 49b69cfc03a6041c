import type { Answer, Field } from '../protocol/index.ts';

/** The names of table 6 that an answer may hold; `prv_txn` is `prv_txn_id` in the JSON edition. */
export const NAMES = ['txn_id', 'result', 'prv_txn', 'sum', 'comment', 'fields'] as const;
export type Name = (typeof NAMES)[number];

/** One value as written. */
export interface Given {
  text: string;
  /** False when something else than text stands there: elements, or a JSON value of another type. */
  pure: boolean;
  /** A JSON number, which cannot keep two decimals. */
  number?: boolean;
}

/** What stands in an answer of either edition, before anything is judged. */
export interface Found {
  /** Every value under each name, in order: once is right, several are told as such. */
  values: Record<Name, Given[]>;
  fields: Field[];
  /** Oddities within `fields`, each as `name: what`. */
  fieldFaults: string[];
  /** Names that the protocol doesn't know, each once. */
  unknown: string[];
  /** Text between the elements. */
  stray: string;
  /** Values of names that were most likely meant, such as `osmp_txn_id` for `txn_id`. */
  meant: Partial<Record<Name, string>>;
}

export function nothingFound(): Found {
  return {
    values: { txn_id: [], result: [], prv_txn: [], sum: [], comment: [], fields: [] },
    fields: [],
    fieldFaults: [],
    unknown: [],
    stray: '',
    meant: {},
  };
}

/** As many unknown names and fields are noted: more tell nobody more. */
export const MOST_NOTED = 50;

/**
 * The name that a partner most likely meant: another case or separator, or the name that a kindred
 * protocol gives it.
 */
export function likelyName(name: string): Name | undefined {
  const folded = name.toLowerCase().replace(/[^a-z]/g, '');
  if (/^(osmp|ext|operator|qiwi)?(txnid|transactionid|transid)$/.test(folded)) return 'txn_id';
  if (/^(prv|prov|provider|partner)(txn|txnid|trans|transid|id)$/.test(folded)) return 'prv_txn';
  if (/^(result|resultcode|code|status|statuscode)$/.test(folded)) return 'result';
  if (/^(sum|summ|summa|amount)$/.test(folded)) return 'sum';
  if (/^(comment|comments|message|description)$/.test(folded)) return 'comment';
  return folded === 'fields' ? 'fields' : undefined;
}

/**
 * The answer that the partner gave. Of repeated values the first counts. A missing `txn_id` or
 * `result` is taken from a likely misspelling, since its absence is objected to anyway; `prv_txn`
 * and `sum` are not, because their absence is judged by what is here.
 */
export function toAnswer({ values, fields, meant }: Found): Answer {
  const answer: Answer = { fields };
  for (const name of ['txn_id', 'result', 'prv_txn', 'sum', 'comment'] as const) {
    const text = values[name][0]?.text ?? (name === 'txn_id' || name === 'result' ? meant[name] : undefined);
    if (text !== undefined) answer[name] = text;
  }
  return answer;
}
