import { bufferOf, splitHttp } from './bytes.ts';
import { decimal } from './messages/figures.ts';
import { text, word, type Lang } from './messages/index.ts';
import type { CitedExchange, Report, ReportFinding } from './model.ts';
import { isGone } from './retest.ts';
import { almatyTime, milliseconds, utcTime } from './time.ts';

/** What the next step hangs on. */
export type Ended = Pick<Report, 'verdict' | 'reasonKeys'> & Partial<Pick<Report<unknown>, 'interrupted' | 'notes'>>;

/** Which next step to advise: a run that was only narrowed, or ended by its user, has nothing in its way. */
export function nextStep(run: Ended): string {
  const { verdict, reasonKeys, interrupted } = run;
  if (isGone(run)) return 'demo';
  const narrowed = reasonKeys.includes('reason.partial');
  if (verdict === 'not-certified' && narrowed) return 'partial-failed';
  if (narrowed && reasonKeys.length === 1) return 'partial';
  return verdict === 'incomplete' && interrupted ? 'interrupted' : verdict;
}

/** An exchange as a reader looks at it. Texts are still the partner's own and hostile. */
export interface ExchangeView {
  requestLine: string;
  requestHeaders: string[];
  requestBody: Buffer;
  /** Absent when no byte came. */
  statusLine?: string;
  answerHeaders: string[];
  body: Buffer;
  phases: PhaseSpan[];
  totalMs: number;
}

/** A stretch of the exchange, in milliseconds from its start. */
export interface PhaseSpan {
  phase: 'dns' | 'tcp' | 'tls' | 'send' | 'wait' | 'body';
  from: number;
  to: number;
  /** The exchange ended in it before it was done. */
  broken: boolean;
}

export function viewOf(exchange: CitedExchange): ExchangeView {
  const request = splitHttp(bufferOf(exchange.request));
  const response = bufferOf(exchange.response);
  const answer = splitHttp(response);
  return {
    requestLine: request.line,
    requestHeaders: request.headers,
    requestBody: request.body,
    ...(response.length > 0 ? { statusLine: answer.line } : {}),
    answerHeaders: answer.headers,
    body: exchange.body ? bufferOf(exchange.body) : answer.body,
    phases: phasesOf(exchange),
    totalMs: exchange.timing.totalMs,
  };
}

/** Each phase goes from the end of the one before to its own mark; the one that broke goes to the end. */
function phasesOf({ timing, end }: CitedExchange): PhaseSpan[] {
  const marks = [
    ['dns', timing.dnsMs],
    ['tcp', timing.tcpMs],
    ['tls', timing.tlsMs],
    ['send', timing.sentMs],
    ['wait', timing.firstByteMs],
    ['body', timing.lastByteMs],
  ] as const;
  const spans: PhaseSpan[] = [];
  let from = 0;
  for (const [phase, to] of marks) {
    if (to === undefined) continue;
    spans.push({ phase, from, to: Math.max(from, to), broken: false });
    from = Math.max(from, to);
  }
  if (end.how === 'answered' || timing.totalMs <= from) return spans;
  const broken = marks.find(([phase]) => phase === end.phase)?.[0] ?? 'wait';
  return [...spans.filter(({ phase }) => phase !== broken), { phase: broken, from, to: timing.totalMs, broken: true }];
}

/** `200 · answered · 62 ms`, `timed out, while waiting for the answer · 15 s`. */
export function outcomeOf(exchange: CitedExchange, lang: Lang): string {
  const { how, phase, code } = exchange.end;
  const ended = how === 'answered' ? [] : [[word(lang, 'end', how), text(lang, 'ui.in-phase', { phase }), code].filter(Boolean).join(', ')];
  const took = duration(exchange.timing.totalMs, lang);
  return [...(exchange.status === undefined ? [] : [`HTTP ${exchange.status}`]), ...ended, took].join(' · ');
}

/** `62 ms`, `15 s`. */
export function duration(ms: number, lang: Lang): string {
  return ms < 10_000
    ? text(lang, 'ui.ms', { ms: decimal(lang, milliseconds(ms)) })
    : text(lang, 'ui.seconds', { s: decimal(lang, String(Math.round(ms / 100) / 10)) });
}

/** The other exchanges that show a finding: by name where they are few, by number where the defect is everywhere. */
export function seenElsewhere({ count, exchanges }: Pick<ReportFinding, 'count' | 'exchanges'>, lang: Lang, shown = 1): string | undefined {
  const list = (ids: readonly number[]) => ids.map((id) => `#${id}`).join(', ');
  // Figures alone have none to show.
  if (exchanges.length === 0) return undefined;
  if (count > exchanges.length) return text(lang, 'ui.more-exchanges', { count, list: `${list(exchanges)} …` });
  return exchanges.length > shown ? text(lang, 'ui.see-also', { list: list(exchanges.slice(shown)) }) : undefined;
}

const PRIVATE = /^(10\.|127\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd]|fe80|::1$)/i;

/** Our address as the partner's log has it; a private one does not reach a public partner unchanged. */
function seenAddress({ localAddress: local, remoteAddress: remote }: CitedExchange['connection']): string | undefined {
  return local !== undefined && PRIVATE.test(local) && !PRIVATE.test(remote ?? '') ? undefined : local;
}

/** What to look for in the partner's own log. */
export function logHint(exchange: CitedExchange, lang: Lang): string {
  const [utc, almaty] = [utcTime(exchange.at), almatyTime(exchange.at)];
  // In the evening of UTC it is the next day in Almaty, and so in the name of the log's file.
  const times = { utc, almaty: almaty.slice(0, 10) === utc.slice(0, 10) ? almaty.slice(11) : almaty };
  const { txn_id, connection } = exchange;
  const hint = txn_id === undefined || txn_id === '' ? text(lang, 'ui.log-hint-bare', times) : text(lang, 'ui.log-hint', { txn_id, ...times });
  const address = seenAddress(connection);
  return address === undefined ? hint : text(lang, 'ui.log-from', { hint, address });
}

/** What narrowed the run. */
export function scope({ scope: { whole, suites, cases, skip } }: Pick<Report, 'scope'>, lang: Lang): string {
  const named = suites?.map((name) => word(lang, 'suite', name));
  const parts = [
    whole ? text(lang, 'ui.scope-whole') : '',
    named?.length ? text(lang, 'ui.scope-suites', { list: named.join(', ') }) : '',
    cases?.length ? text(lang, 'ui.scope-cases', { list: cases.join(', ') }) : '',
    skip?.length ? text(lang, 'ui.scope-skip', { list: skip.join(', ') }) : '',
  ];
  return parts.filter((part) => part !== '').join('; ');
}
