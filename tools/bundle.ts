/**
 * Makes one program of the command line, in the place of some five hundred files that Node would look up, read
 * and compile one by one at each start: `dist/cli/main.js`, which tells V8 what to expect, and
 * `dist/cli/program.cjs` with all the rest. One file of CommonJS, since V8 keeps compiled code of scripts and,
 * in Node 20, not of modules (`cli/bundled.ts`). What a command does not need is in the file and does not run.
 *
 * The thread of a load is one file as well, `dist/load/worker.js`; both find libxml2 beside the program (`libxml.ts`). The
 * other files that `tsc` wrote stay as they are: processes of the self-test, and tests, start from them.
 */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import { bundleLibxml, libxmlBeside } from './libxml.ts';

const ROOT = process.cwd();
const PROGRAM = 'dist/cli/program.cjs';
const WORKER = 'dist/load/worker.js';

/**
 * Packages that go into the file, since each start or each run reads them: the files of YAML and yargs alone are
 * over a hundred. The others keep their own files, as some look for others beside them.
 */
const INSIDE = ['leven', 'lossless-json', 'picocolors', 'yaml', 'yargs'];
/** Modules of Node that few runs need, and that take 8 ms and 3 MB to load; the first use loads them. */
const WHEN_USED = ['child_process', 'dns', 'http', 'https', 'perf_hooks', 'tls', 'worker_threads'];

const { dependencies } = JSON.parse(await readFile(resolve(ROOT, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };

const shared: BuildOptions = {
  absWorkingDir: ROOT,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  external: Object.keys(dependencies).filter((name) => !INSIDE.includes(name)),
  minify: true,
  // `node --enable-source-maps dist/cli/main.js` tells a fault's place in the sources.
  sourcemap: 'linked',
  sourcesContent: false,
  logLevel: 'warning',
};

/**
 * Files that ask where they are: in a bundle, whose own address is `bundle`, they are told where `tsc` put them, so that
 * what lies beside them is found. Bundles stand in a folder of `dist/`. npm may put a package beside ours or in it: `placeInPackage`
 * looks for it.
 */
const places = (bundle: string): Plugin => ({
  name: 'places',
  setup({ onLoad }) {
    onLoad({ filter: /\.(?:ts|js|mjs)$/ }, async ({ path }) => {
      const file = relative(ROOT, path);
      const loader = path.endsWith('.ts') ? 'ts' : 'js';
      const contents = asciiOf(await readFile(path, 'utf8'));
      if (!contents.includes('import.meta.url')) return { contents, loader };
      const [, name, inside] = /^node_modules\/((?:@[^/]+\/)?[^/]+)\/(.+)$/.exec(file) ?? [];
      const place = name ? `placeInPackage('${name}', '${inside}')` : `new URL('../${file.replace(/\.ts$/, '.js')}', ${bundle}).href`;
      return { contents: contents.replaceAll('import.meta.url', place), loader };
    });
  },
});

/** Validators are looked up by name beside the sources; in the program they are part of it, and of its kept code. */
const validators: Plugin = {
  name: 'validators',
  setup({ onLoad }) {
    onLoad({ filter: /schemas\/generated\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = source.replace(/^const require = createRequire\(.*$/m, '');
      if (contents === source) throw new Error(`${path} looks validators up in another way than tools/bundle.ts knows`);
      return { contents, loader: 'ts' };
    });
  },
};

/** The built program starts from `program.cjs`. */
const bundled: Plugin = {
  name: 'bundled',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/program\.ts$/ }, () => ({ path: resolve(ROOT, 'cli/bundled.ts') }));
  },
};

// V8 would take code of an earlier program for this one's where both are equally long.
const folder = resolve(ROOT, dirname(PROGRAM));
for (const name of await readdir(folder)) if (/\.code(?:\.\d+\.part)?$/.test(name)) await rm(resolve(folder, name), { force: true });
const { metafile } = await build({
  ...shared,
  entryPoints: ['cli/program.ts'],
  metafile: true,
  outfile: PROGRAM,
  format: 'cjs',
  alias: { yaml: './node_modules/yaml/browser/index.js' },
  banner: {
    js: [
      '"use strict";',
      'const PROGRAM_URL=require("node:url").pathToFileURL(__filename).href;',
      // Asking the resolver takes milliseconds, and mostly the package is in the folder of ours.
      'const placeInPackage=(name,file)=>{',
      'let home=new URL(`../../node_modules/${name}/package.json`,PROGRAM_URL);',
      'if(!require("node:fs").existsSync(home))',
      'try{home=require("node:url").pathToFileURL(require.resolve(`${name}/package.json`))}catch{home=PROGRAM_URL}',
      'return new URL(file,home).href};',
      'const obtain=module.importPackage??((name)=>import(name));',
      'const uponUse=(name)=>new Proxy({},{get:(_,key)=>require(name)[key]});',
    ].join(''),
  },
  plugins: [validators, places('PROGRAM_URL'), libxmlBeside(PROGRAM)],
});
await writeFile(resolve(ROOT, PROGRAM), loadLater(await readFile(resolve(ROOT, PROGRAM), 'utf8'), metafile));
await bundleLibxml(shared);
// Each shape of a load starts a thread, which would read seventy files.
await build({
  ...shared,
  entryPoints: ['load/worker.ts'],
  outfile: WORKER,
  format: 'esm',
  allowOverwrite: true,
  external: shared.external!.filter((name) => name !== 'hdr-histogram-js'),
  banner: { js: 'import{createRequire as requireFrom}from"node:module";const require=requireFrom(import.meta.url);' },
  plugins: [places('import.meta.url'), libxmlBeside(WORKER)],
});
await build({ ...shared, entryPoints: ['cli/main.ts'], outfile: 'dist/cli/main.js', format: 'esm', allowOverwrite: true, plugins: [bundled] });

/**
 * A source without letters beyond ASCII, as `cli/bundled.ts` has to find it: esbuild writes those of strings as `\u0416`, and
 * leaves those of regular expressions.
 */
function asciiOf(source: string): string {
  const escaped = /\\[\u0080-\uffff]/.exec(source);
  if (escaped) throw new Error(`${escaped[0]}: a letter beyond ASCII needs no backslash before it`);
  return source.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** What replaces a word is as long as the word, so that the source map stays true. */
function loadLater(program: string, { outputs }: Metafile): string {
  let changed = program;
  const packages = outputs[PROGRAM]!.imports.filter(({ kind, external }) => kind === 'dynamic-import' && external === true);
  for (const name of new Set(packages.map(({ path }) => path))) changed = replaceEach(changed, `import("${name}")`, `obtain("${name}")`);
  for (const name of WHEN_USED) changed = replaceEach(changed, `=require("node:${name}")`, `=uponUse("node:${name}")`);
  const beyond = /[^\0-\x7f]/.exec(changed);
  if (beyond) throw new Error(`${PROGRAM} is to be of ASCII, and has ${beyond[0]}`);
  return changed;
}

function replaceEach(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`${PROGRAM} has no ${from}: tools/bundle.ts is out of date`);
  return text.replaceAll(from, to);
}
