import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Bytes, RecordEvent } from './events.ts';
import { accountMask } from './mask.ts';
import { redactor } from './redact.ts';

/** Writes events down as they happen. */
export interface Recorder {
  record(event: RecordEvent): void;
  /** Takes this out of every line from now on: a secret that only the run itself has learnt. */
  conceal(secret: string): void;
  /** The number of the next exchange, from 1. */
  nextExchange(): number;
  /** Everything recorded so far; of a long answer only its beginning, the file has all of it. */
  readonly events: readonly RecordEvent[];
  close(): void;
}

export const RECORD_FILE = 'record.jsonl';

/**
 * Appends to `folder/record.jsonl`; without a folder events are only kept and told. Lines are handed
 * to the system within milliseconds, a few at once, so a killed run leaves a readable record.
 * Every secret is taken out of every line, wherever it stands: a partner may echo what it was sent.
 */
export function openRecorder(
  folder: string | undefined,
  {
    secrets,
    accounts,
  }: { secrets: readonly string[]; /** Hide these accounts, and all that are asked for. */ accounts?: readonly string[] | undefined },
  listen: (event: RecordEvent) => void = () => {},
): Recorder {
  const file = folder === undefined ? undefined : openFile(folder);
  const events: RecordEvent[] = [];
  const mask = accounts && accountMask(accounts);
  let known = [...secrets];
  let hide = redactor(known, mask);
  const lines = file === undefined ? undefined : lineWriter(file);
  let exchanges = 0;
  return {
    record: (event) => {
      const safe = hide(event);
      events.push(remembered(safe));
      lines?.write(JSON.stringify(safe));
      listen(safe);
    },
    conceal: (secret) => {
      if (secret.length < SHORTEST_SECRET || known.includes(secret)) return;
      known = [...known, secret].slice(-MOST_SECRETS);
      hide = redactor(known, mask);
    },
    nextExchange: () => ++exchanges,
    events,
    close: () => {
      lines?.flush();
      if (file !== undefined) closeSync(file);
    },
  };
}

/** A little more than any report shows of an answer. A run keeps some thousand exchanges in mind, and an endpoint may make each a megabyte. */
const REMEMBERED_CHARS = 17 * 1024;

function remembered(event: RecordEvent): RecordEvent {
  if (event.type !== 'exchange') return event;
  const { response, body } = event;
  if (!isLong(response) && !(body && isLong(body))) return event;
  return { ...event, response: beginning(response), ...(body ? { body: beginning(body) } : {}) };
}

function isLong(bytes: Bytes): boolean {
  return ('text' in bytes ? bytes.text : bytes.base64).length > REMEMBERED_CHARS;
}

/** A copy: a slice would hold on to the whole. */
function beginning(bytes: Bytes): Bytes {
  const copy = (text: string) => Buffer.from(text.slice(0, REMEMBERED_CHARS), 'utf8').toString('utf8');
  return 'text' in bytes ? { text: copy(bytes.text) } : { base64: copy(bytes.base64) };
}

function openFile(folder: string): number {
  mkdirSync(folder, { recursive: true });
  return openSync(join(folder, RECORD_FILE), 'ax');
}

/** Hands lines to the system a few at once: one by one is felt. */
function lineWriter(file: number): { write(line: string): void; flush(): void } {
  // They wait as bytes: as texts they would live long enough for the collector to keep them.
  const waiting = Buffer.allocUnsafe(WAITING_BYTES);
  let filled = 0;
  const hand = (bytes: Buffer) => {
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
  };
  const flush = () => {
    const lines = waiting.subarray(0, filled);
    filled = 0;
    hand(lines);
  };
  return {
    write: (line) => {
      const most = 3 * line.length + 1;
      if (filled + most > WAITING_BYTES) flush();
      if (most > WAITING_BYTES) return hand(Buffer.from(`${line}\n`, 'utf8'));
      if (filled === 0) setTimeout(flush, FLUSH_MS);
      filled += waiting.write(line, filled, 'utf8');
      waiting[filled++] = LF;
    },
    flush,
  };
}

const LF = 0x0a;
const WAITING_BYTES = 64 * 1024;
const FLUSH_MS = 5;
/** What is shorter would blot out the record. */
const SHORTEST_SECRET = 6;
/** The oldest are over by then. */
const MOST_SECRETS = 100;
