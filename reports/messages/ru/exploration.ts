import type { exploration as en } from '../en/exploration.ts';

/** Разведка: её замечания, рассказ о контрпримере и чем она закончилась. */
export const exploration: Record<keyof typeof en, string> = {
  'exploration.result-differs': 'Это показывает цепочка из {steps} {steps:шага|шагов|шагов}: повтор pay получает не тот result, что первый.',
  'exploration.prv-txn-differs': 'Это показывает цепочка из {steps} {steps:шага|шагов|шагов}: повтор pay получает не тот prv_txn, что первый.',
  'exploration.prv-txn-missing': 'Это показывает цепочка из {steps} {steps:шага|шагов|шагов}: в ответе на повтор pay нет prv_txn первого.',
  'exploration.sum-differs': 'Это показывает цепочка из {steps} {steps:шага|шагов|шагов}: повтор pay получает не ту sum, что первый.',
  'exploration.order-paid-twice': 'Это показывает цепочка из {steps} {steps:шага|шагов|шагов}: один заказ оплачен под двумя номерами.',
  'exploration.credit-too-much': 'Это показывает цепочка из {steps} {steps:шага|шагов|шагов}: баланс вырос больше, чем было оплачено.',
  'exploration.credit-too-little': 'Это показывает цепочка из {steps} {steps:шага|шагов|шагов}: баланс вырос меньше, чем было оплачено.',

  'story.check': 'check {payment}',
  'story.pay': 'pay {payment}, {sum} тенге',
  'story.pay-again': 'pay {payment} ещё раз',
  'story.pay-other-date': 'pay {payment} с другой txn_date',
  'story.pay-other-sum': 'pay {payment} с другой суммой, {sum} тенге',
  'story.pay-other-account': 'pay {payment} с другим счётом',
  'story.pay-unknown': 'pay {payment} на несуществующий счёт',
  'story.pay-cut': 'pay {payment}, {sum} тенге, и мы обрываем соединение',
  'story.balance': 'баланс {account} с начала цепочки',
  'story.at-once': 'одновременно',
  'story.due': 'ожидалось {expected}',

  'explored.time': 'Отведённое время использовано.',
  'explored.found': 'Она закончилась контрпримером.',
  'explored.limit': 'Она закончилась раньше: близок предел платежей или денег (limits.payments и limits.total или --max-payments и --max-total).',
  'explored.orders': 'Она закончилась раньше: свежих заказов не осталось. Продолжить позволят новые заказы или команда в partner.accounts.source.',
  'explored.refusing': 'Она закончилась раньше: партнёр отклоняет новые платежи, на что по своим правилам имеет право.',
  'explored.rate': 'Она закончилась раньше: партнёр раз за разом ограничивает частоту запросов.',
  'explored.requests': 'Она закончилась раньше: больше запросов запись не вмещает.',
  'explored.replayed': 'Повторный прогон не показал контрпример снова.',
  'explored.broken-off': 'Она оборвалась раньше времени.',

  'note.explored':
    'Разведка: {sequences} {sequences:цепочка|цепочки|цепочек}, {requests} {requests:запрос|запроса|запросов}, {payments} {payments:платёж|платежа|платежей}, {seconds} с, зёрна с {seed} по {last}. {ended@explored}',
  'skip.no-exploration': 'Только по просьбе: --explore 30s.',
  'why.replay-nowhere': 'Такого контрпримера нет: {replay}. Он от другой версии paycert, от партнёра другого вида, или в нём опечатка.',

  'ui.story': 'По шагам',
  'ui.script': 'Скрипт',
  'ui.replay': 'Повторить',
  'ui.exploring':
    '{chapter} · {sequences} {sequences:цепочка|цепочки|цепочек} · {requests} {requests:запрос|запроса|запросов} · осталось {left} с · зерно {seed} · {elapsed}',
  'ui.shrinking': '{chapter} · найден контрпример, ищем короче · {sequences} {sequences:цепочка|цепочки|цепочек} · не дольше {left} с · {elapsed}',

  'script.lead': 'Показывает контрпример снова: {message}',
  'script.numbers': 'Каждый запуск берёт новые номера платежей, по часам. Он платит: зачисление идёт на настоящие счета.',
  'script.orders': 'Заказ оплачивается один раз: передайте свежие заказы аргументами, в процентной записи.',
  'script.secrets': 'Скрытые в записи значения заголовков берутся из окружения: {names}',
  'script.cut': 'Обрыв соединения изображает короткий предел времени.',

  'cli.option.explore': 'Затем искать то, на что проверки не написаны: 30s, 2m (не больше 1h)',
  'cli.option.explore-replay': 'Повторить один контрпример разведки: SEED:PATH',
  'cli.example.explore': 'и 30 секунд случайных цепочек',
  'usage.duration': '{option}: {written} — не время. Напишите секунды, минуты или час: 30s, 2m, 1h; от 1 с до 1 ч.',
  'usage.replay': '--explore-replay: {written} — не SEED:PATH, как 1288261841:3:0:2. Отчёт даёт его вместе с контрпримером.',
};
