import { isPrvTxn, isTxnId, parseResult, parseSum, type ClauseId, type Edition, type Problem, type ProblemKey } from '../protocol/index.ts';
import { likelyName, type Found, type Given, type Name } from './found.ts';
import { objection, trimBlank } from './objection.ts';

/** How a value of table 6 looks; judged after XML's white space is taken off. */
interface ValueRule {
  clause: ClauseId;
  type: ProblemKey;
  /** The form, in the words of a regular expression. */
  form: string;
  fits: (text: string) => boolean;
  mayBeEmpty: boolean;
}

const RULES: Record<'txn_id' | 'result' | 'prv_txn' | 'sum', ValueRule> = {
  txn_id: { clause: 'TP-6.txn_id', type: 'answer.txn-id-type', form: '[0-9]{1,18}', fits: isTxnId, mayBeEmpty: false },
  result: { clause: 'TP-6.result', type: 'answer.result-type', form: '[0-5]', fits: (text) => parseResult(text) !== undefined, mayBeEmpty: false },
  prv_txn: { clause: 'TP-6.prv_txn', type: 'answer.prv-txn-type', form: '[0-9]{1,20}', fits: isPrvTxn, mayBeEmpty: true },
  sum: { clause: 'TP-6.sum', type: 'answer.sum-type', form: '[0-9]+.[0-9]{2}', fits: (text) => /^[0-9]+(?:\.[0-9]+)?$/.test(text), mayBeEmpty: true },
};

/**
 * What the answer gets wrong by itself, for either edition. A `must` among them means that the
 * edition's schema refuses the answer too, and the other way round; `should` are remarks on what
 * the schema lets pass.
 */
export function judgeGrammar(found: Found, edition: Edition): Problem[] {
  const problems: Problem[] = [];
  for (const name of ['txn_id', 'result'] as const) {
    if (found.values[name].length === 0) problems.push(objection('answer.missing', 'TP-7.resp', 'must', { element: name }));
  }
  for (const [name, given] of Object.entries(found.values) as [Name, Given[]][]) {
    const element = elementName(name, edition);
    if (given.length > 1) {
      const observed = given
        .slice(0, 5)
        .map(({ text }) => text)
        .join(' · ');
      problems.push(objection('answer.twice', 'TP-7.resp', 'must', { element, observed }));
    }
    if (name === 'comment' || name === 'fields') continue;
    if (given[0]) problems.push(...judgeValue(given[0], RULES[name], element));
  }
  const stray = trimBlank(found.stray);
  if (stray !== '') problems.push(objection('answer.stray-text', 'TP-7.resp', 'must', { observed: stray }));
  return [...problems, ...remarks(found, edition)];
}

/** The name that an edition writes. */
export function elementName(name: Name, edition: Edition): string {
  return name === 'prv_txn' && edition === 'json' ? 'prv_txn_id' : name;
}

function judgeValue({ text, pure, number }: Given, rule: ValueRule, element: string): Problem[] {
  const value = trimBlank(text);
  if (!pure || !(value === '' ? rule.mayBeEmpty : rule.fits(value))) {
    return [objection(rule.type, rule.clause, 'must', { element, expected: rule.form, observed: text })];
  }
  const problems: Problem[] = [];
  if (value !== '' && value !== text) {
    problems.push(objection('answer.padded', rule.clause, 'should', { element, expected: value, observed: text }));
  }
  if (rule === RULES.sum && value !== '' && !number && parseSum(value) === undefined) {
    problems.push(objection('answer.sum-format', 'TP-6.sum', 'should', { element, expected: rule.form, observed: value }));
  }
  return problems;
}

function remarks({ values, fieldFaults, unknown }: Found, edition: Edition): Problem[] {
  const problems: Problem[] = [];
  const comment = values.comment.find(({ pure }) => !pure);
  if (comment) {
    problems.push(objection('answer.comment-type', 'TP-6.comment', 'should', { element: 'comment', observed: comment.text }));
  }
  if (fieldFaults.length > 0) {
    const expected = edition === 'xml' ? '<field1 name="…">…</field1>' : '"field1": {"@name": "…", "#text": "…"}';
    problems.push(
      objection('answer.fields-shape', 'TP-6.fields', 'should', { element: 'fields', expected, observed: fieldFaults.slice(0, 10).join('; ') }),
    );
  }
  if (unknown.length > 0) {
    const meant = unknown.flatMap((name) => likelyName(name) ?? []).filter((name) => values[name].length === 0);
    problems.push(
      objection('answer.unknown-element', 'TP-7.resp', 'should', {
        element: unknown.length === 1 ? unknown[0] : undefined,
        expected: meant.length > 0 ? [...new Set(meant)].map((name) => elementName(name, edition)).join(', ') : undefined,
        observed: unknown.join(', '),
      }),
    );
  }
  return problems;
}
