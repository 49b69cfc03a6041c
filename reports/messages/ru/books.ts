import type { books as english } from '../en/books.ts';

export const books: Record<Exclude<keyof typeof english, 'clause.AG-3.15'>, string> = {
  'suite.ledger': 'Книга платежей',
  'reading.AG-3.15': 'Всё, на что отвечено 0, должно стоять в книге полной суммой.',
  'fix.AG-3.15': 'Записывайте строку в книгу в одной транзакции с зачислением и выгружайте все строки, а не одну страницу.',

  'ledger.missing':
    '{count} {count:платежа|платежей|платежей} на {total@money} тенге, на {count:который|которые|которые} pay ответил 0, нет в книге: {numbers}.',
  'ledger.other-number':
    '{count} {count:платёж стоит|платежа стоят|платежей стоят} в книге под другим номером, например на счёт {account} (строка {line}): спор по txn_id не разрешить.',
  'ledger.doubled':
    '{count} {count:платёж стоит|платежа стоят|платежей стоят} в книге больше одного раза, по собственным суммам {total@money} тенге: {numbers}.',
  'ledger.extra':
    '{count} {count:отклонённый платёж стоит|отклонённых платежа стоят|отклонённых платежей стоят} в книге как зачисленные, {total@money} тенге: {numbers}.',
  'ledger.row-changed': 'Строка платежа {txn_id} (строка {line} книги) переняла то, что стояло в повторе.',
  'ledger.other-sum': 'Платёж {txn_id} стоит в книге с другой суммой (строка {line}).',
  'ledger.other-account': 'Платёж {txn_id} стоит в книге под другим счётом (строка {line}).',
  'ledger.other-day': 'Платёж {txn_id} стоит в книге не в тот день, который указан в txn_date (строка {line}).',
  'ledger.malformed': '{count} {count:строку|строки|строк} книги нельзя прочитать как платёж: строки {lines}. Там мог бы стоять любой платёж.',
  'ledger.oracles-differ': 'О {count} {count:платеже|платежах|платежах} источники говорят разное: {numbers}.',
  'cause.own-clock': 'Похоже, книга ведётся по собственным часам или часовому поясу партнёра либо в UTC, а не по txn_date.',

  'skip.no-ledger': 'Собственного учёта платежей партнёра под рукой нет. Укажите его в partner.ledger: URL, файл или команду.',
  'skip.ledger-unreadable':
    'Книгу {file} не удалось прочитать: {problem}. Исправьте partner.ledger; если она строится позже, уберите её и сравните потом командой npx paycert reconcile.',
  'preflight.no-balance-field':
    'В ответе check на счёт, доступный для оплаты, нет поля {field} с балансом, который можно прочитать. Исправьте partner.balanceField.',
  'skip.ledger-behind':
    'В книге ещё нет ни одного платежа этого прогона. Если она выгружается позже, дайте книгу, которая строится сразу, или сравните потом командой npx paycert reconcile.',
  'skip.not-in-ledger': 'Этого платежа нет в книге; об этом говорит случай обо всех платежах.',
  'skip.date-refused': 'Платёж отклонён, поэтому дня в книге у него нет.',
  'usage.ledger-source': '{place}: в partner.ledger нужно одно из url, file и command, кроме columns, format и headers.',

  'ui.credits': 'Зачислено',
  'oracle.answers': 'ответы',
  'oracle.balance': 'баланс',
  'oracle.ledger': 'книга',
  'ui.unclear': 'неясно',
  'ui.at-risk': 'Под угрозой',
  'ui.oracles-agree': 'Каждый из них зачислен ровно один раз, об этом говорят: {oracles}.',
  'ui.oracles-unclear':
    'По балансу нельзя сказать, сколько раз {count:зачислен|зачислены|зачислены} {count} {count:платёж|платежа|платежей}; по остальным источникам можно.',
  'ui.oracles-risk': 'Деньги под угрозой: {total@money} тенге в {count} {count:платеже|платежах|платежах}.',
  'ui.oracles-given-up':
    'О зачислениях известно только из ответов: от баланса пришлось отказаться после check.credits-nothing. Сначала исправьте это.',
  'ui.oracles-one': 'О зачислениях известно только из ответов. Что зачислено на самом деле, показали бы balanceField или ledger в профиле.',
  'ui.risk-line': '{txn_id} · {account} · {sum@money} тенге · {date} · запросов {asked} · зачислено: {credits} · под угрозой {risk@money}',
  'ui.more': 'и ещё {count}, в отчёте',
};
