/** A load that another tool has put on: what its file shows, what it does not tell, and what is wrong with it. */
export const loadTold = {
  'load.told-not-served': 'Of {connections} payments at once not all are served.',
  'load.told-errors': '{percent} % of {sent} requests failed under load. {tool} asks nothing again, so what became of their payments is open.',

  'skip.told-answers':
    '{right} answers had the right txn_id, a result, prv_txn and sum. Whether two payments got one prv_txn, and whether every answer keeps the whole grammar, the summary of {tool} does not tell; paycert load judges both.',
  'skip.told-no-burst': 'Only a burst tells, and this summary of {tool} is of none: run load/k6/payments.ts with SHAPE=burst.',
  'skip.told-no-pace':
    'Only payments that fall due as often as the profile expects tell, and this summary of {tool} is of none: run load/k6/payments.ts with SHAPE=pace and a RATE a second that is enough.',
  'skip.told-few':
    'The burst had {connections} {connections:connection|connections}, and the protocol foresees 10 to 15 at once. Give CONNECTIONS=15.',
  'skip.told-longest':
    'The summary of {tool} does not say how long the longest answer took. Add max to summaryTrendStats, or the threshold http_req_duration: max<15000.',
  'skip.told-failures': 'The summary of {tool} does not say which requests failed: http_req_failed is not in it.',
  'skip.told-rate': 'The script is not paycert’s, so nobody knows how many of its requests were payments.',
  'skip.told-alone': 'A summary of {tool} does not tell what one request takes alone; paycert load measures it.',
  'skip.told-course': 'A summary of {tool} has no course of time, so it does not show whether answers slow down; paycert load measures it.',
  'skip.told-repeats': 'The payments are {tool}’s, their first answers are not known here, and none was repeated; paycert load does that.',
  'skip.told-credits': 'The balances before and after are not known to {tool}; paycert load compares them with what was paid.',
  'why.told-unvalidated':
    'The script is not paycert’s: its summary does not say whether the answers were right. Run load/k6/payments.ts, or paycert load.',
  'why.told-failed':
    '{tool} calls {count} {count:request|requests} failed, and the script is not paycert’s: it may have asked what is rightly refused, or cut them itself. Run load/k6/payments.ts, or paycert load.',
  'why.told-unjudged': '{tool} was stopped while {count} {count:request was|requests were} on the way. Let it run to its end.',
  'why.told-limited':
    '{count} {count:payment was|payments were} turned away by a limit on the rate, and {tool} does not wait as it was told. paycert load does.',
  'why.told-processing': '{count} {count:payment was|payments were} answered 4, and {tool} does not ask again. paycert load does.',
  'why.told-dropped':
    '{tool} did not begin {count} {count:payment|payments} in time, though its connections were idle for most of it: it was late by itself. Run it on a machine with less to do, or on several.',
  'why.told-refused':
    '{refused} {refused:payment was|payments were} refused and {credited} credited: the account or the sum may be one that cannot be paid again and again. Give ACCOUNT and SUM that can.',

  'note.load-told':
    'The figures of the load come from {tool}, out of the file {file}. paycert has asked the partner for nothing and has seen none of its answers.',
  'note.load-foreign':
    'The script that {tool} ran is not paycert’s: whether its requests were payments, and went to this partner, nobody here knows.',
  'note.load-sum': '{tool} had {count} {count:payment|payments} credited beside what is told here, and its file does not say of what sum.',
  'note.load-thresholds': 'Thresholds of the script that did not hold: {missed}.',

  'shape.unknown': 'shape not told',
  'load-script.paycert': 'the script of paycert',
  'load-script.other': 'a script of somebody else',
  'ui.load-shape-alone': '{shape@shape}: {end@load-end}',
  'ui.load-by': 'Measured by',
  'ui.load-by-of': '{tool}, with {script@load-script}, not by paycert; ended {when}; file {file}, {digest}',
  'ui.load-numbers': 'Payment numbers',
  'ui.load-numbers-of': 'txn_id {first}…',
  'ui.load-not-told': 'It does not tell',
  'ui.load-dropped': 'Not begun',
  'ui.load-dropped-of': '{count} {count:payment|payments} that were due while all connections were taken',

  'cli.option.from-k6': 'Sends nothing: judges the summary that k6 has written in this file',
  'cli.example.load-k6': 'a load that k6 has put on',
  'usage.k6-too-large': '{file}: larger than {most} MiB, so hardly a summary of k6. Check the path.',
  'usage.k6-malformed': '{file}: this is not JSON: {problem}. Give the file that handleSummary or --summary-export has written.',
  'usage.k6-deep': '{file}: nested deeper than any summary of k6.',
  'usage.k6-points':
    '{file}: these are the single points of k6 run --out json, and a report needs their summary. Run load/k6/payments.ts, or any script with --summary-export=summary.json, and give that file.',
  'usage.k6-form':
    '{file}: this is none of the summaries that k6 writes (metrics.http_reqs.values.count, metrics.http_reqs.count, or results.metrics). Give what handleSummary(data) was handed, as JSON, or the file of --summary-export.',
  'usage.k6-version':
    '{file}: version is {written}, and the machine-readable summary is read in version 1. Run k6 without --new-machine-readable-summary, or with =false.',
  'usage.k6-value': '{file}: {field} is {written}, and should be {wanted@k6-value}. The file is damaged, or changed by hand: export it again.',
  'usage.k6-contradiction': '{file}: {field} is {written}, more than {other} ({most}). The file is damaged, or changed by hand: export it again.',
  'usage.k6-nothing': '{file}: no request stands in it (http_reqs). Look at what k6 printed; it probably never got so far.',
  'usage.k6-no-target': '{file} does not say which partner it is about. Give its address, or --profile.',
  'usage.k6-other-target': '{file} is about {told}, and the run about {given}. Give the profile of that partner.',
  'usage.k6-edition':
    '{file}: load/k6/payments.ts reads XML, and the profile says answers: json, so each answer was counted as wrong. Use paycert load for this partner.',

  'k6-value.digits': 'up to 18 digits',
  'k6-value.count': 'a whole number, 0 or more',
  'k6-value.number': 'a number, 0 or more',
  'k6-value.text': 'a text',
  'k6-value.list': 'a list',
  'k6-value.object': 'an object',
  'k6-value.url': 'an address with http or https',
  'k6-value.sum': 'a sum such as 1.00',
  'k6-value.shape': 'burst, pace, closed or ramp',
  'k6-value.date': 'a date such as 2026-11-24T10:20:30Z',
  'k6-value.yes-or-no': 'true or false',
  'k6-value.format': '1',
};
