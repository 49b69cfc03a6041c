/**
 * Loaded into every measured process and whatever it starts: leaves what the system counted for it.
 * CommonJS and no import, so that it costs the measured start next to nothing.
 */
process.on('exit', () => {
  const folder = process.env['PAYCERT_BENCH_USAGE'];
  if (folder === undefined) return;
  const { writeFileSync } = process.getBuiltinModule('node:fs');
  writeFileSync(`${folder}/${process.pid}.json`, JSON.stringify(process.resourceUsage()));
});
