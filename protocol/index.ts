/**
 * The language of the operator's protocol: check/pay requests and answers, result codes, money,
 * numbers, dates, accounts, and the clauses that demand them. Pure: nothing here opens a socket,
 * reads a clock or touches a file, and nothing here knows of cases or verdicts.
 */
export * from './account.ts';
export * from './answer.ts';
export * from './clauses.ts';
export * from './meaning.ts';
export * from './money.ts';
export * from './problem.ts';
export * from './request.ts';
export * from './result.ts';
export * from './txn-date.ts';
export * from './txn-id.ts';
