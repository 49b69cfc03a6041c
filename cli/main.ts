#!/usr/bin/env node
/**
 * The command line: parses, calls, and turns what comes back into an exit code. No logic of its own;
 * each command loads what it needs when it is called, so that `--help` is there at once.
 */
import './heap.ts';
import './resolver.ts';
import { createRequire } from 'node:module';
import yargs from 'yargs';
import { EXIT } from './exit.ts';
import { languageOf } from './language.ts';
import { text, type Key } from './texts.ts';

/** `0.1.0`, from the package that this program belongs to. */
const { version } = createRequire(import.meta.url)(import.meta.url.includes('/dist/') ? '../../package.json' : '../package.json') as {
  version: string;
};

const args = process.argv.slice(2);
const lang = languageOf(args, process.env);
const say = (key: Key, values?: Record<string, string>) => text(lang, key, values);

/** Options that several commands share. Numbers of the protocol are texts; yargs must not make numbers of them. */
const PROFILE = {
  profile: { type: 'string', requiresArg: true, describe: say('cli.option.profile') },
  account: { type: 'string', requiresArg: true, describe: say('cli.option.account') },
  'max-payments': { type: 'number', requiresArg: true, describe: say('cli.option.max-payments') },
  'max-total': { type: 'string', requiresArg: true, describe: say('cli.option.max-total') },
} as const;
const PICK = {
  suite: { type: 'string', array: true, requiresArg: true, describe: say('cli.option.suite') },
  case: { type: 'string', array: true, requiresArg: true, describe: say('cli.option.case') },
  skip: { type: 'string', array: true, requiresArg: true, describe: say('cli.option.skip') },
} as const;
const EXPLORE = {
  explore: { type: 'string', requiresArg: true, describe: say('cli.option.explore') },
  'explore-replay': { type: 'string', requiresArg: true, describe: say('cli.option.explore-replay') },
} as const;
const REPORT = {
  out: { type: 'string', requiresArg: true, default: 'paycert-report', describe: say('cli.option.out') },
  format: { type: 'string', requiresArg: true, default: 'list,json,html', describe: say('cli.option.format') },
  'fail-on': { choices: ['remark'] as const, requiresArg: true, describe: say('cli.option.fail-on') },
  seed: { type: 'string', requiresArg: true, describe: say('cli.option.seed') },
} as const;
const AFTER = {
  waivers: { type: 'string', requiresArg: true, describe: say('cli.option.waivers') },
  baseline: { type: 'string', requiresArg: true, describe: say('cli.option.baseline') },
  sign: { type: 'string', requiresArg: true, describe: say('cli.option.sign') },
  'sign-password-file': { type: 'string', requiresArg: true, describe: say('cli.option.sign-password-file') },
  'valid-days': { type: 'number', requiresArg: true, describe: say('cli.option.valid-days') },
  'mask-accounts': { type: 'boolean', describe: say('cli.option.mask-accounts') },
} as const;
const url = { type: 'string', describe: say('cli.option.url') } as const;

async function main(): Promise<number> {
  let code: number | undefined;
  const done = (run: Promise<number>) => run.then((result) => void (code = result));
  const parser = yargs(args)
    // As it can be typed in a checkout, and where it is installed.
    .scriptName('npx paycert')
    .usage(say('cli.usage'))
    .locale(lang === 'ru' ? 'ru' : 'en')
    .option('lang', { choices: ['en', 'ru', 'kk'] as const, requiresArg: true, global: true, describe: say('cli.option.lang') })
    .command(
      'certify [url]',
      say('cli.certify'),
      (y) =>
        y
          .positional('url', url)
          .options({ ...PROFILE, ...PICK, ...EXPLORE, ...REPORT, ...AFTER, yes: { type: 'boolean', describe: say('cli.option.yes') } })
          .example('$0 certify --profile partner.yaml --out report', say('cli.example.certify'))
          .example('$0 certify --profile partner.yaml --explore 30s', say('cli.example.explore'))
          .example('$0 certify http://127.0.0.1:8080/payment_app.cgi --account 4957835959', say('cli.example.quick')),
      (argv) => done(import('./certify.ts').then(({ certifyCommand }) => certifyCommand(argv, lang, version))),
    )
    .command(
      'doctor [url]',
      say('cli.doctor'),
      (y) => y.positional('url', url).options(PROFILE).example('$0 doctor --profile partner.yaml', say('cli.example.doctor')),
      (argv) => done(import('./doctor.ts').then(({ doctorCommand }) => doctorCommand(argv, lang, version))),
    )
    .command(
      'load [url]',
      say('cli.load'),
      (y) =>
        y
          .positional('url', url)
          .options({
            ...PROFILE,
            shape: {
              choices: ['burst', 'pace', 'closed', 'ramp', 'soak'] as const,
              requiresArg: true,
              default: 'burst' as const,
              describe: say('cli.option.shape'),
            },
            rate: { type: 'string', requiresArg: true, describe: say('cli.option.rate') },
            duration: { type: 'number', requiresArg: true, describe: say('cli.option.load-duration') },
            requests: { type: 'number', requiresArg: true, describe: say('cli.option.requests') },
            connections: { type: 'number', requiresArg: true, describe: say('cli.option.connections') },
            mix: { type: 'string', requiresArg: true, default: 'pay', describe: say('cli.option.mix') },
            workers: { type: 'number', requiresArg: true, default: 1, describe: say('cli.option.workers') },
            engine: {
              choices: ['paycert', 'autocannon'] as const,
              requiresArg: true,
              default: 'paycert' as const,
              describe: say('cli.option.engine'),
            },
            ...REPORT,
            out: { ...REPORT.out, default: 'load-report' },
            yes: { type: 'boolean', describe: say('cli.option.yes') },
          })
          .example('$0 load --profile partner.yaml', say('cli.example.load'))
          .example('$0 load --profile partner.yaml --shape pace --rate 3/s --duration 60', say('cli.example.load-pace')),
      (argv) => done(import('./load.ts').then(({ loadCommand }) => loadCommand(argv, lang, version))),
    )
    .command(
      'demo',
      say('cli.demo'),
      (y) =>
        y
          .options({
            ...REPORT,
            out: { ...REPORT.out, default: 'demo-report' },
            kind: { choices: ['balance', 'order'] as const, requiresArg: true, describe: say('cli.option.kind') },
            answers: { choices: ['xml', 'json'] as const, requiresArg: true, describe: say('cli.option.answers') },
            fault: { type: 'string', requiresArg: true, describe: say('cli.option.fault') },
            variation: { type: 'string', requiresArg: true, describe: say('cli.option.variation') },
          })
          .example('$0 demo', say('cli.example.demo'))
          .example('$0 demo --fault repeat-answered-3', say('cli.example.demo-fault')),
      (argv) => done(import('./demo.ts').then(({ demoCommand }) => demoCommand(argv, lang, version))),
    )
    .command(
      'list',
      say('cli.list'),
      (y) =>
        y
          .options({
            ...PICK,
            format: { choices: ['text', 'json', 'md'] as const, default: 'text' as const, describe: say('cli.option.list-format') },
            faults: { type: 'boolean', conflicts: ['suite', 'case', 'skip'], describe: say('cli.option.list-faults') },
            clauses: { type: 'boolean', conflicts: ['suite', 'case', 'skip', 'faults'], describe: say('cli.option.list-clauses') },
          })
          .example('$0 list --suite repeats', say('cli.example.list'))
          .example('$0 list --faults', say('cli.example.list-faults')),
      (argv) =>
        done(
          argv.faults
            ? import('./list-faults.ts').then(({ listFaultsCommand }) => listFaultsCommand(argv.format, lang))
            : argv.clauses
              ? import('./list-clauses.ts').then(({ listClausesCommand }) => listClausesCommand(argv.format, lang))
              : import('./list.ts').then(({ listCommand }) => listCommand(argv, lang)),
        ),
    )
    .command(
      'explain <id>',
      say('cli.explain'),
      (y) =>
        y
          .positional('id', { type: 'string', demandOption: true, describe: say('cli.option.id') })
          .example('$0 explain repeats.in-turn', say('cli.example.explain'))
          .example('$0 explain TP-7.7', say('cli.example.explain-clause')),
      (argv) => done(import('./explain.ts').then(({ explainCommand }) => explainCommand(argv.id, lang))),
    )
    .command(
      'report <dir>',
      say('cli.report'),
      (y) =>
        y
          .positional('dir', { type: 'string', demandOption: true, describe: say('cli.option.dir') })
          .options({
            format: REPORT.format,
            waivers: AFTER.waivers,
            out: { type: 'string', requiresArg: true, describe: say('cli.option.report-out') },
          })
          .example('$0 report report --format html --lang kk --out report-kk', say('cli.example.report')),
      (argv) => done(import('./report.ts').then(({ reportCommand }) => reportCommand(argv, lang))),
    )
    .command(
      'compare <before> <after>',
      say('cli.compare'),
      (y) =>
        y
          .positional('before', { type: 'string', demandOption: true, describe: say('cli.option.before') })
          .positional('after', { type: 'string', demandOption: true, describe: say('cli.option.after') })
          .option('format', { choices: ['text', 'json', 'md'] as const, default: 'text' as const, describe: say('cli.option.list-format') })
          .example('$0 compare yesterday today', say('cli.example.compare')),
      (argv) => done(import('./report.ts').then(({ compareCommand }) => compareCommand(argv, lang))),
    )
    .command(
      'keygen',
      say('cli.keygen'),
      (y) =>
        y
          .option('out', { type: 'string', requiresArg: true, demandOption: true, describe: say('cli.option.keygen-out') })
          .example('$0 keygen --out keys', say('cli.example.keygen')),
      (argv) => done(import('./certificate.ts').then(({ keygenCommand }) => keygenCommand(argv, lang))),
    )
    .command(
      'verify <file>',
      say('cli.verify'),
      (y) =>
        y
          .positional('file', { type: 'string', demandOption: true, describe: say('cli.option.certificate') })
          .options({
            trust: { type: 'string', requiresArg: true, demandOption: true, describe: say('cli.option.trust') },
            format: { choices: ['text', 'json'] as const, default: 'text' as const, describe: say('cli.option.list-format') },
          })
          .example('$0 verify report/certificate.json --trust paycert.pub.pem', say('cli.example.verify')),
      (argv) => done(import('./certificate.ts').then(({ verifyCommand }) => verifyCommand(argv, lang))),
    )
    .command(
      'reconcile',
      say('cli.reconcile'),
      (y) =>
        y
          .options({
            registry: { type: 'string', requiresArg: true, demandOption: true, describe: say('cli.option.registry') },
            ledger: { type: 'string', requiresArg: true, demandOption: true, describe: say('cli.option.ledger') },
            refunds: { type: 'string', requiresArg: true, describe: say('cli.option.refunds') },
            profile: { type: 'string', requiresArg: true, describe: say('cli.option.reconcile-profile') },
            columns: { type: 'string', array: true, requiresArg: true, describe: say('cli.option.columns') },
            'registry-columns': { type: 'string', array: true, requiresArg: true, describe: say('cli.option.registry-columns') },
            'date-from': { type: 'string', requiresArg: true, describe: say('cli.option.date-from') },
            'date-to': { type: 'string', requiresArg: true, describe: say('cli.option.date-to') },
            out: { type: 'string', requiresArg: true, describe: say('cli.option.reconcile-out') },
            format: { choices: ['text', 'json'] as const, default: 'text' as const, describe: say('cli.option.reconcile-format') },
          })
          .example('$0 reconcile --registry registry.csv --ledger export.csv', say('cli.example.reconcile'))
          .example(
            '$0 reconcile --registry registry.csv --ledger export.csv --columns txn_id=payment,sum=amount --date-from 2026-11-01 --date-to 2026-11-30',
            say('cli.example.reconcile-columns'),
          ),
      (argv) => done(import('./reconcile.ts').then(({ reconcileCommand }) => reconcileCommand(argv, lang))),
    )
    .command(
      'selftest',
      say('cli.selftest'),
      (y) =>
        y
          .options({
            fault: { type: 'string', array: true, requiresArg: true, describe: say('cli.option.selftest-fault') },
            format: { choices: ['text', 'json'] as const, default: 'text' as const, describe: say('cli.option.list-format') },
            seed: REPORT.seed,
          })
          .example('$0 selftest', say('cli.example.selftest'))
          .example('$0 selftest --fault repeat-answered-3', say('cli.example.selftest-fault')),
      (argv) => done(import('./selftest.ts').then(({ selftestCommand }) => selftestCommand(argv, lang, version))),
    )
    .command(
      'simulate <what>',
      say('cli.simulate'),
      (y) =>
        y
          .positional('what', { choices: ['partner', 'operator', 'refund-client'] as const, demandOption: true, describe: say('cli.option.what') })
          .options({
            kind: { choices: ['balance', 'order'] as const, requiresArg: true, describe: say('cli.option.kind') },
            answers: { choices: ['xml', 'json'] as const, requiresArg: true, describe: say('cli.option.answers') },
            port: { type: 'number', requiresArg: true, default: 0, describe: say('cli.option.port') },
            fault: { type: 'string', requiresArg: true, describe: say('cli.option.fault') },
            variation: { type: 'string', requiresArg: true, describe: say('cli.option.variation') },
            'tls-key': { type: 'string', requiresArg: true, implies: 'tls-cert', describe: say('cli.option.tls-key') },
            'tls-cert': { type: 'string', requiresArg: true, implies: 'tls-key', describe: say('cli.option.tls-cert') },
            allow: { type: 'string', array: true, requiresArg: true, describe: say('cli.option.allow') },
            orders: { type: 'number', requiresArg: true, describe: say('cli.option.orders') },
            'write-profile': { type: 'string', requiresArg: true, describe: say('cli.option.write-profile') },
            faults: { type: 'boolean', describe: say('cli.option.faults') },
            variations: { type: 'boolean', describe: say('cli.option.variations') },
          })
          .example('$0 simulate partner --port 8080 --write-profile partner.yaml', say('cli.example.simulate'))
          .example('$0 simulate operator --port 9200 --write-profile operator.yaml', say('cli.example.simulate-operator'))
          .example('$0 simulate refund-client --write-profile refund.yaml', say('cli.example.simulate-refund-client'))
          .example('$0 simulate partner --faults', say('cli.example.faults')),
      (argv) => done(import('./simulate.ts').then(({ simulateCommand }) => simulateCommand(argv, lang))),
    )
    .demandCommand(1, say('cli.no-command'))
    .strict()
    .version(version)
    .alias('version', 'v')
    .alias('help', 'h')
    .wrap(Math.min(110, process.stdout.columns ?? 100))
    .exitProcess(false)
    .fail((message, error) => {
      // A value that is missing comes as an error of yargs' own.
      throw error === undefined || error === null || error.name === 'YError' ? new BadArguments(message || error.message) : error;
    });
  if (lang === 'kk') parser.updateStrings((await import('./yargs-kk.ts')).YARGS_KK as Record<string, string>);
  if (args.length === 0) {
    parser.showHelp('log');
    return EXIT.usage;
  }
  await parser.parseAsync();
  // Help and version run no command.
  return code ?? EXIT.ok;
}

/** What yargs objects to: an unknown option, a missing value. */
class BadArguments extends Error {
  override readonly name = 'BadArguments';
}

async function fail(error: unknown): Promise<number> {
  if (error instanceof BadArguments) {
    process.stderr.write(`paycert: ${error.message}\n${say('cli.see-help')}\n`);
    return EXIT.usage;
  }
  const { explainError } = await import('./errors.ts');
  return explainError(error, lang);
}

// Whoever reads only the head of a list closes the pipe; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(EXIT.ok);
});

// A promise that nobody keeps any more ends the process in silence: that must not look like a success.
process.exitCode = EXIT.harness;
void main()
  .catch(fail)
  .then((code) => {
    process.exitCode = code;
  });
