import type { words as en } from '../en/words.ts';

/** Слова для значений записи прогона. */
export const words: Record<keyof typeof en, string> = {
  'suite.preflight': 'Предварительная проверка',
  'suite.transport': 'Транспорт',
  'suite.answers': 'Ответы',
  'suite.check': 'Запрос check',
  'suite.pay': 'Запрос pay',
  'suite.repeats': 'Повторные запросы',
  'suite.broken-connections': 'Обрывы соединения',
  'suite.bad-requests': 'Ошибочные запросы',
  'suite.orders': 'Заказы',
  'suite.time': 'Время',

  'verdict.certified': 'Сертифицирован',
  'verdict.certified-with-remarks': 'Сертифицирован с замечаниями',
  'verdict.not-certified': 'Не сертифицирован',
  'verdict.incomplete': 'Без вердикта: прогон не завершён',
  'means.certified': 'Все требования, которые этот прогон мог проверить, выполнены.',
  'means.certified-with-remarks': 'Все обязательные требования, которые этот прогон мог проверить, выполнены. Замечания стоит устранить.',
  'means.not-certified': 'Нарушено хотя бы одно обязательное требование протокола.',
  'means.incomplete': 'Собранных данных не хватает, чтобы вынести вердикт о партнёре.',
  'next.certified': 'Дальше: передайте отчёт оператору вместе со списком непроверенных пунктов.',
  'next.certified-with-remarks': 'Дальше: передайте отчёт оператору, а замечания запланируйте на следующий релиз.',
  'next.not-certified': 'Дальше: устраните нарушения по порядку и запустите ту же команду снова.',
  'next.incomplete': 'Дальше: устраните то, что помешало прогону, и запустите его снова.',

  'case-verdict.passed': 'пройдено',
  'case-verdict.failed': 'не пройдено',
  'case-verdict.remark': 'замечание',
  'case-verdict.skipped': 'пропущено',
  'case-verdict.inconclusive': 'не определено',

  'state.verified': 'проверен',
  'state.violated': 'нарушен',
  'state.not-verified': 'не проверен',

  'level.must': 'обязательно',
  'level.should': 'желательно',
  'level.may': 'по усмотрению',

  'blame.partner': 'разработчик партнёра',
  'blame.network': 'тот, кто обслуживает сеть между сторонами',
  'blame.configuration': 'тот, кто составил профиль этого прогона',
  'blame.harness': 'разработчики этого инструмента',

  'end.answered': 'получен ответ',
  'end.timeout': 'истекло время ожидания',
  'end.unresolved': 'имя хоста не найдено',
  'end.refused': 'в соединении отказано',
  'end.reset': 'соединение сброшено сервером',
  'end.closed': 'сервер закрыл соединение, не передав ответ целиком',
  'end.tls': 'не удалось установить TLS-соединение',
  'end.oversize': 'ответ слишком длинный',
  'end.malformed': 'ответ не соответствует HTTP/1.1',
  'end.aborted': 'прервано нами по условию проверки',

  'phase.dns': 'поиск адреса',
  'phase.tcp': 'соединение TCP',
  'phase.tls': 'соединение TLS',
  'phase.send': 'отправка запроса',
  'phase.wait': 'ожидание ответа',
  'phase.body': 'приём ответа',

  'nature.ordinary': 'обычный запрос системы оператора',
  'nature.odd': 'запрос, какого система оператора не отправляет',
  'nature.cut': 'запрос, соединение которого мы оборвали',
  'nature.outside': 'запрос с адреса, которому должно быть отказано',
  'nature.limited': 'ограничение частоты',

  'lane.check': 'check',
  'lane.pay': 'pay',
  'lane.odd': 'ошибочный запрос',

  'kind.balance': 'пополнение баланса',
  'kind.order': 'заказ, оплачивается один раз',
  'edition.xml': 'ответы в XML',
  'edition.json': 'ответы в JSON (поздняя редакция)',

  'payment-state.credited': 'зачислен',
  'payment-state.refused': 'отклонён',
  'payment-state.open': 'без окончательного ответа',
};
