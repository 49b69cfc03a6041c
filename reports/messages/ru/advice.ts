import type { advice as english } from '../en/advice.ts';

/** Что делать с одним замечанием — вместо общего совета по пункту. */
export const advice: Record<keyof typeof english, string> = {
  'advice.refund.no-object': 'Отправляйте один JSON-объект с полями модели, например {"PaymentId":…}, а не массив и не текст.',
  'advice.refund.not-filed':
    'Пусть клиент подаёт заявку, получив токен; если подавал — почему её не удалось прочитать, скажут ответ на неё и другие замечания.',
  'advice.refund.member-missing':
    'Передавайте {field} в каждом {call}: обязательны все поля модели, null — то же, что отсутствие, имена сверяются буква в букву.',
  'advice.refund.member-empty': 'В {field} должен быть хотя бы один символ: без него откажите в возврате в своей системе, не отправляя заявку.',
  'advice.refund.member-long': 'Перед отправкой обрезайте {field} до {most} символов (единиц UTF-16) и не посередине буквы.',
  'advice.refund.identificator-long':
    'Делайте {field} короче там, где он создаётся, — не больше {most} символов: в UUID их 36. Длинный не обрезайте: один идентификатор может достаться двум возвратам.',
  'advice.refund.no-integer':
    'Пишите {field} числом JSON из одних цифр, без кавычек, точки и экспоненты. Больше 2^53 помещается только в целое 64 бита: long в Java и C#, bigint в JavaScript с библиотекой JSON, которая его знает.',
  'advice.refund.past-64-bits': 'Держите {field} в целом числе со знаком на 64 бита, каким его дал оператор; число длиннее — не номер платежа.',
  'advice.refund.no-text': 'Пишите {field} текстом JSON, в кавычках, даже если он из одних цифр.',
  'advice.cause.payment-id-double':
    'Храните PaymentId как целое в 64 бита или как текст на всём пути от получения до отправки. В JavaScript JSON.parse и Number округляют больше 2^53: читайте парсером, дающим bigint, и пишите цифры как есть.',
  'advice.refund.payment-differs': 'Подавайте возврат именно по тому PaymentId, чей платёж возвращается.',
  'advice.cause.amount-unit':
    'Договоритесь с оператором, в тенге или тиынах считается ReturnAmount, переводите в одном месте и называйте единицу в имени переменной.',
  'advice.refund.amount-differs': 'Передавайте в ReturnAmount возвращаемую сумму до последней единицы: без округления и без вычета комиссии.',
  'advice.refund.reason-differs':
    'Держите Reason в UTF-8 от формы до запроса и проверьте базу, очередь и журнал на этом пути: где-то нет казахских или русских букв.',
  'advice.refund.wrong-path':
    'Вызывайте returnApi/Auth/GetToken, returnApi/Auth/CheckToken, returnApi/Refund/RefundRequest и returnApi/Refund/RefundStatus от выданного вам адреса.',
  'advice.refund.wrong-method': 'Отправляйте каждый вызов методом POST с полями в теле; в адрес ничего не идёт.',
  'advice.refund.wrong-type': 'Передавайте заголовок Content-Type: application/json; charset=utf-8.',
  'advice.refund.not-utf8': 'Пишите тело в UTF-8, а Content-Length считайте в байтах, не в буквах.',
  'advice.refund.not-json': 'Пусть тело пишет библиотека JSON: собранное вручную ломается на первой кавычке в причине.',
  'advice.refund.identificator-shared':
    'Создавайте RefundIdentificator заново для каждого возврата, например UUID, а не из платежа, дня или логина: возвратов у платежа может быть несколько.',
};
