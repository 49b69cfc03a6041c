import { createHash } from 'node:crypto';
import { GALLERY, MISCONFIGURATIONS } from '../../simulators/index.ts';
import { CASES } from '../../suites/index.ts';
import { leftOut, REFERENCES, type Row } from './matrix.ts';

type Fact = Pick<Row, 'of' | 'name' | 'cases' | 'outcome' | 'left'>;

/**
 * What a selftest proved, in one line, `sha256:` and 64 hex digits: the tool's version, its cases
 * with their levels and clauses, and what became of the reference, each fault and each
 * misconfiguration. Neither time nor chance is in it, so every green run of one version has the same.
 */
export function digestOf(version: string, rows: readonly Fact[]): string {
  const of = (which: Row['of']) =>
    sorted(
      rows.filter((row) => row.of === which),
      ({ name }) => name,
    ).map(({ name, cases, outcome, left }) => [name, [...cases].sort(), left ?? outcome]);
  const cases = sorted(CASES, ({ id }) => id).map(({ id, level, clauses }) => [id, level, [...clauses].sort()]);
  const facts = { version, cases, reference: of('reference'), faults: of('fault'), misconfigurations: of('misconfiguration') };
  return `sha256:${createHash('sha256').update(JSON.stringify(facts)).digest('hex')}`;
}

/** The digest that a green run of this version has: what a certificate carries, for whoever wants to run it again. */
export function greenDigest(version: string): string {
  return digestOf(version, [
    ...REFERENCES.map(({ of, name }): Fact => ({ of, name, cases: [], outcome: 'caught' })),
    ...GALLERY.map((fault): Fact => {
      const left = leftOut(fault);
      return { of: 'fault', name: fault.name, cases: fault.cases, outcome: 'caught', ...(left ? { left } : {}) };
    }),
    ...MISCONFIGURATIONS.map(({ name, cases }): Fact => ({ of: 'misconfiguration', name, cases, outcome: 'caught' })),
  ]);
}

/** By code units, so that no locale has a say. */
function sorted<T>(items: readonly T[], by: (item: T) => string): T[] {
  return [...items].sort((a, b) => (by(a) < by(b) ? -1 : by(a) > by(b) ? 1 : 0));
}
