import { startPartner, type Partner, type PartnerOptions, FAULTS, VARIATIONS } from '../simulators/index.ts';
import { usage } from '../harness/index.ts';

/** What the user may choose of the simulated partner. */
export interface PartnerArgs {
  kind?: 'balance' | 'order' | undefined;
  answers?: 'xml' | 'json' | undefined;
  fault?: string | undefined;
  variation?: string | undefined;
}

/** Starts a partner as asked for; a name that does not exist is a UsageError with those that do. */
export async function partnerOf(
  args: PartnerArgs,
  more: PartnerOptions = {},
): Promise<{ partner: Partner; kind: 'balance' | 'order'; answers: 'xml' | 'json' }> {
  const fault = FAULTS.find(({ name }) => name === args.fault);
  const variation = VARIATIONS.find(({ name }) => name === args.variation);
  if (args.fault !== undefined && !fault) throw usage('usage.no-such-fault', { name: args.fault });
  if (args.variation !== undefined && !variation) throw usage('usage.no-such-variation', { name: args.variation });
  const kind = args.kind ?? fault?.kinds?.[0] ?? variation?.kinds?.[0] ?? 'balance';
  const answers = args.answers ?? fault?.answers?.[0] ?? variation?.answers?.[0] ?? 'xml';
  const partner = await startPartner({
    kind,
    answers,
    ...(fault ? { fault: fault.name } : {}),
    ...(variation ? { variation: variation.name } : {}),
    ...more,
  });
  return { partner, kind, answers };
}

/** A profile for a simulated partner, as a user would write it. */
export function profileFor(
  { partner, kind, answers }: { partner: Partner; kind: 'balance' | 'order'; answers: 'xml' | 'json' },
  more: Record<string, unknown> = {},
): { partner: Record<string, unknown> } {
  const { payable, unknown, cancelled, paid, processing } = partner.accounts;
  return {
    partner: {
      name: 'Reference partner',
      url: partner.url,
      kind,
      answers,
      accounts: {
        payable,
        unknown,
        ...(kind === 'order' ? { cancelled, paid, processing } : {}),
      },
      sums: { min: '0.01', max: '500.00' },
      ...(kind === 'balance' ? { balanceField: 'balance' } : {}),
      ledger: { url: new URL('/ledger.csv', partner.url).href },
      ...more,
    },
  };
}
