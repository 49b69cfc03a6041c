/**
 * Reports: projections of the record, for people and for machines.
 *
 * Here lives what turns a record into words: the message catalogues, the report model, and its
 * renderers. Nothing here may change a verdict, talk to a partner or read a file; the only thing it
 * knows of the other rooms is the type of the record. Texts of the partner are hostile in all of it:
 * each renderer makes them harmless for its own medium.
 */
export { openPkcs12 } from './certificate/pkcs12.ts';
export { isCertified, renderVerification } from './certificate/render.ts';
export { keyId, signStatement, type Signer } from './certificate/sign.ts';
export { statementOf, type Statement } from './certificate/statement.ts';
export { readTrust, verifyCertificate, type Trust, type Verification } from './certificate/verify.ts';
export { curlOf, type CurlContext } from './curl.ts';
export { renderDoctor, type OrderOutlook } from './doctor.ts';
export { groupFindings, notVerified, type ClauseGroup, type Defect, type Findings, type Placed } from './grouping.ts';
export { compareReports, type Change, type Comparison } from './compare.ts';
export { renderComparison, renderComparisonMarkdown } from './comparison.ts';
export { renderCtrf } from './formats/ctrf.ts';
export { renderGithub } from './formats/github.ts';
export { renderJunit } from './formats/junit.ts';
export { renderMarkdown } from './formats/markdown.ts';
export { renderSarif } from './formats/sarif.ts';
export { renderHtml } from './html.ts';
export { caseTitle, explainClause, LANGS, say, text, word, type ClauseWords, type Key, type Lang } from './messages/index.ts';
export type { CitedExchange, Report, ReportCase, ReportClause, ReportFinding, ReportNote, ReportSuite, ReportWaiver } from './model.ts';
export { loadLines } from './load.ts';
export { renderPdf } from './print.ts';
export { renderReconciliation, type ReconciliationView } from './reconciliation.ts';
export { buildPolyglot, buildReport, type Given, type Overlooked } from './report.ts';
export { tellStory, type StoryLine } from './story.ts';
export { liveProgress, renderBrief, renderTerminal, type TerminalOptions } from './terminal.ts';
export type { LiveProgress, ProgressStream } from './terminal/live.ts';
export type { Said } from './voice.ts';
export { visible, visibleLines } from './visible.ts';
