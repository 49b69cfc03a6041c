/** Leave to go on, and a way to give it back. */
export interface Turns {
  /** `alone`: with nobody beside, and after everybody who asked in the same breath. */
  take(alone?: boolean): Promise<void>;
  give(): void;
}

/** At most so many at once; whoever asks to be alone waits until nobody else is there or waits. */
export function turns(most: number): Turns {
  const waiting: { alone: boolean; go: () => void }[] = [];
  let busy = 0;
  let closed = false;
  const next = (): void => {
    while (!closed && busy < most && waiting.length > 0) {
      const at = waiting.findIndex(({ alone }) => !alone);
      if (at < 0 && busy > 0) return;
      const [one] = waiting.splice(Math.max(at, 0), 1);
      closed = at < 0;
      busy++;
      one!.go();
    }
  };
  return {
    take: (alone = false) =>
      new Promise((go) => {
        waiting.push({ alone, go });
        // Cases begin all at once: the last of them has asked when this turn of the loop is over.
        if (alone) setImmediate(next);
        else next();
      }),
    give: () => {
      busy--;
      closed = false;
      next();
    },
  };
}
