import type { Answer, Edition, Problem } from '../protocol/index.ts';
import { keepAlike, knownAlike, shapeOf } from './alike.ts';
import { decode, mediaTypeOf, type Decoded } from './encoding.ts';
import { readJson } from './json.ts';
import { readLoosely } from './lenient.ts';
import { objection } from './objection.ts';
import { sniff, type BodyKind } from './sniff.ts';
import { readXml } from './xml.ts';

/** A body read: the values, and what is wrong with the form. */
export interface Reading {
  /** The values as far as they could be read, leniently if need be; texts untouched, white space included. */
  answer?: Answer;
  /** What the body is, whatever it should have been. */
  readAs: BodyKind;
  /** Objections to the form alone; what the answer means for its request is judged elsewhere. */
  problems: Problem[];
}

/** The edition that the partner answers in, and the Content-Type as received. */
export interface ReadingContext {
  edition: Edition;
  contentType?: string | undefined;
}

/**
 * Bytes to values and objections (TP-1.xml, TP-6, TP-7.resp). Never throws, whatever the bytes; the
 * cost is linear in them. `prepareReader()` must have been awaited.
 *
 *     readAnswer(Buffer.from('<response><txn_id>1</txn_id><result>0</result></response>'), { edition: 'xml' })
 *     // { answer: { txn_id: '1', result: '0', fields: [] }, readAs: 'xml', problems: [… no Content-Type] }
 */
export function readAnswer(body: Buffer, context: ReadingContext): Readonly<Reading> {
  if (body.length > LONGEST_KEPT) return readAnew(body, context);
  const key = `${context.edition} ${JSON.stringify(context.contentType)} ${body.toString('latin1')}`;
  const known = kept.get(key);
  if (known) return known;
  const reading = readAnew(body, context);
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
  kept.set(key, reading);
  return reading;
}

/**
 * What was read of the last short bodies: a partner answers a repeat with the bytes of the first answer (TP-7.7), so
 * that a fifth of the answers of a run needs no reading.
 */
const kept = new Map<string, Reading>();
const MOST_KEPT = 500;
/** Bytes. */
const LONGEST_KEPT = 2_000;

/** Reads a body as if it were new, but for what a clean one tells of others like it. */
function readAnew(body: Buffer, { edition, contentType }: ReadingContext): Reading {
  const decoded = decode(body, edition, contentType);
  const readAs = sniff(decoded.text);
  if (readAs === 'nothing') return { readAs, problems: [objection('answer.empty', 'TP-1.xml', 'must')] };
  const shape = edition === 'xml' && readAs === 'xml' ? shapeOf(decoded.text, contentType ?? '') : undefined;
  const known = shape && decoded.problems.length === 0 ? knownAlike(shape) : undefined;
  if (known) return { answer: known, readAs, problems: [] };
  const { answer, problems: ofEdition } = edition === 'xml' ? readXmlEdition(decoded, readAs) : readJsonEdition(decoded, readAs);
  const problems = [...judgeType(edition, contentType), ...decoded.problems, ...ofEdition];
  if (shape && answer && problems.length === 0) keepAlike(shape, answer);
  return { ...(answer ? { answer } : {}), readAs, problems };
}

function readXmlEdition({ text }: Decoded, kind: BodyKind): { answer?: Answer | undefined; problems: Problem[] } {
  if (kind === 'xml') return readXml(text);
  const problems = [objection('answer.not-xml', 'TP-1.xml', 'must', { expected: 'XML', observed: text })];
  return { answer: kind === 'json' ? readJson(text).answer : readLoosely(text), problems };
}

/** Tags around a JSON object, such as a server's warning before it, do not make XML of it. */
function readJsonEdition({ text, bom }: Decoded, kind: BodyKind): { answer?: Answer | undefined; problems: Problem[] } {
  const isXml = kind === 'html' || (kind === 'xml' && (/<response[\s/>]/.test(text) || !/\{[ \t\r\n]{0,20}"/.test(text)));
  if (isXml) {
    const problems = [objection('answer.not-json', 'TP-1.xml', 'must', { expected: 'JSON', observed: text })];
    return { answer: kind === 'xml' ? readXml(text).answer : readLoosely(text), problems };
  }
  const reading = readJson(text);
  // RFC 8259 forbids the mark, and lets readers pass over it.
  const mark = bom ? [objection('answer.text-before', 'TP-1.xml', 'should', { observed: 'U+FEFF' })] : [];
  return { answer: reading.answer, problems: [...mark, ...reading.problems] };
}

/** The Content-Type is a remark at most: the operator's system reads the body. */
function judgeType(edition: Edition, contentType: string | undefined): Problem[] {
  const type = mediaTypeOf(contentType ?? '');
  const fits = edition === 'xml' ? /^(?:text\/xml|application\/xml|[^/]+\/[^/]+\+xml)$/ : /^(?:application\/json|text\/json|[^/]+\/[^/]+\+json)$/;
  if (fits.test(type)) return [];
  const expected = edition === 'xml' ? 'text/xml' : 'application/json';
  return [objection('answer.content-type', 'TP-1.xml', 'should', { expected, observed: contentType })];
}
