import { spawn } from 'node:child_process';
import { filled, type Filling, type TriggerSetting } from './setting.ts';

/** What the partner's system believes of a refund, as its program printed it. */
export type Outcome = 'success' | 'failed' | 'pending';

/** The partner's system at work. */
export interface Running {
  /** It came to an end by itself. */
  ended: boolean;
  endedAt: number;
  /** The last `outcome: …` that it printed. */
  outcome?: Outcome;
  /** It could not be started, or ended in error. */
  problem?: string;
  /** Ends it, with all that it started. */
  stop(): void;
}

const MOST_PRINTED = 64 * 1024;

/** Asks the partner's system for a refund, as the profile says; does not wait for its end. Never throws. */
export function trigger(setting: TriggerSetting, filling: Filling, mostMs: number): Running {
  if (setting.by === 'command') return runCommand(setting, filling);
  if (setting.by === 'http') return callHttp(setting, filling, mostMs);
  return { ended: true, endedAt: performance.now(), stop: () => {} };
}

/** No shell is between: what is filled in can only ever be an argument. */
function runCommand({ words, folder }: Extract<TriggerSetting, { by: 'command' }>, filling: Filling): Running {
  const [program = '', ...rest] = words.map((word) => filled(word, filling));
  // A group of its own, so that what the command starts can be ended with it.
  const child = spawn(program, rest, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const running = begun(() => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      child.kill('SIGKILL'); // the group is gone already
    }
  });
  const printed = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed.out = (printed.out + text).slice(-MOST_PRINTED);
    readOutcome(running, printed.out);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed.err = (printed.err + text).slice(-2_000)));
  child.on('error', (error) => finish(running, error.message));
  // A daemon that the command leaves behind keeps its pipes open: the end of the command is what counts.
  child.on('exit', (code, signal) => {
    const said = printed.err.trim().split('\n').at(-1) ?? '';
    setTimeout(() => finish(running, code === 0 ? undefined : `${signal ?? `exit ${code}`}${said === '' ? '' : `: ${said}`}`), 20);
  });
  return running;
}

function callHttp({ url, headers }: Extract<TriggerSetting, { by: 'http' }>, filling: Filling, mostMs: number): Running {
  const leave = new AbortController();
  const running = begun(() => leave.abort());
  const { paymentId, amount, ...texts } = filling;
  // Numbers of 64 bits go as they are: JSON.stringify knows no such thing.
  const body = `{"paymentId":${paymentId},"amount":${amount},${JSON.stringify(texts).slice(1)}`;
  const call = async () => {
    const answer = await fetch(filled(url, filling, encodeURIComponent), {
      method: 'POST',
      headers: [['Content-Type', 'application/json'], ...headers],
      body,
      redirect: 'manual',
      signal: AbortSignal.any([leave.signal, AbortSignal.timeout(mostMs)]),
    });
    let text = '';
    const decoder = new TextDecoder();
    for await (const part of answer.body ?? []) {
      text += decoder.decode(part as Uint8Array, { stream: true });
      if (text.length > MOST_PRINTED) break;
    }
    readOutcome(running, text);
    return answer.ok ? undefined : `HTTP ${answer.status}`;
  };
  call().then(
    (problem) => finish(running, problem),
    (error: Error & { cause?: { code?: string } }) => finish(running, error.cause?.code ?? error.message),
  );
  return running;
}

function begun(stop: () => void): Running {
  return { ended: false, endedAt: 0, stop };
}

function finish(running: Running, problem: string | undefined): void {
  if (running.ended) return;
  running.ended = true;
  running.endedAt = performance.now();
  if (problem !== undefined) running.problem = problem;
}

/** `outcome: success` on a line of its own, or `"outcome": "success"` in JSON; the last one counts. */
function readOutcome(running: Running, text: string): void {
  const found = [...text.matchAll(/(?:^[ \t]*outcome[ \t]*:[ \t]*|"outcome"\s*:\s*")(success|failed|pending)\b/gim)].at(-1)?.[1];
  if (found !== undefined) running.outcome = found.toLowerCase() as Outcome;
}
