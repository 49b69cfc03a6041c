/**
 * Compiles the schemas to plain modules, so that a run loads neither ajv nor schema files:
 * `tsx schemas/build.ts [folder]…` writes them to `schemas/generated` and to each folder given.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import formats from 'ajv-formats';

const HERE = fileURLToPath(new URL('.', import.meta.url));

/** Each schema, and whether one error is enough: profiles are corrected by hand, so they get all. */
const SCHEMAS = {
  answer: false,
  'answer-json': false,
  profile: true,
  report: true,
  registry: true,
  record: false,
  waivers: true,
  'refund-token-request': true,
  'refund-token-answer': true,
  'refund-message': true,
  'refund-request': true,
  'refund-status-request': true,
  'refund-answer': true,
};

/** File name to text, for every module that `generated/` holds. */
export function compileAll(): Map<string, string> {
  const files = new Map<string, string>();
  for (const [name, allErrors] of Object.entries(SCHEMAS)) files.set(`${name}.cjs`, compile(`${name}.schema.json`, allErrors));
  const xsd = readFileSync(join(HERE, 'answer.xsd'), 'utf8').replace(/<xs:annotation>[^]*?<\/xs:annotation>/g, '');
  files.set('answer.xsd.cjs', `module.exports = ${JSON.stringify(xsd.replace(/>\s+</g, '><'))};\n`);
  return files;
}

function compile(file: string, allErrors: boolean): string {
  const ajv = new Ajv2020({
    strict: true,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
    allErrors,
    code: { source: true, lines: true },
  });
  formats.default(ajv);
  const schema = JSON.parse(readFileSync(join(HERE, file), 'utf8'), withoutAnnotation) as object;
  return standalone.default(ajv, ajv.compile(schema));
}

/** What is written for people: the compiled code would carry it along, unread. A member of that name that is a schema stays. */
function withoutAnnotation(name: string, value: unknown): unknown {
  return (name === 'description' && typeof value === 'string') || (name === 'examples' && Array.isArray(value)) ? undefined : value;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  for (const folder of [join(HERE, 'generated'), ...process.argv.slice(2)]) {
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of compileAll()) writeFileSync(join(folder, name), text);
  }
}
