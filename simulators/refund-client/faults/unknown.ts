import { ids, ALL, UNANSWERED, type ClientFault } from './fault.ts';

/** Bad habits where the outcome is unknown. */
export const UNKNOWN_FAULTS: readonly ClientFault[] = [
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
