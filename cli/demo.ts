import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadProfile } from '../harness/index.ts';
import { certifyAndReport, type RunArgs } from './certify.ts';
import { parseFormats } from './output.ts';
import { operatorOf, operatorSection } from './operator-profile.ts';
import { ADDRESSES, partnerOf, profileFor, trustIn, type PartnerArgs } from './partner-profile.ts';
import { refundClientOf } from './refund-client-profile.ts';
import { text, type Lang } from './texts.ts';

/** Starts the reference partner, its client of the Refund API and the operator on loopback, certifies all three in one run over real sockets, and says where the report is. */
export async function demoCommand(args: PartnerArgs & RunArgs, lang: Lang, version: string): Promise<number> {
  const formats = parseFormats(args.format);
  const folder = mkdtempSync(join(tmpdir(), 'paycert-demo-'));
  const running: { close(): Promise<void> }[] = [];
  try {
    const started = await partnerOf(args, ADDRESSES ? { allow: [ADDRESSES.allowed] } : {});
    running.push(started.partner);
    const operator = await operatorOf(undefined);
    running.push(operator);
    const { client, section } = await refundClientOf({ hurried: true });
    running.push(client);
    process.stderr.write(`${text(lang, 'cli.demo-started', { url: started.partner.url })}\n`);
    const file = join(folder, 'profile.json');
    const partner = profileFor(started, { ...(ADDRESSES ? { addresses: ADDRESSES } : {}), ...trustIn(started.partner, folder) });
    writeFileSync(file, JSON.stringify({ ...partner, refund: { client: section }, operator: operatorSection(operator, folder) }));
    return await certifyAndReport(await loadProfile({ file }), { ...args, formats, passing: true }, lang, version);
  } finally {
    await Promise.all(running.map((each) => each.close()));
    rmSync(folder, { recursive: true, force: true });
  }
}
