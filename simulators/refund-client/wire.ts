import { Agent, request as askPlain, type RequestOptions } from 'node:http';
import { Agent as TlsAgent, request as askTls } from 'node:https';
import { CALLS, readJson, writeJson, type CallName, type JsonValue, type Writable } from '../../protocol/refund/index.ts';
import type { Habits } from './habits.ts';

/** How a call can end without an answer that tells anything: nobody listens, cut, no answer in time, an error of the server. */
export type Lost = 'refused' | 'cut' | 'silence' | `http-${number}`;

/** What came of a call: its status and JSON, or how it was lost. */
export type Heard = { status: number; json: JsonValue | undefined } | { lost: Lost };

export interface Line {
  baseUrl: string;
  timeoutMs: number;
  habits: Habits;
  signal: AbortSignal;
  /** Authorities that are trusted beside the usual ones, PEM. */
  ca?: string | undefined;
}

/** One connection a call, unless the client keeps them: a kept one that the operator closed meanwhile would be one more thing to get wrong. */
const KEPT = { http: new Agent({ keepAlive: true }), https: new TlsAgent({ keepAlive: true }) };

/** No answer of the API is longer. */
const MOST_ANSWER = 64 * 1024;

/** One call. Throws only when the client is ended. */
export async function call(line: Line, name: CallName, members: Record<string, Writable>, token?: string): Promise<Heard> {
  const { baseUrl, timeoutMs, habits, signal } = line;
  const path = CALLS[name].replace('returnApi/', habits.root);
  const address = `${baseUrl.replace(/\/+$/, '')}/${path}`;
  const url = new URL(habits.method === 'GET' ? `${address}?${form(members)}` : address);
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const { status, body } = await exchange(line, url, habits.method === 'GET' ? undefined : bodyOf(members, habits), {
      method: habits.method,
      headers: {
        ...(habits.method === 'POST' ? { 'Content-Type': habits.contentType } : {}),
        ...(token === undefined ? {} : { [habits.tokenHeader]: token }),
        Connection: habits.connection,
      },
      signal: AbortSignal.any([signal, timeout]),
    });
    if (status >= 500) return { lost: `http-${status}` };
    const reading = readJson(body);
    return { status, json: 'value' in reading ? reading.value : undefined };
  } catch (error) {
    signal.throwIfAborted();
    const { code } = error as NodeJS.ErrnoException;
    return { lost: timeout.aborted ? 'silence' : code === 'ECONNREFUSED' ? 'refused' : 'cut' };
  }
}

function exchange(
  { ca, habits }: Line,
  url: URL,
  body: Uint8Array | string | undefined,
  options: RequestOptions,
): Promise<{ status: number; body: Buffer }> {
  const secure = url.protocol === 'https:';
  const kept = habits.connection === 'keep-alive';
  const agent = kept ? KEPT[secure ? 'https' : 'http'] : false;
  return new Promise((resolve, reject) => {
    const req = (secure ? askTls : askPlain)(url, { ...options, agent, ...(secure && ca !== undefined ? { ca } : {}) }, (res) => {
      const parts: Buffer[] = [];
      let size = 0;
      res.on('data', (part: Buffer) => {
        parts.push(part);
        if ((size += part.length) > MOST_ANSWER) req.destroy(new Error('answer too long'));
      });
      res.on('end', () => resolve({ status: res.statusCode ?? 0, body: Buffer.concat(parts) }));
      res.on('error', reject);
    });
    req.on('error', reject);
    req.end(body);
  });
}

function bodyOf(members: Record<string, Writable>, { body, charset }: Habits): Uint8Array | string {
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
function windows1251(text: string): Uint8Array {
  return Uint8Array.from([...text], (char) => {
    const code = char.codePointAt(0)!;
    if (code < 0x80) return code;
    return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : 0x3f;
  });
}
