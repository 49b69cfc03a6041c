import type { notes as en } from '../en/notes.ts';

/** Ескерту болмаса да, оқырман білуі тиіс нәрсе. */
export const notes: Record<keyof typeof en, string> = {
  'note.neighbour':
    'check {account} шотын табады, ал ол профиль шотынан ойдан құрастырылған еді. Бұл басқа нағыз шот болса керек, сондықтан серіктеске мін тағылмайды.',
  'note.not-payable': 'partner.accounts.payable ішіндегі {count} шотты төлеуге болмайды, сынақ оларсыз жүреді: {accounts}. Оларды ауыстырыңыз.',
  'note.slowed-down': 'Интерфейс сұрау жиілігін шектейді: сынақ {seconds} с күтіп, баяуырақ жалғасады.',
  'note.unknown-is-known':
    'Профиль бұл шоттарды белгісіз дейді, бірақ check оларды табады: {accounts}. Сынақ ойдан құрастырылғандарын алады; partner.accounts.unknown мәнін түзетіңіз.',
  'note.no-oracle':
    'Бұл сынаққа шын мәнінде не есептелгені көрінбейді: қайталаулар тек жауаптары бойынша бағаланады, жауапта із қалдырмаған екінші есептеу байқалмайды. Баланс тұратын өрісті partner.balanceField ішінде көрсетіңіз.',
  'note.too-few-orders':
    'Профиль төлеуге {offered} тапсырыс береді, ал толық сынаққа {wanted} керек: маңызы аз {count} тексеру қалдырылды. partner.accounts.payable ішіне тапсырыс немесе partner.accounts.source ішіне команда қосыңыз.',
  'note.not-yet': 'Бұл нұсқа профильдегі {fields} өрісін пайдаланбайды.',
  'note.balance-unreadable':
    'check жауабында балансы оқылатын {field} өрісі жоқ, сондықтан сынаққа шын мәнінде не есептелгені көрінбейді. partner.balanceField өрісін түзетіңіз.',
};
