/** The time of one exchange, and its one alarm: an ordinary exchange has only its limit to wait for. */
export class Clock {
  readonly startedAt = Date.now();
  private readonly start = performance.now();
  /** By `performance.now()`. */
  until = Number.POSITIVE_INFINITY;
  ring: () => void = () => {};

  /** Milliseconds since the start, by a clock that is never set. */
  now(): number {
    return performance.now() - this.start;
  }

  /** Calls `ring` in `ms` milliseconds, in place of what was to be called before. */
  arm(ms: number, ring: () => void): void {
    this.until = performance.now() + ms;
    this.ring = ring;
    armed.add(this);
    if (armed.size === 1) timer?.ref();
    wakeBy(this.until);
  }

  stop(): void {
    // A timer that is left over keeps no process alive.
    if (armed.delete(this) && armed.size === 0) timer?.unref();
  }
}

/**
 * One timer for all clocks: nearly every alarm is taken back soon after it was set, long before it is due. It is left to
 * go off then, and is set anew only for an alarm that is due earlier.
 */
const armed = new Set<Clock>();
let timer: NodeJS.Timeout | undefined;
let wakesAt = Number.POSITIVE_INFINITY;

function wakeBy(due: number): void {
  if (due >= wakesAt) return;
  clearTimeout(timer);
  wakesAt = due;
  timer = setTimeout(wake, Math.ceil(due - performance.now()));
}

function wake(): void {
  wakesAt = Number.POSITIVE_INFINITY;
  timer = undefined;
  // Timers count whole milliseconds and may go off a little early; a limit is a limit.
  const now = performance.now();
  for (const clock of armed) {
    if (clock.until > now || !armed.delete(clock)) continue;
    clock.ring();
  }
  for (const { until } of armed) wakeBy(until);
}
