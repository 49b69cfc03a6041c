import type { Defect } from '../../defect.ts';
import type { Edition } from '../../../protocol/index.ts';
import type { Kind } from '../books.ts';
import type { CertificateWish } from '../certificate.ts';
import type { Change } from '../desk.ts';

/** Where the defect shows: the chapters of the conformance suites. */
export type Chapter =
  | 'preflight'
  | 'transport'
  | 'answers'
  | 'check'
  | 'pay'
  | 'repeats'
  | 'broken-connections'
  | 'bad-requests'
  | 'orders'
  | 'time'
  | 'ledger'
  | 'exploration'
  | 'load';

/** The reference with exactly one defect. */
export interface Fault<Name extends string = string> extends Defect<Name> {
  chapter: Chapter;
  /** True where it takes the protocol's whole time limit. */
  slow?: true;
  /** What the matrix of faults × cases sets, so that a short run shows it: a waiting time, a run of these cases alone, or exploration for so long, or a wait of so many seconds before the last repeats. */
  matrix?: { delayMs?: number; repeatAfter?: number; cases?: readonly string[]; exploreMs?: number; expectedPerMinute?: number };
  /** The kinds of partner that can have it; absent means both. */
  kinds?: readonly Kind[];
  /** The editions in which it shows; absent means both. */
  answers?: readonly Edition[];
  /** Settings without which it does not show, used where the caller gives none. */
  options?: {
    allow?: string[];
    /** It speaks HTTPS. */
    certificate?: CertificateWish;
    /** Pays go to an address of their own, without TLS. */
    plainPay?: true;
  };
  change: Change;
}
