import type { Report, ReportWaiver } from '../model.ts';

/** What a certificate states; these bytes are signed as they are written. */
export interface Statement {
  type: 'paycert-certificate';
  schemaVersion: 1;
  verdict: Report['verdict'];
  partner: string;
  target: string;
  kind: Report['kind'];
  edition: Report['edition'];
  scope: Report['scope'];
  /** ISO 8601, UTC; the second is null for a run that was killed. */
  startedAt: string;
  finishedAt: string | null;
  seed: string;
  profileDigest: string;
  tool: Report['tool'];
  /** What a green selftest of this version prints: whoever doubts the tool can run it again. */
  selftestDigest: string;
  summary: Report['summary'];
  clauses: { id: string; level: string; state: string }[];
  waivers: ReportWaiver[];
  issued: string;
  expires: string;
  /** SHA-256 of each file of the run that lay beside the certificate: `sha256:` and 64 hex digits. */
  files: Readonly<Record<string, string>>;
}

const DAY_MS = 86_400_000;

/** The statement on a run, as of `issued`. */
export function statementOf(
  report: Report,
  { files, selftestDigest, issued, validDays }: { files: Readonly<Record<string, string>>; selftestDigest: string; issued: Date; validDays: number },
): Statement {
  return {
    type: 'paycert-certificate',
    schemaVersion: 1,
    verdict: report.verdict,
    partner: report.partner,
    target: report.target,
    kind: report.kind,
    edition: report.edition,
    scope: report.scope,
    startedAt: report.startedAt,
    finishedAt: report.finishedAt,
    seed: report.seed,
    profileDigest: report.profileDigest,
    tool: report.tool,
    selftestDigest,
    summary: report.summary,
    clauses: report.clauses.map(({ id, level, state }) => ({ id, level, state })),
    waivers: report.waivers,
    issued: issued.toISOString(),
    expires: new Date(issued.getTime() + validDays * DAY_MS).toISOString(),
    files,
  };
}

/** A file's name and no path: nothing outside the folder of the certificate is ever looked at. */
const FILE = /^[A-Za-z0-9][\w.-]{0,100}$/;

/** The statement in signed bytes, or undefined where they are none of ours. */
export function readStatement(bytes: Uint8Array): Statement | undefined {
  const data = parse(bytes);
  if (typeof data !== 'object' || data === null) return undefined;
  const statement = data as Partial<Record<keyof Statement, unknown>>;
  const texts = ['verdict', 'partner', 'target', 'startedAt', 'seed', 'profileDigest', 'selftestDigest', 'issued', 'expires'] as const;
  const whole =
    statement.type === 'paycert-certificate' &&
    statement.schemaVersion === 1 &&
    texts.every((name) => typeof statement[name] === 'string') &&
    ['certified', 'certified-with-remarks', 'not-certified', 'incomplete'].includes(String(statement.verdict)) &&
    isDate(statement.issued) &&
    isDate(statement.expires) &&
    hasTexts(statement.tool, ['name', 'version']) &&
    isListOf(statement.clauses, ['id', 'level', 'state']) &&
    isListOf(statement.waivers, ['reason', 'owner', 'ticket', 'expiry']) &&
    isFiles(statement.files);
  return whole ? (data as Statement) : undefined;
}

function isListOf(value: unknown, names: readonly string[]): boolean {
  return Array.isArray(value) && value.every((each) => hasTexts(each, names));
}

function hasTexts(value: unknown, names: readonly string[]): boolean {
  return typeof value === 'object' && value !== null && names.every((name) => typeof (value as Record<string, unknown>)[name] === 'string');
}

function isDate(value: unknown): boolean {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

function isFiles(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const files = Object.entries(value);
  return (
    files.some(([name]) => name === 'record.jsonl') &&
    files.every(([name, digest]) => FILE.test(name) && /^sha256:[0-9a-f]{64}$/.test(String(digest)))
  );
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
