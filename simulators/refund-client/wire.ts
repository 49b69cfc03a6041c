import { CALLS, readJson, writeJson, type CallName, type JsonValue, type Writable } from '../../protocol/refund/index.ts';
import type { Habits } from './habits.ts';

/** What came of a call: its status and JSON, or nothing that tells anything. */
export type Heard = { status: number; json: JsonValue | undefined } | 'nothing';

export interface Line {
  baseUrl: string;
  timeoutMs: number;
  habits: Habits;
  signal: AbortSignal;
}

/** One call. Never throws: a cut connection and a time that ran out are `nothing`, as is an error of the server. */
export async function call(
  { baseUrl, timeoutMs, habits, signal }: Line,
  name: CallName,
  members: Record<string, Writable>,
  token?: string,
): Promise<Heard> {
  const path = CALLS[name].replace('returnApi/', habits.root);
  const url = `${baseUrl.replace(/\/+$/, '')}/${path}`;
  const headers: Record<string, string> = {
    ...(habits.method === 'POST' ? { 'Content-Type': habits.contentType } : {}),
    ...(token === undefined ? {} : { [habits.tokenHeader]: token }),
    // One connection a call: a kept one that the operator closed meanwhile would be one more thing to get wrong.
    Connection: habits.connection,
  };
  try {
    const answer = await fetch(habits.method === 'GET' ? `${url}?${form(members)}` : url, {
      method: habits.method,
      headers,
      ...(habits.method === 'GET' ? {} : { body: bodyOf(members, habits) }),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    const reading = readJson(new Uint8Array(await answer.arrayBuffer()));
    if (answer.status >= 500) return 'nothing';
    return { status: answer.status, json: 'value' in reading ? reading.value : undefined };
  } catch {
    signal.throwIfAborted();
    return 'nothing';
  }
}

function bodyOf(members: Record<string, Writable>, { body, charset }: Habits): Uint8Array<ArrayBuffer> | string {
  if (body === 'form') return form(members);
  const json = writeJson(members);
  if (body === 'escaped') return json.replace(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  if (body === 'broken') return json.replaceAll('"', "'");
  return charset === 'utf-8' ? json : windows1251(json);
}

function form(members: Record<string, Writable>): string {
  return new URLSearchParams(Object.entries(members).map(([name, value]): [string, string] => [name, String(value as string | bigint)])).toString();
}

/** Cyrillic letters as an old system writes them. */
function windows1251(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from([...text], (char) => {
    const code = char.codePointAt(0)!;
    if (code < 0x80) return code;
    return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : 0x3f;
  });
}
