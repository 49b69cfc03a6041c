/** Why a place cannot be written to, in place of the words of the operating system. */
export const places = {
  'usage.folder-unwritable': '{folder} cannot be written to. Choose another place with --out.',
  'usage.file-in-the-way': '{file} is not a file that can be written over. Move it away, or choose another folder with --out.',
  'usage.report-unwritten': '{file} could not be written, though the run is over.',
  'usage.record-kept':
    'the record of the run is kept. Mend the place, then make the reports from it: npx paycert report {folder} --format pdf (or list, json, html …).',
  'system.no-right': 'the system gives no right to it ({code}).',
  'system.not-there': 'a part of the path is not there ({code}).',
  'system.not-a-folder': 'a part of the path is a file, not a folder ({code}).',
  'system.a-folder': 'a folder stands there, not a file ({code}).',
  'system.full': 'the disk is full ({code}).',
  'system.read-only': 'the disk can only be read ({code}).',
  'system.other': 'the system says: {problem}.',
};
