import { advice } from './en/advice.ts';
import { books } from './en/books.ts';
import { causes } from './en/causes.ts';
import { clauses } from './en/clauses.ts';
import { cli } from './en/cli.ts';
import { conduct } from './en/conduct.ts';
import { exploration } from './en/exploration.ts';
import { findings } from './en/findings.ts';
import { fixes } from './en/fixes.ts';
import { ledger } from './en/ledger.ts';
import { load } from './en/load.ts';
import { loadTold } from './en/load-told.ts';
import { notes } from './en/notes.ts';
import { operator } from './en/operator.ts';
import { page } from './en/page.ts';
import { pipelines } from './en/pipelines.ts';
import { places } from './en/places.ts';
import { reasons } from './en/reasons.ts';
import { skips } from './en/skips.ts';
import { refund } from './en/refund.ts';
import { selftest } from './en/selftest.ts';
import { tlsCauses } from './en/tls-causes.ts';
import { ui } from './en/ui.ts';
import { merge } from './merge.ts';
import { words } from './en/words.ts';

/** The English catalogue: the measure for the others, which must have each of its keys. */
export const en = merge(
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
