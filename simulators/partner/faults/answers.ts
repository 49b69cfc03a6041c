import { writeJsonAnswer, writeXmlAnswer } from '../../../protocol/index.ts';
import type { Change } from '../desk.ts';
import type { Fault } from './fault.ts';
import { content, encode1251, retype, rewrite, xml } from './tools.ts';

const chapter = 'answers';
const unreadable = 'The operator cannot read the answer, so payers are turned away and credited payments stay open.';

export const ANSWER_FAULTS = [
  {
    name: 'windows-1251-declared',
    chapter,
    bugClass: 'encoding',
    effect: 'Names and comments in Russian and Kazakh reach the payer as rubbish, and a strict reader drops the answer.',
    cases: ['answers.utf-8'],
    answers: xml,
    change: (right) => ({
      reply: (answer, decision, call, desk) => {
        const reply = right.reply(answer, decision, call, desk);
        const text = right.write(answer, desk).replace('UTF-8', 'windows-1251');
        return { ...reply, headers: { ...reply.headers, 'content-type': 'text/xml; charset=windows-1251' }, body: encode1251(text) };
      },
    }),
  },
  {
    name: 'windows-1251-undeclared',
    chapter,
    bugClass: 'encoding',
    effect: unreadable,
    cases: ['answers.utf-8'],
    answers: xml,
    change: (right) => ({
      reply: (answer, decision, call, desk) => {
        const reply = right.reply(answer, decision, call, desk);
        return { ...reply, headers: { ...reply.headers, 'content-type': 'text/xml' }, body: encode1251(right.write(answer, desk)) };
      },
    }),
  },
  {
    name: 'charset-conflict',
    chapter,
    bugClass: 'encoding',
    effect: 'A reader that believes the header shows the payer rubbish.',
    cases: ['answers.utf-8'],
    answers: xml,
    change: retype('text/xml; charset=windows-1251'),
  },
  {
    name: 'json-for-xml',
    chapter,
    bugClass: 'other edition',
    effect: unreadable,
    cases: ['preflight.edition', 'answers.edition'],
    answers: xml,
    change: (right) => ({ ...retype('application/json; charset=utf-8')(right), write: (answer) => writeJsonAnswer(answer) }),
  },
  {
    name: 'warning-before-xml',
    chapter,
    bugClass: 'stray output',
    effect: unreadable,
    cases: ['answers.nothing-around'],
    answers: xml,
    change: rewrite(
      (text) => `<br />\n<b>Warning</b>:  Undefined array key "data1" in <b>/var/www/payment_app.php</b> on line <b>17</b><br />\n${text}`,
    ),
  },
  {
    name: 'text-after-root',
    chapter,
    bugClass: 'stray output',
    effect: unreadable,
    cases: ['answers.nothing-around'],
    answers: xml,
    change: rewrite((text) => `${text}OK\n`),
  },
  {
    name: 'stray-text',
    chapter,
    bugClass: 'stray output',
    effect: 'Text between the elements of the answer confuses readers that expect elements alone.',
    cases: ['answers.no-stray-text'],
    answers: xml,
    change: rewrite((text) => text.replace('<response>', '<response>debug')),
  },
  {
    name: 'doctype',
    chapter,
    bugClass: 'document type',
    effect: 'Readers that refuse document types, as safe ones do, drop the answer, and credited payments stay open.',
    cases: ['answers.no-doctype'],
    answers: xml,
    change: rewrite((text) => text.replace('<response>', '<!DOCTYPE response [<!ENTITY node "2">]>\n<response>')),
  },
  {
    name: 'wrong-root',
    chapter,
    bugClass: 'misspelt element',
    effect: unreadable,
    cases: ['answers.root'],
    answers: xml,
    change: rewrite((text) => text.replaceAll('response>', 'Response>')),
  },
  {
    name: 'result-twice',
    chapter,
    bugClass: 'ambiguous answer',
    effect: 'One reader takes the payment for done and another for refused, and the sides’ books differ.',
    cases: ['answers.one-of-each'],
    answers: xml,
    change: rewrite((text) =>
      text.replace(/ {2}<result>(\d)<\/result>\n/, (line, code: string) => `${line}  <result>${code === '0' ? 5 : 0}</result>\n`),
    ),
  },
  {
    name: 'result-ok',
    chapter,
    bugClass: 'wrong code',
    effect: 'A payment that is done reads as failed: the payer gets the money back and the service too.',
    cases: ['answers.result-codes', 'check.payable-found'],
    also: ['*'],
    change: content('result', (text) => (text === '0' ? 'OK' : text)),
  },
  {
    name: 'result-7',
    chapter,
    bugClass: 'other protocol',
    effect: 'Refusals carry a code of another protocol, and the payer cannot be told why.',
    cases: ['answers.result-codes'],
    change: content('result', (text) => (text === '0' ? text : '7')),
  },
  {
    name: 'no-result',
    chapter,
    bugClass: 'missing element',
    effect: 'The operator cannot tell a payment that is done from one that is refused.',
    cases: ['answers.required-elements'],
    change: (right) => ({
      answer: (asked, decision, desk) => {
        const { result: _, ...rest } = right.answer(asked, decision, desk);
        return rest;
      },
    }),
  },
  {
    name: 'not-well-formed',
    chapter,
    bugClass: 'handmade XML',
    effect: unreadable,
    cases: ['answers.well-formed'],
    answers: xml,
    change: rewrite((text) => text.replace('</response>\n', '')),
  },
  {
    name: 'comment-unescaped',
    chapter,
    bugClass: 'handmade XML',
    effect: 'Payers whose account holds an & or < cannot pay: the answer that repeats it is no XML.',
    cases: ['answers.well-formed', 'check.metacharacters-xml'],
    answers: xml,
    change: repeatsAccount((text, account) => text.replace(/(?=<\/comment>)/, () => `: ${account}`)),
  },
  {
    name: 'json-backslash',
    chapter,
    bugClass: 'handmade JSON',
    effect: 'Whoever has a backslash in the account gets an answer that is no JSON: quotes are escaped in what it repeats, and backslashes are not.',
    cases: ['check.metacharacters-backslash'],
    answers: ['json'],
    change: repeatsAccount((text, account) => text.replace(/(?<="comment":"[^"]*)(?=")/, () => `: ${account.replaceAll('"', '\\"')}`)),
  },
  { name: 'empty-body', chapter, bugClass: 'no answer', effect: unreadable, cases: ['answers.well-formed'], change: rewrite(() => '') },
  {
    name: 'text-html',
    chapter,
    bugClass: 'content type',
    effect: 'Proxies and readers that go by the type may change or refuse the answer.',
    cases: ['answers.content-type'],
    remark: true,
    answers: xml,
    change: retype('text/html; charset=utf-8'),
  },
  {
    name: 'xml-for-json',
    chapter,
    bugClass: 'other edition',
    effect: unreadable,
    cases: ['answers.edition', 'preflight.edition'],
    answers: ['json'],
    change: (right) => ({ ...retype('text/xml; charset=utf-8')(right), write: (answer) => writeXmlAnswer(answer) }),
  },
  {
    name: 'two-byte-order-marks',
    chapter,
    bugClass: 'encoding',
    effect: 'A second byte order mark, of a file that was included, stands before the XML, and strict readers drop the answer.',
    cases: ['answers.nothing-around'],
    answers: xml,
    change: rewrite((text) => `\uFEFF\uFEFF${text}`),
  },
  {
    name: 'utf-16',
    chapter,
    bugClass: 'encoding',
    effect: unreadable,
    cases: ['answers.utf-8'],
    answers: xml,
    change: (right) => ({
      reply: (answer, decision, call, desk) => {
        const reply = right.reply(answer, decision, call, desk);
        const text = right.write(answer, desk).replace('UTF-8', 'UTF-16');
        return { ...reply, headers: { ...reply.headers, 'content-type': 'text/xml; charset=utf-16' }, body: Buffer.from(`\uFEFF${text}`, 'utf16le') };
      },
    }),
  },
  {
    name: 'unknown-elements',
    chapter,
    bugClass: 'own elements',
    effect: 'What the protocol has no name for is lost on the way to the payer, and a strict reader stumbles.',
    cases: ['answers.known-elements'],
    remark: true,
    answers: xml,
    change: rewrite((text) => text.replace('<response>', '<response>\n  <merchant>17</merchant>')),
  },
] as const satisfies readonly Fault[];

/** The answer as text, and the account that was asked for to be put into it. */
function repeatsAccount(put: (text: string, account: string) => string): Change {
  return (right) => {
    const raw = new WeakMap<object, string>();
    return {
      answer: (asked, decision, desk) => {
        const answer = right.answer(asked, decision, desk);
        raw.set(answer, asked.account ?? '');
        return answer;
      },
      write: (answer, desk) => put(right.write(answer, desk), raw.get(answer) ?? ''),
    };
  };
}
