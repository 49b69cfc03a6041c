import { usage } from '../../harness/index.ts';

/** An object of JSON; its members are asked for by name, and none of them is inherited. */
export type Members = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function member(of: unknown, name: string): unknown {
  return isObject(of) && Object.hasOwn(of, name) ? of[name] : undefined;
}

/** What a value has to be; the catalogues have words for each. */
export type Wanted = 'count' | 'number' | 'text' | 'list' | 'object' | 'url' | 'sum' | 'shape' | 'date' | 'digits' | 'yes-or-no' | 'format';

const MOST_SHOWN = 60;

/** Takes the values out of one file, and says where one is not what it should be. */
export class Reader {
  readonly file: string;
  constructor(file: string) {
    this.file = file;
  }

  wrong(field: string, value: unknown, wanted: Wanted): Error {
    // JSON has no word for a number that is too large to be one.
    const written = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? '–');
    return usage('usage.k6-value', { file: this.file, field, written: written.slice(0, MOST_SHOWN), wanted });
  }

  object(value: unknown, field: string): Members {
    if (!isObject(value)) throw this.wrong(field, value, 'object');
    return value;
  }

  list(value: unknown, field: string): readonly unknown[] {
    if (!Array.isArray(value)) throw this.wrong(field, value, 'list');
    return value;
  }

  text(value: unknown, field: string): string {
    if (typeof value !== 'string' || value.length > 2_000) throw this.wrong(field, value, 'text');
    return value;
  }

  number(value: unknown, field: string): number {
    if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) throw this.wrong(field, value, 'number');
    return value;
  }

  count(value: unknown, field: string): number {
    if (!Number.isSafeInteger(value) || (value as number) < 0) throw this.wrong(field, value, 'count');
    return value as number;
  }

  /** Throws where one count is more than it can be. */
  atMost(count: number, field: string, most: number, other: string): void {
    if (count > most) throw usage('usage.k6-contradiction', { file: this.file, field, written: String(count), other, most: String(most) });
  }
}
