/**
 * The sum of sums in the protocol's form, `200.00`, exact to the tiyn. What is no such sum counts as
 * nothing: a record may hold payments with sums that no system sends.
 */
export function totalOf(sums: readonly string[]): string {
  let tiyn = 0n;
  for (const sum of sums) {
    const parts = /^(\d{1,15})(?:\.(\d{1,2}))?$/.exec(sum);
    if (parts) tiyn += BigInt(parts[1]!) * 100n + BigInt((parts[2] ?? '').padEnd(2, '0'));
  }
  return `${tiyn / 100n}.${String(tiyn % 100n).padStart(2, '0')}`;
}
