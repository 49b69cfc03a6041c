import { destroy, type Connection } from './connection.ts';

/** An exchange that waits for its turn or is under way. */
export interface Caller {
  start(): void;
  cancel(): void;
}

/** Bytes kept of what an idle connection says; more than that waits in the system's buffers. */
const MOST_STALE_BYTES = 65_536;

/**
 * The kept connections, and the count of all. An exchange under way has exactly one connection, so
 * connections in use are counted by their callers.
 */
export interface Pool {
  /** Starts the caller when fewer than the most connections are in use, in the order in which they came. */
  admit(caller: Caller): void;
  /** The caller's exchange is over. */
  leave(caller: Caller): void;
  /** The connection for this key that was used last, out of the pool. */
  take(key: string): Connection | undefined;
  /** Makes room for a connection that will be opened: the longest idle goes when there are too many. */
  makeRoom(): void;
  /** Takes a connection back; where too many are idle then, the longest idle is ended. */
  give(connection: Connection): void;
  isClosed(): boolean;
  /** Ends what is idle. */
  rest(): void;
  close(): void;
}

export function createPool(maxSockets: number, maxIdle = maxSockets): Pool {
  // Insertion order is the order of idleness.
  const idle = new Set<Connection>();
  const waiting: Caller[] = [];
  const active = new Set<Caller>();
  let closed = false;

  function drop(connection: Connection): void {
    idle.delete(connection);
    destroy(connection);
  }

  /** Leaves no more idle than that, those that were used last. */
  function trim(most: number): void {
    for (const longest of idle) {
      if (idle.size <= most) return;
      drop(longest);
    }
  }

  return {
    admit(caller) {
      if (closed) return caller.cancel();
      if (active.size >= maxSockets) {
        waiting.push(caller);
        return;
      }
      active.add(caller);
      caller.start();
    },

    leave(caller) {
      active.delete(caller);
      const next = active.size < maxSockets && !closed ? waiting.shift() : undefined;
      if (next === undefined) return;
      active.add(next);
      next.start();
    },

    take(key) {
      let found: Connection | undefined;
      for (const connection of idle) if (connection.key === key) found = connection;
      if (found === undefined) return undefined;
      idle.delete(found);
      found.socket.ref();
      found.socket.resume();
      return found;
    },

    makeRoom: () => trim(maxSockets - active.size),

    give(connection) {
      if (closed || connection.socket.destroyed) return drop(connection);
      connection.listener = {
        data(bytes) {
          connection.stale.push(bytes);
          connection.staleBytes += bytes.length;
          if (connection.staleBytes > MOST_STALE_BYTES) connection.socket.pause();
        },
        ended: () => drop(connection),
        failed: () => drop(connection),
      };
      // An idle connection is no reason for the process to live on.
      connection.socket.unref();
      idle.add(connection);
      trim(maxIdle);
    },

    isClosed: () => closed,

    rest: () => trim(0),

    close() {
      closed = true;
      trim(0);
      for (const caller of [...active, ...waiting.splice(0)]) caller.cancel();
    },
  };
}
