/**
 * The file as a whole cannot be read as a registry or ledger: no header, columns that are missing,
 * JSON that breaks off. A row that cannot be read is no such error; see `Malformed`. `key` and
 * `values` are a message of the catalogues.
 */
export class UnreadableLedger extends Error {
  override readonly name = 'UnreadableLedger';
  readonly key: string;
  readonly values: Readonly<Record<string, string>>;

  constructor(key: string, values: Record<string, string> = {}) {
    super([key, ...Object.entries(values).map(([name, value]) => `${name}=${value}`)].join(' '));
    this.key = key;
    this.values = values;
  }
}
