import { sharedOptions, type Commands } from './shared.ts';

/** Commands that look at what a run has left, and at the books. */
export const results: Commands = (parser, shell) => {
  const { lang, done, say } = shell;
  const { REPORT, AFTER } = sharedOptions(shell);
  return parser
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
      (argv) => done(import('../report.ts').then(({ reportCommand }) => reportCommand(argv, lang))),
    )
    .command(
      'compare <before> <after>',
      say('cli.compare'),
      (y) =>
        y
          .positional('before', { type: 'string', demandOption: true, describe: say('cli.option.before') })
          .positional('after', { type: 'string', demandOption: true, describe: say('cli.option.after') })
          .options({
            format: { choices: ['text', 'json', 'md'] as const, default: 'text' as const, describe: say('cli.option.list-format') },
            waivers: AFTER.waivers,
          })
          .example('$0 compare yesterday today', say('cli.example.compare')),
      (argv) => done(import('../report.ts').then(({ compareCommand }) => compareCommand(argv, lang))),
    )
    .command(
      'keygen',
      say('cli.keygen'),
      (y) =>
        y
          .option('out', { type: 'string', requiresArg: true, demandOption: true, describe: say('cli.option.keygen-out') })
          .example('$0 keygen --out keys', say('cli.example.keygen')),
      (argv) => done(import('../certificate.ts').then(({ keygenCommand }) => keygenCommand(argv, lang))),
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
      (argv) => done(import('../certificate.ts').then(({ verifyCommand }) => verifyCommand(argv, lang))),
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
            credited: { type: 'string', array: true, requiresArg: true, describe: say('cli.option.credited') },
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
      (argv) => done(import('../reconcile.ts').then(({ reconcileCommand }) => reconcileCommand(argv, lang))),
    );
};
