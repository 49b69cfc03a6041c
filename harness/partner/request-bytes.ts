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

/** The bytes of a request: request line, Host, the usual headers, those of the profile. */
export function requestBytes(
  endpoint: Endpoint,
  secretHeaders: readonly [string, string][],
  params: readonly Param[],
  writing: Writing = {},
): Buffer {
  const headers = new Map<string, string>([
    ['Host', endpoint.authority],
    ['User-Agent', 'paycert'],
    ['Accept', '*/*'],
    ...secretHeaders,
    ...Object.entries(writing.headers ?? {}),
  ]);
  for (const name of writing.without ?? []) headers.delete(name);
  if (writing.closing) headers.set('Connection', 'close');
  const lines = [...headers].map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.from(`${writing.method ?? 'GET'} ${endpoint.path}${writeQuery(params, writing.spelling)} HTTP/1.1\r\n${lines}\r\n`, 'utf8');
}
