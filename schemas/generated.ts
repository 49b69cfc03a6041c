import { createRequire } from 'node:module';
import type { ErrorObject } from 'ajv';

const require = createRequire(import.meta.url);

/** A validator that `build.ts` compiled from a schema: true, or false and the errors beside it. */
export interface CompiledValidator {
  (data: unknown): boolean;
  errors?: ErrorObject[] | null;
}

/** The models of the Refund API. */
export type RefundSchema =
  | 'refund-token-request'
  | 'refund-token-answer'
  | 'refund-message'
  | 'refund-request'
  | 'refund-status-request'
  | 'refund-answer';

/** `require` looks for the file each time. */
const loaded = new Map<string, unknown>();

/** What `build.ts` made of a schema file; loaded when first asked for, since few runs need all. */
export function generated<T = CompiledValidator>(
  name: 'answer' | 'answer-json' | 'profile' | 'report' | 'registry' | 'record' | 'waivers' | 'answer.xsd' | RefundSchema,
): T {
  const known = loaded.get(name) ?? require(`./generated/${name}.cjs`);
  loaded.set(name, known);
  return known as T;
}
