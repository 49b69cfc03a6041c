/**
 * The grammar of answers, profiles, reports and registries, as files that a partner can use alone
 * (`answer.xsd`, `*.schema.json`), and what judges by them. Here live the schemas, their compiled
 * validators and the reader of answers. What an answer means for its request is the business of
 * `protocol/`; sockets and cases live elsewhere. May import `protocol` only.
 */
export { prepareLibxml as prepareReader } from './libxml.ts';
export { readAnswer, type Reading, type ReadingContext } from './read-answer.ts';
export type { RefundSchema } from './generated.ts';
export {
  validateProfile,
  validateRecordEvent,
  validateRefund,
  validateRegistry,
  validateReport,
  validateWaivers,
  type SchemaIssue,
} from './validate.ts';
