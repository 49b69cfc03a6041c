import type { Answer } from '../../../protocol/index.ts';
import type { Call, Change, Desk } from '../desk.ts';

export const xml = ['xml'] as const;
export const balance = ['balance'] as const;

/** Long enough for exploration to meet what hides in a sequence of four requests, milliseconds. */
export const EXPLORE_MS = 10_000;

/** How long a race stays open between looking and writing, milliseconds. */
export const RACE_MS = 50;

/** Changes the text of the answer, in which content is escaped: a `<` in it is always markup. */
export function rewrite(change: (text: string) => string): Change {
  return (right) => ({ write: (answer, desk) => change(right.write(answer, desk)) });
}

/** Changes the content of one element, where it is there. */
export function content(name: Exclude<keyof Answer, 'fields'>, change: (text: string) => string): Change {
  return (right) => ({
    answer: (asked, decision, desk) => {
      const answer = right.answer(asked, decision, desk);
      const text = answer[name];
      return text === undefined ? answer : { ...answer, [name]: change(text) };
    },
  });
}

export function retype(type: string): Change {
  return (right) => ({
    reply: (answer, decision, call, desk) => {
      const reply = right.reply(answer, decision, call, desk);
      return { ...reply, headers: { ...reply.headers, 'content-type': type } };
    },
  });
}

/** Changes the query before it is read. */
export function requery(change: (query: string) => string): Change {
  return (right) => ({ read: (query, call, desk) => right.read(change(query), call, desk) });
}

/** Russian letters alone; whatever else is not ASCII becomes a question mark. */
export function encode1251(text: string): Buffer {
  return Buffer.from(Array.from(text, (char) => byte1251(char.codePointAt(0) ?? 0)));
}

function byte1251(code: number): number {
  if (code < 0x80) return code;
  if (code >= 0x410 && code <= 0x44f) return code - 0x350;
  return ({ 0x401: 0xa8, 0x451: 0xb8, 0x2116: 0xb9 } as Record<number, number>)[code] ?? 0x3f;
}

/** Sends these bytes past the response object, which would mend them, and closes. */
export function instead({ req }: Call, bytes: Buffer): void {
  req.socket.end(bytes);
}

/** Has the caller closed the connection? */
export function hasLeft({ req }: Call): boolean {
  return req.socket.destroyed;
}

/** Never answers. Ends when the caller or the partner goes away, at the latest after ten minutes. */
export async function hang({ req }: Call, desk: Desk): Promise<void> {
  await Promise.race([desk.wait(600_000), new Promise((resolve) => req.socket.once('close', resolve))]);
  req.socket.destroy();
}
