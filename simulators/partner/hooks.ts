import { isTxnId } from '../../protocol/index.ts';
import * as decide from './decide.ts';
import type { Change, Hooks } from './desk.ts';
import { ledgerTexts } from './ledger.ts';
import { admit, read } from './read.ts';
import { serve } from './serve.ts';
import * as write from './write.ts';

/** The correct partner. */
const REFERENCE: Hooks = {
  admit,
  serve,
  read,
  decide: decide.decide,
  flaw: decide.flaw,
  isTxnId,
  sum: decide.sum,
  isDate: decide.isDate,
  find: (asked, desk) => (asked.account === undefined ? undefined : desk.books.payees.get(asked.account)),
  obstacle: decide.obstacle,
  check: decide.check,
  pay: decide.pay,
  key: (asked) => asked.txn_id ?? '',
  recall: decide.recall,
  remember: decide.remember,
  settle: (payment, _call, desk) => desk.hooks.credit(payment, desk),
  credit: decide.credit,
  repeat: decide.accepted,
  prvTxn: (desk) => String(desk.books.nextPrvTxn++),
  answer: write.answer,
  write: write.write,
  reply: write.reply,
  send: write.send,
  ledger: (desk) => ledgerTexts(desk.books.credits),
  connected: () => {},
};

/** The reference with changes laid over it, the last one on top. */
export function makeHooks(changes: readonly Change[]): Hooks {
  return changes.reduce<Hooks>((right, change) => ({ ...right, ...change(right) }), REFERENCE);
}
