import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadProfile } from '../harness/index.ts';
import { runAndReport, type RunArgs } from './certify.ts';
import { parseFormats } from './output.ts';
import { ADDRESSES, partnerOf, profileFor, trustIn, type PartnerArgs } from './partner-profile.ts';
import { text, type Lang } from './texts.ts';

/** Starts the reference partner on loopback, certifies it over real sockets, and says where the report is. */
export async function demoCommand(args: PartnerArgs & RunArgs, lang: Lang, version: string): Promise<number> {
  const formats = parseFormats(args.format);
  const started = await partnerOf(args, ADDRESSES ? { allow: [ADDRESSES.allowed] } : {});
  const folder = mkdtempSync(join(tmpdir(), 'paycert-demo-'));
  try {
    process.stderr.write(`${text(lang, 'cli.demo-started', { url: started.partner.url })}\n`);
    const file = join(folder, 'profile.json');
    writeFileSync(file, JSON.stringify(profileFor(started, { ...(ADDRESSES ? { addresses: ADDRESSES } : {}), ...trustIn(started.partner, folder) })));
    return await runAndReport(await loadProfile({ file }), { ...args, formats }, lang, version);
  } finally {
    await started.partner.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
