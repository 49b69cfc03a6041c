import { accessSync, constants, statSync } from 'node:fs';
import { basename, delimiter, join, resolve } from 'node:path';
import { createClient } from '../../wire/index.ts';
import type { Finding } from '../finding.ts';
import { filled, passesOn, type Filling, type RefundSetting, type TriggerSetting } from './setting.ts';

/** Soon enough for somebody who waits for the doctor. */
const CONNECT_MS = 4_000;

/**
 * What keeps the trigger from starting a refund, as far as that can be told without starting one: a
 * command that is not there or cannot be run, an address where nobody answers, no place for the
 * payment. Never throws.
 */
export async function lookAtTrigger({ trigger, payments }: RefundSetting, baseUrl: string): Promise<Finding | undefined> {
  if (trigger.by === 'hand') return undefined;
  // One payment alone may be known to the command; of several, or of one made up by us, it has to be told.
  if (!passesOn(trigger, 'paymentId') && payments.length !== 1) return problem('refund.trigger-no-payment', { place: '{paymentId}' });
  return trigger.by === 'command' ? lookAtCommand(trigger) : lookAtAddress(trigger.url, baseUrl);
}

/** Names of programs that run another file, which is named right behind them. */
const INTERPRETERS: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'zsh', 'node', 'python', 'python3', 'ruby', 'perl', 'php', 'java', 'deno']);

function lookAtCommand({ words, folder }: Extract<TriggerSetting, { by: 'command' }>): Finding | undefined {
  const [program = '', script = ''] = words;
  if (hasPlace(program)) return undefined;
  const file = program.includes('/') ? resolve(folder, program) : inPath(program);
  const kind = file === undefined ? 'missing' : kindOf(file);
  if (kind !== 'runs') return problem(kind === 'missing' ? 'refund.trigger-missing' : 'refund.trigger-not-executable', { program, folder });
  // A file that an interpreter is given needs no permission of its own, but has to be there.
  const isFile = INTERPRETERS.has(basename(program)) && /^[^-\s{}][^\s{}]*[./][^\s{}]*$/.test(script);
  return isFile && kindOf(resolve(folder, script)) === 'missing' ? problem('refund.trigger-missing', { program: script, folder }) : undefined;
}

function inPath(program: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((each) => each !== '');
  return folders.map((folder) => join(folder, program)).find((file) => kindOf(file) === 'runs');
}

function kindOf(file: string): 'runs' | 'missing' | 'not-executable' {
  try {
    if (!statSync(file).isFile()) return 'not-executable';
    accessSync(file, constants.X_OK);
    return 'runs';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES' ? 'not-executable' : 'missing';
  }
}

/** Connects, and asks nothing: whatever is posted there would start a refund. */
async function lookAtAddress(template: string, baseUrl: string): Promise<Finding | undefined> {
  const filling: Filling = { baseUrl, paymentId: '1', amount: '1', reason: '-', scenario: 'doctor' };
  const text = filled(template, filling, encodeURIComponent);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) return problem('refund.trigger-unreachable', { place: template, code: 'ERR_INVALID_URL' });
  const secure = url.protocol === 'https:';
  const client = createClient();
  try {
    const { end } = await client.ask({
      host: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
      request: Buffer.alloc(0),
      connection: 'new',
      abort: 'connected',
      connectTimeoutMs: CONNECT_MS,
      timeoutMs: 2 * CONNECT_MS,
      ...(secure ? { tls: {} } : {}),
    });
    return end.how === 'aborted' ? undefined : problem('refund.trigger-unreachable', { place: url.origin, code: end.code ?? end.how });
  } finally {
    client.close();
  }
}

function hasPlace(word: string): boolean {
  return /\{\w+\}/.test(word);
}

function problem(key: string, values: Record<string, string>): Finding {
  const observed = values['code'];
  return { key, blame: 'configuration', values, ...(observed === undefined ? {} : { observed }) };
}
