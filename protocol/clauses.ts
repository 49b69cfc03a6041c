import type { Level } from './problem.ts';

/** A demand of the agreement or its Technical Protocol, in the words of the source. */
export interface Clause {
  id: string;
  /** `may` clauses are advice: no case fails or remarks on them. */
  level: Level | 'may';
  /** The source's own sentence, in Russian; what it leaves unsaid and we read into it stands in `translations`. */
  quote: string;
}

/**
 * The clauses of check/pay that cases may cite. Ids are stable: reports, suppressions and bug
 * trackers refer to them.
 */
export const CLAUSES = [
  { id: 'TP-1.https', level: 'must', quote: 'Интерфейс Партнера должен обеспечивать прием запросов по протоколу HTTPS…' },
  { id: 'TP-1.source', level: 'must', quote: '…с IP-адресов подсети: 194.187.247.152' },
  { id: 'TP-1.get', level: 'must', quote: 'обработку параметров, передаваемых системой методом GET.' },
  {
    id: 'TP-1.xml',
    level: 'must',
    quote: 'формирование ответа … в формате XML в кодировке UTF-8 (если ответ содержит символы национальных алфавитов).',
  },
  { id: 'TP-2.timeout', level: 'must', quote: 'Система разрывает соединение по таймауту если скорость ответа превышает 15 секунд.' },
  {
    id: 'TP-3.concurrency',
    level: 'must',
    quote: '…более 10 Платежей в минуту … необходимо, чтобы интерфейс поддерживал многопоточную коммуникацию до 10-15 одновременных соединений.',
  },
  {
    id: 'TP-5.address',
    level: 'should',
    quote:
      'Платежное приложение Партнера payment_app.cgi, располагается по адресу kaspi.partner.kz, сервер поддерживает HTTPS соединения на порт 443.',
  },
  { id: 'TP-6.txn_id', level: 'must', quote: 'Номер Платежа в системе, который передается Партнеру, целое число длиной до 18 знаков' },
  {
    id: 'TP-6.prv_txn',
    level: 'must',
    quote:
      'Уникальный номер Платежа пополнения баланса Плательщика (в базе Партнера), целое число длиной до 20 знаков. Этот элемент должен возвращаться Партнером после запроса на пополнение баланса (запроса «pay»).',
  },
  {
    id: 'TP-6.sum',
    level: 'must',
    quote:
      'Дробное число с точностью до сотых, в качестве разделителя используется «.» (точка). Если сумма представляет целое число, то оно все равно дополняется точкой и нулями, например – «200.00»',
  },
  {
    id: 'TP-6.txn_date',
    level: 'must',
    quote: 'Дата в формате ГГГГММДДЧЧММСС. Эту дату необходимо использовать для проведения бухгалтерских взаиморасчетов',
  },
  {
    id: 'TP-6.account',
    level: 'must',
    quote: 'Идентификатор Плательщика … Строка, содержащая буквы, цифры и спецсимволы, длиной до 200 символов',
  },
  { id: 'TP-6.command', level: 'must', quote: 'Строка, принимающая значения «check» и «pay»' },
  {
    id: 'TP-6.check-sum',
    level: 'must',
    quote: 'В запросе check значение в переменной sum является номинальным, передается с терминала по умолчанию и его обрабатывать не нужно',
  },
  { id: 'TP-6.response', level: 'must', quote: 'response — Тело ответа' },
  { id: 'TP-6.result', level: 'must', quote: 'result — Код результата завершения запроса' },
  { id: 'TP-6.comment', level: 'may', quote: 'Необязательный элемент – комментарий завершения операции' },
  { id: 'TP-6.data', level: 'must', quote: 'Возможна передача дополнительных полей в строке запроса data1,data2,...,dataN.' },
  { id: 'TP-6.fields', level: 'should', quote: 'field1, field2... fieldN — Поля, где содержится информация, которую необходимо передать системе.' },
  {
    id: 'TP-7.1',
    level: 'must',
    quote: 'Сверка взаиморасчетов и решение спорных вопросов производятся на основании номера Платежа, в переменной txn_id.',
  },
  { id: 'TP-7.2', level: 'must', quote: 'Сумма Платежа принимается от Плательщика и передается Партнеру в тенге в переменной sum.' },
  {
    id: 'TP-7.3',
    level: 'must',
    quote: 'Чтобы избежать несоответствий при проведении сверок система передает Партнеру дату, по которой нужно учитывать Платеж.',
  },
  {
    id: 'TP-7.4',
    level: 'must',
    quote: 'Партнер идентифицирует Плательщика по уникальному идентификатору. … Идентификатор Плательщика передается в переменной account.',
  },
  {
    id: 'TP-7.5.check',
    level: 'must',
    quote:
      'При проверке состояния счета (запрос «check»), Партнер должен проверить наличие в своей базе Плательщика с указанным идентификатором … Результат запроса «result=0» означает, что лицевой счет Плательщика может быть пополнен.',
  },
  {
    id: 'TP-7.5.pay',
    level: 'must',
    quote:
      'При проведении Платежа (запрос «pay») Партнер должен произвести пополнение баланса Плательщика. Результат запроса «result=0» означает успешное завершение Платежа по пополнению баланса.',
  },
  { id: 'TP-7.6', level: 'must', quote: 'В случае если любой из запросов к Партнеру завершается ошибкой, то Партнер возвращает код ошибки.' },
  {
    id: 'TP-7.7',
    level: 'must',
    quote:
      'Если система повторно присылает запрос с уже существующим в базе Партнера номером Платежа, то Партнер должен вернуть результат обработки предыдущего запроса.',
  },
  { id: 'TP-7.resp', level: 'must', quote: 'Партнер возвращает ответ на запросы системе в формате XML со следующей структурой' },
  {
    id: 'AG-3.15',
    level: 'must',
    quote:
      'Партнер обеспечивает … зачисление денег в полном объеме на лицевые счета Плательщиков (абонентов) согласно полученной от Оператора информации о Платежах не позднее дня получения реестров…',
  },
] as const satisfies readonly Clause[];

export type ClauseId = (typeof CLAUSES)[number]['id'];

/** A clause by its id; throws on an id that is not ours, which is a fault of the program. */
export function clause(id: ClauseId): Clause {
  const found = CLAUSES.find((each) => each.id === id);
  if (!found) throw new Error(`no clause ${id}`);
  return found;
}
