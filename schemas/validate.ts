import { toPlain, type JsonValue } from '../protocol/refund/index.ts';
import { generated, type CompiledValidator, type RefundSchema } from './generated.ts';

/** One objection of a JSON Schema. */
export interface SchemaIssue {
  /** JSON pointer to the value; empty for the whole. */
  path: string;
  /** The schema's keyword that objects, such as `pattern`. */
  keyword: string;
  /** In English, by the validator. */
  message: string;
  /** The keyword's own values, such as `{ additionalProperty: 'acounts' }`. */
  params: Record<string, unknown>;
}

/** Objections to a profile by `profile.schema.json`; empty when it is valid. */
export function validateProfile(data: unknown): SchemaIssue[] {
  return issues(generated('profile'), data);
}

/** Objections to a `report.json` by `report.schema.json`; empty when it is valid. */
export function validateReport(data: unknown): SchemaIssue[] {
  return issues(generated('report'), data);
}

/** Objections to a `registry.json` by `registry.schema.json`; empty when it is valid. */
export function validateRegistry(data: unknown): SchemaIssue[] {
  return issues(generated('registry'), data);
}

/**
 * Objections to the shape of a request or answer of the Refund API. Values of 64 bits pass through
 * doubles here: whether they are in range is for the readers of `protocol/refund`.
 */
export function validateRefund(model: RefundSchema, value: JsonValue): SchemaIssue[] {
  return issues(generated(model), toPlain(value));
}

/** Objections to one line of `record.jsonl` by `record.schema.json`; empty when it is valid. */
export function validateRecordEvent(data: unknown): SchemaIssue[] {
  return issues(generated('record'), data);
}

/** Objections to a file of waivers by `waivers.schema.json`; empty when it is valid. */
export function validateWaivers(data: unknown): SchemaIssue[] {
  return issues(generated('waivers'), data);
}

function issues(validate: CompiledValidator, data: unknown): SchemaIssue[] {
  if (validate(data)) return [];
  // `if` repeats without a place what its branch has just said with one
  const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if');
  return errors.map(({ instancePath, keyword, message, params }) => ({
    path: instancePath,
    keyword,
    message: message ?? keyword,
    params: params as Record<string, unknown>,
  }));
}
