import type { words as en } from '../en/words.ts';

/** Жазбадағы мәндердің атаулары. */
export const words: Record<keyof typeof en, string> = {
  'suite.preflight': 'Алдын ала тексеру',
  'suite.transport': 'Тасымал',
  'suite.answers': 'Жауаптар',
  'suite.check': 'check сұрауы',
  'suite.pay': 'pay сұрауы',
  'suite.repeats': 'Қайталанған сұраулар',
  'suite.broken-connections': 'Үзілген байланыстар',
  'suite.bad-requests': 'Қате сұраулар',
  'suite.orders': 'Тапсырыстар',
  'suite.time': 'Уақыт',

  'verdict.certified': 'Сертификатталды',
  'verdict.certified-with-remarks': 'Ескертулермен сертификатталды',
  'verdict.not-certified': 'Сертификатталмады',
  'verdict.incomplete': 'Қорытынды жоқ: сынақ аяқталмады',
  'means.certified': 'Осы сынақ тексере алған барлық талап орындалған.',
  'means.certified-with-remarks': 'Осы сынақ тексере алған барлық міндетті талап орындалған. Ескертулерді түзеткен жөн.',
  'means.not-certified': 'Хаттаманың кемінде бір міндетті талабы бұзылған.',
  'means.incomplete': 'Жиналған деректер серіктес туралы қорытынды шығаруға жеткіліксіз.',
  'next.certified': 'Енді: есепті тексерілмеген тармақтардың тізімімен бірге операторға беріңіз.',
  'next.certified-with-remarks': 'Енді: есепті операторға беріп, ескертулерді түзетуді келесі шығарылымға жоспарлаңыз.',
  'next.not-certified': 'Енді: бұзушылықтарды реті бойынша түзетіп, сол команданы қайта іске қосыңыз.',
  'next.incomplete': 'Енді: сынаққа кедергі болған жағдайды жойып, оны қайта іске қосыңыз.',

  'case-verdict.passed': 'өтті',
  'case-verdict.failed': 'өтпеді',
  'case-verdict.remark': 'ескерту',
  'case-verdict.skipped': 'өткізіп жіберілді',
  'case-verdict.inconclusive': 'анықталмады',

  'state.verified': 'тексерілді',
  'state.violated': 'бұзылған',
  'state.not-verified': 'тексерілмеді',

  'level.must': 'міндетті',
  'level.should': 'ұсынылады',
  'level.may': 'қалауынша',

  'blame.partner': 'серіктестің әзірлеушісі',
  'blame.network': 'екі тарап арасындағы желіге жауапты тұлға',
  'blame.configuration': 'осы сынақтың профилін құрастырған тұлға',
  'blame.harness': 'осы құралдың әзірлеушілері',

  'end.answered': 'жауап алынды',
  'end.timeout': 'күту уақыты өтіп кетті',
  'end.unresolved': 'хост атауы табылмады',
  'end.refused': 'байланыс орнатудан бас тартылды',
  'end.reset': 'байланысты сервер үзді',
  'end.closed': 'сервер жауапты толық бермей байланысты жапты',
  'end.tls': 'TLS байланысы орнатылмады',
  'end.oversize': 'жауап тым ұзын',
  'end.malformed': 'жауап HTTP/1.1 талабына сай емес',
  'end.aborted': 'тексеру шарты бойынша біз үздік',

  'phase.dns': 'мекенжайды іздеу',
  'phase.tcp': 'TCP байланысы',
  'phase.tls': 'TLS байланысы',
  'phase.send': 'сұрауды жіберу',
  'phase.wait': 'жауапты күту',
  'phase.body': 'жауапты қабылдау',

  'nature.ordinary': 'оператор жүйесінің әдеттегі сұрауы',
  'nature.odd': 'оператор жүйесі ешқашан жібермейтін сұрау',
  'nature.cut': 'байланысын біз үзген сұрау',
  'nature.outside': 'қабылданбауы тиіс мекенжайдан келген сұрау',
  'nature.limited': 'жиілік шектеуі',

  'lane.check': 'check',
  'lane.pay': 'pay',
  'lane.odd': 'қате сұрау',

  'kind.balance': 'балансты толықтыру',
  'kind.order': 'бір рет төленетін тапсырыс',
  'edition.xml': 'XML жауаптары',
  'edition.json': 'JSON жауаптары (кейінгі редакция)',

  'payment-state.credited': 'есепке жазылды',
  'payment-state.refused': 'қабылданбады',
  'payment-state.open': 'түпкілікті жауап жоқ',
};
