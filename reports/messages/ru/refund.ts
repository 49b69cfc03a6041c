import type { refund as english } from '../en/refund.ts';

/** Клиент Refund API на стороне партнёра. */
export const refund: Record<keyof typeof english, string> = {
  'suite.refund': 'Refund API: клиент партнёра',

  'refund.never-came':
    'За {seconds} с никто не обратился. Проверьте, что refund.client.trigger запускает возврат и что клиент обращается по адресу, который получает как {baseUrl}.',
  'refund.handshake-broken':
    'Кто-то обратился и прервал установление TLS ({code}). Пусть клиент доверяет сертификату из refund.client.tls.cert и обращается по имени, которое в нём стоит.',
  'refund.trigger-failed': 'Запуск не удался: {problem}. Попробуйте команду или адрес из refund.client.trigger вручную.',
  'refund.trigger-missing':
    '{program} из refund.client.trigger не найден. Путь отсчитывается от {folder} — папки профиля; имя без пути ищется в PATH.',
  'refund.trigger-not-executable': '{program} из refund.client.trigger нельзя запустить. Укажите файл и разрешите его выполнение: chmod +x {program}',
  'refund.trigger-unreachable':
    'По адресу {place} никто не отвечает ({code}). Запустите программу, к которой ведёт refund.client.trigger.url, или исправьте адрес.',
  'refund.trigger-no-payment':
    'refund.client.trigger не передаёт {place}, и клиент не может знать, что возвращать. Внесите его в команду; если клиент знает лишь один платёж, назовите его в refund.client.payments.',
  'refund.not-http': 'Пришедшее — не целый запрос HTTP/1.1.',
  'refund.wrong-path': 'Запрос идёт по адресу, которого в Refund API нет.',
  'refund.wrong-method': '{call} вызывается не методом POST.',
  'refund.wrong-type': 'Content-Type запроса {call} — не application/json.',
  'refund.not-utf8': 'Тело {call} не в UTF-8.',
  'refund.not-json': 'Тело {call} — не JSON.',
  'refund.no-object': 'Тело {call} — JSON, но не объект.',
  'refund.member-missing': '{call}: нет поля {field}.',
  'refund.member-empty': '{call}: {field} — пустой текст.',
  'refund.member-long': '{call}: {field} длиннее {most} символов.',
  'refund.identificator-long': '{call}: {field} длиннее {most} символов.',
  'refund.no-integer': '{call}: {field} — не целое число.',
  'refund.past-64-bits': '{call}: {field} не помещается в 64 бита.',
  'refund.no-text': '{call}: {field} — не текст.',
  'refund.not-filed': 'Нужная заявка на возврат не подана: не пришло ни одного RefundRequest, который можно прочитать.',
  'refund.payment-differs': 'Возврат подан по другому PaymentId, чем просили.',
  'refund.amount-differs': 'Возврат подан на другую сумму, чем просили.',
  'refund.reason-differs': 'Причина приходит изменённой.',
  'refund.no-login': 'Клиент подаёт заявку, не получив токена через GetToken.',
  'refund.login-wrong': 'Клиент входит не с тем логином или паролем, что в профиле. Укажите с обеих сторон одни и те же.',
  'refund.token-not-sent': 'Вызов приходит без заголовка token.',
  'refund.token-unknown': 'Вызовы несут токен, которого этот оператор не выдавал.',
  'refund.token-wasted': 'Клиент входит заново перед каждым вызовом, хотя токен ещё действует. Каждый вход отменяет токен всех остальных процессов.',
  'refund.token-not-renewed': 'Вызов отклонён с 401 или 403, а новый токен клиент не получил.',
  'refund.call-not-repeated': 'Клиент получил новый токен, но отклонённый вызов не повторил.',
  'refund.login-hammered': 'Вход, в котором отказано, повторяется снова и снова.',
  'refund.filed-anew':
    'Один возврат подан под двумя идентификаторами. Если первый был принят, плательщик получит деньги дважды. Создавайте RefundIdentificator один раз на возврат, сохраняйте его до первого вызова и повторяйте с ним же.',
  'refund.repeat-differs':
    'Повтор заявки просит под тем же идентификатором другую сумму, чем первая. Плательщик получит ту, что дойдёт. Посылайте тот же запрос байт в байт.',
  'refund.returned-twice': 'Плательщик получил бы {total} вместо {amount}: возврат сделан больше одного раза.',
  'refund.not-asked':
    'Статус был {status}, это не конечный статус, и за {seconds} с его не спросили снова. Спрашивайте до SUCCESS или FAILED. Если ваш клиент спрашивает реже, поднимите refund.client.clocks.patience.',
  'refund.not-found-out':
    'Исход вызова был неизвестен, и за {seconds} с клиент ни спросил, ни подал заявку снова под тем же идентификатором. Пусть он выясняет это сам. Если он делает это позже, поднимите refund.client.clocks.patience.',
  'refund.not-filed-again':
    'Оператор не нашёл заявку (ошибка 6), а клиент не подал её снова. Поданное не дошло: подайте ещё раз под тем же RefundIdentificator.',
  'refund.asked-too-often': 'Статус спрашивают слишком часто.',
  'refund.asked-after-final': 'Статус спрашивают и после того, как он стал конечным.',
  'refund.filed-after-final': 'Возврат с конечным статусом подан снова.',
  'refund.hammered': 'Отклонённая заявка подаётся снова и снова.',
  'refund.believes-success': 'Клиент считает возврат успешным, хотя это не так или этого ему никто не сообщал.',
  'refund.believes-failed': 'Клиент считает возврат неудавшимся, а деньги возвращаются или могут вернуться.',
  'refund.believes-open': 'Клиент считает возврат незавершённым, хотя ему сообщили, чем он кончился.',
  'refund.identificator-shared': 'У двух разных возвратов один RefundIdentificator: второй принимают за повтор первого.',

  'ui.waiting': '{left} с на запуск возврата вручную · проверок {done}/{cases}',
  'end.left': 'клиент ушёл, не дождавшись ответа',

  'cli.simulating-refund-client': 'Эталонный клиент Refund API, поручения принимает по адресу {url}\nCtrl-C завершает работу.',
  'cli.example.simulate-refund-client': 'клиент Refund API и профиль для его сертификации',

  'cause.payment-id-double':
    'Различаются цифры после 16-й: PaymentId прошёл через число с плавающей точкой. Храните его как целое в 64 бита или как текст.',
  'cause.integer-as-double':
    'Точка или экспонента в JSON остаются от числа с плавающей точкой: значение прошло через него, и цифры после 16-й потеряны.',
  'cause.amount-unit':
    'В сто раз больше или меньше: перепутаны тенге и тиыны. Если оператор считает в тиынах, укажите refund.client.amountUnit: tiyn.',

  'why.refund-never-came': 'Клиент не обратился к paycert. Что проверить, говорит проверка refund.comes.',
  'why.refund-not-filed':
    'В сценарии {scenario} не пришло заявки, которую можно было бы допустить. Сначала устраните то, на что указывают другие проверки раздела.',
  'why.refund-port-lost':
    'Порт {place} был на время закрыт, как того требует сценарий, и снова открыть его не удалось ({code}): его заняла другая программа. Выберите порт, который никто больше не займёт, и запустите ещё раз.',
  'skip.refund-trigger': 'Команда запуска не передаёт {place}, поэтому попросить об этом нельзя. Внесите его в refund.client.trigger.',
  'skip.refund-by-hand': 'В профиле нет refund.client.trigger: терминал скажет, что вернуть, и кто-то запустит возврат вручную.',
  'skip.refund-nothing-came': 'Не пришло ни одного запроса, смотреть не на что.',
  'note.refund-by-hand':
    'Пожалуйста, запустите возврат сейчас, в течение {seconds} с (сценарий {scenario}): платёж {paymentId}, сумма {amount}, причина «{reason}», оператор {baseUrl}',

  'usage.refund-listen':
    'refund.client.listen: слушать {place} нельзя ({code}). Завершите программу, которая занимает этот адрес, или выберите другой адрес и порт.',
  'usage.refund-address':
    'refund.client.listen: {place} — не адрес этой машины ({code}). Слушайте 127.0.0.1 или 0.0.0.0, а адрес, по которому обращается клиент, укажите в refund.client.baseUrl.',
  'usage.refund-port': '{place}: порта {port} нет. Выберите от 1 до 65535 или 0 — любой свободный.',
  'usage.refund-tls-unreadable': '{place}: файл {file} не читается ({problem}). Пути отсчитываются от профиля.',
  'usage.refund-tls-cert': '{place}: в {cert} нет сертификата в PEM ({problem}).',
  'usage.refund-tls-key':
    '{place}: в {key} нет закрытого ключа в PEM, которым можно пользоваться ({problem}). Он не должен быть зашифрован; пароль снимает `openssl pkey -in СТАРЫЙ -out НОВЫЙ`.',
  'usage.refund-tls-pair': '{place}: ключ {key} не подходит к сертификату {cert} ({problem}). Укажите пару, созданную вместе.',
  'usage.refund-trigger':
    '{place}: «{trigger}» — не команда: она пуста или кавычка не закрыта. Оболочка её не выполняет; для конвейеров и переменных укажите скрипт.',
  'usage.refund-placeholder': '{place}: подставить {name} нечем. Есть {known}.',
};
