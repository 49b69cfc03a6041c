import type { skips as en } from '../en/skips.ts';

/** Өткізіп жіберілген тексеруге не жетіспеді және оны қалай беру керек. */
export const skips: Record<keyof typeof en, string> = {
  'skip.filter': '--suite, --case немесе --skip опцияларымен алып тасталған.',
  'skip.kind': 'Тек басқа түрдегі серіктеске арналған: {kind@kind}.',
  'skip.no-balance':
    'Ақшаның түскені көрінбейді. check балансты бір өрісте қайтарсын, ал өрістің атын partner.balanceField ішінде көрсетіңіз (kind: balance үшін).',
  'skip.no-cancelled': 'Профильде жойылған тапсырыс жоқ. Оны partner.accounts.cancelled ішінде көрсетіңіз.',
  'skip.no-paid': 'Профильде төленіп қойған тапсырыс жоқ. Оны partner.accounts.paid ішінде көрсетіңіз.',
  'skip.no-processing': 'Профильде өңделіп жатқан тапсырыс жоқ. Оны partner.accounts.processing ішінде көрсетіңіз.',
  'skip.no-outside':
    'Профильде қабылданбауы тиіс жергілікті мекенжай жоқ. Оны partner.addresses.outside ішінде, ал қызмет көрсетілетінін partner.addresses.allowed ішінде көрсетіңіз.',
  'skip.no-price': 'Профильде бағасы бекітілген тапсырыс жоқ. Оны partner.accounts.payable ішінде көрсетіңіз: { account: "…", sum: "200.00" }.',
  'skip.no-second-account': 'Төлеуге болатын екі шот керек. partner.accounts.payable ішіне тағы біреуін қосыңыз.',
  'skip.no-two-orders':
    'Төлеуге болатын екі тапсырыс керек. partner.accounts.payable ішіне көбірек тапсырыс немесе partner.accounts.source ішіне оларды жасайтын команда қосыңыз.',
  'skip.no-https': 'Интерфейс HTTPS-те емес, сондықтан TLS тексерілмейді. partner.url ішінде https:// мекенжайын көрсетіңіз.',
  'skip.no-public-address': 'Интерфейс осы машинада. partner.url ішінде оператор шақыратын мекенжайды көрсетіңіз.',
  'skip.no-https-or-public':
    'Осы машинадағы ашық HTTP оператор шақыратын мекенжай туралы ештеңе айтпайды. Сол мекенжайды partner.url ішінде көрсетіңіз.',
  'skip.no-handshake': 'Мекенжаймен TLS қол алысуы болмады, сондықтан нұсқасы туралы айту мүмкін емес. Келесі қадамды қараңыз.',
  'skip.limit':
    '{sum@money} теңгелік төлем шектен асырар еді: {payments} төлем, {total@money} теңге; {count} төлем мен {spent@money} теңге жұмсалды. limits.payments пен limits.total мәндерін көтеріңіз.',
  'skip.no-answers': 'Қарайтын әдеттегі жауап болмады.',
  'skip.no-date-header': 'Жауаптарда Date тақырыбы жоқ, сағатты салыстыратын ештеңе жоқ. Ештеңе істеу қажет емес.',
  'skip.no-more-orders':
    'Төленбеген тапсырыс қалмады. partner.accounts.payable ішіне көбірек тапсырыс немесе partner.accounts.source ішіне оларды жасайтын команда қосыңыз.',
  'skip.too-few-orders':
    'Сынаққа {wanted} тапсырыс керек, профиль {left} ұсынады. partner.accounts.payable ішіне көбірек тапсырыс немесе partner.accounts.source ішіне оларды жасайтын команда қосыңыз.',
  'skip.no-special-account':
    'Профильдегі шоттардың ешқайсысында арнайы таңба жоқ. Ондай шоттар болса, біреуін partner.accounts.payable ішіне қосыңыз.',
  'skip.no-spaced-account': 'Профильдегі шоттардың ешқайсысында бос орын жоқ. Ондай шоттар болса, біреуін partner.accounts.payable ішіне қосыңыз.',
  'skip.no-such-near-miss': 'Профильдегі ешбір шотты профильдің басқа шотына айналдырмай бұлай өзгертуге болмайды.',
  'skip.no-account-over-64': '64 таңбадан ұзын шот керек. Ондай шоттар болса, біреуін partner.accounts.payable ішіне жазыңыз.',
  'skip.no-account-over-100': '100 таңбадан ұзын шот керек. Ондай шоттар болса, біреуін partner.accounts.payable ішіне жазыңыз.',
  'skip.no-account-with-letters': 'Әріптері бар шот керек. Ондай шоттар болса, біреуін partner.accounts.payable ішіне жазыңыз.',
  'skip.no-leading-zero': 'Нөлден басталатын шот керек. Ондай шоттар болса, біреуін partner.accounts.payable ішіне жазыңыз.',
  'skip.money-wrong': 'Ақшаның дұрыс түспейтінін басқа тексеру көрсетті; жалпы сома соны ғана қайталар еді.',
  'skip.no-totals': 'Төлем түскен бірде-бір шот балансын басында да, соңында да көрсетпеді.',
  'skip.never-processing': 'Бұл сынақтың бірде-бір қарапайым pay сұрауы 4 алған жоқ: өңдеудегі қайталайтын төлем болмады.',
  'skip.nothing-paid': 'Бұл сынақта бірде-бір төлем есепке жазылмады, қайталайтын ештеңе жоқ.',
  'skip.sum-out-of-range': 'Сома partner.sums шегінен тыс. Мұндай төлемдер болса, min мен max мәндерін кеңейтіңіз.',
  'skip.source-failed': 'partner.accounts.source командасы жаңа тапсырыс бермеді ({problem}).',
  'skip.balance-unreadable': 'partner.balanceField көрсеткен өріс check жауабында жоқ немесе онда сома емес.',
  'skip.no-repeat-after':
    'Профиль күтуді сұрамайды, сондықтан төлемдер сынақ жеткен жаста ғана қайталанды. partner.repeatAfter ішінде жасын секундпен көрсетіңіз, мысалы 300: сынақ соны күтіп, төлемдерді тағы бір рет қайталайды.',
};
