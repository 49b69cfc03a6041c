import type { refund as english } from '../en/refund.ts';

/** Серіктес жағындағы Refund API клиенті. */
export const refund: Record<keyof typeof english, string> = {
  'suite.refund': 'Refund API: серіктестің клиенті',

  'refund.never-came':
    '{seconds} с ішінде ешкім келмеді. refund.client.trigger қайтаруды бастайтынын және клиент {baseUrl} ретінде алған мекенжайға жүгінетінін тексеріңіз.',
  'refund.handshake-broken':
    'Біреу келіп, TLS орнатуды үзді ({code}). Клиент refund.client.tls.cert сертификатына сенетін және ондағы атпен жүгінетін болсын.',
  'refund.trigger-failed': 'Іске қосу сәтсіз: {problem}. refund.client.trigger командасын не мекенжайын қолмен тексеріп көріңіз.',
  'refund.trigger-missing':
    'refund.client.trigger ішіндегі {program} табылмады. Жол профиль қалтасынан — {folder} — есептеледі; жолсыз ат PATH ішінен ізделеді.',
  'refund.trigger-not-executable':
    'refund.client.trigger ішіндегі {program} іске қосылмайды. Файл көрсетіп, орындауға рұқсат беріңіз: chmod +x {program}',
  'refund.trigger-unreachable':
    '{place} мекенжайында ешкім жауап бермейді ({code}). refund.client.trigger.url жүгінетін бағдарламаны іске қосыңыз немесе мекенжайды түзетіңіз.',
  'refund.trigger-no-payment':
    'refund.client.trigger {place} мәнін бермейді, сондықтан клиент нені қайтаратынын біле алмайды. Оны командаға қосыңыз; клиент бір ғана төлемді білсе, оны refund.client.payments ішінде атаңыз.',
  'refund.not-http': 'Келгені — толық HTTP/1.1 сұрауы емес.',
  'refund.wrong-path': 'Сұрау Refund API-де жоқ мекенжайға барады.',
  'refund.wrong-method': '{call} POST әдісімен шақырылмайды.',
  'refund.wrong-type': '{call} сұрауының Content-Type тақырыбы application/json емес.',
  'refund.not-utf8': '{call} денесі UTF-8 кодтауында емес.',
  'refund.not-json': '{call} денесі JSON емес.',
  'refund.no-object': '{call} денесі — JSON, бірақ объект емес.',
  'refund.member-missing': '{call}: {field} өрісі жоқ.',
  'refund.member-empty': '{call}: {field} — бос мәтін.',
  'refund.member-long': '{call}: {field} {most} таңбадан ұзын.',
  'refund.identificator-long': '{call}: {field} {most} таңбадан ұзын.',
  'refund.no-integer': '{call}: {field} бүтін сан емес.',
  'refund.past-64-bits': '{call}: {field} 64 битке сыймайды.',
  'refund.no-text': '{call}: {field} мәтін емес.',
  'refund.not-filed': 'Сұралған қайтару өтінімі берілмеді: оқуға болатын бірде-бір RefundRequest келмеді.',
  'refund.payment-differs': 'Қайтару сұралғаннан басқа PaymentId бойынша берілді.',
  'refund.amount-differs': 'Қайтару сұралғаннан басқа сомаға берілді.',
  'refund.reason-differs': 'Себеп өзгеріп келеді.',
  'refund.no-login': 'Клиент GetToken арқылы токен алмай өтінім береді.',
  'refund.login-wrong': 'Клиент профильдегіден басқа логинмен немесе құпиясөзбен кіреді. Екі жаққа да бірдейін жазыңыз.',
  'refund.token-not-sent': 'Шақыру token тақырыбынсыз келеді.',
  'refund.token-unknown': 'Шақырулардағы токенді бұл оператор берген емес.',
  'refund.token-wasted': 'Токен әлі жарамды болса да, клиент әр шақыру алдында қайта кіреді. Әр кіру басқа процестердің токенін жояды.',
  'refund.token-not-renewed': 'Шақыру 401 не 403 кодымен қабылданбады, ал клиент жаңа токен алмады.',
  'refund.call-not-repeated': 'Клиент жаңа токен алды, бірақ қабылданбаған шақыруды қайталамады.',
  'refund.login-hammered': 'Қабылданбаған кіру қайта-қайта қайталанады.',
  'refund.filed-anew':
    'Бір қайтару екі идентификатормен берілді. Біріншісі қабылданған болса, төлеуші ақшаны екі рет алады. RefundIdentificator-ды әр қайтаруға бір рет жасап, алғашқы шақыруға дейін сақтаңыз және әр қайталауда соны жіберіңіз.',
  'refund.repeat-differs':
    'Өтінімнің қайталауы сол идентификатормен біріншісінен басқа соманы сұрайды. Төлеуші қайсысы жетсе, соны алады. Сол сұраудың өзін байтына дейін өзгертпей қайта жіберіңіз.',
  'refund.returned-twice': 'Төлеуші {amount} орнына {total} алар еді: қайтару бірнеше рет жасалды.',
  'refund.not-asked':
    'Күй {status} болды, ол соңғы емес, ал {seconds} с ішінде қайта сұралмады. SUCCESS немесе FAILED болғанша сұраңыз. Клиентіңіз сирегірек сұраса, refund.client.clocks.patience мәнін көтеріңіз.',
  'refund.not-found-out':
    'Шақырудың нәтижесі белгісіз болды, ал клиент {seconds} с ішінде сұрамады да, сол идентификатормен қайта бермеді де. Оны өзі анықтайтын болсын. Кейінірек анықтаса, refund.client.clocks.patience мәнін көтеріңіз.',
  'refund.not-filed-again':
    'Оператор өтінімді таппады (6-қате), ал клиент оны қайта бермеді. Берілгені жетпеген: сол RefundIdentificator-мен тағы бір рет беріңіз.',
  'refund.asked-too-often': 'Күй тым жиі сұралады.',
  'refund.asked-after-final': 'Күй соңғы болғаннан кейін де сұралады.',
  'refund.filed-after-final': 'Аяқталған қайтару қайта берілді.',
  'refund.hammered': 'Қабылданбаған өтінім қайта-қайта беріледі.',
  'refund.believes-success': 'Клиент қайтаруды сәтті деп санайды, бірақ олай емес немесе оған ешкім айтқан жоқ.',
  'refund.believes-failed': 'Клиент қайтаруды сәтсіз деп санайды, ал ақша қайтады немесе қайтуы мүмкін.',
  'refund.believes-open': 'Немен аяқталғаны айтылса да, клиент қайтаруды аяқталмаған деп санайды.',
  'refund.identificator-shared': 'Екі бөлек қайтарудың RefundIdentificator-ы бірдей: екіншісі біріншінің қайталауы болып саналады.',

  'ui.waiting': 'Қайтаруды қолмен бастауға {left} с қалды · тексеру {done}/{cases}',
  'end.left': 'клиент жауапты күтпей кетті',

  'cli.simulating-refund-client': 'Refund API эталон клиенті, тапсырмаларды {url} мекенжайында қабылдайды\nCtrl-C жұмысты аяқтайды.',
  'cli.example.simulate-refund-client': 'Refund API клиенті және оны сертификаттайтын профиль',

  'cause.payment-id-double':
    '16-цифрдан кейінгілер өзгеше: PaymentId жылжымалы нүктелі сан арқылы өткен. Оны 64 биттік бүтін сан не мәтін ретінде сақтаңыз.',
  'cause.integer-as-double': 'JSON-дағы нүкте не дәреже жылжымалы нүктелі саннан қалады: мән сол арқылы өткен, 16-дан кейінгі цифрлары жоғалған.',
  'cause.amount-unit': 'Жүз есе көп немесе аз: теңге мен тиын шатасқан. Оператор тиынмен санаса, refund.client.amountUnit: tiyn деп жазыңыз.',

  'why.refund-never-came': 'Клиент paycert-ке жүгінбеді. Нені тексеру керегін refund.comes тексеруі айтады.',
  'why.refund-not-filed': '{scenario} сценарийінде кіргізуге болатын өтінім келмеді. Алдымен осы бөлімнің басқа тексерулері көрсеткенін түзетіңіз.',
  'why.refund-port-lost':
    'Сценарий бойынша {place} порты уақытша жабылды, бірақ қайта ашылмады ({code}): оны басқа бағдарлама алып қойған. Басқа ешкім алмайтын порт таңдап, қайта іске қосыңыз.',
  'skip.refund-trigger': 'Іске қосу командасы {place} мәнін бермейді, сондықтан оны сұрау мүмкін емес. Оны refund.client.trigger ішіне қосыңыз.',
  'skip.refund-by-hand': 'Профильде refund.client.trigger жоқ: нені қайтару керегін терминал айтады, біреу қолмен бастайды.',
  'skip.refund-nothing-came': 'Бірде-бір сұрау келмеді, қарайтын ештеңе жоқ.',
  'note.refund-by-hand':
    'Қайтаруды қазір бастаңыз, {seconds} с ішінде ({scenario} сценарийі): төлем {paymentId}, сома {amount}, себеп «{reason}», оператор {baseUrl}',

  'usage.refund-listen':
    'refund.client.listen: {place} мекенжайын тыңдау мүмкін емес ({code}). Оны ұстап тұрған бағдарламаны аяқтаңыз немесе басқа мекенжай мен порт таңдаңыз.',
  'usage.refund-address':
    'refund.client.listen: {place} — бұл машинаның мекенжайы емес ({code}). 127.0.0.1 не 0.0.0.0 тыңдаңыз, ал клиент жүгінетін мекенжайды refund.client.baseUrl ішінде көрсетіңіз.',
  'usage.refund-port': '{place}: {port} порты жоқ. 1 мен 65535 арасынан таңдаңыз немесе кез келген бос порт үшін 0 жазыңыз.',
  'usage.refund-tls-unreadable': '{place}: {file} файлы оқылмайды ({problem}). Жолдар профильден есептеледі.',
  'usage.refund-tls-cert': '{place}: {cert} ішінде PEM түріндегі сертификат жоқ ({problem}).',
  'usage.refund-tls-key':
    '{place}: {key} ішінде қолдануға болатын PEM түріндегі жабық кілт жоқ ({problem}). Ол шифрланбаған болуы керек; құпиясөзді `openssl pkey -in ЕСКІ -out ЖАҢА` алып тастайды.',
  'usage.refund-tls-pair': '{place}: {key} кілті {cert} сертификатына сай емес ({problem}). Бірге жасалған жұпты көрсетіңіз.',
  'usage.refund-trigger':
    '{place}: «{trigger}» — команда емес: ол бос немесе тырнақша жабылмаған. Оны қабықша орындамайды; конвейер мен айнымалылар үшін скрипт көрсетіңіз.',
  'usage.refund-placeholder': '{place}: {name} орнына қоятын ештеңе жоқ. Бары: {known}.',
};
