import pc from 'picocolors';
import type { CaseEvent, ExplorationEvent, PlanEvent, RecordEvent, LoadProgress } from '../../harness/record/events.ts';
import { caseTitle, say, text, word, type Lang } from '../messages/index.ts';
import { clock, milliseconds } from '../time.ts';
import { visible } from '../visible.ts';
import { cut } from './layout.ts';

/** A stream to tell progress on: `process.stderr`, or anything that can be written to. */
export interface ProgressStream {
  write(text: string): unknown;
  isTTY?: boolean;
  columns?: number;
}

export interface LiveProgress {
  /** Takes an event of the record as it happens. */
  event(event: RecordEvent): void;
  /** Takes how far a load is, a few times a second. */
  load(progress: LoadProgress): void;
  /** Somebody has so many milliseconds left to do what a note asks for; 0: no more. */
  waiting(leftMs: number): void;
  /** Removes the line and the timer; may be called more than once. */
  stop(): void;
}

const REDRAW_MS = 120;
const PLAIN_MS = 5000;

/**
 * Tells how far a run is. A terminal gets one line that is redrawn; a file or a CI log a plain line
 * for each chapter, and one now and then between. Failures are told as they happen.
 */
export function liveProgress(stream: ProgressStream, lang: Lang): LiveProgress {
  const state = start();
  const tty = stream.isTTY === true;
  const paint = pc.createColors(tty && !process.env['NO_COLOR']);
  const clear = tty ? '\r\u001b[2K' : '';
  let shown = false;
  let stopped = false;

  let told = 0;
  let before = '';
  const draw = () => {
    const line = cut(visible(progressLine(state, lang)), Math.max(20, (stream.columns ?? 80) - 1));
    // A log gets a line now and then, and none twice.
    if (!tty && (line === before || Date.now() - told < PLAIN_MS)) return;
    [told, before] = [Date.now(), line];
    stream.write(tty ? clear + paint.dim(line) : `${line}\n`);
    shown = tty;
  };
  const tell = (line: string) => {
    stream.write(`${shown ? clear : ''}${line}\n`);
    shown = false;
  };
  const timer = setInterval(() => state.cases > 0 && draw(), tty ? REDRAW_MS : PLAIN_MS);
  timer.unref();

  return {
    event: (event) => {
      if (stopped) return;
      take(state, event);
      if (event.type === 'case') for (const line of caseLines(state, event, lang, tty)) tell(line.failed ? paint.red(line.text) : line.text);
      if (event.type === 'note' && event.level === 'warning') tell(paint.yellow(`! ${visible(say(lang, event))}`));
    },
    load: (progress) => {
      state.loading = progress;
      // A terminal's line is redrawn by the timer.
      if (!tty) draw();
    },
    waiting: (leftMs) => {
      if (leftMs > 0) state.waitingMs = leftMs;
      else delete state.waitingMs;
    },
    stop: () => {
      stopped = true;
      clearInterval(timer);
      if (shown) stream.write(clear);
      shown = false;
    },
  };
}

interface Chapter {
  done: number;
  skipped: number;
  cases: number;
  failed: number;
  remarks: number;
}

interface State {
  startedAt: number;
  planned: Map<string, PlanEvent['cases'][number]>;
  chapters: Map<string, Chapter>;
  suite: string;
  done: number;
  cases: number;
  exchanges: number;
  failed: number;
  /** While a load is on. */
  loading?: LoadProgress;
  /** While somebody is waited for. */
  waitingMs?: number;
  /** While exploration is at work. */
  exploring?: ExplorationEvent;
}

function start(): State {
  return { startedAt: Date.now(), planned: new Map(), chapters: new Map(), suite: '', done: 0, cases: 0, exchanges: 0, failed: 0 };
}

function take(state: State, event: RecordEvent): void {
  if (event.type === 'plan') takePlan(state, event);
  if (event.type === 'exchange') {
    state.exchanges += 1;
    state.suite = state.planned.get(event.case)?.suite ?? state.suite;
  }
  if (event.type === 'load') delete state.loading;
  if (event.type === 'exploration') state.exploring = event;
  if (event.type === 'case') {
    delete state.exploring;
    takeCase(state, event);
  }
}

function takePlan(state: State, { cases }: PlanEvent): void {
  state.cases = cases.length;
  for (const planned of cases) {
    state.planned.set(planned.id, planned);
    const chapter = state.chapters.get(planned.suite) ?? { done: 0, skipped: 0, cases: 0, failed: 0, remarks: 0 };
    chapter.cases += 1;
    state.chapters.set(planned.suite, chapter);
  }
}

function takeCase(state: State, { id, verdict }: CaseEvent): void {
  state.done += 1;
  if (verdict === 'failed') state.failed += 1;
  const chapter = state.chapters.get(state.planned.get(id)?.suite ?? '');
  if (!chapter) return;
  chapter.done += 1;
  if (verdict === 'failed') chapter.failed += 1;
  if (verdict === 'skipped') chapter.skipped += 1;
  if (verdict === 'remark') chapter.remarks += 1;
}

function progressLine(state: State, lang: Lang): string {
  const { done, cases, exchanges, failed } = state;
  const chapter = state.suite === '' ? 'paycert' : word(lang, 'suite', state.suite);
  if (state.exploring) return exploringLine(state.exploring, chapter, clock(Date.now() - state.startedAt), lang);
  if (state.loading) return loadingLine(state.loading, lang);
  if (state.waitingMs !== undefined) return text(lang, 'ui.waiting', { left: Math.ceil(state.waitingMs / 1000), done, cases });
  return text(lang, 'ui.progress', { chapter, done, cases, exchanges, failed, elapsed: clock(Date.now() - state.startedAt) });
}

function loadingLine({ shape, sent, inFlight, p50Ms, p99Ms, errors, leftMs }: LoadProgress, lang: Lang): string {
  const values = { shape, sent, flying: inFlight, p50: milliseconds(p50Ms), p99: milliseconds(p99Ms), errors, left: Math.ceil(leftMs / 1000) };
  return text(lang, 'ui.load-line', values);
}

function exploringLine({ seed, sequences, requests, leftMs, shrinking }: ExplorationEvent, chapter: string, elapsed: string, lang: Lang): string {
  const values = { chapter, seed, sequences, requests, left: Math.ceil(leftMs / 1000), elapsed };
  return text(lang, shrinking ? 'ui.shrinking' : 'ui.exploring', values);
}

/** A failed case always; a finished chapter only where no line is redrawn. */
function caseLines(state: State, { id, verdict }: CaseEvent, lang: Lang, tty: boolean): { text: string; failed: boolean }[] {
  const planned = state.planned.get(id);
  const lines: { text: string; failed: boolean }[] = [];
  if (verdict === 'failed') lines.push({ text: `✗ ${visible(id)}  ${visible(planned ? caseTitle(lang, planned) : '')}`, failed: true });
  const chapter = planned && state.chapters.get(planned.suite);
  if (!tty && chapter && chapter.done === chapter.cases && chapter.skipped < chapter.cases) {
    const elapsed = clock(Date.now() - state.startedAt);
    const values = { chapter: word(lang, 'suite', planned.suite), ...chapter, tried: chapter.done - chapter.skipped, elapsed };
    lines.push({ text: visible(text(lang, 'ui.chapter-done', values)), failed: false });
  }
  return lines;
}
