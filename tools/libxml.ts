/**
 * libxml2-wasm as two files of our own: one module in the place of ten, and its WebAssembly beside it. The package holds
 * that as a text within a module, and reading a million characters as JavaScript takes longer than compiling the program that
 * they stand for.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { build, type BuildOptions, type Plugin } from 'esbuild';

const PACKAGE = 'libxml2-wasm';
const MODULE = 'dist/cli/libxml2.js';
const PROGRAM = 'libxml2.wasm';

/** Where the package makes bytes of its text: a character each, but for NUL, which is U+0100. */
const TEXT = /=ea\(('(?:[^'\\]|\\[^])*')\)/;
const READ = `=fs.readFileSync(new URL("./${PROGRAM}",import.meta.url))`;
const MAGIC = '\0asm';

const fromFile: Plugin = {
  name: 'program from a file',
  setup({ onLoad }) {
    onLoad({ filter: /libxml2raw\.mjs$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const text = TEXT.exec(source)?.[1];
      const program = Buffer.from(text === undefined ? '' : (runInNewContext(text) as string), 'latin1');
      if (!program.toString('latin1').startsWith(MAGIC)) throw new Error(`${path} has no program where tools/libxml.ts looks for it`);
      await writeFile(resolve(dirname(MODULE), PROGRAM), program);
      return { contents: source.replace(TEXT, () => READ), loader: 'js' };
    });
  },
};

/** Writes the two files. */
export async function bundleLibxml(shared: BuildOptions): Promise<void> {
  const entry = fileURLToPath(import.meta.resolve(PACKAGE));
  await build({ ...shared, entryPoints: [entry], outfile: MODULE, format: 'esm', sourcemap: false, plugins: [fromFile] });
}

/** Has a bundle take the two files in the place of the package. */
export function libxmlBeside(bundle: string): Plugin {
  const path = relative(dirname(bundle), MODULE).replace(/^(?!\.)/, './');
  return {
    name: 'libxml beside the bundle',
    setup({ onResolve }) {
      onResolve({ filter: new RegExp(`^${PACKAGE}$`) }, () => ({ path, external: true }));
    },
  };
}
