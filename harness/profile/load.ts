import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import { readFileSync } from 'node:fs';
import { formatSum, parseSum, sumValue, type Tiyn } from '../../protocol/index.ts';
import type { Side } from '../record/events.ts';
import { operatorSetting } from './operator.ts';
import { refundSetting } from './refund.ts';
import { validateProfile } from '../../schemas/index.ts';
import { parseEndpoint } from './endpoint.ts';
import type { LedgerSetting, PayableAccount, Profile } from './profile.ts';
import type { RawProfile } from './raw.ts';
import { explainIssues, optionsAsProfile, readProfileFile, type ProfileSource } from './read.ts';
import { secretsIn, withoutSecrets } from './secrets.ts';
import { usage } from './usage-error.ts';

/** What the command line may say about the profile; it goes before the file. */
export interface ProfileOptions {
  file?: string;
  url?: string;
  account?: string;
  maxPayments?: number;
  /** `5000` or `5000.00`, in tenge. */
  maxTotal?: string;
  /** Nothing will be asked for: no account is needed. */
  idle?: boolean;
}

/**
 * The profile that a run uses: the file, then the command line, then the defaults. Throws a
 * UsageError with place and cure for anything that can't be run as it stands.
 */
export async function loadProfile(options: ProfileOptions): Promise<Profile> {
  const source = withPlaces(options.file === undefined ? optionsAsProfile({}) : await readProfileFile(options.file), options);
  const data = withOptions(source.data, options);
  const issues = validateProfile(options.idle === true ? withSomeAccount(data) : data);
  if (issues.length > 0) throw explainIssues(issues, source);
  return resolveProfile(data as RawProfile, source, options.file === undefined ? '.' : dirname(resolve(options.file)), options.idle);
}

/** Where nobody is paid, the schema need not ask for whom. */
function withSomeAccount(data: unknown): unknown {
  const { partner } = data as RawProfile;
  return partner === undefined ? data : { ...(data as RawProfile), partner: { accounts: { payable: ['-'] }, ...partner } };
}

/** What the command line has put in the place of the file's own is to be mended there. */
function withPlaces(source: ProfileSource, { url, account, maxPayments, maxTotal }: ProfileOptions): ProfileSource {
  const places: [pointer: string, place: string | undefined][] = [
    ['/limits/payments', maxPayments === undefined ? undefined : '--max-payments'],
    ['/limits/total', maxTotal === undefined ? undefined : '--max-total'],
    ['/partner/url', url === undefined ? undefined : 'URL'],
    ['/partner/accounts/payable', account === undefined ? undefined : '--account'],
  ];
  const given = (pointer: string) =>
    places.find(([start, place]) => place !== undefined && (pointer === start || pointer.startsWith(`${start}/`)))?.[1];
  return {
    ...source,
    place: (pointer) => given(pointer) ?? source.place(pointer),
    written: (pointer) => (given(pointer) === undefined ? source.written(pointer) : undefined),
  };
}

function withOptions(data: unknown, { file, url, account, maxPayments, maxTotal }: ProfileOptions): unknown {
  const raw = structuredClone(data) as RawProfile & { partner?: Record<string, unknown> };
  if (file === undefined && url === undefined) throw usage('usage.no-target');
  if (url !== undefined) raw.partner = { ...raw.partner, url };
  if (account !== undefined) raw.partner = { ...raw.partner!, accounts: { ...raw.partner?.accounts, payable: [account] } };
  if (url !== undefined && !/^https?:\/\//i.test(url)) throw usage('usage.bad-url', { place: 'URL', url });
  if (maxPayments !== undefined || maxTotal !== undefined) {
    raw.limits = {
      ...raw.limits,
      ...(maxPayments === undefined ? {} : { payments: maxPayments }),
      ...(maxTotal === undefined ? {} : { total: totalOf(maxTotal) }),
    };
  }
  return raw;
}

/** On a command line quotes are the shell's, and nothing makes a number of `5000`: whole tenge are as good. */
function totalOf(written: string): string {
  const total = sumValue(written);
  if (total === undefined || total < 0n) throw usage('usage.max-total', { written });
  return formatSum(total);
}

function resolveProfile(raw: RawProfile, source: ProfileSource, folder: string, idle = false): Profile {
  const sides = sidesOf(raw);
  if (sides.length === 0) throw usage('usage.no-partner', { place: source.place('') });
  const tested = raw.partner?.url !== undefined;
  // Without a partner these stand for nothing, and no case looks at them.
  const partner = tested ? raw.partner! : { ...raw.partner, url: NOWHERE, accounts: { payable: ['-'] } };
  const ca = (file: string, place: string) => readCa(resolve(folder, file), source.place(place));
  const urls = typeof partner.url === 'string' ? { check: partner.url, pay: partner.url } : partner.url;
  const sums = { min: money(partner.sums?.min, '1.00'), max: money(partner.sums?.max, '500.00') };
  if (sums.min > sums.max || sums.min === 0n)
    throw usage('usage.sums-range', { place: source.place('/partner/sums'), min: formatSum(sums.min), max: formatSum(sums.max) });
  const limits = { payments: raw.limits?.payments ?? 2000, total: money(raw.limits?.total, '200000.00') };
  const payable = (partner.accounts?.payable ?? []).map(payableAccount);
  if (payable.length === 0 && partner.accounts?.source === undefined && !idle)
    throw usage('usage.no-payable', { place: source.place('/partner/accounts') });
  const cheapest = payable.map(({ price }) => price ?? sums.min).sort((a, b) => (a < b ? -1 : 1))[0] ?? sums.min;
  if (limits.total < cheapest || limits.payments < 1) {
    throw usage('usage.limit-too-low', {
      place: source.place(limits.payments < 1 ? '/limits/payments' : '/limits/total'),
      total: formatSum(limits.total),
      payments: String(limits.payments),
      least: formatSum(cheapest),
    });
  }
  const accountPattern = pattern(partner.accountPattern, source);
  for (const [index, { account }] of payable.entries()) {
    if (accountPattern && !accountPattern.test(account)) {
      throw usage('usage.account-pattern', { place: source.place(`/partner/accounts/payable/${index}`), account, pattern: accountPattern.source });
    }
  }
  const shown = withoutSecrets(raw);
  return {
    name: partner.name ?? '',
    sides,
    ...(raw.refund ? { refundClient: refundSetting(raw.refund.client, source, folder) } : {}),
    ...(raw.operator ? { operator: operatorSetting(raw.operator, source, ca) } : {}),
    check: parseEndpoint(urls.check, source.place('/partner/url')),
    pay: parseEndpoint(urls.pay, source.place('/partner/url')),
    kind: partner.kind ?? 'balance',
    edition: partner.answers ?? 'xml',
    accounts: {
      payable,
      unknown: partner.accounts?.unknown ?? [],
      cancelled: partner.accounts?.cancelled ?? [],
      paid: partner.accounts?.paid ?? [],
      processing: partner.accounts?.processing ?? [],
      ...(partner.accounts?.source ? { source: { command: partner.accounts.source.command, folder } } : {}),
    },
    ...(accountPattern ? { accountPattern } : {}),
    sums,
    sumsGiven: partner.sums !== undefined,
    ...(partner.txnId?.from === undefined ? {} : { txnIdFrom: partner.txnId.from }),
    extra: partner.extra ?? {},
    headers: Object.entries(partner.headers ?? {}),
    expectedPaymentsPerMinute: partner.expectedPaymentsPerMinute ?? 30,
    ...(partner.balanceField === undefined ? {} : { balanceField: partner.balanceField }),
    ...(partner.ledger === undefined ? {} : { ledger: ledgerSetting(partner.ledger, folder) }),
    addresses: partner.addresses ?? {},
    processingTimeoutMs: (partner.processingTimeout ?? 60) * 1000,
    repeatAfterMs: (partner.repeatAfter ?? 0) * 1000,
    tls: {
      insecure: partner.tls?.insecure ?? false,
      ...(partner.tls?.ca === undefined ? {} : { ca: ca(partner.tls.ca, '/partner/tls/ca') }),
    },
    limits,
    load: { durationMs: (raw.load?.duration ?? 5) * 1000, connections: raw.load?.connections ?? 15 },
    unused: [],
    digest: `sha256:${createHash('sha256').update(canonical(shown)).digest('hex')}`,
    secrets: secretsIn(raw),
    shown,
  };
}

const NOWHERE = 'http://partner.invalid/';

/** Whose interfaces the profile gives. A partner's name alone is none. */
function sidesOf({ partner, operator, refund }: RawProfile): Side[] {
  const given: [Side, boolean][] = [
    ['partner', partner?.url !== undefined],
    ['operator', operator !== undefined],
    ['client', refund !== undefined],
  ];
  return given.flatMap(([side, is]) => (is ? [side] : []));
}

function ledgerSetting({ file, headers, ...rest }: NonNullable<NonNullable<RawProfile['partner']>['ledger']>, folder: string): LedgerSetting {
  return { ...rest, ...(file === undefined ? {} : { file: resolve(folder, file) }), folder, headers: Object.entries(headers ?? {}) };
}

function money(text: string | undefined, otherwise: string): Tiyn {
  return parseSum(text ?? otherwise)!; // the schema has passed the form
}

function payableAccount(item: string | { account: string; sum?: string }): PayableAccount {
  if (typeof item === 'string') return { account: item };
  return { account: item.account, ...(item.sum === undefined ? {} : { price: parseSum(item.sum)! }) };
}

function pattern(text: string | undefined, source: ProfileSource): RegExp | undefined {
  if (text === undefined) return undefined;
  try {
    return new RegExp(text, 'u');
  } catch (error) {
    throw usage('usage.bad-pattern', { place: source.place('/partner/accountPattern'), problem: (error as Error).message });
  }
}

function readCa(file: string, place: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw usage('usage.ca-unreadable', {
      place,
      file,
      problem: (error as NodeJS.ErrnoException).code ?? String(error),
    });
  }
}

/** JSON with sorted keys, so that the digest doesn't depend on the order in the file. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
