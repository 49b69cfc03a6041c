import { sharedOptions, type Commands } from './shared.ts';

/** What only says how a load of our own is put on; a default would stand beside `--from-k6` like a wish. */
const OF_OUR_OWN = ['shape', 'rate', 'duration', 'requests', 'connections', 'mix', 'workers', 'engine', 'account', 'max-payments', 'max-total'];

/** Commands that put requests to a partner. */
export const runs: Commands = (parser, shell) => {
  const { lang, version, done, say } = shell;
  const { PROFILE, PICK, EXPLORE, REPORT, AFTER, url } = sharedOptions(shell);
  return parser
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
      (argv) => done(import('../certify.ts').then(({ certifyCommand }) => certifyCommand(argv, lang, version))),
    )
    .command(
      'doctor [url]',
      say('cli.doctor'),
      (y) => y.positional('url', url).options(PROFILE).example('$0 doctor --profile partner.yaml', say('cli.example.doctor')),
      (argv) => done(import('../doctor.ts').then(({ doctorCommand }) => doctorCommand(argv, lang, version))),
    )
    .command(
      'load [url]',
      say('cli.load'),
      (y) =>
        y
          .positional('url', url)
          .options({
            ...PROFILE,
            'from-k6': { type: 'string', requiresArg: true, conflicts: OF_OUR_OWN, describe: say('cli.option.from-k6') },
            shape: {
              choices: ['burst', 'pace', 'closed', 'ramp', 'soak'] as const,
              requiresArg: true,
              defaultDescription: 'burst',
              describe: say('cli.option.shape'),
            },
            rate: { type: 'string', requiresArg: true, describe: say('cli.option.rate') },
            duration: { type: 'number', requiresArg: true, describe: say('cli.option.load-duration') },
            requests: { type: 'number', requiresArg: true, describe: say('cli.option.requests') },
            connections: { type: 'number', requiresArg: true, describe: say('cli.option.connections') },
            mix: { type: 'string', requiresArg: true, defaultDescription: 'pay', describe: say('cli.option.mix') },
            workers: { type: 'number', requiresArg: true, defaultDescription: '1', describe: say('cli.option.workers') },
            engine: {
              choices: ['paycert', 'autocannon'] as const,
              requiresArg: true,
              defaultDescription: 'paycert',
              describe: say('cli.option.engine'),
            },
            ...REPORT,
            out: { ...REPORT.out, default: 'load-report' },
            yes: { type: 'boolean', describe: say('cli.option.yes') },
          })
          .example('$0 load --profile partner.yaml', say('cli.example.load'))
          .example('$0 load --profile partner.yaml --shape pace --rate 3/s --duration 60', say('cli.example.load-pace'))
          .example('$0 load --profile partner.yaml --from-k6 summary.json', say('cli.example.load-k6')),
      (argv) => done(import('../load.ts').then(({ loadCommand }) => loadCommand(argv, lang, version))),
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
      (argv) => done(import('../demo.ts').then(({ demoCommand }) => demoCommand(argv, lang, version))),
    );
};
