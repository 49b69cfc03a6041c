/** Нагрузка, которую дал другой инструмент: что показывает его файл, чего не говорит и что в нём не так. */
export const loadTold = {
  'load.told-not-served': 'Из {connections} платежей сразу обслужены не все.',
  'load.told-errors': 'Под нагрузкой сорвалось {percent} % из {sent} запросов. {tool} ничего не повторяет, и чем кончились их платежи, неизвестно.',

  'skip.told-answers':
    'Ответов с верными txn_id, result, prv_txn и sum: {right}. Не получили ли два платежа один prv_txn и соблюдена ли в каждом ответе вся грамматика, сводка {tool} не говорит; это проверяет paycert load.',
  'skip.told-no-burst': 'Это показывает только залп, а эта сводка {tool} не о нём: запустите load/k6/payments.ts с SHAPE=burst.',
  'skip.told-no-pace':
    'Это показывают только платежи не реже, чем ожидает профиль, а эта сводка {tool} не о них: запустите load/k6/payments.ts с SHAPE=pace и достаточным RATE в секунду.',
  'skip.told-few':
    'В залпе было {connections} {connections:соединение|соединения|соединений}, а протокол предусматривает 10–15 сразу. Укажите CONNECTIONS=15.',
  'skip.told-longest': 'В сводке {tool} нет времени самого долгого ответа. Добавьте max в summaryTrendStats или порог http_req_duration: max<15000.',
  'skip.told-failures': 'В сводке {tool} не сказано, какие запросы сорвались: в ней нет http_req_failed.',
  'skip.told-rate': 'Скрипт не из paycert, и сколько его запросов были платежами, неизвестно.',
  'skip.told-alone': 'Сводка {tool} не говорит, сколько длится один запрос без других; это измеряет paycert load.',
  'skip.told-course': 'В сводке {tool} нет хода времени, и не видно, замедляются ли ответы; это измеряет paycert load.',
  'skip.told-repeats': 'Платежи сделал {tool}, их первые ответы здесь неизвестны, и ни один не повторён; это делает paycert load.',
  'skip.told-credits': 'Остатков до и после {tool} не знает; paycert load сверяет их с уплаченным.',
  'why.told-unvalidated': 'Скрипт не из paycert: его сводка не говорит, были ли ответы верны. Запустите load/k6/payments.ts или paycert load.',
  'why.told-failed':
    '{tool} считает сорвавшимися {count} {count:запрос|запроса|запросов}, а скрипт не из paycert: он мог просить то, в чём правильно отказано, или оборвать их сам. Запустите load/k6/payments.ts или paycert load.',
  'why.told-unjudged': '{tool} остановлен, когда {count} {count:запрос был|запроса были|запросов были} в пути. Дайте ему дойти до конца.',
  'why.told-limited': 'Предел частоты отклонил {count} {count:платёж|платежа|платежей}, а {tool} не ждёт, сколько просят. Это делает paycert load.',
  'why.told-processing': 'На {count} {count:платёж|платежа|платежей} дан ответ 4, а {tool} не спрашивает снова. Это делает paycert load.',
  'why.told-dropped':
    '{tool} не начал вовремя {count} {count:платёж|платежа|платежей}, хотя его соединения почти всё время были свободны: опоздал он сам. Запустите его на менее занятой машине или на нескольких.',
  'why.told-refused':
    'Отклонено {refused} {refused:платёж|платежа|платежей}, зачислено {credited}: возможно, этот счёт или эту сумму нельзя платить снова и снова. Укажите подходящие ACCOUNT и SUM.',

  'note.load-told': 'Показатели нагрузки получены от {tool}, из файла {file}. Сам paycert ничего у партнёра не запрашивал и его ответов не видел.',
  'note.load-foreign': 'Скрипт, который выполнял {tool}, не из paycert: были ли его запросы платежами и шли ли они этому партнёру, здесь неизвестно.',
  'note.load-sum': '{tool} провёл ещё {count} {count:платёж|платежа|платежей}, которых нет в этом отчёте; на какую сумму, его файл не говорит.',
  'note.load-thresholds': 'Пороги скрипта, которые не выдержаны: {missed}.',

  'shape.unknown': 'форма не указана',
  'load-script.paycert': 'скрипт paycert',
  'load-script.other': 'чужой скрипт',
  'ui.load-shape-alone': '{shape@shape}: {end@load-end}',
  'ui.load-by': 'Кто измерил',
  'ui.load-by-of': '{tool}, {script@load-script}, не paycert; закончено {when}; файл {file}, {digest}',
  'ui.load-numbers': 'Номера платежей',
  'ui.load-numbers-of': 'txn_id {first}…',
  'ui.load-not-told': 'Чего она не говорит',
  'ui.load-dropped': 'Не начато',
  'ui.load-dropped-of': '{count} {count:платёж|платежа|платежей}: срок настал, когда все соединения были заняты',

  'cli.option.from-k6': 'Ничего не отправляет: судит по сводке, которую k6 записал в этот файл',
  'cli.example.load-k6': 'нагрузка, которую дал k6',
  'usage.k6-too-large': '{file}: больше {most} МиБ, вряд ли это сводка k6. Проверьте путь.',
  'usage.k6-malformed': '{file}: это не JSON: {problem}. Укажите файл, который записал handleSummary или --summary-export.',
  'usage.k6-deep': '{file}: вложенность глубже, чем бывает в сводке k6.',
  'usage.k6-points':
    '{file}: это отдельные точки k6 run --out json, а для отчёта нужна их сводка. Запустите load/k6/payments.ts или любой скрипт с --summary-export=summary.json и укажите тот файл.',
  'usage.k6-form':
    '{file}: k6 таких сводок не пишет (metrics.http_reqs.values.count, metrics.http_reqs.count или results.metrics). Укажите в виде JSON то, что получил handleSummary(data), или файл --summary-export.',
  'usage.k6-version':
    '{file}: version — {written}, а машинная сводка читается в версии 1. Запустите k6 без --new-machine-readable-summary или с =false.',
  'usage.k6-value': '{file}: {field} — {written}, а нужно {wanted@k6-value}. Файл повреждён или изменён вручную: выгрузите его снова.',
  'usage.k6-contradiction': '{file}: {field} — {written}, больше, чем {other} ({most}). Файл повреждён или изменён вручную: выгрузите его снова.',
  'usage.k6-nothing': '{file}: в нём нет ни одного запроса (http_reqs). Посмотрите, что напечатал k6: вероятно, до запросов не дошло.',
  'usage.k6-no-target': '{file} не говорит, о каком партнёре речь. Укажите его адрес или --profile.',
  'usage.k6-other-target': '{file} — о {told}, а прогон — о {given}. Укажите профиль того партнёра.',
  'usage.k6-edition':
    '{file}: load/k6/payments.ts читает XML, а в профиле answers: json, поэтому каждый ответ посчитан неверным. Для этого партнёра есть paycert load.',

  'k6-value.digits': 'до 18 цифр',
  'k6-value.count': 'целое число от 0',
  'k6-value.number': 'число от 0',
  'k6-value.text': 'текст',
  'k6-value.list': 'список',
  'k6-value.object': 'объект',
  'k6-value.url': 'адрес с http или https',
  'k6-value.sum': 'сумма вида 1.00',
  'k6-value.shape': 'burst, pace, closed или ramp',
  'k6-value.date': 'дата вида 2026-11-24T10:20:30Z',
  'k6-value.yes-or-no': 'true или false',
  'k6-value.format': '1',
};
