import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordEvent } from './events.ts';

/** Writes events down as they happen. */
export interface Recorder {
  record(event: RecordEvent): void;
  /** The number of the next exchange, from 1. */
  nextExchange(): number;
  /** Everything recorded so far. */
  readonly events: readonly RecordEvent[];
  close(): void;
}

export const RECORD_FILE = 'record.jsonl';

/**
 * Appends to `folder/record.jsonl`; without a folder events are only kept and told. Lines are handed
 * to the system within the same turn of the event loop, so a killed run leaves a readable record.
 * Every secret is taken out of every line, wherever it stands: a partner may echo what it was sent.
 */
export function openRecorder(folder: string | undefined, secrets: readonly string[], listen: (event: RecordEvent) => void = () => {}): Recorder {
  const file = folder === undefined ? undefined : openFile(folder);
  const events: RecordEvent[] = [];
  const hide = redactor(secrets);
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
      events.push(safe);
      if (file !== undefined) {
        if (waiting.length === 0) setImmediate(flush);
        waiting.push(`${JSON.stringify(safe)}\n`);
      }
      listen(safe);
    },
    nextExchange: () => ++exchanges,
    events,
    close: () => {
      flush();
      if (file !== undefined) closeSync(file);
    },
  };
}

function openFile(folder: string): number {
  mkdirSync(folder, { recursive: true });
  return openSync(join(folder, RECORD_FILE), 'ax');
}

export const SECRET_MARK = '‹secret›';

/** A function that replaces each secret in every string of an event, also inside base64. */
function redactor(secrets: readonly string[]): (event: RecordEvent) => RecordEvent {
  const known = secrets.filter((secret) => secret.length > 0);
  if (known.length === 0) return (event) => event;
  const hideText = (text: string) => known.reduce((out, secret) => out.replaceAll(secret, SECRET_MARK), text);
  const hideBase64 = (text: string) => {
    const bytes = Buffer.from(text, 'base64').toString('latin1');
    const hidden = known.reduce((out, secret) => out.replaceAll(Buffer.from(secret, 'utf8').toString('latin1'), '<secret>'), bytes);
    return hidden === bytes ? text : Buffer.from(hidden, 'latin1').toString('base64');
  };
  const hide = (value: unknown, key = ''): unknown => {
    if (typeof value === 'string') return key === 'base64' ? hideBase64(value) : hideText(value);
    if (Array.isArray(value)) return value.map((item) => hide(item));
    if (value !== null && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, hide(inner, name)]));
    return value;
  };
  return (event) => hide(event) as RecordEvent;
}
