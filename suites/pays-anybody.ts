import type { CaseContext } from '../harness/index.ts';
import { Result } from '../protocol/index.ts';

/**
 * Does the partner pay any account at all? Then a strange one that was paid shows nothing of its own:
 * the case on unknown accounts tells it, once.
 */
export async function paysAnybody({ atRisk, unknown, partner }: CaseContext): Promise<boolean> {
  const payment = await atRisk({ account: unknown() });
  return (await partner.pay(payment, { nature: 'odd' })).result === Result.ok;
}
