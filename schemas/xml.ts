import type { XmlDocument } from 'libxml2-wasm';
import type { Answer, Problem } from '../protocol/index.ts';
import { toAnswer } from './found.ts';
import { frameXml, type Frame } from './frame.ts';
import { generated, type CompiledValidator } from './generated.ts';
import { judgeGrammar } from './grammar.ts';
import { readLoosely } from './lenient.ts';
import { Element, validateXsd, withDocument, type Fault } from './libxml.ts';
import { clip, objection } from './objection.ts';
import { findInXml, knownName, qualifiedName, type ObjectForm } from './xml-found.ts';

/** What a text says as the XML edition's answer. */
export interface XmlReading {
  answer?: Answer;
  problems: Problem[];
}

/** No answer nests so deep; a reader that recurses dies of a deeper one. */
const MOST_DEPTH = 32;

/** Beyond so many tags the XSD is not asked: libxml2 words every repetition, at a cost that grows by its square. */
const MOST_MARKS_FOR_XSD = 2_000;

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/**
 * Reads a decoded text as XML: what surrounds the document, then well-formedness, then grammar.
 * What libxml2 refuses is read loosely, so that the values that the partner meant are still known.
 */
export function readXml(text: string): XmlReading {
  const frame = frameXml(text);
  if (!frame) return { problems: [objection('answer.not-xml', 'TP-1.xml', 'must', { observed: text })] };
  const problems = judgeFrame(frame);
  if (frame.doctype !== undefined || frame.depth > MOST_DEPTH) return withLooseAnswer(frame.core, problems);
  const read = withDocument(frame.core, (document) => readDocument(document, frame));
  if ('value' in read) return { answer: read.value.answer, problems: [...problems, ...read.value.problems] };
  problems.push(notWellFormed(read.fault, frame.core, text));
  return withLooseAnswer(frame.core, problems);
}

function withLooseAnswer(core: string, problems: Problem[]): XmlReading {
  const answer = readLoosely(core);
  return answer ? { answer, problems } : { problems };
}

/** Text around the document, a DOCTYPE, and nesting that no answer has. */
function judgeFrame({ before, after, doctype, depth }: Frame): Problem[] {
  const problems: Problem[] = [];
  if (before !== undefined) {
    const observed = before.trim() === '' ? JSON.stringify(before) : before;
    problems.push(objection('answer.text-before', 'TP-1.xml', 'must', { observed }));
  }
  if (after !== undefined) problems.push(objection('answer.text-after', 'TP-1.xml', 'must', { observed: after }));
  if (doctype !== undefined) problems.push(objection('answer.doctype', 'TP-1.xml', 'must', { observed: doctype }));
  if (depth > MOST_DEPTH) problems.push(objection('answer.too-deep', 'TP-1.xml', 'must', { expected: `<= ${MOST_DEPTH}`, observed: String(depth) }));
  return problems;
}

/** Lines and columns count in the whole body, so that an editor finds the place. */
function notWellFormed({ message, line, column }: Fault, core: string, text: string): Problem {
  const skipped = text.slice(0, text.indexOf(core)).split('\n');
  const place = core.split('\n', line)[line - 1] ?? '';
  const near = clip(place.slice(Math.max(0, column - 25)), 50);
  const at = `${line + skipped.length - 1}:${line === 1 ? column + skipped.at(-1)!.length : column}`;
  return objection('answer.not-well-formed', 'TP-1.xml', 'must', { observed: `${at} ${clip(message.split('\n', 1)[0]!, 100)} «${near}»` });
}

function readDocument(document: XmlDocument, frame: Frame): { answer: Answer; problems: Problem[] } {
  const root = new Element(document.root);
  if (root.name !== 'response' || root.namespace !== '') {
    const { found } = findInXml(findResponse(root) ?? root);
    const problem = objection('answer.root', 'TP-6.response', 'must', { element: 'response', expected: 'response', observed: qualifiedName(root) });
    return { answer: toAnswer(found), problems: [problem] };
  }
  const { found, object } = findInXml(root);
  const problems = judgeGrammar(found, 'xml');
  if (frame.marks <= MOST_MARKS_FOR_XSD) {
    leaveOutForeign(root, frame.core);
    problems.push(...askSchemas(document, object, problems));
  }
  return { answer: toAnswer(found), problems };
}

/** Below another root, such as an envelope, the first `response` in any case or namespace. */
function findResponse(root: Element): Element | undefined {
  let level = [root];
  for (let depth = 0; depth < MOST_DEPTH && level.length > 0; depth++) {
    const found = level.find(({ name }) => name.toLowerCase() === 'response');
    if (found) return found;
    level = level.flatMap(({ elements }) => elements).slice(0, MOST_MARKS_FOR_XSD);
  }
  return undefined;
}

/**
 * What XSD 1.0 cannot be told to pass over: unknown elements, in which a `result` is none of ours,
 * and attributes of the schema language, which serialisers add.
 */
function leaveOutForeign(response: Element, text: string): void {
  const typed = text.includes(XSI);
  if (typed) response.removeAttributes(XSI);
  for (const element of response.elements) {
    if (!knownName(element)) element.remove();
    else if (typed) element.removeAttributes(XSI);
  }
}

/**
 * The XSD's verdict stands even where no objection of ours explains it. The JSON Schema describes the
 * same grammar; where it alone objects, the fault is between the two files and not the partner's.
 */
function askSchemas(document: XmlDocument, object: ObjectForm, problems: Problem[]): Problem[] {
  const words = validateXsd(document);
  const validate = generated<CompiledValidator>('answer');
  const objectValid = validate(object);
  const told = problems.some(({ level }) => level === 'must');
  if (words.length > 0 && !told) return [objection('answer.schema', 'TP-7.resp', 'must', { expected: 'answer.xsd', observed: words.join(' ') })];
  if (objectValid === (words.length === 0) && objectValid === !told) return [];
  const errors = (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
  return [
    objection('answer.schema', 'TP-7.resp', 'should', {
      expected: `answer.xsd: ${clip(words.join(' '), 80) || 'valid'}`,
      observed: `answer.schema.json: ${clip(errors.join('; '), 80) || 'valid'}`,
    }),
  ];
}
