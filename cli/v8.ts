/**
 * What V8 is told of our runs, before everything else: code that was kept from an earlier start is good only
 * for the settings that it was made under.
 */
import { setFlagsFromString } from 'node:v8';

/** Commands that end within seconds. */
const SHORT = ['certify', 'demo'];
const words = process.argv.slice(2);

if (words.some((word) => SHORT.includes(word))) {
  // Node's own modules come compiled, for the settings that Node was made with: what is loaded under others is compiled anew.
  for (const name of ['assert', 'crypto', 'dns', 'fs/promises', 'net', 'perf_hooks', 'timers/promises']) process.getBuiltinModule(name);
  // A short run is over before optimized code has paid. WebAssembly is told so here, and not only where it is loaded,
  // since kept code would be refused for another setting.
  setFlagsFromString('--liftoff-only');
  // A function is optimized only after some seventy times as much work in it, which a long exploration still reaches. Saves a
  // fifth of the CPU and 13 MB. Only the V8 of Node 20 has this; later ones would complain of it on stderr.
  if (process.versions.v8.startsWith('11.3.')) setFlagsFromString('--interrupt-budget=5000000');
}

// A run makes much short-lived garbage and keeps little: what the young generation has grown to when the command is loaded is
// enough. Saves some 10 MB, and costs no time that can be measured. Millions of rows in passing are quicker with the usual one, by
// a fifth.
if (!words.includes('reconcile')) setImmediate(() => setFlagsFromString('--semi-space-growth-factor=1'));
