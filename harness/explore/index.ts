/**
 * Exploration: sequences of check and pay that nobody wrote a case for, drawn by chance, held against
 * a small model of the partner's books, and made short where one shows a breach. The model says no
 * more than what every correct partner keeps, in any variation that the protocol allows.
 */
export { explore } from './explore.ts';
export type { ExploreOptions, Replay } from './options.ts';
