import type { End, Phase } from './exchange.ts';

/**
 * How an exchange ended, from the error that its socket gave and the phase that it gave it in.
 * The code is the system's or OpenSSL's own, so that a report can be compared with a partner's logs.
 */
export function endOf(error: Error, phase: Phase): End {
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  // A resolver that answers at once is not seen to have answered.
  if (phase === 'dns' && (syscall === 'connect' || error instanceof AggregateError)) phase = 'tcp';
  const how = howOf(error, code, phase);
  return { how, phase, ...(code !== '' && { code }), message: messageOf(error) };
}

/**
 * The same for what was thrown before there was a socket: a wrong choice. An address that is none
 * counts as refused; the rest are OpenSSL's objections to the TLS choice.
 */
export function endOfThrown(error: unknown): End {
  const { code = '' } = error as NodeJS.ErrnoException;
  return endOf(error as Error, /^ERR_(SOCKET_|INVALID_)/.test(code) ? 'tcp' : 'tls');
}

function howOf(error: NodeJS.ErrnoException, code: string, phase: Phase): End['how'] {
  if (code === 'ETIMEDOUT') return 'timeout';
  if (phase === 'dns') return 'unresolved';
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'ECONNABORTED') {
    // Node gives a handshake that the peer closed in order the code of a reset, but no system call.
    return phase === 'tls' && error.syscall === undefined ? 'closed' : 'reset';
  }
  if (phase === 'tcp') return 'refused';
  if (phase === 'tls' || code.startsWith('ERR_SSL') || code === 'EPROTO') return 'tls';
  return 'reset';
}

/** When several addresses were tried, their errors come in one that says nothing itself. */
function messageOf(error: Error): string {
  if (!(error instanceof AggregateError)) return error.message;
  return error.errors.map((each) => (each as Error).message).join('; ');
}
