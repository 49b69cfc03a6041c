import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');
const { properties, $defs } = JSON.parse(read('report.schema.json')) as {
  properties: Record<string, unknown>;
  $defs: Record<string, { properties: Record<string, unknown> }>;
};

/** The names of an interface's members, in its source: schemas import nothing of the reports. */
function members(name: string): string[] {
  const [, body] = new RegExp(`export interface ${name}(?:<T = string>)? \\{([^]*?)\\n\\}`).exec(read('../reports/model.ts'))!;
  return [...body!.matchAll(/^ {2}(\w+)\??:/gm)].map(([, member]) => member!);
}

test('every member of report.json is described by its schema', () => {
  for (const [name, described] of [
    ['Report', properties],
    ['ReportClause', $defs['clause']!.properties],
    ['ReportCase', $defs['case']!.properties],
    ['ReportFinding', $defs['finding']!.properties],
  ] as const) {
    assert.ok(members(name).length > 5);
    assert.deepEqual(
      members(name).filter((member) => !Object.hasOwn(described, member)),
      [],
      name,
    );
  }
});
