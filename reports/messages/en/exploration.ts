/** Exploration: what it objects to, the story of a counterexample, and how it ended. */
export const exploration = {
  'exploration.result-differs': 'A sequence of {steps} {steps:step|steps} shows it: a repeated pay gets another result than the first.',
  'exploration.prv-txn-differs': 'A sequence of {steps} {steps:step|steps} shows it: a repeated pay gets another prv_txn than the first.',
  'exploration.prv-txn-missing': 'A sequence of {steps} {steps:step|steps} shows it: a repeated pay is answered without the prv_txn of the first.',
  'exploration.sum-differs': 'A sequence of {steps} {steps:step|steps} shows it: a repeated pay gets another sum than the first.',
  'exploration.order-paid-twice': 'A sequence of {steps} {steps:step|steps} shows it: one order is paid under two numbers.',
  'exploration.credit-too-much': 'A sequence of {steps} {steps:step|steps} shows it: the balance grows by more than was paid.',
  'exploration.credit-too-little': 'A sequence of {steps} {steps:step|steps} shows it: the balance grows by less than was paid.',

  'story.check': 'check {payment}',
  'story.pay': 'pay {payment}, {sum} tenge',
  'story.pay-again': 'pay {payment} again',
  'story.pay-other-date': 'pay {payment} with another txn_date',
  'story.pay-other-sum': 'pay {payment} with another sum, {sum} tenge',
  'story.pay-other-account': 'pay {payment} with another account',
  'story.pay-unknown': 'pay {payment} to an account that does not exist',
  'story.pay-cut': 'pay {payment}, {sum} tenge, and the connection is broken by us',
  'story.balance': 'balance of {account} since the beginning',
  'story.at-once': 'at once',
  'story.due': 'expected {expected}',

  'explored.time': 'It took the time that it was given.',
  'explored.found': 'It ended with a counterexample.',
  'explored.limit': 'It ended early: the ceiling of payments or money is near (limits.payments and limits.total, or --max-payments and --max-total).',
  'explored.orders': 'It ended early: no fresh order is left. More orders, or a command in partner.accounts.source, let it go on.',
  'explored.refusing': 'It ended early: the partner refuses new payments, as it may by its own rules.',
  'explored.rate': 'It ended early: the partner keeps limiting the rate of requests.',
  'explored.requests': 'It ended early: a record holds no more requests.',
  'explored.replayed': 'The replay did not show the counterexample again.',
  'explored.broken-off': 'It broke off before its time.',

  'note.explored':
    'Exploration: {sequences} {sequences:sequence|sequences} of {requests} {requests:request|requests}, {payments} {payments:payment|payments}, {seconds} s, seeds {seed} to {last}. {ended@explored}',
  'skip.no-exploration': 'Only when it is asked for: --explore 30s.',
  'why.replay-nowhere':
    'There is no such counterexample: {replay}. It belongs to another version of paycert, to another kind of partner, or is mistyped.',

  'ui.story': 'Step by step',
  'ui.script': 'Script',
  'ui.replay': 'Replay',
  'ui.exploring':
    '{chapter} · {sequences} {sequences:sequence|sequences} · {requests} {requests:request|requests} · {left} s left · seed {seed} · {elapsed}',
  'ui.shrinking': '{chapter} · counterexample found, making it shorter · {sequences} {sequences:sequence|sequences} · at most {left} s · {elapsed}',

  'script.lead': 'Shows the counterexample again: {message}',
  'script.numbers': 'Each run takes new payment numbers, made from the clock. It pays: real accounts are credited.',
  'script.orders': 'An order is paid once: give fresh ones as arguments, percent-encoded.',
  'script.secrets': 'Header values that the record hides are read from the environment: {names}',
  'script.cut': 'A connection that breaks is imitated by a short time limit.',

  'cli.option.explore': 'Then look for what no case was written for: 30s, 2m (at most 1h)',
  'cli.option.explore-replay': 'Try one counterexample of an exploration again: SEED:PATH',
  'cli.example.explore': 'and random sequences for 30 seconds',
  'usage.duration': '{option}: {written} is no time. Write seconds, minutes or an hour: 30s, 2m, 1h; from 1 s to 1 h.',
  'usage.replay': '--explore-replay: {written} is no SEED:PATH, such as 1288261841:3:0:2. The report gives it with the counterexample.',
};
