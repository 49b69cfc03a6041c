import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { unreadable, usage } from '../harness/index.ts';
import { CLIENT_VARIATIONS, GALLERY, VARIATIONS, type Operator, type Partner, type TlsSetting } from '../simulators/index.ts';
import { EXIT } from './exit.ts';
import { operatorOf, operatorSection } from './operator-profile.ts';
import { partnerOf, profileFor, trustIn, type PartnerArgs } from './partner-profile.ts';
import { refundClientOf } from './refund-client-profile.ts';
import { text, type Lang } from './texts.ts';

interface SimulateArgs extends PartnerArgs {
  what: 'partner' | 'operator' | 'refund-client';
  port: number;
  tlsKey?: string | undefined;
  tlsCert?: string | undefined;
  ca?: string | undefined;
  allow?: string[] | undefined;
  orders?: number | undefined;
  writeProfile?: string | undefined;
  faults?: boolean | undefined;
  variations?: boolean | undefined;
}

/** Runs the reference partner, its client of the Refund API, or the operator, until Ctrl-C, or lists what it can be made to do. */
export async function simulateCommand(args: SimulateArgs, lang: Lang): Promise<number> {
  const faults = GALLERY.filter(({ side }) => side === (args.what === 'refund-client' ? 'client' : args.what));
  if (args.faults || args.variations) {
    if (args.faults) for (const { name, chapter, effect } of faults) process.stdout.write(`${name.padEnd(34)}${chapter.padEnd(20)}${effect}\n`);
    const variations: readonly { name: string; what: string }[] =
      args.what === 'partner' ? VARIATIONS : args.what === 'operator' ? [] : CLIENT_VARIATIONS;
    if (args.variations) for (const { name, what } of variations) process.stdout.write(`${name.padEnd(34)}${what}\n`);
    return EXIT.ok;
  }
  if (!Number.isInteger(args.port) || args.port < 0 || args.port > 65_535) throw usage('usage.port', { port: String(args.port) });
  const tls =
    args.tlsKey !== undefined && args.tlsCert !== undefined
      ? { key: readPem('--tls-key', args.tlsKey), cert: readPem('--tls-cert', args.tlsCert) }
      : undefined;
  const running = await start(args, tls, lang);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
  await running.close();
  return EXIT.ok;
}

function start(args: SimulateArgs, tls: TlsSetting | undefined, lang: Lang): Promise<{ close(): Promise<void> }> {
  if (args.what === 'operator') return startAsOperator(args, tls, lang);
  return args.what === 'partner' ? startAsPartner(args, tls, lang) : startAsClient(args, lang);
}

/** Here the certificate is for the other side: paycert listens with it, and the client trusts it, or the authority that has signed it. */
async function startAsClient(args: SimulateArgs, lang: Lang): Promise<{ close(): Promise<void> }> {
  const { fault, variation, port, writeProfile: file, tlsKey, tlsCert } = args;
  const tls = tlsKey !== undefined && tlsCert !== undefined ? { cert: resolve(tlsCert), key: resolve(tlsKey) } : undefined;
  const trusted = args.ca ?? tlsCert;
  const ca = trusted === undefined ? undefined : readPem(args.ca === undefined ? '--tls-cert' : '--ca', trusted);
  const { client, section } = await onPort(port, refundClientOf({ fault: fault ?? variation, port, tls, ca }));
  process.stdout.write(`${text(lang, 'cli.simulating-refund-client', { url: client.url })}\n`);
  if (file !== undefined) await writeProfile(file, { refund: { client: section } }, lang);
  return client;
}

async function startAsPartner(args: SimulateArgs, tls: TlsSetting | undefined, lang: Lang): Promise<Partner> {
  const started = await onPort(
    args.port,
    partnerOf(args, {
      port: args.port,
      ...(tls ? { tls } : {}),
      ...(args.allow ? { allow: args.allow } : {}),
      ...(args.orders === undefined ? {} : { orders: args.orders }),
    }),
  );
  const { partner } = started;
  const ledger = new URL('/ledger.csv', partner.url).href;
  process.stdout.write(`${text(lang, 'cli.simulating', { url: partner.url, ledger })}\n`);
  if (args.writeProfile !== undefined) {
    const trust = tls ? { tls: { ca: resolve(args.tlsCert!) } } : trustIn(partner, dirname(resolve(args.writeProfile)));
    await writeProfile(args.writeProfile, profileFor(started, trust), lang);
  }
  return partner;
}

async function startAsOperator(args: SimulateArgs, tls: TlsSetting | undefined, lang: Lang): Promise<Operator> {
  const operator = await onPort(args.port, operatorOf(args.fault, { port: args.port, ...(tls ? { tls } : {}) }));
  const { login, password } = operator.callers[0]!;
  process.stdout.write(`${text(lang, 'cli.simulating-operator', { url: operator.url, login, password })}\n`);
  if (args.writeProfile !== undefined) {
    const section = operatorSection(operator, dirname(resolve(args.writeProfile)), tls ? { tls: { ca: resolve(args.tlsCert!) } } : {});
    await writeProfile(args.writeProfile, { operator: section }, lang);
  }
  return operator;
}

/** A port that is taken, or not ours to take, is the command line's fault. */
function onPort<T>(port: number, starting: Promise<T>): Promise<T> {
  return starting.catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE' || code === 'EACCES') throw usage('usage.port-taken', { port: String(port), code });
    throw error;
  });
}

async function writeProfile(file: string, profile: Record<string, unknown>, lang: Lang): Promise<void> {
  const { stringify } = await import('yaml');
  // Accounts stay quoted: 0087654321 is a text, not a number.
  writeFileSync(file, stringify(profile, { defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' }));
  process.stdout.write(`${text(lang, 'cli.profile-written', { file })}\n`);
}

function readPem(option: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw unreadable(option, file, error);
  }
}
