import type { exploration as en } from '../en/exploration.ts';

/** Барлау: оның ескертулері, қарсы мысалдың баяны және немен аяқталғаны. */
export const exploration: Record<keyof typeof en, string> = {
  'exploration.result-differs': 'Мұны {steps} қадамдық тізбек көрсетеді: қайталанған pay алғашқысынан басқа result алады.',
  'exploration.prv-txn-differs': 'Мұны {steps} қадамдық тізбек көрсетеді: қайталанған pay алғашқысынан басқа prv_txn алады.',
  'exploration.prv-txn-missing': 'Мұны {steps} қадамдық тізбек көрсетеді: қайталанған pay жауабында алғашқы жауаптың prv_txn мәні жоқ.',
  'exploration.sum-differs': 'Мұны {steps} қадамдық тізбек көрсетеді: қайталанған pay алғашқысынан басқа sum алады.',
  'exploration.order-paid-twice': 'Мұны {steps} қадамдық тізбек көрсетеді: бір тапсырыс екі нөмірмен төленді.',
  'exploration.credit-too-much': 'Мұны {steps} қадамдық тізбек көрсетеді: баланс төленген сомадан көп өсті.',
  'exploration.credit-too-little': 'Мұны {steps} қадамдық тізбек көрсетеді: баланс төленген сомадан аз өсті.',

  'story.check': 'check {payment}',
  'story.pay': 'pay {payment}, {sum} теңге',
  'story.pay-again': 'pay {payment} тағы бір рет',
  'story.pay-other-date': 'pay {payment}, басқа txn_date',
  'story.pay-other-sum': 'pay {payment}, басқа сома, {sum} теңге',
  'story.pay-other-account': 'pay {payment}, басқа шот',
  'story.pay-unknown': 'pay {payment}, жоқ шотқа',
  'story.pay-cut': 'pay {payment}, {sum} теңге, қосылымды өзіміз үземіз',
  'story.balance': '{account} балансы тізбектің басынан бері',
  'story.at-once': 'бір мезгілде',
  'story.due': 'күтілгені: {expected}',

  'explored.time': 'Берілген уақыт түгел пайдаланылды.',
  'explored.found': 'Ол қарсы мысалмен аяқталды.',
  'explored.limit':
    'Ол ертерек аяқталды: төлем саны мен ақшаның шегі жақын (limits.payments пен limits.total немесе --max-payments пен --max-total).',
  'explored.orders': 'Ол ертерек аяқталды: жаңа тапсырыс қалмады. Тапсырыс қосылса немесе partner.accounts.source ішінде команда болса, жалғасады.',
  'explored.refusing': 'Ол ертерек аяқталды: серіктес жаңа төлемдерді қабылдамайды, өз ережесі бойынша бұған құқығы бар.',
  'explored.rate': 'Ол ертерек аяқталды: серіктес сұрау жиілігін қайта-қайта шектейді.',
  'explored.requests': 'Ол ертерек аяқталды: жазбаға бұдан көп сұрау сыймайды.',
  'explored.replayed': 'Қайталау қарсы мысалды тағы көрсетпеді.',
  'explored.broken-off': 'Ол уақытынан бұрын үзілді.',

  'note.explored':
    'Барлау: {sequences} тізбек, {requests} сұрау, {payments} төлем, {seconds} с, {seed} бастап {last} дейінгі сандар (seed). {ended@explored}',
  'skip.no-exploration': 'Тек сұралғанда: --explore 30s.',
  'why.replay-nowhere': 'Мұндай қарсы мысал жоқ: {replay}. Ол paycert құралының басқа нұсқасынан, басқа түрдегі серіктестен немесе қате терілген.',

  'ui.story': 'Қадамдап',
  'ui.script': 'Скрипт',
  'ui.replay': 'Қайталау',
  'ui.exploring': '{chapter} · {sequences} тізбек · {requests} сұрау · {left} с қалды · seed {seed} · {elapsed}',
  'ui.shrinking': '{chapter} · қарсы мысал табылды, қысқартып жатырмыз · {sequences} тізбек · әрі кетсе {left} с · {elapsed}',

  'script.lead': 'Қарсы мысалды тағы көрсетеді: {message}',
  'script.numbers': 'Әр іске қосу сағат бойынша жаңа төлем нөмірлерін алады. Ол төлейді: нағыз шоттарға есептеледі.',
  'script.orders': 'Тапсырыс бір рет төленеді: жаңаларын аргумент етіп беріңіз, пайыздық жазумен.',
  'script.secrets': 'Жазбада жасырылған тақырып мәндері ортадан оқылады: {names}',
  'script.cut': 'Қосылымның үзілуі қысқа уақыт шегімен көрсетіледі.',

  'cli.option.explore': 'Содан кейін тексеруі жазылмағанды іздеу: 30s, 2m (ең көбі 1h)',
  'cli.option.explore-replay': 'Барлаудың бір қарсы мысалын қайталау: SEED:PATH',
  'cli.example.explore': 'және 30 секунд кездейсоқ тізбектер',
  'usage.duration': '{option}: {written} — уақыт емес. Секунд, минут немесе сағат жазыңыз: 30s, 2m, 1h; 1 с пен 1 сағат аралығында.',
  'usage.replay': '--explore-replay: {written} — 1288261841:3:0:2 сияқты SEED:PATH емес. Есеп оны қарсы мысалмен бірге береді.',
};
