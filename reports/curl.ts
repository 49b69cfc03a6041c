import type { ExchangeEvent } from '../harness/record/events.ts';
import { bufferOf, splitHttp, type HttpText } from './bytes.ts';
import { isPlain, printfFormat, quote, quoteWithSecrets, SECRET } from './shell.ts';

/** What the run's profile adds to every exchange. */
export interface CurlContext {
  /** Local addresses that the profile calls from: they are shown, those that the system chose are not. */
  localAddresses?: readonly string[];
  /** The profile trusts any certificate. */
  insecure?: boolean;
  /** PEM file that the profile trusts. */
  ca?: string;
  /** Names of the headers whose values are secret, in the order in which they are sent. */
  secretHeaders?: readonly string[];
}

type Asked = Pick<ExchangeEvent, 'nature' | 'to' | 'request' | 'connection'> & Partial<Pick<ExchangeEvent, 'direction' | 'case'>>;

/** Headers that curl writes by itself, or that only order the connection. */
const OWN_HEADERS = new Set(['host', 'accept', 'connection', 'content-length', 'accept-encoding', 'user-agent']);

/**
 * A command that asks the same again, ready to paste into a POSIX shell. curl where curl sends the
 * same bytes; else the bytes themselves, through openssl or nc. It holds printable ASCII alone, and
 * secrets as environment variables.
 *
 * ```sh
 * curl -sS -i --max-time 15 'https://kaspi.partner.kz/payment_app.cgi?command=check&txn_id=1&account=1'
 * ```
 */
export function curlOf(exchange: Asked, context: CurlContext = {}): string {
  // What a client has asked us is shown again by having it ask again.
  if (exchange.direction === 'incoming')
    return `npx paycert certify --profile FILE --case ${/^[\w.-]+$/.test(exchange.case ?? '') ? exchange.case! : '…'}`;
  const request = withNames(exchange.request, context.secretHeaders ?? []);
  return curlWords(exchange, splitHttp(request), context)?.join(' ') ?? rawCommand(exchange, request, context);
}

/** A record may hide a header whole, name and value; the profile still knows its name. */
function withNames(recorded: Asked['request'], names: readonly string[]): Buffer {
  const request = bufferOf(recorded);
  // In bytes that are no text the record's mark is plain ASCII.
  const marked = 'text' in recorded ? request : Buffer.from(request.toString('latin1').replaceAll('<secret>', MARK), 'latin1');
  if (!marked.includes(`\n${SECRET}`)) return marked;
  let next = 0;
  const named = marked.toString('latin1').replaceAll(`\n${MARK}`, () => `\n${names[next++] ?? 'X-Secret'}: ${MARK}`);
  return Buffer.from(named, 'latin1');
}

/** The mark's bytes as Latin-1 shows them. */
const MARK = Buffer.from(SECRET).toString('latin1');

function curlWords(exchange: Asked, http: HttpText, context: CurlContext): string[] | undefined {
  const line = /^([A-Z]+) (\/[\x21-\x7e]*) HTTP\/1\.([01])$/.exec(http.line.replaceAll(SECRET, '$'));
  const headers = readHeaders(http);
  if (!line || !headers || !isPlain(exchange.to.host) || line[2]!.includes('#') || line[2]!.includes('\\')) return undefined;
  const [, method = '', , minor] = line;
  const target = http.line.slice(method.length + 1, -' HTTP/1.1'.length);
  const body = bodyWords(http, headers);
  if (!body) return undefined;
  return [
    'curl -sS -i --max-time 15',
    ...(minor === '0' ? ['--http1.0'] : exchange.to.scheme === 'https' ? ['--http1.1'] : []),
    ...(method === 'GET' && body.length === 0 ? [] : method === 'HEAD' ? ['-I'] : [`-X ${method}`]),
    ...trustWords(exchange, context),
    ...urlWords(target),
    ...headerWords(exchange, headers),
    ...body,
    quoteWithSecrets(originOf(exchange) + target, headerVariable(undefined)),
  ];
}

type Header = readonly [name: string, value: string];

/** The headers, or nothing when one of them is not what curl could send. */
function readHeaders({ headers }: HttpText): Header[] | undefined {
  const read: Header[] = [];
  for (const header of headers) {
    const parts = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*)$/.exec(header);
    if (!parts || !isPlain(parts[2]!.replaceAll(SECRET, '')) || /^(transfer-encoding|expect)$/i.test(parts[1]!)) return undefined;
    read.push([parts[1]!, parts[2]!]);
  }
  return read;
}

function headerWords(exchange: Asked, headers: readonly Header[]): string[] {
  const words: string[] = [];
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  for (const [name, value] of headers) if (!isCurlsOwn(exchange, name.toLowerCase(), value)) words.push(headerWord(name, value));
  if (headers.some(([name, value]) => name.toLowerCase() === 'accept-encoding' && value.includes('gzip'))) words.push('--compressed');
  if (!names.has('host')) words.push("-H 'Host:'");
  return words;
}

function isCurlsOwn(exchange: Asked, name: string, value: string): boolean {
  if (!OWN_HEADERS.has(name)) return false;
  if (name === 'host') return value === hostOf(exchange);
  if (name === 'accept') return value === '*/*';
  if (name === 'connection') return !/close/i.test(value);
  return name !== 'user-agent' || value.startsWith('paycert');
}

function headerWord(name: string, value: string): string {
  if (value === '') return `-H ${quote(`${name};`)}`;
  return `-H ${quoteWithSecrets(`${name}: ${value}`, headerVariable(name))}`;
}

/** A body that is printable ASCII; nothing for another one. */
function bodyWords({ body }: HttpText, headers: readonly Header[]): string[] | undefined {
  const declared = headers.find(([name]) => name.toLowerCase() === 'content-length');
  if (body.length === 0) return declared === undefined ? [] : declared[1] === '0' ? ["--data-raw ''", ...noType(headers)] : undefined;
  const text = body.toString('latin1');
  if (!isPlain(text) || declared?.[1] !== String(body.length)) return undefined;
  return [`--data-raw ${quote(text)}`, ...noType(headers)];
}

/** curl adds a form's Content-Type to any body, unless told not to. */
function noType(headers: readonly Header[]): string[] {
  return headers.some(([name]) => name.toLowerCase() === 'content-type') ? [] : ["-H 'Content-Type:'"];
}

/** Without these curl would tidy the URL up. */
function urlWords(target: string): string[] {
  return [...(/\/\.\.?(\/|\?|$)/.test(target) ? ['--path-as-is'] : []), ...(/[[\]{}]/.test(target) ? ['--globoff'] : [])];
}

function trustWords(exchange: Asked, context: CurlContext): string[] {
  const local = localAddress(exchange, context);
  const secure = exchange.to.scheme === 'https';
  return [
    ...(local === undefined ? [] : [`--interface ${quote(local)}`]),
    ...(secure && context.insecure ? ['--insecure'] : []),
    ...(secure && context.ca !== undefined && isPlain(context.ca) ? [`--cacert ${quote(context.ca)}`] : []),
  ];
}

function localAddress(exchange: Asked, context: CurlContext): string | undefined {
  const local = exchange.connection.localAddress;
  if (local === undefined || !/^[\w.:%-]+$/.test(local)) return undefined;
  return exchange.nature === 'outside' || context.localAddresses?.includes(local) ? local : undefined;
}

/** The very bytes of the request, for what curl would refuse or change. */
function rawCommand(exchange: Asked, request: Buffer, context: CurlContext): string {
  const { port, scheme } = exchange.to;
  const host = isPlain(exchange.to.host) ? exchange.to.host.replace(/^-+/, '') : 'HOST';
  const local = localAddress(exchange, context);
  const bytes = printfWords(request);
  if (scheme === 'http') return `${bytes} | nc -w 15${local === undefined ? '' : ` -s ${quote(local)}`} ${quote(host)} ${port}`;
  const bind = local === undefined ? '' : ` -bind ${quote(bracketed(local))}`;
  return `${bytes} | openssl s_client -quiet -connect ${quote(`${bracketed(host)}:${port}`)} -servername ${quote(host)}${bind}`;
}

/** `printf '…'`; secrets are arguments, so that their values are not read as a format. */
function printfWords(request: Buffer): string {
  const parts = request.toString('latin1').split(MARK);
  const variables = parts.slice(0, -1).map((part) => ` "$${headerVariable(/(?:^|\n)([\w-]+):[^\n]*$/.exec(part)?.[1])}"`);
  return `printf '${parts.map((part) => printfFormat(Buffer.from(part, 'latin1'))).join('%s')}'${variables.join('')}`;
}

/** `PAYCERT_HEADER_AUTHORIZATION`: where the reader puts a header's secret value. */
function headerVariable(name: string | undefined): string {
  return name === undefined ? 'PAYCERT_SECRET' : `PAYCERT_HEADER_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
}

function originOf(exchange: Asked): string {
  return `${exchange.to.scheme}://${hostOf(exchange)}`;
}

function hostOf({ to }: Asked): string {
  const usual = to.scheme === 'https' ? 443 : 80;
  return to.port === usual ? bracketed(to.host) : `${bracketed(to.host)}:${to.port}`;
}

function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}
