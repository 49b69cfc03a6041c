/**
 * How long balances follow their payments. Nothing in the protocol says that they do so at once, so a
 * run finds it out by itself, from the first balance that comes late.
 */
export interface Lag {
  /** How long balances are left to settle before they are read, milliseconds. */
  ms: number;
  /** One was seen to come late. */
  confirmed: boolean;
  /** One that showed too much did so again after a wait: it is money too much. */
  ruledOut: boolean;
  /** One that showed too little was waited for in vain: the others need not be waited for as long. */
  inVain: boolean;
}

export function noLag(): Lag {
  return { ms: 0, confirmed: false, ruledOut: false, inVain: false };
}

/** Long enough for a balance that is kept beside the books to catch up with them. */
const USUAL_MS = 600;

/** What showed too much may be late money: later readings are given time. */
export function suspectLag(lag: Lag): void {
  lag.ms = Math.max(lag.ms, USUAL_MS);
}

/** A balance came right after so long. */
export function confirmLag(lag: Lag, ms = 0): void {
  lag.confirmed = true;
  lag.ms = Math.max(lag.ms, Math.ceil(ms * 1.5));
}

/** Time did not mend it. */
export function ruleOutLag(lag: Lag): void {
  if (!lag.confirmed) Object.assign(lag, { ms: 0, ruledOut: true });
}
