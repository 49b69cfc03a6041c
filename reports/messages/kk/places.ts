import type { places as en } from '../en/places.ts';

/** Жүйе неге бас тартты: дискідегі орын, құқықтар. */
export const places: Record<keyof typeof en, string> = {
  'usage.folder-unwritable': '{folder}: оған жазуға болмайды. --out арқылы басқа орын таңдаңыз.',
  'usage.file-in-the-way': '{file} — үстінен жазуға болатын файл емес. Оны жылжытыңыз немесе --out арқылы басқа қалта таңдаңыз.',
  'usage.report-unwritten': '{file}: сынақ аяқталса да, жазу мүмкін болмады.',
  'usage.record-kept':
    'сынақтың жазбасы сақталды. Орынды түзеп, есептерді содан жасаңыз: npx paycert report {folder} --format pdf (немесе list, json, html …).',
  'system.no-right': 'жүйе бұған рұқсат бермейді ({code}).',
  'system.not-there': 'жолдың бір бөлігі жоқ ({code}).',
  'system.not-a-folder': 'жолдың бір бөлігі қалта емес, файл ({code}).',
  'system.a-folder': 'онда файл емес, қалта тұр ({code}).',
  'system.full': 'дискіде орын жоқ ({code}).',
  'system.read-only': 'диск тек оқуға ашық ({code}).',
  'system.other': 'жүйенің жауабы: {problem}.',
};
