import type { advice as english } from '../en/advice.ts';

/** Бір ескертуді не істеу керек — тармақтың жалпы кеңесінің орнына. */
export const advice: Record<keyof typeof english, string> = {
  'advice.refund.no-object': 'Модель өрістері бар бір JSON объектін жіберіңіз, мысалы {"PaymentId":…}, массив не мәтін емес.',
  'advice.refund.not-filed': 'Клиент токен алған соң өтінім берсін; берген болса, оның неге оқылмағанын жауап пен басқа ескертулер айтады.',
  'advice.refund.member-missing':
    'Әр {call} ішінде {field} өрісін жіберіңіз: модельдің бәрі міндетті, null да жоқ деп саналады, аттары әріпме-әріп салыстырылады.',
  'advice.refund.member-empty': '{field} ішінде кемінде бір таңба болсын: онсыз қайтаруды жібермей, өз жүйеңізде тоқтатыңыз.',
  'advice.refund.member-long': 'Жіберер алдында {field} мәтінін {most} таңбаға (UTF-16 бірлігіне) дейін қысқартыңыз, әріптің ортасынан кеспеңіз.',
  'advice.refund.identificator-long':
    '{field} жасалған жерінде қысқарақ болсын, ең көбі {most} таңба: UUID-де 36. Ұзынын кеспеңіз: бір идентификатор екі қайтаруға тиюі мүмкін.',
  'advice.refund.no-integer':
    '{field} мәнін тек цифрдан тұратын JSON саны етіп жазыңыз: тырнақшасыз, нүктесіз, дәрежесіз. 2^53-тен үлкені 64 биттік бүтінге ғана сыяды: Java мен C#-та long, JavaScript-те оны білетін JSON кітапханасымен bigint.',
  'advice.refund.past-64-bits': '{field} мәнін оператор бергендей, таңбалы 64 биттік бүтін ретінде сақтаңыз; одан ұзын сан — төлем нөмірі емес.',
  'advice.refund.no-text': '{field} тек цифрдан тұрса да, оны тырнақшадағы JSON мәтіні етіп жазыңыз.',
  'advice.cause.payment-id-double':
    'PaymentId мәнін алғаннан жібергенге дейін 64 биттік бүтін не мәтін ретінде сақтаңыз. JavaScript-те JSON.parse пен Number 2^53-тен үлкенін дөңгелектейді: bigint беретін талдағышпен оқып, цифрларын сол күйі жазыңыз.',
  'advice.refund.payment-differs': 'Қайтаруды дәл қайтарылатын төлемнің PaymentId-ы бойынша беріңіз.',
  'advice.cause.amount-unit':
    'ReturnAmount теңгемен не тиынмен саналатынын оператормен келісіңіз, бір жерде ғана аударыңыз және бірлікті айнымалының атында жазыңыз.',
  'advice.refund.amount-differs': 'ReturnAmount ішінде қайтарылатын соманы соңғы бірлігіне дейін жіберіңіз: дөңгелектемей, комиссияны шегермей.',
  'advice.refund.reason-differs':
    'Reason мәтінін формадан сұрауға дейін UTF-8 түрінде сақтаңыз, арадағы дерекқорды, кезекті және журналды тексеріңіз: бірінде қазақ не орыс әріптері жоқ.',
  'advice.refund.wrong-path':
    'Сізге берілген мекенжайдан returnApi/Auth/GetToken, returnApi/Auth/CheckToken, returnApi/Refund/RefundRequest және returnApi/Refund/RefundStatus шақырыңыз.',
  'advice.refund.wrong-method': 'Әр шақыруды POST әдісімен, өрістерін денесінде жіберіңіз; мекенжайға ештеңе қосылмайды.',
  'advice.refund.wrong-type': 'Content-Type: application/json; charset=utf-8 тақырыбын жіберіңіз.',
  'advice.refund.not-utf8': 'Денені UTF-8 түрінде жазыңыз, Content-Length әріпті емес, байтты санасын.',
  'advice.refund.not-json': 'Денені JSON кітапханасы жазсын: қолмен құралғаны себептегі алғашқы тырнақшада бұзылады.',
  'advice.refund.identificator-shared':
    'RefundIdentificator-ды әр қайтаруға жаңадан жасаңыз, мысалы UUID; төлемнен, күннен не логиннен жасамаңыз: бір төлемде бірнеше қайтару болуы мүмкін.',
};
