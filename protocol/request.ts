import { percentDecode, percentEncode, type Spelling } from './account.ts';

/** The two requests of the protocol (TP-6.command). */
export type Command = 'check' | 'pay';

/** A query field; `raw` goes out as it is, for what no encoder would write. */
export type Param = readonly [name: string, value: string | { raw: string }];

/** What the system asks: the fields of table 6 in the order in which the protocol names them. */
export interface CheckPayRequest {
  command: Command;
  txn_id: string;
  account: string;
  /** As written in the query. Nominal in check (TP-6.check-sum). */
  sum?: string;
  txn_date?: string;
  /** `data1..dataN` and whatever else the profile sends each time (TP-6.data). */
  extra?: Readonly<Record<string, string>>;
}

/** The fields of a request, in the protocol's order. */
export function requestParams(request: CheckPayRequest): Param[] {
  const params: Param[] = [
    ['command', request.command],
    ['txn_id', request.txn_id],
    ['account', request.account],
  ];
  if (request.sum !== undefined) params.push(['sum', request.sum]);
  if (request.txn_date !== undefined) params.push(['txn_date', request.txn_date]);
  for (const field of Object.entries(request.extra ?? {})) params.push(field);
  return params;
}

/** `command=check&txn_id=1&account=A%2F1`, without the question mark. */
export function writeQuery(params: readonly Param[], spelling?: Spelling): string {
  return params.map((param) => `${percentEncode(param[0])}=${written(param[1], spelling)}`).join('&');
}

function written(value: Param[1], spelling: Spelling | undefined): string {
  return typeof value === 'string' ? percentEncode(value, spelling) : value.raw;
}

/** A query string, read strictly. */
export interface Query {
  /** Every value of every field, in order of arrival. */
  fields: Map<string, string[]>;
  /** Pieces whose escapes are malformed or are no UTF-8; they are in no field. */
  malformed: string[];
}

/** Reads what stands behind the question mark; never throws. */
export function readQuery(query: string): Query {
  const fields = new Map<string, string[]>();
  const malformed: string[] = [];
  for (const piece of query.split('&')) {
    if (piece === '') continue;
    const at = piece.indexOf('=');
    const name = percentDecode(at < 0 ? piece : piece.slice(0, at));
    const value = percentDecode(at < 0 ? '' : piece.slice(at + 1));
    if (name === undefined || value === undefined) malformed.push(piece);
    else fields.set(name, [...(fields.get(name) ?? []), value]);
  }
  return { fields, malformed };
}
