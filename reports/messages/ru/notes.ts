import type { notes as en } from '../en/notes.ts';

/** Что читателю следует знать, хотя это не замечание. */
export const notes: Record<keyof typeof en, string> = {
  'note.neighbour':
    'check находит {account} — счёт, придуманный из счёта профиля. Похоже, это другой настоящий счёт, поэтому партнёру это не ставится в вину.',
  'note.not-payable':
    '{count} {count:счёт|счёта|счетов} из partner.accounts.payable оплатить нельзя, прогон идёт без {count:него|них|них}: {accounts}. Замените {count:его|их|их}.',
  'note.slowed-down': 'Интерфейс ограничивает частоту запросов: прогон ждёт {seconds} с и продолжает медленнее.',
  'note.unknown-is-known':
    'Профиль называет эти счета неизвестными, но check их находит: {accounts}. Прогон берёт придуманные; исправьте partner.accounts.unknown.',
  'note.no-oracle':
    'Этому прогону не видно, что зачислено на самом деле: о повторах судят только по ответам, и второе зачисление без следа в ответе не заметить. Укажите поле с балансом в partner.balanceField.',
  'note.too-few-orders':
    'Профиль даёт для оплаты заказов: {offered}, а полному прогону нужно {wanted}: менее важные проверки пропущены ({count}). Добавьте заказы в partner.accounts.payable или команду в partner.accounts.source.',
  'note.not-yet': 'Эта версия не использует из профиля: {fields}.',
  'note.balance-unreadable':
    'В ответе на check нет поля {field} с читаемым балансом, поэтому прогону не видно, что зачислено на самом деле. Исправьте partner.balanceField.',
  'note.accounts-left-out':
    'Счетов к оплате в профиле {count}; по одному проверяются {most}, прежде всего со специальными символами, остальные приняты на слово.',
};
