import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { unreadable, usage } from '../../harness/index.ts';

/** A summary has some kilobytes; with many tags and checks some hundred. */
const MOST_MIB = 8;
const MOST_BYTES = MOST_MIB * 1024 * 1024;
/** Groups may stand in groups, each two levels deep. */
const MOST_DEPTH = 64;

/** The JSON in this file, with the file's name and digest. */
export function readBounded(file: string): { data: unknown; name: string; digest: string } {
  const bytes = bytesOf(file);
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  const text = textOf(bytes, file);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    if (/^\s*\{"(type|metric)":/.test(text)) throw usage('usage.k6-points', { file });
    throw usage('usage.k6-malformed', { file, problem: (error as Error).message.slice(0, 200) });
  }
  if (isDeeper(data, MOST_DEPTH)) throw usage('usage.k6-deep', { file });
  return { data, name: basename(file), digest };
}

/** Never more than a summary may have: the path may lead to a device, or to a file that grows. */
function bytesOf(file: string): Buffer {
  let handle: number | undefined;
  try {
    handle = openSync(file, 'r');
    const pieces: Buffer[] = [];
    for (let length = 0; ;) {
      const piece = Buffer.alloc(64 * 1024);
      const read = readSync(handle, piece);
      if (read === 0) return Buffer.concat(pieces);
      length += read;
      if (length > MOST_BYTES) throw usage('usage.k6-too-large', { file, most: String(MOST_MIB) });
      pieces.push(piece.subarray(0, read));
    }
  } catch (error) {
    if (typeof (error as NodeJS.ErrnoException).syscall !== 'string') throw error;
    throw unreadable('--from-k6', file, error, 'usage.hint-k6');
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

function textOf(bytes: Buffer, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw usage('usage.k6-malformed', { file, problem: 'UTF-8' });
  }
}

/** Level by level: a step into each would end where the stack does. */
function isDeeper(data: unknown, most: number): boolean {
  let level: unknown[] = [data];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true;
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return false;
}
