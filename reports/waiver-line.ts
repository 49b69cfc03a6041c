import { text, type Lang } from './messages/index.ts';
import type { ReportWaiver } from './model.ts';

/** `Waived until 2026-12-31 by A. B. (PAY-17): …`; its texts are their author's and may be hostile. */
export function waiverLine({ expiry, owner, ticket, reason }: Pick<ReportWaiver, 'expiry' | 'owner' | 'ticket' | 'reason'>, lang: Lang): string {
  return text(lang, 'ui.waived-line', { expiry, owner, ticket, reason });
}
