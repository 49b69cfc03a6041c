/**
 * Makes one program of the command line: `dist/cli/main.js` and some chunks beside it, in the place of
 * some five hundred files that Node would look up, read and compile one by one at each start. It saves
 * a sixth of the CPU of a run. What a command does not need stays in chunks of its own, unread.
 *
 * The files that `tsc` wrote stay where they are: threads and tests start from them.
 */
import { readFile, rm } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { build, type Metafile, type Plugin } from 'esbuild';

const ROOT = process.cwd();
const CHUNKS = 'dist/cli/bundle';
const { dependencies } = JSON.parse(await readFile(resolve(ROOT, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };

/** Files that ask where they are; in a chunk they are told where `tsc` put them, so that what lies beside them is found. */
const placed = new Set<string>();
const places: Plugin = {
  name: 'places',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const file = relative(ROOT, path);
      const contents = await readFile(path, 'utf8');
      if (!contents.includes('import.meta.url')) return { contents, loader: 'ts' };
      placed.add(file);
      const compiled = `../../${file.replace(/\.ts$/, '.js')}`;
      return { contents: contents.replaceAll('import.meta.url', `new URL('${compiled}', import.meta.url).href`), loader: 'ts' };
    });
  },
};

await rm(resolve(ROOT, CHUNKS), { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: ROOT,
  entryPoints: ['cli/main.ts'],
  outdir: 'dist/cli',
  chunkNames: 'bundle/[name]-[hash]',
  allowOverwrite: true,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // Packages keep their own files, since some look for others beside them. YAML is the one that each run reads, in
  // seventy files: its modules for bundlers go in, which takes 3 MB and 30 ms less.
  external: Object.keys(dependencies).filter((name) => name !== 'yaml'),
  alias: { yaml: './node_modules/yaml/browser/index.js' },
  minifyWhitespace: true,
  // `node --enable-source-maps dist/cli/main.js` tells a fault's place in the sources.
  sourcemap: 'linked',
  sourcesContent: false,
  metafile: true,
  logLevel: 'warning',
  plugins: [places],
});
refuseMisplaced(metafile);

/** A file that asks where it is would get a wrong answer in the program itself, which lies higher than its chunks. */
function refuseMisplaced({ outputs }: Metafile): void {
  for (const [output, { inputs }] of Object.entries(outputs))
    for (const file of Object.keys(inputs))
      if (placed.has(file) && !output.startsWith(`${CHUNKS}/`))
        throw new Error(`${file} uses import.meta.url and would be bundled into ${output}: load it lazily, or let tools/bundle.ts know its place.`);
}
