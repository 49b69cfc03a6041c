import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { usage, UsageError, type Message } from '../harness/index.ts';

/** What the catalogues have words for; any other code is told as it is. */
const WORDS: Readonly<Record<string, string>> = {
  EACCES: 'system.no-right',
  EPERM: 'system.no-right',
  ENOENT: 'system.not-there',
  ENOTDIR: 'system.not-a-folder',
  EISDIR: 'system.a-folder',
  ENOSPC: 'system.full',
  EDQUOT: 'system.full',
  EROFS: 'system.read-only',
};

/** An error that the system gave, with its code, and mostly the path it is about. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === 'string';
}

/** Why the system refused, in words of the catalogue. */
export function whyRefused({ code = '', message }: NodeJS.ErrnoException): Message {
  const key = WORDS[code];
  return key === undefined ? { key: 'system.other', values: { problem: message } } : { key, values: { code } };
}

/** Does what makes the folder ready; what the system refuses is a UsageError that names the folder and the way out. */
export function inFolder<T>(folder: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new UsageError({ key: 'usage.folder-unwritable', values: { folder: resolve(folder) } }, whyRefused(error));
  }
}

/** Throws a UsageError where one of these files could not be written, so that it is known before a run has cost money. */
export function refuseUnwritable(folder: string, names: readonly string[]): void {
  for (const file of names.map((name) => join(folder, name)).filter((each) => existsSync(each))) {
    if (!statSync(file).isFile()) throw usage('usage.file-in-the-way', { file });
    inFolder(file, () => accessSync(file, constants.W_OK));
  }
}

/** Does what follows a run; where the system refuses a report, the record is kept, and the UsageError tells how to go on from it. */
export async function keepingRecord<T>(folder: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new UsageError({ key: 'usage.report-unwritten', values: { file: error.path ?? folder } }, whyRefused(error), {
      key: 'usage.record-kept',
      values: { folder },
    });
  }
}
