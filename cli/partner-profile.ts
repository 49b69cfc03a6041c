import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPartner, type Partner, type PartnerOptions, FAULTS, VARIATIONS } from '../simulators/index.ts';
import { named } from './near.ts';

/** What the user may choose of the simulated partner. */
export interface PartnerArgs {
  kind?: 'balance' | 'order' | undefined;
  answers?: 'xml' | 'json' | undefined;
  fault?: string | undefined;
  variation?: string | undefined;
}

/** Linux answers on all of 127/8, so the allow-list can be shown there; elsewhere only 127.0.0.1 is set up. */
export const ADDRESSES = process.platform === 'linux' ? { allowed: '127.0.0.1', outside: '127.0.0.2' } : undefined;

/** Starts a partner as asked for; a name that does not exist is a UsageError with those that do. */
export async function partnerOf(
  args: PartnerArgs,
  more: PartnerOptions = {},
): Promise<{ partner: Partner; kind: 'balance' | 'order'; answers: 'xml' | 'json' }> {
  const fault = named(FAULTS, args.fault, 'usage.no-such-fault');
  const variation = named(VARIATIONS, args.variation, 'usage.no-such-variation');
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
      url: partner.payUrl === undefined ? partner.url : { check: partner.url, pay: partner.payUrl },
      kind,
      answers,
      accounts: {
        payable,
        unknown,
        ...(kind === 'order' ? { cancelled, paid, processing } : {}),
      },
      sums: { min: '0.01', max: '500.00' },
      ...(partner.tellsBalance ? { balanceField: 'balance' } : {}),
      ledger: { url: new URL('/ledger.csv', partner.url).href },
      ...more,
    },
  };
}

/** The profile's part that makes a partner's own certificate trusted; its root is written into the folder. */
export function trustIn({ ca }: Partner, folder: string): { tls?: { ca: string } } {
  if (ca === undefined) return {};
  const file = join(folder, 'partner-root.pem');
  writeFileSync(file, ca);
  return { tls: { ca: file } };
}
