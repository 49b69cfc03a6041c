/** The time of one exchange, and its one timer: an ordinary exchange has only its limit to wait for. */
export class Clock {
  readonly startedAt = Date.now();
  private readonly start = performance.now();
  private timer: NodeJS.Timeout | undefined;

  /** Milliseconds since the start, by a clock that is never set. */
  now(): number {
    return performance.now() - this.start;
  }

  /** Calls `then` in `ms` milliseconds, in place of what was to be called before. */
  arm(ms: number, then: () => void): void {
    const until = this.now() + ms;
    // Timers count whole milliseconds and may fire a little early; a limit is a limit.
    const ring = () => {
      const left = until - this.now();
      if (left > 0) this.timer = setTimeout(ring, Math.ceil(left));
      else then();
    };
    clearTimeout(this.timer);
    this.timer = setTimeout(ring, Math.ceil(ms));
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
