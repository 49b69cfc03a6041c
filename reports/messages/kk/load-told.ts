/** Басқа құрал берген жүктеме: файлы не көрсетеді, нені айтпайды және онда не дұрыс емес. */
export const loadTold = {
  'load.told-not-served': 'Бір мезгілдегі {connections} төлемнің бәріне қызмет көрсетілмейді.',
  'load.told-errors':
    'Жүктеме кезінде {sent} сұраудың {percent} %-ы сәтсіз болды. {tool} ештеңені қайта сұрамайды, сондықтан олардың төлемі немен аяқталғаны белгісіз.',

  'skip.told-answers':
    '{right} жауаптың txn_id, result, prv_txn және sum мәндері дұрыс. Екі төлем бір prv_txn алды ма және әр жауап бүкіл грамматиканы сақтай ма — {tool} қорытындысы айтпайды; мұны paycert load тексереді.',
  'skip.told-no-burst':
    'Мұны тек залп көрсетеді, ал {tool} құралының бұл қорытындысы ол туралы емес: load/k6/payments.ts скриптін SHAPE=burst деп іске қосыңыз.',
  'skip.told-no-pace':
    'Мұны тек профиль күткеннен сирек емес төлемдер көрсетеді, ал {tool} құралының бұл қорытындысы олар туралы емес: load/k6/payments.ts скриптін SHAPE=pace және секундына жеткілікті RATE деп іске қосыңыз.',
  'skip.told-few': 'Залпта {connections} байланыс болды, ал хаттама бір мезгілде 10–15 байланысты көздейді. CONNECTIONS=15 беріңіз.',
  'skip.told-longest':
    '{tool} қорытындысында ең ұзақ жауаптың уақыты жоқ. summaryTrendStats ішіне max немесе http_req_duration: max<15000 шегін қосыңыз.',
  'skip.told-failures': '{tool} қорытындысында қай сұраулар сәтсіз болғаны айтылмаған: онда http_req_failed жоқ.',
  'skip.told-rate': 'Скрипт paycert құралынікі емес, оның қанша сұрауы төлем болғаны белгісіз.',
  'skip.told-alone': '{tool} қорытындысы жалғыз сұраудың қанша уақыт алатынын айтпайды; мұны paycert load өлшейді.',
  'skip.told-course': '{tool} қорытындысында уақыт барысы жоқ, жауаптардың баяулайтыны көрінбейді; мұны paycert load өлшейді.',
  'skip.told-repeats': 'Төлемдерді {tool} жасаған, олардың алғашқы жауаптары мұнда белгісіз және бірде-бірі қайталанбады; мұны paycert load істейді.',
  'skip.told-credits': 'Алдыңғы және кейінгі баланстарды {tool} білмейді; paycert load оларды төленген сомамен салыстырады.',
  'why.told-unvalidated':
    'Скрипт paycert құралынікі емес: оның қорытындысы жауаптардың дұрыс болғанын айтпайды. load/k6/payments.ts немесе paycert load іске қосыңыз.',
  'why.told-failed':
    '{tool} {count} сұрауды сәтсіз деп санайды, ал скрипт paycert құралынікі емес: ол дұрыс қабылданбайтын нәрсені сұраған немесе сұрауды өзі үзген болуы мүмкін. load/k6/payments.ts немесе paycert load іске қосыңыз.',
  'why.told-unjudged': '{count} сұрау жолда болғанда {tool} тоқтатылған. Оның соңына дейін жүруіне мүмкіндік беріңіз.',
  'why.told-limited': 'Жиілік шегі {count} төлемді кері қайтарды, ал {tool} сұралғандай күтпейді. Мұны paycert load істейді.',
  'why.told-processing': '{count} төлемге 4 деп жауап берілді, ал {tool} қайта сұрамайды. Мұны paycert load істейді.',
  'why.told-dropped':
    '{tool} {count} төлемді уақытында бастамады, ал байланыстары көбіне бос тұрды: кешіккен оның өзі. Оны бос машинада немесе бірнеше машинада іске қосыңыз.',
  'why.told-refused':
    '{refused} төлем қабылданбады, {credited} төлем есептелді: бұл шотты немесе соманы қайта-қайта төлеуге болмайтын шығар. Төлеуге болатын ACCOUNT пен SUM беріңіз.',

  'note.load-told':
    'Жүктеме көрсеткіштері {tool} құралынан, {file} файлынан алынды. paycert серіктестен ештеңе сұраған жоқ және оның жауаптарын көрген жоқ.',
  'note.load-foreign':
    '{tool} орындаған скрипт paycert құралынікі емес: оның сұраулары төлем болды ма және осы серіктеске барды ма — мұнда белгісіз.',
  'note.load-sum': '{tool} мұнда көрсетілмеген тағы {count} төлемді есептетті; қандай сомаға екенін оның файлы айтпайды.',
  'note.load-thresholds': 'Скрипттің сақталмаған шектері: {missed}.',

  'shape.unknown': 'пішіні айтылмаған',
  'load-script.paycert': 'paycert скрипті',
  'load-script.other': 'бөтен скрипт',
  'ui.load-shape-alone': '{shape@shape}: {end@load-end}',
  'ui.load-by': 'Кім өлшеді',
  'ui.load-by-of': '{tool}, {script@load-script}, paycert емес; аяқталды {when}; {file} файлы, {digest}',
  'ui.load-numbers': 'Төлем нөмірлері',
  'ui.load-numbers-of': 'txn_id {first}…',
  'ui.load-not-told': 'Ол айтпайтын нәрсе',
  'ui.load-dropped': 'Басталмаған',
  'ui.load-dropped-of': '{count} төлем: мерзімі келгенде барлық байланыс бос емес еді',

  'cli.option.from-k6': 'Ештеңе жібермейді: k6 осы файлға жазған қорытындыға баға береді',
  'cli.example.load-k6': 'k6 берген жүктеме',
  'usage.k6-too-large': '{file}: {most} МиБ-тан үлкен, бұл k6 қорытындысы бола қоймас. Жолын тексеріңіз.',
  'usage.k6-malformed': '{file}: бұл JSON емес: {problem}. handleSummary немесе --summary-export жазған файлды беріңіз.',
  'usage.k6-deep': '{file}: k6 қорытындысында болмайтындай терең кірістірілген.',
  'usage.k6-points':
    '{file}: бұл k6 run --out json жазған жеке нүктелер, ал есепке олардың қорытындысы керек. load/k6/payments.ts немесе кез келген скриптті --summary-export=summary.json параметрімен іске қосып, сол файлды беріңіз.',
  'usage.k6-form':
    '{file}: k6 мұндай қорытынды жазбайды (metrics.http_reqs.values.count, metrics.http_reqs.count немесе results.metrics). handleSummary(data) алған нәрсені JSON түрінде немесе --summary-export файлын беріңіз.',
  'usage.k6-version':
    '{file}: version — {written}, ал машиналық қорытынды 1-нұсқада оқылады. k6-ны --new-machine-readable-summary параметрінсіз немесе =false деп іске қосыңыз.',
  'usage.k6-value': '{file}: {field} — {written}, ал {wanted@k6-value} болуы керек. Файл бүлінген немесе қолмен өзгертілген: оны қайта көшіріңіз.',
  'usage.k6-contradiction':
    '{file}: {field} — {written}, бұл {other} мәнінен ({most}) көп. Файл бүлінген немесе қолмен өзгертілген: оны қайта көшіріңіз.',
  'usage.k6-nothing': '{file}: онда бірде-бір сұрау жоқ (http_reqs). k6 не басып шығарғанын қараңыз: сұрауға дейін жетпеген шығар.',
  'usage.k6-no-target': '{file} қай серіктес туралы екенін айтпайды. Оның мекенжайын немесе --profile беріңіз.',
  'usage.k6-other-target': '{file} — {told} туралы, ал бұл іске қосу — {given} туралы. Сол серіктестің профилін беріңіз.',
  'usage.k6-edition':
    '{file}: load/k6/payments.ts XML оқиды, ал профильде answers: json, сондықтан әр жауап қате деп саналды. Бұл серіктеске paycert load қолданыңыз.',

  'k6-value.digits': '18 цифрға дейін',
  'k6-value.count': '0-ден басталатын бүтін сан',
  'k6-value.number': '0-ден кем емес сан',
  'k6-value.text': 'мәтін',
  'k6-value.list': 'тізім',
  'k6-value.object': 'нысан',
  'k6-value.url': 'http немесе https мекенжайы',
  'k6-value.sum': '1.00 түріндегі сома',
  'k6-value.shape': 'burst, pace, closed немесе ramp',
  'k6-value.date': '2026-11-24T10:20:30Z түріндегі күн',
  'k6-value.yes-or-no': 'true немесе false',
  'k6-value.format': '1',
};
