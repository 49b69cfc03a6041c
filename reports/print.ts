import type { Lang } from './messages/index.ts';
import type { Report } from './model.ts';

/** The report as PDF, see `pdf.ts`. Its library weighs more than all the rest of a run, so only who prints loads it. */
export async function renderPdf(report: Report, lang: Lang): Promise<Buffer> {
  const pdf = await import('./pdf.ts');
  return pdf.renderPdf(report, lang);
}
