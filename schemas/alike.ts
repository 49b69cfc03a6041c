/**
 * What was found of an XML answer holds for every other that differs from it in the digits of `txn_id` and `prv_txn`
 * alone: of both the grammar says how many digits they have and nothing more (TP-6.txn_id, TP-6.prv_txn). A partner's
 * answers differ in little else, so that most of a run need no parser.
 */
import type { Answer } from '../protocol/index.ts';

/** A text as all that it says but for the digits, and these. */
export interface Shape {
  /** With the places and lengths of what was taken out of it, so that no other text has the same. */
  rest: string;
  txn_id: string;
  prv_txn: string | undefined;
}

/** The last answers without any objection. */
const kept = new Map<string, Answer>();
const MOST_KEPT = 500;
/** Characters. */
const LONGEST_KEPT = 2_000;

const TXN_ID = /<txn_id>([0-9]{1,18})<\/txn_id>/;
const PRV_TXN = /<prv_txn>([0-9]{1,20})<\/prv_txn>/;

/** Undefined for a text that is nothing to go by. `about` is what else its judgement depends on. */
export function shapeOf(text: string, about: string): Shape | undefined {
  if (text.length > LONGEST_KEPT) return undefined;
  const txnId = TXN_ID.exec(text);
  if (txnId === null) return undefined;
  const prvTxn = PRV_TXN.exec(text);
  const places = `${txnId.index} ${txnId[1]!.length} ${prvTxn ? `${prvTxn.index} ${prvTxn[1]!.length}` : ''}`;
  const rest = without(prvTxn ? [txnId, prvTxn].sort((a, b) => a.index - b.index) : [txnId], text);
  return { rest: `${places}\n${about}\n${rest}`, txn_id: txnId[1]!, prv_txn: prvTxn?.[1] };
}

function without(matches: RegExpExecArray[], text: string): string {
  let rest = '';
  let at = 0;
  for (const { index, 0: found } of matches) {
    rest += text.slice(at, index);
    at = index + found.length;
  }
  return rest + text.slice(at);
}

/** The answer of this shape, when one was found without any objection. */
export function knownAlike({ rest, txn_id, prv_txn }: Shape): Answer | undefined {
  const known = kept.get(rest);
  return known && { ...known, txn_id, ...(prv_txn === undefined ? {} : { prv_txn }) };
}

/** Keeps an answer to which nothing was objected. */
export function keepAlike({ rest, txn_id, prv_txn }: Shape, answer: Answer): void {
  // In a comment, CDATA, an instruction or another element the tags are no elements that count; these stand elsewhere then.
  if (/<!|<\?(?!xml )|<(?:txn_id|prv_txn)/.test(rest) || answer.txn_id !== txn_id) return;
  if (prv_txn !== undefined && answer.prv_txn !== prv_txn) return;
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
  kept.set(rest, answer);
}
