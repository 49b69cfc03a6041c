import type { TxnId } from '../../protocol/index.ts';

/** What a row of a ledger says of its payment, where the ledger has a column for that. */
interface Stating {
  status?: string;
}

/** As it is compared: in any case. */
export function plainStatus({ status = '' }: Stating): string {
  return status.trim().toLowerCase();
}

/**
 * The words by which a ledger tells credits from what else it holds: refused and pending payments, steps on the way. Our own
 * payments show it, as we know which of them were credited. Undefined where the words do not part the two: then every row is
 * a credit, so that no partner can hide one behind a word.
 */
export function creditedWords(
  rows: ReadonlyMap<TxnId, readonly Stating[]>,
  isCredited: (txn_id: TxnId) => boolean | undefined,
): ReadonlySet<string> | undefined {
  const paid: ReadonlySet<string>[] = [];
  const others = new Set<string>();
  for (const [txn_id, its] of rows) {
    const words = new Set(its.map(plainStatus));
    const credited = isCredited(txn_id);
    if (credited === true) paid.push(words);
    if (credited === false) for (const word of words) others.add(word);
  }
  const free = new Set(paid.flatMap((words) => [...words]).filter((word) => !others.has(word)));
  // A log of steps: one of its words is that of the credit itself, and every credit has it.
  const common = [...free].filter((word) => paid.every((words) => words.has(word)));
  if (common.length === 1) return new Set(common);
  return others.size > 0 && paid.length > 0 && paid.every((words) => [...words].some((word) => free.has(word))) ? free : undefined;
}
