/** The load: what it objects to, what lies behind it, its figures, its options. */
export const load = {
  'suite.load': 'Load',
  'load.not-served': 'Of {connections} payments at the same instant not all are served; it was tried {rounds} {rounds:time|times}.',
  'load.limited-at-once':
    '{connections} payments at the same instant are turned away by a limit on the rate, also after the rest that was asked for.',
  'load.crossed':
    '{count} {count:answer|answers} came back on the connection of another payment: the txn_id is that of a payment that was sent elsewhere.',
  'load.wrong': '{count} {count:answer|answers} under load {count:breaks|break} the protocol.',
  'load.shared-prv-txn':
    'One prv_txn was given to two payments, {one} and {other}; in all {count} {count:payment|payments} got a number that was taken.',
  'load.too-slow': '{count} {count:answer|answers} under load took 15 s or longer (p99 {p99}).',
  'load.rate': 'Fewer payments are served than are expected, on {connections} {connections:connection|connections}.',
  'load.one-at-a-time':
    '{connections} payments at once are answered one after the other: alone an answer takes {alone} ms, the last of {connections} takes {last} ms.',
  'load.slowing': 'Answers take longer and longer in the course of {payments} payments (median of each third).',
  'load.errors': '{percent} % of {sent} requests failed under load. Asked again, all their payments came to a result.',
  'load.errors-open':
    '{percent} % of {sent} requests failed under load, and {open} {open:payment|payments} came to no result, however often they were asked again.',
  'load.refused': 'Payments are refused under load that are right, and would be credited by themselves.',
  'load.credited-less': 'Account {account} gained less than the payments that were answered 0.',
  'load.credited-more': 'Account {account} gained more than the payments that were answered 0.',

  'cause.one-at-a-time':
    'Requests wait for one another: a server with one worker, a lock around the whole request, or a table that is locked. Serve them beside each other; lock one payment only.',
  'cause.one-connection':
    'The server works off one connection at a time (in Python HTTPServer in place of ThreadingHTTPServer, one synchronous worker, or a blocking accept loop): whoever opens a connection and sends nothing stops all payments. Serve at least 15 connections beside each other, or put a proxy before it that reads requests to their end.',
  'cause.left-waiting':
    'Connections are accepted and then left in a queue. Raise the number of workers and of connections that are served at once to 15 or more.',
  'cause.turned-away': 'The server turns requests away when several are at work. Raise the limit of workers or connections to 15 or more.',
  'cause.connection-limit':
    '{served} connections are served and the others refused: a limit on connections, in the server or before it. Raise it to 15 or more.',
  'cause.rate-limit': 'A limit on the rate (HTTP 429, or 503 with Retry-After) is set too low for the payments that are expected.',
  'cause.shared-state': 'What belongs to one request stands in a variable that all share. Keep it with the request.',
  'cause.number-race':
    'The next number is read and written in two steps, and two payments come between. Let the database give it (a sequence, an identity column).',
  'cause.lost-update':
    'The balance is read, changed and written back, and another payment comes between. Add in one statement: SET balance = balance + sum.',
  'cause.credit-race': 'A payment was credited twice under load. Make the payment number unique in the database, and credit in the same transaction.',
  'cause.leak':
    'Something grows with each payment: a list that is searched from its beginning, a table without an index, memory that is not given back.',

  'skip.no-load': 'This run has no load: load.duration of the profile is 0.',
  'skip.load-limit':
    'The load needs at least {wanted} payments; the limits leave {left}, and {total} tenge. Raise limits.payments and limits.total, or --max-payments and --max-total.',
  'skip.load-on-one-account':
    'Payments that come at once wait for one another, and all went to the one payable account: a lock of that account, which is right, looks the same as a server that does one thing at a time. Give a second account in partner.accounts.payable.',
  'skip.no-burst': 'Only a burst tells: --shape burst, or the load of a certification.',
  'skip.no-pace': 'The load sent no more payments a minute than the profile expects, so it does not tell whether that rate is kept up.',
  'why.load-late':
    'This machine stood still for {seconds} s while it measured, so what was slow may have been slow here. Run it on a machine with less to do.',
  'why.load-unresolved': 'The host name {host} does not resolve any more.',

  'shape.burst': 'burst',
  'shape.pace': 'pace',
  'shape.closed': 'closed',
  'shape.ramp': 'ramp',
  'shape.soak': 'soak',
  'load-end.done': 'all payments made',
  'load-end.time': 'ended by its time',
  'load-end.limit': 'ended by the limits of the profile',
  'load-end.failures': 'ended by itself: nothing but failures',
  'load-end.broke': 'ended where the partner no longer keeps up',
  'load-end.patience': 'ended: the partner told us to wait for longer than the expected rate allows',
  'load-end.interrupted': 'interrupted',

  'ui.load': 'Load',
  'ui.load-line': '{shape@shape} · {sent} sent · {flying} in flight · p50 {p50} ms · p99 {p99} ms · {errors} {errors:error|errors} · {left} s left',
  'ui.load-shape': '{shape@shape}, {connections} {connections:connection|connections}: {end@load-end}',
  'ui.load-requests': 'Requests',
  'ui.load-requests-of': '{sent} sent, {answered} answered, {wrong} wrong, {rate} a second',
  'ui.load-payments': 'Payments',
  'ui.load-payments-of': '{payments} begun, {credited} credited, {open} without a result, {again} asked again after a lost answer',
  'ui.load-errors': 'Errors',
  'ui.load-none': 'none',
  'ui.load-latency': 'Latency (from when it was due)',
  'ui.load-service': 'Service time (from when it was sent)',
  'ui.load-percentiles': 'p50 {p50} · p90 {p90} · p95 {p95} · p99 {p99} · max {max} ms',
  'ui.load-ours': 'Ourselves',
  'ui.load-ours-of': 'late by p50 {p50} ms, p99 {p99} ms; {cpu} µs of CPU a request',
  'ui.load-ramp': 'Kept up with',
  'ui.load-ramp-of': '{rate} payments a second',
  'ui.load-limited': 'Limited',
  'ui.load-limited-of': '{count} times, told to wait for {seconds} s in all',
  'ui.load-agree':
    'autocannon and paycert, half of the payments each: requests a second {rate} : 1, p50 {p50} : 1, p99 {p99} : 1; wrong answers {theirs} and {ours}.',
  'ui.chart-latency': 'Latency over time, longest of each span; the line is at 15 s',
  'ui.chart-curve': 'Latency by percentile',
  'ui.chart-rate': 'Requests sent and answered a second',
  'ui.chart-errors': 'Errors over time',
  'ui.chart-limit': '15 s',
  'ui.chart-sent': 'sent',
  'ui.chart-answered': 'answered',
  'ui.chart-second': 's',
  'ui.chart-millisecond': 'ms',

  'cli.load': 'Put load on a partner: many payments at once, each answer judged',
  'cli.option.shape': 'burst: all connections at once; pace: at a rate; closed: back to back; ramp: a rising rate; soak: a long pace',
  'cli.option.rate': 'New payments: 10/s, 90/m',
  'cli.option.load-duration': 'Seconds',
  'cli.option.requests': 'Most payments',
  'cli.option.connections': 'Connections at once',
  'cli.option.mix': 'What a payment takes: pay, or check,pay',
  'cli.option.engine': 'autocannon: half of the payments by autocannon, as a second opinion (closed, pay)',
  'cli.option.workers': 'Threads that share the connections',
  'cli.example.load': 'the usual burst on 15 connections',
  'cli.example.load-pace': '3 payments a second for a minute',
  'usage.load-rate': '--rate: {written} is no rate. Write payments a second or a minute: 10/s, 90/m; up to 10000/s.',
  'usage.load-number': '{option}: {written} is out of range. Give a whole number from {least} to {most}.',
  'usage.load-mix': '--mix: {written} is none. Write pay, or check,pay.',
  'usage.load-engine': '--engine autocannon runs the closed shape, with pay alone. Add --shape closed, or leave --engine out.',
};
