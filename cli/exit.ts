import type { Certification } from '../harness/index.ts';

/** Exit codes; scripts depend on them. */
export const EXIT = {
  /** Certified, remarks included. */
  ok: 0,
  notCertified: 1,
  /** Wrong usage or profile. */
  usage: 2,
  /** Unreachable, misconfigured, inconclusive, or only a part was run. */
  incomplete: 3,
  /** A fault of the harness; what it says of the partner counts for nothing. */
  harness: 4,
  interrupted: 130,
} as const;

/** The exit code of a run. */
export function exitCode({ end, crashes }: Pick<Certification, 'end' | 'crashes'>, failOnRemark: boolean): number {
  if (crashes.length > 0) return EXIT.harness;
  if (end.interrupted) return EXIT.interrupted;
  switch (end.verdict) {
    case 'certified':
      return EXIT.ok;
    case 'certified-with-remarks':
      return failOnRemark ? EXIT.notCertified : EXIT.ok;
    case 'not-certified':
      return EXIT.notCertified;
    case 'incomplete':
      return EXIT.incomplete;
  }
}
