import type { Habits } from './habits.ts';

/** The reference client with one bad habit. */
export interface ClientFault {
  name: string;
  bugClass: string;
  /** Who loses what, in one sentence. */
  effect: string;
  /** Cases that must catch it. */
  cases: readonly string[];
  /** Cases that may catch it as well. */
  also?: readonly string[];
  /** Costs nobody money: its cases end with a remark. */
  remark?: true;
  /** Nobody can tell it from a wrong profile. */
  undecided?: true;
  habits: Partial<Habits>;
}

const ids = (...names: string[]) => names.map((name) => `refund.${name}`);
const ALL = ['refund.*'];
const DECLINED = ids('payment-not-found', 'too-much', 'not-refundable', 'partial-beyond');
const ASKED = ids('accept-asked', 'inprogress-asked', 'manual-asked', 'inprogress-error-asked', 'failed-later');
const TAKEN = ids('http-500-taken', 'http-502-taken', 'cut-taken', 'silence-taken', 'operator-down');
const UNANSWERED = [...TAKEN, ...ids('http-500', 'cut')];

/** Bad habits in what the requests look like and how the client logs in. */
const REQUESTS: readonly ClientFault[] = [
  {
    name: 'never-comes',
    bugClass: 'nothing is sent',
    effect: 'No payer ever gets a refund.',
    cases: ids('comes'),
    undecided: true,
    habits: { comes: false },
  },
  {
    name: 'wrong-path',
    bugClass: 'wrong address',
    effect: 'No refund is ever filed.',
    cases: ids('paths', 'comes', 'login-first'),
    habits: { root: 'api/v1/' },
  },
  {
    name: 'plain-get',
    bugClass: 'wrong method',
    effect: 'No refund is ever filed, and passwords stand in the logs of every proxy.',
    cases: ids('post', 'comes', 'login-first'),
    habits: { method: 'GET' },
  },
  {
    name: 'form-bodies',
    bugClass: 'wrong encoding of bodies',
    effect: 'No refund is ever filed.',
    cases: ids('json', 'comes', 'login-first'),
    habits: { body: 'form', contentType: 'application/x-www-form-urlencoded' },
  },
  {
    name: 'single-quotes',
    bugClass: 'JSON put together by hand',
    effect: 'No refund is ever filed.',
    cases: ids('json', 'comes', 'login-first'),
    habits: { body: 'broken' },
  },
  {
    name: 'text-plain',
    bugClass: 'wrong content type',
    effect: 'A stricter operator would refuse every request.',
    cases: ids('json-type'),
    remark: true,
    habits: { contentType: 'text/plain' },
  },
  {
    name: 'windows-1251',
    bugClass: 'wrong encoding of text',
    effect: 'Refunds with a Russian reason are refused.',
    cases: ids('json', 'comes'),
    also: ALL,
    habits: { charset: 'windows-1251' },
  },
  {
    name: 'payment-id-as-text',
    bugClass: 'wrong type',
    effect: 'Refunds are refused by an operator that keeps to its model.',
    cases: ids('models', 'comes'),
    habits: { paymentId: (id) => String(id) },
  },
  {
    name: 'no-reason',
    bugClass: 'required member left out',
    effect: 'Refunds are refused.',
    cases: ids('models', 'comes'),
    habits: { reason: () => undefined },
  },
  {
    name: 'payment-id-in-a-double',
    bugClass: '64-bit number in a double',
    effect: 'The refund of a long PaymentId goes to another payment, or to none.',
    cases: ids('large-payment-id'),
    habits: { paymentId: (id) => BigInt(Number(id)) },
  },
  {
    name: 'amount-in-tiyn',
    bugClass: 'wrong unit',
    effect: 'A hundred times the sum is asked back, and refused where the payer is lucky.',
    cases: ids('comes', 'partial', 'large-payment-id', 'reason-russian', 'reason-kazakh'),
    habits: { amount: (amount) => amount * 100n },
  },
  {
    name: 'reason-in-ascii',
    bugClass: 'letters lost',
    effect: 'The payer reads question marks.',
    cases: ids('reason-russian', 'reason-kazakh'),
    habits: { reason: (text) => text.replace(/[^\x20-\x7e]/g, '?') },
  },
  {
    name: 'reason-without-kazakh',
    bugClass: 'letters lost',
    effect: 'The payer reads question marks in Kazakh words.',
    cases: ids('reason-kazakh'),
    habits: { reason: (text) => text.replace(/[әғқңөұүһі]/gi, '?') },
  },
  {
    name: 'one-identificator-for-all',
    bugClass: 'identifier not unique',
    effect: 'The second part of a refund is taken for the first, and the payer never gets it.',
    cases: ids('identificator-unique', 'partial-beyond'),
    habits: { identificator: 'always-the-same' },
  },
  {
    name: 'never-logs-in',
    bugClass: 'no authentication',
    effect: 'No refund is ever filed.',
    cases: ids('login-first', 'token-in-header'),
    habits: { logsIn: 'never' },
  },
  {
    name: 'token-in-another-header',
    bugClass: 'wrong header',
    effect: 'No refund is ever filed.',
    cases: ids('token-in-header'),
    habits: { tokenHeader: 'Authorization' },
  },
  {
    name: 'wrong-password',
    bugClass: 'wrong credentials',
    effect: 'No refund is ever filed.',
    cases: ids('login-first', 'comes'),
    habits: { password: 'Passw0rd?' },
  },
  {
    name: 'login-before-each-call',
    bugClass: 'token not kept',
    effect: 'Each call makes the token of every other process invalid.',
    cases: ids('token-kept'),
    remark: true,
    habits: { logsIn: 'before-each-call' },
  },
  {
    name: 'login-hammered',
    bugClass: 'no limit of tries',
    effect: 'The account is locked, and no refund goes out until somebody calls.',
    cases: ids('login-refused'),
    habits: { loginTries: 12 },
  },
  {
    name: '401-is-the-end',
    bugClass: 'token not renewed',
    effect: 'A refund that is under way when the token ends is never followed up.',
    cases: ids('renews-on-401', 'token-revoked', 'token-ends'),
    habits: { renewsOn: [403] },
  },
  {
    name: '403-is-the-end',
    bugClass: 'token not renewed',
    effect: 'A refund that meets 403 is never filed.',
    cases: ids('renews-on-403'),
    habits: { renewsOn: [401] },
  },
  {
    name: 'renewed-and-forgotten',
    bugClass: 'call lost on renewal',
    effect: 'The refund that met the end of the token is lost.',
    cases: ids('renews-on-401', 'renews-on-403', 'token-revoked', 'token-ends'),
    habits: { repeatsAfterRenewal: false },
  },
];

/** Bad habits in what the client makes of answers. */
const ANSWERS: readonly ClientFault[] = [
  {
    name: 'success-unseen',
    bugClass: 'status misread',
    effect: 'The payer is told that the refund failed, and has the money.',
    cases: ids('success-is-final'),
    also: ALL,
    habits: { next: (step, status) => (status === 'SUCCESS' ? 'believe-failed' : step) },
  },
  {
    name: 'failed-is-success',
    bugClass: 'status misread',
    effect: 'The payer is told that the money is back, and never gets it.',
    cases: ids('failed-is-final', 'failed-later'),
    habits: { next: (step, status) => (status === 'FAILED' ? 'believe-success' : step) },
  },
  {
    name: 'failed-filed-again',
    bugClass: 'final status not taken as final',
    effect: 'The operator gets one refund after another for a payment that cannot be refunded.',
    cases: ids('failed-is-final', 'failed-later'),
    habits: { identificator: 'a-filing', mostFilings: 3, next: (step, status) => (status === 'FAILED' ? 'file-again' : step) },
    also: UNANSWERED,
  },
  {
    name: 'accept-is-success',
    bugClass: 'status misread',
    effect: 'The payer is told that the money is back while the refund may still fail.',
    cases: [...ASKED, ...ids('token-revoked', 'token-ends', 'status-500', 'status-cut', 'status-fatal')],
    habits: { next: (step) => (step === 'poll' ? 'believe-success' : step) },
  },
  {
    name: 'never-asks',
    bugClass: 'not asked until final',
    effect: 'What becomes of a refund is never known.',
    cases: [...ASKED, ...ids('token-revoked', 'token-ends', 'status-500', 'status-cut', 'status-fatal')],
    habits: { next: (step) => (step === 'poll' ? 'give-up' : step) },
  },
  {
    name: 'manual-is-failed',
    bugClass: 'status misread',
    effect: 'The payer is told that it failed, and gets the money a day later.',
    cases: ids('manual-asked'),
    habits: { next: (step, status) => (status === 'MANUAL' ? 'believe-failed' : step) },
  },
  {
    name: 'inprogress-error-is-failed',
    bugClass: 'status misread',
    effect: 'The payer is told that it failed, and gets the money all the same.',
    cases: ids('inprogress-error-asked'),
    habits: { next: (step, status) => (status === 'INPROGRESS_ERROR' ? 'believe-failed' : step) },
  },
  {
    name: 'inprogress-is-success',
    bugClass: 'status misread',
    effect: 'The payer is told that the money is back while the refund may still fail.',
    cases: ids('inprogress-asked', 'accept-asked', 'token-ends'),
    habits: { next: (step, status) => (status === 'INPROGRESS' ? 'believe-success' : step) },
  },
  {
    name: 'asked-too-often',
    bugClass: 'no pause',
    effect: 'The operator blocks a client that asks twenty times a second.',
    cases: ids('pace'),
    remark: true,
    habits: { hurry: 20 },
  },
  {
    name: 'asked-after-final',
    bugClass: 'final status not taken as final',
    effect: 'Questions go on and on for what is settled.',
    cases: ids('stops-at-final'),
    remark: true,
    habits: { afterwards: 2 },
  },
  {
    name: 'error-4-is-failed',
    bugClass: 'error misread',
    effect: 'The payer is told that it failed, and gets the money all the same.',
    cases: [...ids('exists'), ...TAKEN],
    habits: { next: (step, _status, error) => (error === 4 ? 'believe-failed' : step) },
  },
  {
    name: 'error-4-filed-anew',
    bugClass: 'second refund',
    effect: 'The payer gets the money twice.',
    cases: ids('exists'),
    also: UNANSWERED,
    habits: { identificator: 'a-filing', next: (step, _status, error) => (error === 4 ? 'file-again' : step) },
  },
  {
    name: 'refusals-hammered',
    bugClass: 'no limit of tries',
    effect: 'The operator is flooded with what it has refused.',
    cases: [...DECLINED, ...ids('in-the-way')],
    habits: { hammer: 8, hurry: 4 },
    also: ids('pace'),
  },
  {
    name: 'refusal-is-success',
    bugClass: 'error misread',
    effect: 'The payer is told that the money is back, and never gets it.',
    cases: [...DECLINED, ...ids('in-the-way')],
    habits: { next: (step) => (step === 'refused' || step === 'later' ? 'believe-success' : step) },
  },
];

/** Bad habits where the outcome is unknown. */
const UNKNOWN: readonly ClientFault[] = [
  {
    name: 'filed-anew',
    bugClass: 'second refund',
    effect: 'The payer gets the money twice when an answer is lost.',
    cases: UNANSWERED,
    habits: { identificator: 'a-filing' },
  },
  {
    name: 'impatient',
    bugClass: 'second refund',
    effect: 'The payer gets the money twice when the operator is slow.',
    cases: [...ids('slow-operator'), ...UNANSWERED],
    habits: { identificator: 'a-filing', timeoutMs: 150 },
    also: ALL,
  },
  {
    name: 'no-answer-is-failed',
    bugClass: 'unknown taken for failed',
    effect: 'The payer is told that it failed, pays the partner again, and gets the money back all the same.',
    cases: UNANSWERED,
    habits: { unknown: 'believe-failed' },
  },
  {
    name: 'no-answer-is-success',
    bugClass: 'unknown taken for done',
    effect: 'The payer is told that the money is back, and it may never come.',
    cases: UNANSWERED,
    habits: { unknown: 'believe-success' },
  },
  {
    name: 'no-answer-is-left',
    bugClass: 'unknown left open',
    effect: 'Somebody has to find out by telephone what became of the refund.',
    cases: UNANSWERED,
    remark: true,
    habits: { unknown: 'give-up' },
  },
  {
    name: 'fatal-is-failed',
    bugClass: 'unknown taken for failed',
    effect: 'The payer is told that it failed, and gets the money all the same.',
    cases: ids('fatal', 'status-fatal'),
    habits: { next: (step, status) => (status === 'FATAL' ? 'believe-failed' : step) },
  },
  {
    name: 'fatal-filed-anew',
    bugClass: 'second refund',
    effect: 'The payer gets the money twice.',
    cases: ids('fatal', 'status-fatal'),
    habits: { identificator: 'a-filing', next: (step, status) => (status === 'FATAL' ? 'file-again' : step) },
    also: UNANSWERED,
  },
  {
    name: 'lost-question-filed-anew',
    bugClass: 'second refund',
    effect: 'The payer gets the money twice when a question is lost.',
    cases: ids('status-500', 'status-cut'),
    habits: { identificator: 'a-filing', unknownStatus: 'file-again' },
    also: UNANSWERED,
  },
  {
    name: 'lost-question-is-failed',
    bugClass: 'unknown taken for failed',
    effect: 'The payer is told that it failed, and gets the money all the same.',
    cases: ids('status-500', 'status-cut'),
    habits: { unknownStatus: 'believe-failed' },
  },
];

/** The gallery, in the order of the book. */
export const CLIENT_FAULTS: readonly ClientFault[] = [...REQUESTS, ...ANSWERS, ...UNKNOWN];
