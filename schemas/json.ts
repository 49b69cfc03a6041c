import type { Answer, Problem } from '../protocol/index.ts';
import { toAnswer } from './found.ts';
import { generated } from './generated.ts';
import { judgeGrammar } from './grammar.ts';
import { frameJson, type JsonFrame } from './json-frame.ts';
import { findInJson, isObject, membersOf, objectForm, parseJson, toMembers, type Members } from './json-found.ts';
import { readJsonLoosely } from './lenient.ts';
import { clip, objection } from './objection.ts';

const MOST_DEPTH = 32;

/** What a text says as the JSON edition's answer. */
export interface JsonReading {
  answer?: Answer;
  problems: Problem[];
}

/**
 * Reads a decoded text as the JSON edition. Numbers keep their digits: nothing goes through a
 * double. Faults of form are objected to by TP-1.xml, which the edition puts JSON in the place of.
 */
export function readJson(text: string): JsonReading {
  const frame = frameJson(text);
  if (!frame) return { problems: [isJson(text) ? notAnObject(text) : notJson(text)] };
  const problems: Problem[] = [];
  if (frame.before !== undefined) problems.push(objection('answer.text-before', 'TP-1.xml', 'must', { observed: frame.before }));
  if (frame.after !== undefined) problems.push(objection('answer.text-after', 'TP-1.xml', 'must', { observed: frame.after }));
  if (frame.depth > MOST_DEPTH) {
    problems.push(objection('answer.too-deep', 'TP-1.xml', 'must', { expected: `<= ${MOST_DEPTH}`, observed: String(frame.depth) }));
    return withLooseAnswer(frame.core, problems);
  }
  try {
    parseJson(frame.core);
  } catch (error) {
    problems.push(notJson(`${error instanceof Error ? error.message : String(error)} «${clip(frame.core, 80)}»`));
    return withLooseAnswer(frame.core, problems);
  }
  const { answer, problems: grammar } = judgeRoot(frame);
  return { ...(answer ? { answer } : {}), problems: [...problems, ...grammar] };
}

function withLooseAnswer(core: string, problems: Problem[]): JsonReading {
  const answer = readJsonLoosely(core);
  return answer ? { answer, problems } : { problems };
}

function notJson(observed: string): Problem {
  return objection('answer.not-json', 'TP-1.xml', 'must', { observed });
}

/** The answer is an object; an array or an object around it is read, but is another root. */
function judgeRoot(frame: JsonFrame): JsonReading {
  if (frame.core.startsWith('{')) {
    const members = membersOf(frame);
    const wrapped = members.get('response')?.[0];
    if (members.has('txn_id') || members.has('result') || !isObject(wrapped)) return judge(members);
    return { answer: toAnswer(findInJson(toMembers(wrapped))), problems: [notAnObject(frame.core)] };
  }
  const first = (parseJson(frame.core) as unknown[])[0];
  const problems = [notAnObject(frame.core)];
  return isObject(first) ? { answer: toAnswer(findInJson(toMembers(first))), problems } : { problems };
}

function notAnObject(observed: string): Problem {
  return objection('answer.root', 'TP-1.xml', 'must', { expected: '{"txn_id": …, "result": …}', observed });
}

function judge(members: Members): JsonReading {
  const found = findInJson(members);
  const problems = judgeGrammar(found, 'json');
  if (members.has('prv_txn')) {
    problems.push(objection('answer.prv-txn-name', 'TP-6.prv_txn', 'should', { element: 'prv_txn', expected: 'prv_txn_id', observed: 'prv_txn' }));
  }
  const validate = generated('answer-json');
  if (!validate(objectForm(members)) && !problems.some(({ level }) => level === 'must')) {
    const errors = (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
    problems.push(objection('answer.schema', 'TP-7.resp', 'must', { expected: 'answer-json.schema.json', observed: errors.join('; ') }));
  }
  return { answer: toAnswer(found), problems };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text.slice(0, 1_000)); // numbers, strings and the like: the rest has a frame
    return true;
  } catch {
    return false;
  }
}
