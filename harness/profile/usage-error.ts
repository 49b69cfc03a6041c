import { resolve } from 'node:path';
import type { Message } from '../record/events.ts';

/**
 * The user asked for something that cannot be done as it stands: a wrong profile, option or file.
 * Each message names the place and the cure. It is not a finding about the partner and not a fault
 * of ours; the command ends with exit code 2.
 */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly messages: readonly Message[];

  constructor(...messages: Message[]) {
    super(messages.map(({ key, values = {} }) => [key, ...Object.entries(values).map(([name, value]) => `${name}=${value}`)].join(' ')).join('; '));
    this.messages = messages;
  }
}

/** The single-message form: `throw usage('usage.no-url')`. */
export function usage(key: string, values: Record<string, string> = {}): UsageError {
  return new UsageError({ key, values });
}

/** What is said of a file that cannot be read, by the system's code. */
const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'usage.file-missing',
  ENOTDIR: 'usage.file-missing',
  EISDIR: 'usage.file-is-folder',
  EACCES: 'usage.file-rights',
  EPERM: 'usage.file-rights',
};

/**
 * A file that cannot be read: which option named it, what is wrong with it and what to do. `hint` says where such a file comes
 * from, and is told where there is none.
 */
export function unreadable(option: string, file: string, error: unknown, hint?: string): UsageError {
  const problem = typeof error === 'string' ? error : ((error as NodeJS.ErrnoException).code ?? String(error));
  const key = UNREADABLE[problem] ?? 'usage.file-unreadable';
  const message = { key, values: { option, file, path: resolve(file), problem } };
  return new UsageError(message, ...(hint !== undefined && key === 'usage.file-missing' ? [{ key: hint }] : []));
}
