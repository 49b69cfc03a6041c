import { judgeMeaning, parseResult, type Asked, type ClauseId, type Edition, type Level } from '../../protocol/index.ts';
import { readAnswer } from '../../schemas/index.ts';
import type { Exchange, HttpAnswer, HttpFault } from '../../wire/index.ts';
import type { Objection, Outcome } from '../outcome.ts';

/** How much it matters what HTTP's strict reader objects to. What a lenient reader would mend is a remark. */
const HTTP_FAULTS: Record<HttpFault['kind'], [ClauseId, Level]> = {
  'length-too-short': ['TP-7.resp', 'must'],
  'length-too-long': ['TP-7.resp', 'must'],
  'bad-length': ['TP-7.resp', 'must'],
  'two-lengths': ['TP-7.resp', 'must'],
  'bad-chunk': ['TP-7.resp', 'must'],
  'bare-lf': ['TP-7.resp', 'should'],
  'folded-header': ['TP-7.resp', 'should'],
  'bad-header': ['TP-7.resp', 'should'],
  'bad-status-line': ['TP-7.resp', 'must'],
  'junk-after': ['TP-7.resp', 'must'],
  'stale-answer': ['TP-7.resp', 'must'],
  'gzip-unasked': ['TP-1.xml', 'must'],
  'gzip-bad': ['TP-1.xml', 'must'],
  'gzip-bomb': ['TP-1.xml', 'must'],
  'unknown-coding': ['TP-1.xml', 'must'],
};

/** What an answer that was cut off looks like. */
const BROKEN: ReadonlySet<string> = new Set(['answer.not-well-formed', 'answer.empty', 'answer.not-xml', 'answer.not-json']);

type Seen = Pick<
  Outcome,
  'answered' | 'end' | 'totalMs' | 'status' | 'readAs' | 'answer' | 'result' | 'prv_txn' | 'objections' | 'dateHeader' | 'connection'
>;

/**
 * An exchange as it bears on the protocol. Everything that can be objected to is collected here,
 * whatever case asked; which case it counts against is for the cases to say. `asked` is absent for
 * a request that no answer can repeat (without a number).
 */
export function observe(exchange: Exchange, edition: Edition, asked: Asked | undefined): Seen {
  const { http, end, connection } = exchange;
  const { readAs, answer, objections } = http ? read(exchange, http, edition, asked) : UNREAD;
  const seen: Seen = {
    answered: end.how === 'answered',
    end,
    totalMs: exchange.timing.totalMs,
    status: http?.status,
    readAs,
    answer,
    result: answer?.result === undefined ? undefined : parseResult(answer.result.trim()),
    prv_txn: answer?.prv_txn?.trim() || undefined,
    objections: [...objections, ...unreadableObjections(exchange)],
    dateHeader: http && header(http.headers, 'date'),
    connection: { id: connection.id, reused: connection.reused, resent: connection.resent ?? false },
  };
  return http ? lean(seen, http.body.length) : seen;
}

/** An answer of this size has nothing more to say; outcomes are kept for the whole run. */
const LONG_BYTES = 16 * 1024;
const LONG_TEXT = 1_000;
const LONG_FIELDS = 50;

/** Copies what is kept of a long answer, so that its parts don't hold on to the whole. */
function lean(seen: Seen, bytes: number): Seen {
  if (bytes <= LONG_BYTES) return seen;
  const { answer } = seen;
  if (!answer) return structuredClone(seen);
  const fields = answer.fields.slice(0, LONG_FIELDS).map((field) => ({ ...field, text: field.text.slice(0, LONG_TEXT) }));
  return structuredClone({
    ...seen,
    answer: { ...answer, ...(answer.comment === undefined ? {} : { comment: answer.comment.slice(0, LONG_TEXT) }), fields },
  });
}

type Read = Pick<Outcome, 'readAs' | 'answer' | 'objections'>;
const UNREAD: Read = { readAs: 'nothing', objections: [] };

function read({ end }: Exchange, http: HttpAnswer, edition: Edition, asked: Asked | undefined): Read {
  const reading = readAnswer(http.body, { edition, contentType: header(http.headers, 'content-type') });
  // Half an answer says nothing of its grammar, and only what is whole in spite of HTTP says anything at all.
  const whole = end.how === 'answered' || !reading.problems.some(({ key }) => BROKEN.has(key));
  const { answer, readAs, problems } = whole ? reading : { answer: undefined, readAs: 'nothing' as const, problems: [] };
  const objections = [
    ...problems.map((problem) => forCommand(problem, asked)),
    ...(answer && asked ? judgeMeaning(answer, asked) : []),
    ...http.faults.map(httpObjection),
    ...statusObjections(http.status),
  ];
  return { readAs, answer, objections };
}

/** In check neither prv_txn nor sum is processed (TP-6.prv_txn, TP-6.check-sum), so what is wrong with them is a remark. */
function forCommand(problem: Objection, asked: Asked | undefined): Objection {
  return asked?.command === 'check' && (problem.element === 'prv_txn' || problem.element === 'sum') ? { ...problem, level: 'should' } : problem;
}

/** A result is answered with 200 (first reading of the protocol's silence on HTTP). */
function statusObjections(status: number): Objection[] {
  return status === 200 ? [] : [{ key: 'http.status', clause: 'TP-7.6', level: 'must', expected: 'HTTP 200', observed: `HTTP ${status}` }];
}

function unreadableObjections({ end, response }: Exchange): Objection[] {
  if (end.how === 'oversize') return [{ key: 'http.oversize', clause: 'TP-7.resp', level: 'must', observed: `> ${response.length}` }];
  if (end.how === 'malformed')
    return [{ key: 'http.malformed', clause: 'TP-7.resp', level: 'must', observed: response.subarray(0, 60).toString('latin1') }];
  return [];
}

function httpObjection({ kind, detail }: HttpFault): Objection {
  const [clause, level] = HTTP_FAULTS[kind];
  return { key: `http.${kind}`, clause, level, observed: detail };
}

function header(headers: readonly [string, string][], name: string): string | undefined {
  return headers.find((each) => each[0].length === name.length && each[0].toLowerCase() === name)?.[1];
}

/** Has to be awaited once before anything is observed. */
export { prepareReader } from '../../schemas/index.ts';
