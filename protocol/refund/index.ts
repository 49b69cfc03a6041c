/**
 * The Refund API of the operator (clauses RF-*): its four calls, the models of their requests and
 * answers, the status machine and the error codes. Pure as the rest of `protocol/`. Stands apart
 * from `protocol/index.ts`, so that a run of check and pay does not load it.
 */
export * from './answer.ts';
export * from './call.ts';
export * from './int64.ts';
export * from './json.ts';
export * from './request.ts';
export * from './status.ts';
