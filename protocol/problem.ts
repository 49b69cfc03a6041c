import type { ClauseId } from './clauses.ts';

/** How binding a demand is: a broken `must` fails, a broken `should` is a remark. */
export type Level = 'must' | 'should';

/** What an answer can get wrong by itself, or against its request. */
export type ProblemKey =
  | 'answer.empty'
  | 'answer.not-xml'
  | 'answer.not-json'
  | 'answer.not-utf8'
  | 'answer.other-encoding'
  | 'answer.charset-conflict'
  | 'answer.content-type'
  | 'answer.not-well-formed'
  | 'answer.doctype'
  | 'answer.text-before'
  | 'answer.text-after'
  | 'answer.too-deep'
  | 'answer.root'
  | 'answer.missing'
  | 'answer.twice'
  | 'answer.unknown-element'
  | 'answer.stray-text'
  | 'answer.txn-id-type'
  | 'answer.result-type'
  | 'answer.prv-txn-type'
  | 'answer.prv-txn-name'
  | 'answer.sum-type'
  | 'answer.sum-format'
  | 'answer.comment-type'
  | 'answer.fields-shape'
  | 'answer.padded'
  | 'answer.schema'
  | 'answer.txn-id-differs'
  | 'answer.no-prv-txn'
  | 'answer.no-sum'
  | 'answer.sum-differs';

/** One objection to an answer. Texts are the partner's own and hostile until escaped. */
export interface Problem {
  key: ProblemKey;
  clause: ClauseId;
  level: Level;
  /** The element at fault, where there is one. */
  element?: string;
  expected?: string;
  observed?: string;
}
