import type { Argv } from 'yargs';
import type { Key, Lang } from '../texts.ts';

/** What the commands of one call are made with. */
export interface Shell {
  lang: Lang;
  version: string;
  say: (key: Key, values?: Record<string, string>) => string;
  /** Takes the exit code of the one command that runs. */
  done: (run: Promise<number>) => Promise<void>;
}

/** Adds commands to the parser; each loads what it needs when it is called. */
export type Commands = (parser: Argv, shell: Shell) => Argv;

/** Options that several commands share. Numbers of the protocol are texts; yargs must not make numbers of them. */
export function sharedOptions({ say }: Pick<Shell, 'say'>) {
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
  return { PROFILE, PICK, EXPLORE, REPORT, AFTER, url };
}
