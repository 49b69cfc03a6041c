/** Cases that look at the same thing from many sides, so that one defect turns all of them red. */

/** A pay whose connection broke is asked again at once, until its outcome is known. */
export const EVERY_CUT = [
  'broken-connections.after-sending',
  'broken-connections.byte-at-a-time',
  'broken-connections.early-in-processing',
  'broken-connections.half-closed',
  'broken-connections.in-mid-answer',
  'broken-connections.late-in-processing',
  'broken-connections.while-processing',
] as const;

/** The same, at once or when another pay was answered 0. */
export const EVERY_BREAK = [...EVERY_CUT, 'broken-connections.asked-late'] as const;

/** A pay is cut beside others, or often. */
export const EVERY_CUT_TOGETHER = [
  'broken-connections.beside-others',
  'broken-connections.cut-among-repeats',
  'broken-connections.many-cut',
] as const;

/** Each pays a sum that is not of whole tenge. */
export const EVERY_SUM_WITH_TIYN = [
  'pay.sum-0-29',
  'pay.sum-1-05',
  'pay.sum-1-09',
  'pay.sum-1-10',
  'pay.sum-1-15',
  'pay.sum-19-99',
  'pay.sum-4-35',
  'pay.sum-large',
  'pay.tiyn-add-up',
] as const;

/** Each pays, and counts what arrived. */
export const EVERY_CREDIT = [
  ...EVERY_BREAK,
  ...EVERY_CUT_TOGETHER,
  'broken-connections.repeat-cut',
  'answers.txn-id-far-apart',
  'answers.txn-id-neighbours',
  'pay.after-check',
  'pay.after-check-of-another-account',
  'pay.after-check-of-another-sum',
  'pay.among-checks',
  'pay.credits',
  'pay.dated-29-february',
  'pay.dated-midnight',
  'pay.dated-yesterday',
  'pay.different-at-once',
  ...EVERY_SUM_WITH_TIYN,
  'pay.two-accounts-at-once',
  'pay.two-payments',
  'repeats.after-a-check',
  'repeats.after-a-refused-pay',
  'repeats.after-a-refused-request',
  'repeats.after-check-and-pay',
  'repeats.after-other-payments',
  'repeats.at-once',
  'repeats.at-once-ten-times',
  'repeats.at-once-afterwards',
  'repeats.at-once-interleaved',
  'repeats.beside-its-check',
  'repeats.changed-at-once',
  'repeats.five-times',
  'repeats.in-turn',
  'repeats.on-a-new-connection',
  'repeats.with-another-account',
  'repeats.with-another-date',
  'repeats.with-another-sum',
  'repeats.with-everything-else',
  'repeats.with-unknown-account',
  'transport.extra-fields-in-pay',
] as const;

/** Each repeats a payment that was credited. */
export const EVERY_REPEAT = [
  'broken-connections.repeat-cut',
  'repeats.after-a-check',
  'repeats.after-a-refused-pay',
  'repeats.after-a-refused-request',
  'repeats.after-check-and-pay',
  'repeats.after-other-payments',
  'repeats.at-once',
  'repeats.at-once-ten-times',
  'repeats.at-once-afterwards',
  'repeats.at-once-interleaved',
  'repeats.beside-its-check',
  'repeats.changed-at-once',
  'repeats.at-the-end',
  'repeats.five-times',
  'repeats.in-turn',
  'repeats.on-a-new-connection',
  'repeats.with-another-account',
  'repeats.with-another-date',
  'repeats.with-another-sum',
  'repeats.with-everything-else',
  'repeats.with-unknown-account',
] as const;

const OF_BALANCES: ReadonlySet<string> = new Set(['repeats.at-once-interleaved', 'repeats.at-once-ten-times', 'repeats.changed-at-once']);

/** Those of them that a partner of orders is asked. */
export const EVERY_REPEAT_OF_ORDERS = EVERY_REPEAT.filter((id) => !OF_BALANCES.has(id));

/** Each needs a first pay to be answered 0. */
export const EVERY_PAY = [
  'answers.txn-id-in-pay',
  'answers.txn-id-far-apart',
  'answers.txn-id-neighbours',
  'pay.after-check',
  'pay.after-check-of-another-sum',
  'pay.among-checks',
  'pay.credits',
  'pay.dated-midnight',
  'pay.dated-yesterday',
  'pay.different-at-once',
  'pay.every-payment-credited',
  'pay.other-number-than-check',
  ...EVERY_SUM_WITH_TIYN,
  'pay.two-accounts-at-once',
  'pay.two-payments',
  'pay.without-check',
  'repeats.after-check-and-pay',
  'repeats.at-once',
  'repeats.at-once-ten-times',
  'repeats.at-once-interleaved',
  'repeats.changed-at-once',
  'transport.extra-fields-in-pay',
] as const;
