/** What of a profile is secret, and how the profile is shown without it. */

export const SECRET_MARK = '‹secret›';
/** A shorter text would blot out half of the record. */
const LEAST = 6;
/** Names of query fields that grant something. */
const GRANTING = /token|secret|pass|pwd|key|auth|sig|session|cred/i;

/**
 * Every text of a profile that must not be written anywhere: values of headers and what they hold
 * (`Basic …` also decoded), passwords and logins, user names and keys inside of addresses.
 */
export function secretsIn(profile: unknown): string[] {
  const found = new Set<string>();
  const take = (text: string) => {
    if (text.length >= LEAST) found.add(text);
  };
  // A login that is a part of a host name is no secret, and to hide it would spoil every request.
  const hosts = hostsIn(profile);
  const walk = (value: unknown, key: string): void => {
    if (typeof value === 'string') {
      if (key === 'password' || (key === 'login' && !hosts.includes(value))) take(value);
      for (const secret of inText(value, key)) take(secret);
    } else if (key === 'headers') for (const [name, header] of Object.entries(value ?? {})) ofHeader(name, String(header)).forEach(take);
    else if (value !== null && typeof value === 'object') for (const [name, inner] of Object.entries(value)) walk(inner, name);
  };
  walk(profile, '');
  return [...found].sort((a, b) => b.length - a.length);
}

/** The host names of a profile, in one text. */
function hostsIn(profile: unknown): string {
  return [...(JSON.stringify(profile) ?? '').matchAll(/:\/\/(?:[^/?#"@]*@)?([^/?#":]+)/g)].map(([, host]) => host!).join(' ');
}

function ofHeader(name: string, value: string): string[] {
  const credentials = value.replace(/^\S+\s+/, '');
  const decoded = /^basic\s/i.test(value) ? Buffer.from(credentials, 'base64').toString('utf8') : '';
  return [`${name}: ${value}`, value, credentials, decoded, decoded.slice(decoded.indexOf(':') + 1)];
}

/** Members that hold a command of the shell. */
const COMMANDS: ReadonlySet<string> = new Set(['command', 'trigger']);

/** What a command is given to show who it is: `-H "Authorization: Bearer …"`, `--password=…`, `API_TOKEN=…`. */
const GIVEN =
  /\b[\w-]*(?:authorization|token|secret|passw(?:or)?d|pwd|api[-_]?key)\b["']?\s*[:=]\s*["']?(?:(?:basic|bearer|token)\s+)?([^\s"'&;|]+)/gi;

function inText(text: string, key: string): string[] {
  return [...inAddresses(text), ...(COMMANDS.has(key) ? [...text.matchAll(GIVEN)].map(([, value]) => value!) : [])];
}

/** User and password of each address in a text, and the values of its query that grant something. */
function inAddresses(text: string): string[] {
  return (text.match(/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>]+/gi) ?? []).flatMap((address) => {
    const [, user = ''] = /:\/\/([^/?#]*)@/.exec(address) ?? [];
    const query = [...address.matchAll(/[?&]([^=&#]*)=([^&#]*)/g)].filter(([, name]) => GRANTING.test(name!)).map(([, , value]) => value!);
    const password = user.slice(user.indexOf(':') + 1);
    return [user, password, ...query].flatMap((each) => [each, decoded(each)]);
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The profile for people and the record: headers are named and not shown; of addresses what grants nothing. */
export function withoutSecrets(profile: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(profile), function hide(this: unknown, key: string, value: unknown) {
    if (key === 'headers' && value !== null && typeof value === 'object')
      return Object.fromEntries(Object.keys(value).map((name) => [name, SECRET_MARK]));
    if (key === 'password' || key === 'login') return SECRET_MARK;
    return typeof value === 'string'
      ? [...inText(value, key), ...(key === 'trigger' ? passwordsOf(profile) : [])]
          .filter(Boolean)
          .reduce((text, secret) => text.replaceAll(secret, SECRET_MARK), value)
      : value;
  }) as Record<string, unknown>;
}

/** A command may be given the password as it stands: however short, it is not shown in it. */
function passwordsOf(profile: { refund?: { client?: { password?: unknown } } }): string[] {
  const password = profile.refund?.client?.password;
  return typeof password === 'string' ? [password] : [];
}
