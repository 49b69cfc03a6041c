import { advice } from './kk/advice.ts';
import { books } from './kk/books.ts';
import { causes } from './kk/causes.ts';
import { clauses } from './kk/clauses.ts';
import { cli } from './kk/cli.ts';
import { conduct } from './kk/conduct.ts';
import { exploration } from './kk/exploration.ts';
import { findings } from './kk/findings.ts';
import { fixes } from './kk/fixes.ts';
import { ledger } from './kk/ledger.ts';
import { load } from './kk/load.ts';
import { loadTold } from './kk/load-told.ts';
import { notes } from './kk/notes.ts';
import { operator } from './kk/operator.ts';
import { page } from './kk/page.ts';
import { pipelines } from './kk/pipelines.ts';
import { places } from './kk/places.ts';
import { reasons } from './kk/reasons.ts';
import { skips } from './kk/skips.ts';
import { refund } from './kk/refund.ts';
import { selftest } from './kk/selftest.ts';
import { tlsCauses } from './kk/tls-causes.ts';
import { ui } from './kk/ui.ts';
import { merge } from './merge.ts';
import { words } from './kk/words.ts';
import type { en } from './en.ts';

/** The Kazakh catalogue. */
export const kk: Record<keyof typeof en, string> = merge(
  findings,
  conduct,
  causes,
  tlsCauses,
  skips,
  reasons,
  operator,
  refund,
  notes,
  words,
  clauses,
  fixes,
  advice,
  ui,
  page,
  cli,
  books,
  ledger,
  selftest,
  exploration,
  load,
  loadTold,
  pipelines,
  places,
);
