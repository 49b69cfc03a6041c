import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ctrfProblems, junitProblems, sarifProblems } from '../reports/formats/published.testing.ts';

const FILES = { 'junit.xml': junitProblems, 'report.sarif': sarifProblems, 'ctrf.json': ctrfProblems };

/** What the published schemas refuse in the reports of this folder; throws where one of them is missing. */
export function refusedIn(folder: string): string[] {
  return Object.entries(FILES).flatMap(([name, problems]) => problems(readFileSync(join(folder, name), 'utf8')).map((each) => `${name}: ${each}`));
}
