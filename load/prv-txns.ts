/** Remembers every prv_txn of a run with its payment, exactly and in 16 bytes each. */
export interface PrvTxns {
  /** The payment that had this number before, or -1. The same payment may come again. */
  add(bytes: Buffer, start: number, end: number, payment: number): number;
  /** Every number once more, for putting several threads' together. */
  each(take: (digits: string, payment: number) => void): void;
}

/** Numbers of 20 digits fit no double: the last nine stand by themselves. */
const LOW_DIGITS = 9;

export function prvTxns(): PrvTxns {
  let size = 1 << 12;
  let high = new Float64Array(size).fill(-1);
  let low = new Uint32Array(size);
  let owner = new Uint32Array(size);
  let count = 0;

  const find = (h: number, l: number): number => {
    let at = (Math.imul(l, 0x9e3779b1) ^ Math.imul(h | 0, 0x85ebca6b)) >>> 0;
    at = (at ^ (at >>> 15)) & (size - 1);
    while (high[at] !== -1 && (high[at] !== h || low[at] !== l)) at = (at + 1) & (size - 1);
    return at;
  };
  const grow = () => {
    const [highs, lows, owners] = [high, low, owner];
    size *= 2;
    high = new Float64Array(size).fill(-1);
    low = new Uint32Array(size);
    owner = new Uint32Array(size);
    for (let i = 0; i < highs.length; i++) {
      if (highs[i] === -1) continue;
      const at = find(highs[i]!, lows[i]!);
      high[at] = highs[i]!;
      low[at] = lows[i]!;
      owner[at] = owners[i]!;
    }
  };
  return {
    add: (bytes, start, end, payment) => {
      const split = Math.max(start, end - LOW_DIGITS);
      let h = 0;
      let l = 0;
      for (let at = start; at < split; at++) h = h * 10 + (bytes[at]! - 48);
      for (let at = split; at < end; at++) l = l * 10 + (bytes[at]! - 48);
      const at = find(h, l);
      if (high[at] !== -1) return owner[at]! === payment ? -1 : owner[at]!;
      high[at] = h;
      low[at] = l;
      owner[at] = payment;
      if (++count > size * 0.7) grow();
      return -1;
    },
    each: (take) => {
      for (let i = 0; i < size; i++) {
        if (high[i] === -1) continue;
        const tail = String(low[i]);
        take(high[i] === 0 ? tail : `${high[i]}${tail.padStart(LOW_DIGITS, '0')}`, owner[i]!);
      }
    },
  };
}
