/**
 * What V8 is told of our runs, before everything else: a young generation that has grown stays so, and code
 * that was kept from an earlier start is good only for the settings that it was made under.
 */
import { setFlagsFromString } from 'node:v8';

/** Commands that end within seconds. */
const SHORT = ['certify', 'demo'];
const isShort = process.argv.slice(2).some((word) => SHORT.includes(word));

// Node's own modules come compiled, but for the settings that Node was made with: those that are loaded later are compiled anew.
const LOADED = ['assert', ...(isShort ? ['crypto', 'dns', 'fs/promises', 'net', 'perf_hooks', 'timers/promises'] : [])];
for (const name of LOADED) process.getBuiltinModule(name);

// A run makes much short-lived garbage and keeps little, so the young generation may stay small. Saves some
// 10 MB, and costs no time that can be measured.
setFlagsFromString('--semi-space-growth-factor=1');

// A short run is over before optimized code has paid. WebAssembly is told so here, and not only where it is loaded,
// since kept code would be refused for another setting.
if (isShort) {
  setFlagsFromString('--liftoff-only');
  // A function is optimized only after some seventy times as much work in it, which a long exploration still reaches. Saves a
  // fifth of the CPU and 13 MB. Only the V8 of Node 20 has this; later ones would complain of it on stderr.
  if (process.versions.v8.startsWith('11.3.')) setFlagsFromString('--interrupt-budget=5000000');
}
