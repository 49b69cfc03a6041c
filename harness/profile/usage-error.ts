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
