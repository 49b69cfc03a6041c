/**
 * In a built program this stands in the place of `program.ts`: it runs `program.cjs`, the whole command line in
 * one file, from the code that V8 made of it at an earlier start. Reading and compiling the sources anew takes an
 * eighth of a run's CPU and a quarter of what `--help` takes. `tools/code-cache.ts` makes that code once, when
 * the program is built; where it is missing, or made by another Node, V8 compiles as ever.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { cachedDataVersionTag, setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';

/** A module of CommonJS, with a way to packages that only `import()` loads: kept code has none of its own. */
interface Module {
  exports: object;
  importPackage: (name: string) => Promise<unknown>;
}
type Wrapped = (exports: object, require: NodeJS.Require, module: Module, file: string) => void;

const file = fileURLToPath(new URL('./program.cjs', import.meta.url));
// The tag tells the V8, the processor and the settings that code is good for.
const kept = `${file}.${cachedDataVersionTag()}.code`;
const require = createRequire(file);
/** Set while the program is built (`tools/code-cache.ts`). */
const keeps = process.env['PAYCERT_KEEP_CODE'] === '1';

// Places in the sources are known to Node alone, and of what it compiles itself.
if (process.execArgv.includes('--enable-source-maps')) require(file);
else run();

function run(): void {
  // The file is ASCII: one byte a character, and so it stays in memory.
  const source = `(function(exports,require,module,__filename){${readFileSync(file, 'latin1')}\n})`;
  const cachedData = keeps ? undefined : readKept();
  const script = new Script(source, { filename: file, ...(cachedData ? { cachedData } : {}) });
  if (keeps) keepAtExit(script);
  const module: Module = { exports: {}, importPackage: (name) => import(name) };
  (script.runInThisContext() as Wrapped)(module.exports, require, module, file);
}

function readKept(): Buffer | undefined {
  try {
    return readFileSync(kept);
  } catch {
    return undefined;
  }
}

/** At the end of a run V8 has compiled all that a run of this kind needs. */
function keepAtExit(script: Script): void {
  // Code that has not run for a while would be dropped meanwhile.
  setFlagsFromString('--no-flush-bytecode');
  process.on('exit', () => {
    // As at the start: code is kept for the settings at this moment.
    setFlagsFromString('--flush-bytecode');
    setFlagsFromString('--semi-space-growth-factor=2');
    // Of two builds at once each writes a file of its own: V8 ends the process over code that is mixed up.
    const part = `${kept}.${process.pid}.part`;
    writeFileSync(part, script.createCachedData());
    renameSync(part, kept);
  });
}
