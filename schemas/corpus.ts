/**
 * The corpus and the two ways of judging it that need nothing of ours: the XSD by libxml2, the JSON
 * Schemas by ajv. For tests alone.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { XMLParser } from 'fast-xml-parser';
import { ParseOption, XmlDocument, XsdValidator } from 'libxml2-wasm';

/** What `corpus/manifest.json` says of a file. */
export interface Entry {
  /** Keys of remarks on a good answer. */
  remarks?: string[];
  /** Keys of all objections to a bad answer. */
  keys?: string[];
  /** Bytes, encoding or well-formedness decide: no schema gets to see the values. */
  beforeSchemas?: boolean;
  /** Where XSD 1.0 cannot say what is meant; answer.xsd tells why. */
  xsdAlone?: 'accepts' | 'refuses';
}

export type Folder = 'good' | 'bad' | 'good-json' | 'bad-json';

const CORPUS = new URL('./corpus/', import.meta.url);
const MANIFEST = JSON.parse(readFileSync(new URL('manifest.json', CORPUS), 'utf8')) as Record<Folder, Record<string, Entry>>;

/** Each file of a folder with its bytes and its entry; throws when one of the two is missing. */
export function corpus(folder: Folder): { name: string; body: Buffer; entry: Entry }[] {
  const names = readdirSync(new URL(`${folder}/`, CORPUS)).toSorted();
  const listed = Object.keys(MANIFEST[folder]);
  for (const name of listed) if (!names.includes(name)) throw new Error(`manifest.json names ${folder}/${name}, which is not there`);
  return names.map((name) => {
    const entry = MANIFEST[folder][name];
    if (!entry) throw new Error(`${folder}/${name} is not in manifest.json`);
    return { name, body: readFileSync(new URL(`${folder}/${name}`, CORPUS)), entry };
  });
}

function schemaFile(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}

const ajv = new Ajv2020({ strict: false });
const xsd = XsdValidator.fromDoc(XmlDocument.fromString(schemaFile('answer.xsd')));
const objectForm = ajv.compile(JSON.parse(schemaFile('answer.schema.json')) as object);
const jsonEdition = ajv.compile(JSON.parse(schemaFile('answer-json.schema.json')) as object);
const parser = new XMLParser({
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreAttributes: false,
  trimValues: false,
  attributeNamePrefix: '@',
  htmlEntities: true,
});

/** Whether the XSD takes the document; throws when it is not well-formed. */
export function xsdAccepts(body: Buffer): boolean {
  // libxml2 objects to blank CDATA between elements, which is white space like any other
  const document = XmlDocument.fromBuffer(body, { option: ParseOption.XML_PARSE_NOCDATA });
  try {
    xsd.validate(document);
    return true;
  } catch {
    return false;
  } finally {
    document.dispose();
  }
}

/** Whether answer.schema.json takes what fast-xml-parser makes of the document. */
export function objectSchemaAccepts(body: Buffer): boolean {
  return objectForm(parser.parse(body.toString('utf8').replace(/^\u{FEFF}/u, '')));
}

/** Whether answer-json.schema.json takes the body as JSON.parse reads it. */
export function jsonSchemaAccepts(body: Buffer): boolean {
  return jsonEdition(JSON.parse(body.toString('utf8').replace(/^\u{FEFF}/u, '')));
}
