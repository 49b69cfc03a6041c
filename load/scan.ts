import type { Edition } from '../protocol/index.ts';
import { scanHead, type Scanned } from './scan-head.ts';
import { scanJson } from './scan-json.ts';
import { scanXml } from './scan-xml.ts';

export { nothingScanned, type Scanned } from './scan-head.ts';

/**
 * One whole answer in `bytes[from…to)`, head and body, that is plainly right in HTTP and in the grammar
 * of the edition. True is a promise: the full validators object to nothing in it and read the same
 * values. False says nothing: the full validators decide.
 */
export function scan(bytes: Buffer, from: number, to: number, edition: Edition, out: Scanned): boolean {
  return scanHead(bytes, from, to, edition, out) && (edition === 'xml' ? scanXml(bytes, out) : scanJson(bytes, out));
}
