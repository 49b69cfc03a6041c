import type { Profile } from '../profile/profile.ts';
import type { Recorder } from '../record/recorder.ts';

/** What a reader should know of this run before anything is judged. */
export function tellBeforehand(profile: Profile, { record }: Recorder): void {
  const warn = (key: string, values: Record<string, string>) => record({ type: 'note', level: 'warning', key, values });
  if (profile.sides.includes('partner') && profile.kind === 'balance' && profile.balanceField === undefined) warn('note.no-oracle', {});
  if (profile.sides.includes('partner') && profile.repeatAfterMs > 0)
    record({ type: 'note', level: 'info', key: 'note.will-wait', values: { seconds: String(profile.repeatAfterMs / 1000) } });
  const states = (['cancelled', 'paid', 'processing'] as const).filter((state) => profile.accounts[state].length > 0);
  if (profile.kind === 'balance' && states.length > 0)
    warn('note.orders-only', { fields: states.map((state) => `partner.accounts.${state}`).join(', ') });
  if (profile.unused.length > 0) warn('note.not-yet', { fields: profile.unused.join(', ') });
}
