import type { skips as en } from '../en/skips.ts';

/** Чего не хватило пропущенной проверке и как это дать. */
export const skips: Record<keyof typeof en, string> = {
  'skip.filter': 'Исключено опциями --suite, --case или --skip.',
  'skip.kind': 'Только для партнёров другого вида: {kind@kind}.',
  'skip.no-balance': 'Зачисления не видны. Пусть check возвращает баланс в поле, а имя поля укажите в partner.balanceField (для kind: balance).',
  'skip.no-cancelled': 'В профиле нет отменённого заказа. Укажите его в partner.accounts.cancelled.',
  'skip.no-paid': 'В профиле нет уже оплаченного заказа. Укажите его в partner.accounts.paid.',
  'skip.no-processing': 'В профиле нет заказа в обработке. Укажите его в partner.accounts.processing.',
  'skip.no-outside':
    'В профиле нет локального адреса, которому должно быть отказано. Укажите его в partner.addresses.outside, а обслуживаемый — в partner.addresses.allowed.',
  'skip.no-price': 'В профиле нет заказа с фиксированной ценой. Укажите его в partner.accounts.payable: { account: "…", sum: "200.00" }.',
  'skip.no-second-account': 'Нужны два счёта к оплате. Добавьте ещё один в partner.accounts.payable.',
  'skip.no-two-orders':
    'Нужны два заказа для оплаты. Добавьте их в partner.accounts.payable или команду, которая их создаёт, в partner.accounts.source.',
  'skip.no-https': 'Интерфейс не на HTTPS, проверять TLS негде. Укажите адрес https:// в partner.url.',
  'skip.no-public-address': 'Интерфейс на этой машине. Укажите в partner.url адрес, по которому его вызовет оператор.',
  'skip.no-https-or-public': 'Открытый HTTP на этой машине ничего не говорит об адресе, который вызовет оператор. Укажите его в partner.url.',
  'skip.no-handshake': 'Рукопожатие TLS с адресом не состоялось, поэтому о версии судить нельзя. См. следующий шаг.',
  'skip.limit':
    'Платёж на {sum@money} тенге превысил бы предел: платежей {payments}, тенге {total@money}; использовано платежей {count}, тенге {spent@money}. Увеличьте limits.payments и limits.total.',
  'skip.no-answers': 'Нет ни одного обычного ответа, на который можно посмотреть.',
  'skip.no-date-header': 'В ответах нет заголовка Date, сравнить часы не с чем. Делать ничего не нужно.',
  'skip.no-more-orders':
    'Неоплаченных заказов не осталось. Добавьте их в partner.accounts.payable или команду, которая их создаёт, в partner.accounts.source.',
  'skip.too-few-orders':
    'Прогону нужно заказов: {wanted}, профиль предлагает {left}. Добавьте их в partner.accounts.payable или команду, которая их создаёт, в partner.accounts.source.',
  'skip.no-special-account': 'Ни в одном счёте профиля нет спецсимволов. Если такие счета бывают, добавьте один в partner.accounts.payable.',
  'skip.no-spaced-account': 'Ни в одном счёте профиля нет пробела. Если такие счета бывают, добавьте один в partner.accounts.payable.',
  'skip.no-such-near-miss': 'Ни один счёт профиля нельзя изменить так, чтобы не получился другой счёт из профиля.',
  'skip.no-account-over-64': 'Нужен счёт длиннее 64 символов. Если такие счета бывают, укажите один в partner.accounts.payable.',
  'skip.no-account-over-100': 'Нужен счёт длиннее 100 символов. Если такие счета бывают, укажите один в partner.accounts.payable.',
  'skip.no-account-with-letters': 'Нужен счёт с буквами. Если такие счета бывают, укажите один в partner.accounts.payable.',
  'skip.no-leading-zero': 'Нужен счёт с ведущим нулём. Если такие счета бывают, укажите один в partner.accounts.payable.',
  'skip.money-wrong': 'Другая проверка уже показала, что деньги зачисляются неверно; итоги только повторили бы это.',
  'skip.no-totals': 'Ни один оплаченный счёт не показал баланс и в начале, и в конце.',
  'skip.never-processing': 'Ни один обычный pay этого прогона не получил 4: повторять в обработке было нечего.',
  'skip.nothing-paid': 'В этом прогоне ни один платёж не зачислен, повторять нечего.',
  'skip.sum-out-of-range': 'Сумма вне пределов partner.sums. Расширьте min и max, если такие платежи бывают.',
  'skip.source-failed': 'Команда из partner.accounts.source не дала нового заказа ({problem}).',
  'skip.balance-unreadable': 'Поля из partner.balanceField нет в ответе на check, или в нём не сумма.',
  'skip.no-repeat-after':
    'Профиль не просит ждать, поэтому платежи повторялись лишь в том возрасте, до которого дошёл прогон. Укажите возраст в секундах в partner.repeatAfter, например 300: прогон дождётся его и повторит платежи ещё раз.',
};
