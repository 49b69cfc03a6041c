import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { usage } from '../harness/index.ts';
import { FAULTS, VARIATIONS } from '../simulators/index.ts';
import { EXIT } from './exit.ts';
import { partnerOf, profileFor, trustIn, type PartnerArgs } from './partner-profile.ts';
import { text, type Lang } from './texts.ts';

interface SimulateArgs extends PartnerArgs {
  port: number;
  tlsKey?: string | undefined;
  tlsCert?: string | undefined;
  allow?: string[] | undefined;
  orders?: number | undefined;
  writeProfile?: string | undefined;
  faults?: boolean | undefined;
  variations?: boolean | undefined;
}

/** Runs the reference partner until Ctrl-C, or lists what it can be made to do. */
export async function simulateCommand(args: SimulateArgs, lang: Lang): Promise<number> {
  if (args.faults || args.variations) {
    if (args.faults) for (const { name, chapter, effect } of FAULTS) process.stdout.write(`${name.padEnd(34)}${chapter.padEnd(20)}${effect}\n`);
    if (args.variations) for (const { name, what } of VARIATIONS) process.stdout.write(`${name.padEnd(34)}${what}\n`);
    return EXIT.ok;
  }
  if (!Number.isInteger(args.port) || args.port < 0 || args.port > 65_535) throw usage('usage.port', { port: String(args.port) });
  const tls = args.tlsKey !== undefined && args.tlsCert !== undefined ? { key: readPem(args.tlsKey), cert: readPem(args.tlsCert) } : undefined;
  const started = await partnerOf(args, {
    port: args.port,
    ...(tls ? { tls } : {}),
    ...(args.allow ? { allow: args.allow } : {}),
    ...(args.orders === undefined ? {} : { orders: args.orders }),
  }).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE' || code === 'EACCES') throw usage('usage.port-taken', { port: String(args.port), code });
    throw error;
  });
  const { partner } = started;
  const ledger = new URL('/ledger.csv', partner.url).href;
  process.stdout.write(`${text(lang, 'cli.simulating', { url: partner.url, ledger })}\n`);
  if (args.writeProfile !== undefined) {
    const { stringify } = await import('yaml');
    const profile = profileFor(started, tls ? { tls: { ca: resolve(args.tlsCert!) } } : trustIn(partner, dirname(resolve(args.writeProfile))));
    // Accounts stay quoted: 0087654321 is a text, not a number.
    writeFileSync(args.writeProfile, stringify(profile, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' }));
    process.stdout.write(`${text(lang, 'cli.profile-written', { file: args.writeProfile })}\n`);
  }
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  await partner.close();
  return EXIT.ok;
}

function readPem(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw usage('usage.file-unreadable', { file, problem: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
}
