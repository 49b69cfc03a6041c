import type { Habits } from './habits.ts';

/** Something that the protocol leaves to the client. */
export interface ClientVariation {
  name: string;
  what: string;
  habits: Partial<Habits>;
}

/** A run against any of these must fail nothing. */
export const CLIENT_VARIATIONS: readonly ClientVariation[] = [
  { name: 'one-token-for-all', what: 'keeps one token for all its refunds', habits: { tokenFor: 'all', connection: 'keep-alive' } },
  { name: 'token-checked', what: 'asks CheckToken before each call', habits: { checksToken: true } },
  { name: 'small-letters', what: 'writes paths in small letters, on kept connections', habits: { root: 'returnapi/', connection: 'keep-alive' } },
  { name: 'plain-json-type', what: 'names no charset, and writes letters as \\uXXXX', habits: { contentType: 'application/json', body: 'escaped' } },
  { name: 'patient', what: 'asks rarely', habits: { hurry: 0.3 } },
  { name: 'asked-later', what: 'comes back after error 5 a few times, slowly', habits: { hammer: 2, hurry: 0.7 } },
];
