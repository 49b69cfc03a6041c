import { isFlaky, triesLine } from '../formats/outcome.ts';
import { word } from '../messages/index.ts';
import type { CitedExchange, ReportCase, ReportTry } from '../model.ts';
import { duration } from '../view.ts';
import { printExchange, printFacts } from './observed.ts';
import { INK, type Sheet } from './sheet.ts';

/** Each try of a case that was tried again, and what the later ones found; `here` says that its finding stands above. */
export function printTries(sheet: Sheet, { id, tries, again, verdict, durationMs }: ReportCase, exchanges: Exchanges, here: boolean): void {
  if (tries === undefined || again === undefined) return;
  const line = triesLine(tries, sheet.lang);
  sheet.para(here ? line : `${id}: ${line}`, { face: 'bold', color: isFlaky(tries) ? INK.warn : INK.bad, gap: 2, keep: 40 });
  printHead(sheet, 1, { verdict, durationMs });
  for (const each of again) printTry(sheet, each, exchanges);
}

type Exchanges = ReadonlyMap<number, CitedExchange>;

function printHead(sheet: Sheet, number: number, { verdict, durationMs }: Pick<ReportTry, 'verdict' | 'durationMs'>): void {
  const parts = [sheet.say('ui.try', { number }), word(sheet.lang, 'case-verdict', verdict), duration(durationMs, sheet.lang)];
  sheet.para(parts.join(' · '), { indent: 8, gap: 2 });
}

function printTry(sheet: Sheet, of: ReportTry, exchanges: Exchanges): void {
  printHead(sheet, of.number, of);
  if (of.why !== null) sheet.para(of.why, { indent: 16, color: INK.soft });
  for (const finding of of.findings) {
    sheet.para(finding.message, { indent: 16 });
    printFacts(sheet, finding);
    const shown = finding.exchanges.map((id) => exchanges.get(id)).find((exchange) => exchange !== undefined);
    if (shown) printExchange(sheet, shown);
  }
}
