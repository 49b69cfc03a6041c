import { writeQuery, type Param, type Spelling } from '../../protocol/index.ts';
import type { Endpoint } from '../profile/profile.ts';

/** How a request is put on the wire, where it matters to a case. */
export interface Writing {
  spelling?: Spelling;
  method?: string;
  /** Added after the usual ones, or in place of the one of the same name. */
  headers?: Readonly<Record<string, string>>;
  /** Usual headers to leave out. */
  without?: readonly ('User-Agent' | 'Accept')[];
  /** Say `Connection: close`. */
  closing?: boolean;
}

type SecretHeaders = readonly [string, string][];

/** The bytes of a request: request line, Host, the usual headers, those of the profile. */
export function requestBytes(endpoint: Endpoint, secretHeaders: SecretHeaders, params: readonly Param[], writing: Writing = {}): Buffer {
  const lines = isUsual(writing) ? usualLines(endpoint, secretHeaders) : headerLines(endpoint, secretHeaders, writing);
  return Buffer.from(`${writing.method ?? 'GET'} ${endpoint.path}${writeQuery(params, writing.spelling)} HTTP/1.1\r\n${lines}\r\n`, 'utf8');
}

function isUsual({ headers, without, closing }: Writing): boolean {
  return headers === undefined && without === undefined && !closing;
}

/** Nearly all requests of a run have the same. */
const usual = new WeakMap<Endpoint, { secretHeaders: SecretHeaders; lines: string }>();

function usualLines(endpoint: Endpoint, secretHeaders: SecretHeaders): string {
  const known = usual.get(endpoint);
  if (known?.secretHeaders === secretHeaders) return known.lines;
  const lines = headerLines(endpoint, secretHeaders, {});
  usual.set(endpoint, { secretHeaders, lines });
  return lines;
}

function headerLines(endpoint: Endpoint, secretHeaders: SecretHeaders, { headers: added = {}, without = [], closing }: Writing): string {
  const headers = new Map<string, string>([
    ['Host', endpoint.authority],
    ['User-Agent', 'paycert'],
    ['Accept', '*/*'],
    ...secretHeaders,
    ...Object.entries(added),
  ]);
  for (const name of without) headers.delete(name);
  if (closing) headers.set('Connection', 'close');
  return [...headers].map(([name, value]) => `${name}: ${value}\r\n`).join('');
}
