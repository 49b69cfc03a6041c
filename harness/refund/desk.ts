import { randomUUID } from 'node:crypto';
import {
  ERROR_MESSAGES,
  formatValidTo,
  isFinal,
  nextStep,
  StatusCode,
  writeAnswer,
  type ErrorValue,
  type StatusName,
} from '../../protocol/refund/index.ts';
import type { Reply } from '../../wire/index.ts';
import type { Asked, SeenCall, Told } from './call.ts';
import type { Move, Scenario } from './scenario.ts';

/** A refund that the operator has taken: money goes back by it. */
export interface Taken {
  identificator: string;
  requestIdentificator: string;
  amount: bigint;
  part: number;
  /** When it was taken, on the monotonic clock. */
  at: number;
  /** As the client was told it last; absent: it was told nothing. */
  told?: StatusName;
  asked: number;
}

/** The operator's side of one scenario. */
export interface Desk {
  scenario: Scenario;
  payment: { id: bigint; sum: bigint };
  /** The pace of questions, in milliseconds. */
  paceMs: number;
  part: number;
  taken: Taken[];
  /** Numbers of requests that were given out and are not to be found any more. */
  forgotten: string[];
  filings: number;
  logins: number;
  revoked: Set<string>;
  /** Milliseconds on the monotonic clock. */
  downUntil: number;
  /** The client has something left to do. */
  expecting: boolean;
}

/** Tokens of the run, whatever scenario they were given in: a client may keep one for all. */
export type Tokens = Map<string, { endsAt: number }>;

export interface Credentials {
  login: string;
  password: string;
}

/** What to do with a call. `slow` and `silent` are for the caller of this to wait out. */
export interface Decision {
  reply: Reply;
  told: Told;
  tokenIs: SeenCall['tokenIs'];
  wait?: 'slow' | 'silence';
  /** Nobody listens for a while once the connection is cut. */
  shuts?: true;
}

/** Longer than any run. */
const TOKEN_MS = 24 * 3_600_000;
/** Over when the status is asked. */
const SHORT_TOKEN_MS = 600;

export function openDesk(scenario: Scenario, payment: Desk['payment'], paceMs = 1_000): Desk {
  return { scenario, payment, paceMs, part: 0, taken: [], forgotten: [], filings: 0, logins: 0, revoked: new Set(), downUntil: 0, expecting: true };
}

/** The strict operator, but for what the scenario has it do. Changes the desk. `now` is on the monotonic clock. */
export function decide(desk: Desk, asked: Asked, tokens: Tokens, who: Credentials, now: number, outageMs: number): Decision {
  const tokenIs = judgeToken(asked, desk, tokens, now);
  const done = (rest: Omit<Decision, 'tokenIs'>): Decision => ({ ...rest, tokenIs });
  if (now < desk.downUntil) return done(CUT);
  const bad = statusOfWrong(asked);
  if (bad !== undefined) {
    desk.expecting = false;
    return done(problem(bad, 'Bad request'));
  }
  if (asked.call === 'GetToken') return done(logIn(desk, asked, tokens, who, now));
  if (tokenIs !== 'good') return done(unauthorized(desk, 401));
  if (asked.call === 'CheckToken')
    return done({ reply: json(writeAnswer({ token: asked.token!, validTo: endOf(asked.token!, tokens, now) })), told: { how: 'token' } });
  const move = asked.filing ? nth(desk.scenario.filing, desk.filings++) : statusMove(desk, asked, now);
  if (move.does === 'unauthorized') {
    desk.revoked.add(asked.token!);
    return done(unauthorized(desk, move.status));
  }
  return done(asked.filing ? file(desk, asked.filing, move, now, outageMs) : tell(desk, asked.asking!.RequestIdentificator, move, now, outageMs));
}

function judgeToken({ token }: Asked, { revoked, scenario, taken }: Desk, tokens: Tokens, now: number): SeenCall['tokenIs'] {
  if (token === undefined) return 'absent';
  const known = tokens.get(token);
  if (!known) return 'unknown';
  if (revoked.has(token)) return 'revoked';
  // A short one is honoured until there is a refund to ask about, so that a slow client meets its end there.
  return known.endsAt > now || (scenario.tokenEnds && taken.length === 0) ? 'good' : 'ended';
}

/** A strange path and method have codes of their own; what cannot be read is 400. A type alone is let pass where the body is JSON. */
function statusOfWrong({ call, wrong }: Asked): number | undefined {
  if (call === undefined) return 404;
  if (wrong.some(({ kind }) => kind === 'method')) return 405;
  return wrong.some(({ kind }) => kind === 'json' || kind === 'utf8' || kind === 'model') ? 400 : undefined;
}

function logIn(desk: Desk, { login }: Asked, tokens: Tokens, who: Credentials, now: number): Omit<Decision, 'tokenIs'> {
  desk.logins++;
  if (desk.scenario.loginRefused || login?.Login !== who.login || login.Password !== who.password) {
    desk.expecting = false;
    return problem(401, 'Неверный логин или пароль');
  }
  const short = desk.scenario.tokenEnds && desk.logins === 1 && desk.revoked.size === 0;
  const token = randomUUID();
  tokens.set(token, { endsAt: now + (short ? SHORT_TOKEN_MS : TOKEN_MS) });
  desk.expecting = true;
  return { reply: json(writeAnswer({ token, validTo: endOf(token, tokens, now) })), told: { how: 'token' } };
}

function endOf(token: string, tokens: Tokens, now: number): string {
  return formatValidTo(Date.now() + (tokens.get(token)?.endsAt ?? now) - now);
}

function file(
  desk: Desk,
  filing: NonNullable<Asked['filing']>,
  move: Exclude<Move, { does: 'unauthorized' }>,
  now: number,
  outageMs: number,
): Omit<Decision, 'tokenIs'> {
  const known = desk.taken.find(({ identificator }) => identificator === filing.RefundIdentificator);
  const left = desk.payment.sum - desk.taken.reduce((sum, { amount }) => sum + amount, 0n);
  const refusal: ErrorValue | undefined =
    filing.PaymentId !== desk.payment.id ? 1 : filing.ReturnAmount <= 0n ? 3 : known ? 4 : filing.ReturnAmount > left ? 2 : undefined;
  const take = (told?: StatusName): Taken => {
    const taken: Taken = {
      identificator: filing.RefundIdentificator,
      requestIdentificator: randomUUID(),
      amount: filing.ReturnAmount,
      part: desk.part,
      at: now,
      asked: 0,
      ...(told === undefined ? {} : { told }),
    };
    desk.taken.push(taken);
    return taken;
  };
  if (move.does !== 'answer') {
    if (move.taken && refusal === undefined) take();
    return mishap(desk, move, now, outageMs);
  }
  if (refusal !== undefined) return status(desk, 'DECLINE', refusal, known);
  if (move.status === 'DECLINE') {
    const kept = move.error === 4 || move.taken ? take() : undefined;
    return status(desk, 'DECLINE', move.error, move.error === 4 ? kept : undefined);
  }
  const taken = take(move.status);
  return { ...status(desk, move.status, move.error, taken), ...(move.slow ? { wait: 'slow' as const } : {}) };
}

/** The move for a question, counted by refund. */
function statusMove({ scenario, taken, logins, revoked, paceMs }: Desk, { asking }: Asked, now: number): Move {
  // A client that keeps one token for all its refunds has not logged in here: its token ends as well.
  if (scenario.tokenEnds && logins === 0) return { does: 'unauthorized', status: 401 };
  if (scenario.tokenEnds && logins < 2 && revoked.size === 0) return { does: 'answer', status: 'INPROGRESS' };
  const refund = taken.find(({ requestIdentificator }) => requestIdentificator === asking?.RequestIdentificator);
  const truth: Move = { does: 'answer', status: scenario.truth ?? 'SUCCESS', ...(scenario.truth === 'FAILED' ? { error: -1 } : {}) };
  const moves = scenario.status ?? [truth];
  if (!refund) return truth;
  // Who asks ever more seldom has shown as much by few questions.
  const late = scenario.mostPaces !== undefined && now - refund.at > scenario.mostPaces * paceMs;
  return nth(moves, late ? moves.length - 1 : refund.asked++);
}

function tell(desk: Desk, number: string, move: Exclude<Move, { does: 'unauthorized' }>, now: number, outageMs: number): Omit<Decision, 'tokenIs'> {
  const refund = desk.taken.find(({ requestIdentificator }) => requestIdentificator === number);
  if (refund && desk.scenario.forgets && desk.forgotten.length === 0) forget(desk, refund);
  if (!refund || desk.forgotten.includes(number)) return status(desk, 'DECLINE', 6, undefined);
  if (move.does !== 'answer') return mishap(desk, move, now, outageMs);
  refund.told = move.status;
  return status(desk, move.status, move.error, refund);
}

/** As if it had never arrived: no money goes back by it. */
function forget(desk: Desk, refund: Taken): void {
  desk.taken.splice(desk.taken.indexOf(refund), 1);
  desk.forgotten.push(refund.requestIdentificator);
}

function status(desk: Desk, name: StatusName, error: ErrorValue | undefined, refund: Taken | undefined): Omit<Decision, 'tokenIs'> {
  const code = StatusCode[name];
  const step = nextStep(code, error);
  // A refund declined as known already, or one whose end is still to come, leaves something to do; everything else is said.
  desk.expecting = step !== 'done' && step !== 'refused' && step !== 'later';
  if (refund && isFinal(code)) refund.told = name;
  const requestIdentificator = refund?.requestIdentificator;
  return {
    reply: json(
      writeAnswer({
        statusCode: code,
        ...(error === undefined ? {} : { error: { code: error, errorMessage: ERROR_MESSAGES[error] } }),
        ...(requestIdentificator === undefined ? {} : { requestIdentificator }),
      }),
    ),
    told: {
      how: 'status',
      status: name,
      ...(error === undefined ? {} : { error }),
      ...(requestIdentificator === undefined ? {} : { requestIdentificator }),
    },
  };
}

const CUT = { reply: 'cut', told: { how: 'cut' } } as const;

function mishap(desk: Desk, move: Exclude<Move, { does: 'unauthorized' | 'answer' }>, now: number, outageMs: number): Omit<Decision, 'tokenIs'> {
  desk.expecting = true;
  if (move.does === 'http')
    return {
      reply: { status: move.status, headers: [['Content-Type', 'text/html']], body: '<h1>Error</h1>' },
      told: { how: 'http', status: move.status },
    };
  if (move.does === 'outage') desk.downUntil = now + outageMs;
  if (move.does === 'shut') return { ...CUT, shuts: true };
  return move.does === 'silence' ? { ...CUT, wait: 'silence' } : CUT;
}

function unauthorized(desk: Desk, code: 401 | 403): Omit<Decision, 'tokenIs'> {
  desk.expecting = true;
  return problem(code, 'Токен недействителен');
}

function problem(code: number, message: string): Omit<Decision, 'tokenIs'> {
  return { reply: { ...json(writeAnswer({ message })), status: code }, told: { how: 'http', status: code } };
}

function json(body: string): { status: number; headers: [string, string][]; body: string } {
  return { status: 200, headers: [['Content-Type', 'application/json; charset=utf-8']], body };
}

function nth(moves: readonly [Move, ...Move[]], count: number): Move {
  return moves[Math.min(count, moves.length - 1)] ?? moves[0];
}
