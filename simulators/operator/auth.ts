import { randomUUID } from 'node:crypto';
import { formatValidTo, readTokenRequest, writeAnswer } from '../../protocol/refund/index.ts';
import type { Caller, Token } from './books.ts';
import type { Admission, Call, Desk, Hooks, Reply } from './desk.ts';

/** The source's own text of a refusal. */
export const UNAUTHORISED = 'Авторизация неуспешна';

export const getToken: Hooks['getToken'] = (body, call, desk) => {
  const { value, flaws } = readTokenRequest(body);
  if (flaws) return desk.hooks.refuse(400, `${flaws[0]!.field} required`, call, desk);
  const caller = desk.hooks.login({ login: value.Login, password: value.Password }, desk);
  return caller ? tokenReply(desk.hooks.issue(caller.login, desk), desk) : unauthorised(401, desk);
};

export function login(given: Caller, { books }: Desk): Caller | undefined {
  const known = books.callers.get(given.login);
  return known?.password === given.password ? known : undefined;
}

export function issue(to: string, { books, now, tokenMs }: Desk): Token {
  for (const token of books.tokens.values()) if (token.login === to) token.replaced = true;
  const token: Token = { token: randomUUID(), login: to, validTo: now() + tokenMs, replaced: false };
  books.tokens.set(token.token, token);
  return token;
}

/** A token that never was, or is over, gets 401; one that a newer took the place of gets 403. */
export function admit(call: Call, { books, now }: Desk): Admission {
  const token = call.token === undefined ? undefined : books.tokens.get(call.token);
  if (!token || token.validTo <= now()) return { refused: 401 };
  return token.replaced ? { refused: 403 } : { login: token.login };
}

/** Whatever is wrong with a token, here it is 401 (RF-auth.check). */
export function checkToken(call: Call, desk: Desk): Reply {
  const admitted = desk.hooks.admit(call, desk);
  const token = desk.books.tokens.get(call.token ?? '');
  return 'refused' in admitted || !token ? unauthorised(401, desk) : tokenReply(token, desk);
}

export function unauthorised(status: 401 | 403, desk: Desk): Reply {
  return desk.hooks.reply(status, writeAnswer({ message: UNAUTHORISED }), desk);
}

function tokenReply({ token, validTo }: Token, desk: Desk): Reply {
  return desk.hooks.reply(200, writeAnswer({ token, validTo: formatValidTo(validTo) }), desk);
}
