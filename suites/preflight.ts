import { chapter, isLost, Skipped, StopRun, Undecided, type CaseContext, type Outcome, type RunContext } from '../harness/index.ts';
import { Result, type ResultCode } from '../protocol/index.ts';

/**
 * Before anything is paid: can the endpoint be reached, trusted and understood as the profile
 * describes it? Only what a correct partner would also do under a wrong profile stops the run; an
 * answer that breaks the protocol is judged by the chapters that follow.
 */
const { must, should, cases } = chapter('preflight', 'preflight');
export const preflight = cases;

must('TP-5.address', 'name-resolves', 'the host name of the endpoint resolves to an address', async ({ reach, object }) => {
  for (const endpoint of reach.endpoints) {
    const found = await reach.resolve(endpoint);
    if ('addresses' in found) continue;
    const blame = found.code === 'ENOTFOUND' ? 'configuration' : 'network';
    object({
      key: 'preflight.unresolved',
      values: { host: endpoint.host },
      blame,
      observed: found.code,
      ...(found.code === 'ETIMEOUT' ? { cause: { key: 'cause.dns-silent' } } : {}),
    });
    throw new StopRun({ key: 'stop.unresolved', values: { host: endpoint.host } });
  }
});

must('TP-5.address', 'port-answers', 'the port of the endpoint accepts connections', async ({ reach, object }) => {
  for (const endpoint of reach.endpoints) {
    const seen = await reach.connect(endpoint);
    if (seen.ok) continue;
    const place = `${endpoint.host}:${endpoint.port}`;
    const blame = seen.how === 'timeout' ? 'network' : 'configuration';
    object({ key: seen.how === 'timeout' ? 'preflight.port-silent' : 'preflight.port-refused', values: { place }, blame, observed: seen.code });
    throw new StopRun({ key: 'stop.unreachable', values: { place, code: seen.code } });
  }
});

// Before the certificate is looked at: who speaks old versions alone shows none to a modern caller.
must('TP-1.https', 'tls-modern', 'TLS 1.2 or newer is offered', { offers: ['https'] }, async ({ reach, object, skip }) => {
  for (const endpoint of reach.endpoints.filter(({ scheme }) => scheme === 'https')) {
    const seen = await reach.handshake(endpoint, { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3' });
    if (seen.ok) continue;
    const old = await reach.handshake(endpoint, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' });
    // A port that speaks no TLS at all is the profile's matter, and the next step's.
    if (!old.ok) skip('skip.no-handshake');
    if (old.ok) object({ key: 'preflight.tls-too-old', values: { host: endpoint.host }, expected: 'TLSv1.2+', observed: old.tls.protocol });
  }
});

/** A correct partner never has an expired certificate; a chain that we don't know may be our profile's fault. */
const EXPIRED = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'];
/** The bytes that answer a handshake are no record of TLS, but most often HTTP. */
const NOT_TLS = ['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG', 'ERR_SSL_HTTP_REQUEST'];

must(
  'TP-1.https',
  'tls-trusted',
  'the certificate is trusted, valid now, and made out to the host name',
  { offers: ['https'] },
  async ({ reach, object }) => {
    for (const endpoint of reach.endpoints.filter(({ scheme }) => scheme === 'https')) {
      const seen = await reach.handshake(endpoint);
      if (seen.ok) continue;
      if (NOT_TLS.includes(seen.code)) {
        const values = { place: `${endpoint.host}:${endpoint.port}` };
        object({
          key: 'preflight.not-tls',
          values,
          blame: 'configuration',
          observed: seen.code,
          cause: { key: 'cause.tls-ERR_SSL_WRONG_VERSION_NUMBER' },
        });
        throw new StopRun({ key: 'stop.not-tls', values });
      }
      object({
        key: 'preflight.tls-untrusted',
        values: { host: endpoint.host, code: seen.code },
        blame: EXPIRED.includes(seen.code) ? 'partner' : 'configuration',
        observed: seen.tls?.chain[0] ? `${seen.code}: ${seen.tls.chain[0].subject}, ${seen.tls.chain[0].validTo}` : seen.code,
        cause: { key: `cause.tls-${seen.code}` },
      });
      throw new StopRun({ key: 'stop.untrusted', values: { host: endpoint.host, code: seen.code } });
    }
  },
);

const DAY_MS = 86_400_000;

should('TP-1.https', 'tls-expiry', 'the certificate is valid for another 30 days', { offers: ['https'] }, async ({ reach, object, now }) => {
  for (const endpoint of reach.endpoints.filter(({ scheme }) => scheme === 'https')) {
    const seen = await reach.handshake(endpoint);
    const validTo = seen.tls?.chain[0]?.validTo;
    if (validTo === undefined) continue;
    const days = Math.floor((Date.parse(validTo) - now()) / DAY_MS);
    if (days < 30) object({ key: 'preflight.tls-expires', values: { host: endpoint.host, days: String(days) }, observed: validTo });
  }
});

should('TP-1.https', 'tls-old-refused', 'TLS 1.0 and 1.1, which are broken, are refused', { offers: ['https'] }, async ({ reach, object }) => {
  for (const endpoint of reach.endpoints.filter(({ scheme }) => scheme === 'https')) {
    for (const version of ['TLSv1', 'TLSv1.1'] as const) {
      const seen = await reach.handshake(endpoint, { minVersion: version, maxVersion: version });
      if (seen.ok) object({ key: 'preflight.tls-old', values: { host: endpoint.host, version }, observed: seen.tls.protocol });
    }
  }
});

must('TP-2.timeout', 'endpoint-answers', 'the endpoint answers checks', async (at) => {
  let seen = await askBoth(at);
  if (seen.every(isLost)) seen = [...seen, ...(await askBoth(at))];
  if (seen.every(isLost)) await stopAtSilence(at, seen);
  const statuses = seen.map(({ status, result }) => (result === undefined ? status : undefined));
  if (statuses.every((status) => status !== undefined && TURNED_AWAY.includes(status))) {
    const status = String(statuses[0]);
    at.object({
      key: 'preflight.turned-away',
      values: { status },
      blame: 'configuration',
      expected: 'HTTP 200',
      observed: `HTTP ${status}`,
      cause: { key: `cause.http-${status}` },
      exchanges: seen.map(({ exchange }) => exchange),
    });
    throw new StopRun({ key: 'stop.turned-away', values: { status } });
  }
});

// Reading 8: JSON in place of XML breaks the protocol unless the profile says that it was agreed. Such answers can
// still be read, so the run goes on; but who has only forgotten to say so should know before the long run.
must(
  'TP-1.xml',
  'edition',
  'the answers are in the edition that the profile names',
  ({ profile, outcomes, object, skip }: CaseContext & RunContext) => {
    const answers = outcomes.filter(({ nature, result }) => nature === 'ordinary' && result !== undefined);
    if (answers.length === 0) skip('skip.no-answers');
    const other = profile.edition === 'xml' ? 'json' : 'xml';
    if (!answers.every(({ readAs }) => readAs === other)) return;
    object({
      key: other === 'json' ? 'answer.not-xml' : 'answer.not-json',
      expected: profile.edition.toUpperCase(),
      observed: other.toUpperCase(),
      cause: { key: other === 'json' ? 'cause.edition-json' : 'cause.edition-xml' },
      exchanges: answers.map(({ exchange }) => exchange),
    });
  },
);

/** What a correct partner answers to everything when path, scheme, headers or our address are not those it expects. */
const TURNED_AWAY = [301, 302, 303, 307, 308, 401, 403, 404];

function askBoth({ partner, payable, unknown }: CaseContext): Promise<Outcome[]> {
  return Promise.all([payable.account, unknown()].map((account) => partner.check({ account }, { once: true })));
}

/** Four asks, none answered. The protocol's own cut is the partner's to keep; a torn connection may be anybody's. */
async function stopAtSilence({ object, reach }: CaseContext & RunContext, seen: readonly Outcome[]): Promise<never> {
  const exchanges = seen.map(({ exchange }) => exchange);
  const how = seen[0]!.end.how;
  if (seen.every(({ end }) => end.how === 'timeout' && end.phase !== 'tcp' && end.phase !== 'dns')) {
    object({
      key: 'time.no-answer',
      values: { phase: seen[0]!.end.phase },
      expected: '≤ 15.000 s',
      observed: `> ${(seen[0]!.totalMs / 1000).toFixed(3)} s`,
      exchanges,
    });
    throw new StopRun({ key: 'stop.silent' });
  }
  if (seen.every(({ end }) => end.how === 'oversize' || end.how === 'malformed')) {
    object({ key: `http.${how}`, clause: 'TP-7.resp', expected: 'HTTP/1.1 200', observed: how, exchanges });
    throw new StopRun({ key: 'stop.unreadable' });
  }
  // A port that speaks TLS tears down whatever does not.
  const plain = reach.endpoints.find(({ scheme }) => scheme === 'http');
  const isTls = plain !== undefined && (await reach.handshake(plain, { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.3' })).ok;
  object({
    key: 'preflight.no-answer',
    values: { how },
    blame: isTls ? 'configuration' : 'network',
    observed: how,
    exchanges,
    ...(isTls ? { cause: { key: 'cause.tls-port' } } : {}),
  });
  throw new StopRun({ key: 'stop.no-answer', values: { how } });
}

/** A wrong account, a cancelled or an already paid order in the profile: a correct partner answers just so. */
const WRONG_ACCOUNT: readonly ResultCode[] = [Result.notFound, Result.cancelled, Result.paid];

must('TP-7.5.check', 'payable-accounts', 'the accounts that the profile calls payable are payable', async ({ partner, vetPayable, object, note }) => {
  const wrong: Outcome[] = [];
  const { payable, leftOut } = await vetPayable(async (account) => {
    const seen = await partner.check({ account });
    if (seen.result === Result.ok) return 'payable';
    if (seen.result === undefined || !WRONG_ACCOUNT.includes(seen.result)) return 'unclear';
    wrong.push(seen);
    return 'wrong';
  });
  if (leftOut.length > 0 && payable > 0)
    note({ key: 'note.not-payable', values: { accounts: leftOut.slice(0, 5).join(', '), count: String(leftOut.length) } }, 'warning');
  const [first] = wrong;
  if (payable > 0 || first === undefined) return;
  const values = { account: first.account, result: String(first.result) };
  object({
    key: 'preflight.not-payable',
    values,
    blame: 'configuration',
    expected: 'result 0',
    observed: `result ${first.result}`,
    cause: { key: `cause.not-payable-${first.result}` },
    exchanges: wrong.map(({ exchange }) => exchange),
  });
  throw new StopRun({ key: 'stop.not-payable', values });
});

must(
  'TP-7.4',
  'unknown-accounts',
  'the accounts that the profile calls unknown are unknown',
  async ({ partner, profile, madeUp, useUnknown, note }) => {
    const known = profile.accounts.unknown.slice(0, 3);
    const found: string[] = [];
    for (const account of known) if ((await partner.check({ account })).result === Result.ok) found.push(account);
    if (known.length > 0 && found.length === 0) return;
    // Perhaps it is a real account by chance: nobody is blamed before accounts made up by us are found as well.
    const made = Array.from({ length: 3 }, () => madeUp()).filter((account) => !known.includes(account));
    const fresh: string[] = [];
    for (const account of made) if ((await partner.check({ account })).result !== Result.ok) fresh.push(account);
    if (fresh.length > 0 && found.length > 0) note({ key: 'note.unknown-is-known', values: { accounts: found.join(', ') } }, 'warning');
    useUnknown(fresh.length > 0 ? fresh : [...known.filter((account) => !found.includes(account)), ...made]);
  },
);

/** Payments are dated by the system, and logs are compared by the clock: a minute is more than any network takes. */
const MAX_SKEW_MS = 60_000;

should('TP-6.txn_date', 'clock', "the endpoint's clock is right, as far as its Date header tells", async ({ partner, payable, object, now }) => {
  const seen = await partner.check({ account: payable.account });
  const date = Date.parse(seen.dateHeader ?? '');
  if (Number.isNaN(date)) throw new Skipped('not-offered', { key: 'skip.no-date-header' });
  const skew = date - now();
  if (Math.abs(skew) > MAX_SKEW_MS)
    object({
      key: 'preflight.clock-skew',
      values: { seconds: String(Math.round(skew / 1000)) },
      observed: seen.dateHeader!,
      exchanges: [seen.exchange],
    });
  if (!seen.answered) throw new Undecided({ key: 'why.no-answer', values: { how: seen.end.how, exchange: String(seen.exchange) } });
});
