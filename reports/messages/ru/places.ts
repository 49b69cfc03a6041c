import type { places as en } from '../en/places.ts';

/** Почему система отказала: место на диске, права. */
export const places: Record<keyof typeof en, string> = {
  'usage.folder-unwritable': '{folder}: записать туда нельзя. Выберите другое место: --out.',
  'usage.file-in-the-way': '{file} — не файл, который можно перезаписать. Уберите его или выберите другую папку: --out.',
  'usage.report-unwritten': '{file}: записать не удалось, хотя прогон завершён.',
  'usage.record-kept':
    'запись прогона сохранена. Исправьте место и сделайте отчёты из неё: npx paycert report {folder} --format pdf (или list, json, html …).',
  'system.no-right': 'система не даёт на это прав ({code}).',
  'system.not-there': 'части пути не существует ({code}).',
  'system.not-a-folder': 'часть пути — файл, а не папка ({code}).',
  'system.a-folder': 'там папка, а не файл ({code}).',
  'system.full': 'на диске нет места ({code}).',
  'system.read-only': 'диск доступен только для чтения ({code}).',
  'system.other': 'ответ системы: {problem}.',
};
