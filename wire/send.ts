import type { Socket } from 'node:net';
import type { Ask } from './exchange.ts';

/** A long request goes in pieces, so that how far it came is known when the peer does not take it. */
const PIECE_BYTES = 65_536;

/** What the sender tells. */
export interface SendListener {
  /** The system has taken a piece of so many bytes. */
  handed(bytes: number): void;
  /** All pieces are taken. Not called after an error, which the socket tells itself. */
  sent(): void;
}

/**
 * Sends the request exactly as it is: in one piece when it is short, or slowly as the ask says.
 * Returns a function that stops before the next piece.
 */
export function send(socket: Socket, ask: Pick<Ask, 'request' | 'slow'>, listener: SendListener): () => void {
  const { request, slow } = ask;
  const size = slow === undefined ? PIECE_BYTES : Math.max(1, Math.floor(slow.bytes));
  let at = 0;
  let end = 0;
  let stopped = false;
  const began = performance.now();
  let pause: NodeJS.Timeout | undefined;

  function next(): void {
    if (stopped) return;
    if (at >= request.length) return listener.sent();
    end = Math.min(at + size, request.length);
    socket.write(request.subarray(at, end), taken);
  }

  function taken(error?: Error | null): void {
    if (stopped || error) return;
    listener.handed(end - at);
    at = end;
    // By when a piece is due and not by the one before, so that timers that are late do not add up.
    const early = slow === undefined || at >= request.length ? 0 : (at / size) * slow.everyMs - (performance.now() - began);
    if (early > 0) pause = setTimeout(next, early);
    else next();
  }

  next();
  return () => {
    stopped = true;
    clearTimeout(pause);
  };
}
