import { loadProfile, usage, type CertifyOptions, type LoadTold, type Profile } from '../harness/index.ts';
import { readK6Summary } from '../load/index.ts';

/** Where the summary is, and whom it is about, as far as the command line says so. */
export interface FromK6Args {
  fromK6: string;
  url?: string | undefined;
  profile?: string | undefined;
}

/**
 * A load that k6 has put on, in the place of one of ours. Nothing is sent, so no account is needed, and the preflight
 * is left out. Throws a UsageError where the file is no summary, or is about somebody else than the profile.
 */
export async function loadFromK6({ fromK6: file, url, profile: from }: FromK6Args): Promise<Pick<CertifyOptions, 'profile' | 'loadTold' | 'filter'>> {
  const loadTold = readK6Summary(file);
  const address = url ?? (from === undefined ? loadTold.url : undefined);
  if (address === undefined && from === undefined) throw usage('usage.k6-no-target', { file });
  const profile = await loadProfile({
    idle: true,
    ...(from === undefined ? {} : { file: from }),
    ...(address === undefined ? {} : { url: address }),
  });
  refuseOthers(loadTold, profile, file);
  return { profile, loadTold, filter: { suites: ['load'], skip: ['preflight'] } };
}

function refuseOthers({ url, source }: LoadTold, { pay, edition }: Profile, file: string): void {
  if (url !== undefined && placeOf(url) !== placeOf(pay.url))
    throw usage('usage.k6-other-target', { file, told: placeOf(url), given: placeOf(pay.url) });
  if (source.script === 'paycert' && edition === 'json') throw usage('usage.k6-edition', { file });
}

/** The address without its query: the script tells no more, as secrets may stand in it. */
function placeOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
