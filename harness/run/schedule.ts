import { movesMoney, type CaseDefinition } from '../case.ts';

/** The protocol foresees up to 15 connections at once (TP-3); the harness never opens more. */
export const MAX_CONNECTIONS = 15;
/**
 * So many are left open when they are idle. Fewer than the 10 that every partner has to serve (TP-3): where each connection
 * takes a worker of its own, idle ones would leave none for those that ask.
 */
export const MAX_IDLE = 8;
/** Cases beside each other: enough to hide a partner's latency, few enough to stay polite. */
const MAX_BESIDE = 8;

/** The accounts that one case holds while it runs. */
export interface Lease {
  accounts: readonly string[];
}

/**
 * Runs cases beside each other where their leases allow. Cases that move money hold their accounts
 * alone when `exclusive` (a balance tells whose payment it was only if nobody else pays), and cases
 * that want several connections, or to be alone, get the line to themselves.
 */
export async function schedule(
  cases: readonly CaseDefinition[],
  accounts: readonly string[],
  exclusive: boolean,
  run: (one: CaseDefinition, lease: Lease) => Promise<void>,
): Promise<void> {
  const solo = (one: CaseDefinition) => one.needs.alone === true || (one.needs.connections ?? 1) > 1;
  await beside(
    cases.filter((one) => !solo(one)),
    accounts,
    exclusive,
    run,
  );
  for (const [index, one] of cases.filter(solo).entries()) await run(one, { accounts: rotate(accounts, index) });
}

function beside(
  cases: readonly CaseDefinition[],
  accounts: readonly string[],
  exclusive: boolean,
  run: (one: CaseDefinition, lease: Lease) => Promise<void>,
): Promise<void> {
  const waiting = [...cases];
  const held = new Set<string>();
  let running = 0;
  let turn = 0;
  return new Promise((resolve, reject) => {
    const start = () => {
      while (running < MAX_BESIDE) {
        const free = (one: CaseDefinition) => fitFor(one, accounts).filter((account) => !held.has(account));
        const index = waiting.findIndex((one) => !exclusive || !movesMoney(one) || free(one).length >= wanted(one, accounts));
        if (index < 0) break;
        const one = waiting.splice(index, 1)[0]!;
        const lease = exclusive && movesMoney(one) ? free(one).slice(0, wanted(one, accounts)) : [];
        for (const account of lease) held.add(account);
        running++;
        run(one, { accounts: lease.length > 0 ? lease : rotate(fitFor(one, accounts), turn++) }).then(() => {
          running--;
          for (const account of lease) held.delete(account);
          start();
        }, reject);
      }
      if (running === 0 && waiting.length === 0) resolve();
    };
    start();
  });
}

function wanted({ needs }: CaseDefinition, accounts: readonly string[]): number {
  return Math.min(needs.accounts ?? 1, accounts.length);
}

/** Short and without special characters, so that more can be put to it. */
const PLAIN = /^[\w-]{1,64}$/;

/** The accounts that will do for a case. */
function fitFor({ needs }: CaseDefinition, accounts: readonly string[]): readonly string[] {
  const plain = needs.plain ? accounts.filter((account) => PLAIN.test(account)) : [];
  return plain.length > 0 ? plain : accounts;
}

function rotate<T>(items: readonly T[], by: number): T[] {
  const at = items.length === 0 ? 0 : by % items.length;
  return [...items.slice(at), ...items.slice(0, at)];
}
