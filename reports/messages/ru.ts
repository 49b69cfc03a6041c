import { advice } from './ru/advice.ts';
import { books } from './ru/books.ts';
import { causes } from './ru/causes.ts';
import { clauses } from './ru/clauses.ts';
import { cli } from './ru/cli.ts';
import { conduct } from './ru/conduct.ts';
import { exploration } from './ru/exploration.ts';
import { findings } from './ru/findings.ts';
import { fixes } from './ru/fixes.ts';
import { ledger } from './ru/ledger.ts';
import { load } from './ru/load.ts';
import { loadTold } from './ru/load-told.ts';
import { notes } from './ru/notes.ts';
import { operator } from './ru/operator.ts';
import { page } from './ru/page.ts';
import { pipelines } from './ru/pipelines.ts';
import { places } from './ru/places.ts';
import { reasons } from './ru/reasons.ts';
import { skips } from './ru/skips.ts';
import { refund } from './ru/refund.ts';
import { selftest } from './ru/selftest.ts';
import { tlsCauses } from './ru/tls-causes.ts';
import { ui } from './ru/ui.ts';
import { merge } from './merge.ts';
import { words } from './ru/words.ts';
import type { en } from './en.ts';

/** The clauses' quotations are Russian and stand in the record, so this catalogue needs none. */
type Needed = Exclude<keyof typeof en, `clause.${string}`>;

/** The Russian catalogue. */
export const ru: Record<Needed, string> = merge(
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
