import { readQuery } from '../../protocol/index.ts';
import type { Asked, Call, Desk } from './desk.ts';

const OWN = ['command', 'txn_id', 'account', 'sum', 'txn_date'];

/** Fields in any order; those that the protocol does not name are noted and ignored (TP-6.data). */
export function read(query: string): Asked {
  const { fields, malformed } = readQuery(query);
  const first = (name: string) => fields.get(name)?.[0];
  return {
    command: first('command'),
    txn_id: first('txn_id'),
    account: first('account'),
    sum: first('sum'),
    txn_date: first('txn_date'),
    twice: OWN.filter((name) => (fields.get(name)?.length ?? 0) > 1),
    malformed: malformed.length > 0,
    extra: [...fields.keys()].filter((name) => !OWN.includes(name)),
  };
}

/**
 * The protocol has no signature: the caller's address is the only thing to go by (TP-1.source).
 * It is the socket's address; a header such as `X-Forwarded-For` is the caller's own word.
 */
export function admit(call: Call, desk: Desk): number | undefined {
  return desk.allow === undefined || desk.allow.includes(call.remote) ? undefined : 403;
}
