/**
 * Reports: projections of the record, for people and for machines.
 *
 * Here lives what turns a record into words: the message catalogues, the report model, and its
 * renderers. Nothing here may change a verdict, talk to a partner or read a file; the only thing it
 * knows of the other rooms is the type of the record. Texts of the partner are hostile in all of it:
 * each renderer makes them harmless for its own medium.
 */
export { curlOf, type CurlContext } from './curl.ts';
export { renderDoctor, type OrderOutlook } from './doctor.ts';
export { groupFindings, notVerified, type ClauseGroup, type Defect, type Findings, type Placed } from './grouping.ts';
export { renderHtml } from './html.ts';
export { caseTitle, explainClause, LANGS, say, text, word, type ClauseWords, type Key, type Lang } from './messages/index.ts';
export type { CitedExchange, Report, ReportCase, ReportClause, ReportFinding, ReportNote, ReportSuite } from './model.ts';
export { renderPdf } from './print.ts';
export { renderReconciliation, type ReconciliationView } from './reconciliation.ts';
export { buildPolyglot, buildReport } from './report.ts';
export { tellStory, type StoryLine } from './story.ts';
export { liveProgress, renderTerminal, type TerminalOptions } from './terminal.ts';
export type { LiveProgress, ProgressStream } from './terminal/live.ts';
export type { Said } from './voice.ts';
export { visible, visibleLines } from './visible.ts';
