/**
 * Reads what k6 leaves of a load: its summary at the end of a test. `file` reads the bytes, `forms` tells the three
 * shapes of k6 apart and makes one of them, `told` makes of that what the cases of a load judge by. The file is
 * anybody's: everything in it is bounded and checked, and what does not fit is an error with place and cure.
 */
import type { LoadTold } from '../../harness/index.ts';
import { readBounded } from './file.ts';
import { summaryOf } from './forms.ts';
import { toldBy } from './told.ts';

/**
 * A load by the summary that k6 has written to this file: what `handleSummary(data)` is handed, the file of
 * `--summary-export`, or the machine-readable summary of version 1. Throws a UsageError for anything else, for figures
 * that are none, and for such that contradict each other.
 */
export function readK6Summary(file: string): LoadTold {
  const { data, name, digest } = readBounded(file);
  return toldBy(summaryOf(data, file), { file, name, digest });
}
