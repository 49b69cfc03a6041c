import { certify } from '../harness/index.ts';
import { buildReport, liveProgress, renderDoctor } from '../reports/index.ts';
import { CASES } from '../suites/index.ts';
import { profileOf, type ProfileArgs } from './certify.ts';
import { readLedger } from './books.ts';
import { EXIT } from './exit.ts';
import { interruptible } from './interrupt.ts';
import { tellCrashes } from './run-and-report.ts';
import type { Lang } from './texts.ts';

/**
 * Preflight alone: reaches, trusts and understands the endpoint, lets the operator answer a login, and sees that a client of the
 * Refund API could come; sends no pay, files no refund and writes no file.
 */
export async function doctorCommand(args: ProfileArgs, lang: Lang, version: string): Promise<number> {
  const profile = await profileOf(args);
  const progress = liveProgress(process.stderr, lang);
  const { end, events, orders, crashes } = await interruptible(lang, (signal) =>
    certify({
      profile,
      cases: CASES,
      seed: 'doctor',
      version,
      signal,
      readLedger,
      // Its notes stand in the letter.
      listen: (event) => event.type !== 'note' && progress.event(event),
      filter: { suites: ['preflight'], cases: ['operator.token-for-login', 'refund.trigger-there'] },
    }),
  ).finally(() => progress.stop());
  const color = process.stdout.isTTY === true && !process.env['NO_COLOR'];
  process.stdout.write(renderDoctor(buildReport(events, lang), orders, lang, { color, width: process.stdout.columns ?? 100 }));
  tellCrashes(crashes, lang);
  if (crashes.length > 0) return EXIT.harness;
  if (end.interrupted) return EXIT.interrupted;
  if (end.summary.failed > 0) return EXIT.notCertified;
  return end.summary.inconclusive > 0 ? EXIT.incomplete : EXIT.ok;
}
