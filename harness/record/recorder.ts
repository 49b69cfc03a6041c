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
 * to the system within the same turn of the event loop, so a killed run leaves a readable record.
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
  let waiting: string[] = [];
  let exchanges = 0;
  const flush = () => {
    if (waiting.length === 0 || file === undefined) return;
    const lines = Buffer.from(waiting.join(''), 'utf8');
    waiting = [];
    for (let at = 0; at < lines.length;) at += writeSync(file, lines, at);
  };
  return {
    record: (event) => {
      const safe = hide(event);
      events.push(remembered(safe));
      if (file !== undefined) {
        if (waiting.length === 0) setImmediate(flush);
        const line = `${JSON.stringify(safe)}\n`;
        waiting.push(line);
        // Long answers that come at once must not pile up.
        if (line.length > LONG_LINE) flush();
      }
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
      flush();
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

const LONG_LINE = 64 * 1024;
/** What is shorter would blot out the record. */
const SHORTEST_SECRET = 6;
/** The oldest are over by then. */
const MOST_SECRETS = 100;
