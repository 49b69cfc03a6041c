import type { books as english } from '../en/books.ts';

export const books: Record<keyof typeof english, string> = {
  'suite.ledger': 'Төлем кітабы',
  'clause.AG-3.15':
    'Серіктес … Оператордан алынған Төлемдер туралы ақпаратқа сәйкес ақшаның Төлеушілердің жеке шоттарына толық көлемде, тізілімдер алынған күннен кешіктірмей есептелуін қамтамасыз етеді.',
  'reading.AG-3.15': '0 деп жауап берілгеннің бәрі кітапта толық сомасымен тұруы керек.',
  'fix.AG-3.15': 'Кітап жолын есептеумен бір транзакцияда жазыңыз және бір бетті емес, барлық жолды шығарып беріңіз.',

  'ledger.missing': 'pay 0 деп жауап берген {total@money} теңгелік {count} төлем кітапта жоқ: {numbers}.',
  'ledger.other-number': '{count} төлем кітапта басқа нөмірмен тұр, мысалы {account} шотына ({line}-жол): дауды txn_id бойынша шешу мүмкін емес.',
  'ledger.doubled': '{count} төлем кітапта бірнеше рет тұр, өз сомалары бойынша {total@money} теңге: {numbers}.',
  'ledger.extra': 'Қабылданбаған {count} төлем кітапта есептелген болып тұр, {total@money} теңге: {numbers}.',
  'ledger.row-changed': '{txn_id} төлемінің жолы (кітаптың {line}-жолы) қайталаудағы деректерді қабылдаған.',
  'ledger.other-sum': '{txn_id} төлемі кітапта басқа сомамен тұр ({line}-жол).',
  'ledger.other-account': '{txn_id} төлемі кітапта басқа шотпен тұр ({line}-жол).',
  'ledger.other-day': '{txn_id} төлемі кітапта txn_date көрсеткен күнде емес, басқа күнде тұр ({line}-жол).',
  'ledger.malformed': 'Кітаптың {count} жолын төлем ретінде оқу мүмкін емес: {lines}. Онда кез келген төлем тұруы мүмкін.',
  'ledger.oracles-differ': '{count} төлем туралы дереккөздер әртүрлі айтады: {numbers}.',
  'cause.own-clock': 'Кітап txn_date бойынша емес, серіктестің өз сағаты не уақыт белдеуі бойынша немесе UTC бойынша жүргізілетін сияқты.',

  'skip.no-ledger': 'Серіктестің өз төлем есебі қолда жоқ. Оны partner.ledger ішінде көрсетіңіз: URL, файл немесе команда.',
  'skip.ledger-unreadable':
    '{file} кітабын оқу мүмкін болмады: {problem}. partner.ledger мәнін түзетіңіз; кітап кейін жасалса, оны алып тастап, соңынан npx paycert reconcile командасымен салыстырыңыз.',
  'preflight.no-balance-field':
    'Төлеуге болатын шоттың check жауабында оқуға болатын балансы бар {field} өрісі жоқ. partner.balanceField мәнін түзетіңіз.',
  'skip.ledger-behind':
    'Кітапта бұл сынақтың бірде-бір төлемі әлі жоқ. Ол кейін шығарылса, сол сәтте жасалатын кітапты беріңіз немесе кейін npx paycert reconcile командасымен салыстырыңыз.',
  'skip.not-in-ledger': 'Бұл төлем кітапта жоқ; оны барлық төлем туралы жағдай айтады.',
  'skip.date-refused': 'Төлем қабылданбады, сондықтан кітапта оның күні жоқ.',
  'usage.ledger-source': '{place}: partner.ledger ішінде columns, format және headers қатарында url, file және command үшеуінің бірі болады.',

  'ui.credits': 'Есептелді',
  'oracle.answers': 'жауаптар',
  'oracle.balance': 'баланс',
  'oracle.ledger': 'кітап',
  'ui.unclear': 'белгісіз',
  'ui.at-risk': 'Қауіпте',
  'ui.oracles-agree': 'Олардың әрқайсысы дәл бір рет есептелген, мұны айтады: {oracles}.',
  'ui.oracles-unclear': '{count} төлемнің неше рет есептелгенін баланс бойынша айту мүмкін емес; басқа дереккөздер айта алады.',
  'ui.oracles-risk': 'Қауіптегі ақша: {count} төлемде {total@money} теңге.',
  'ui.oracles-given-up':
    'Есептеулер тек жауаптардан белгілі: check.credits-nothing тексерісінен кейін баланстан бас тартылды. Алдымен соны түзетіңіз.',
  'ui.oracles-one': 'Есептеулер тек жауаптардан белгілі. Шын мәнінде не есептелгенін профильдегі balanceField немесе ledger көрсетер еді.',
  'ui.risk-line': '{txn_id} · {account} · {sum@money} теңге · {date} · {asked} рет сұралды · есептелді: {credits} · қауіпте {risk@money}',
  'ui.more': 'және тағы {count}, есепте',
};
