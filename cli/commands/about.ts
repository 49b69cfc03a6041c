import { sharedOptions, type Commands } from './shared.ts';

/** Commands that tell of paycert itself, prove it, and simulate the other side. */
export const about: Commands = (parser, shell) => {
  const { lang, version, done, say } = shell;
  const { PICK, REPORT } = sharedOptions(shell);
  return parser
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
            ? import('../list-faults.ts').then(({ listFaultsCommand }) => listFaultsCommand(argv.format, lang))
            : argv.clauses
              ? import('../list-clauses.ts').then(({ listClausesCommand }) => listClausesCommand(argv.format, lang))
              : import('../list.ts').then(({ listCommand }) => listCommand(argv, lang)),
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
      (argv) => done(import('../explain.ts').then(({ explainCommand }) => explainCommand(argv.id, lang))),
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
      (argv) => done(import('../selftest.ts').then(({ selftestCommand }) => selftestCommand(argv, lang, version))),
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
            ca: { type: 'string', requiresArg: true, describe: say('cli.option.ca') },
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
      (argv) => done(import('../simulate.ts').then(({ simulateCommand }) => simulateCommand(argv, lang))),
    );
};
