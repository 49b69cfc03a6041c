import type { Edition } from '../protocol/index.ts';
import { isLikeSeen, remember } from './scan-memory.ts';
import { scanHead, type Scanned } from './scan-head.ts';
import { scanJson } from './scan-json.ts';
import { scanXml } from './scan-xml.ts';

export { nothingScanned, type Scanned } from './scan-head.ts';

/**
 * One whole answer in the first `size` bytes, head and body, that is plainly right in HTTP and in the grammar
 * of the edition. True is a promise: the full validators object to nothing in it and read the same
 * values. False says nothing: the full validators decide.
 */
export function scan(bytes: Buffer, size: number, edition: Edition, out: Scanned): boolean {
  if (isLikeSeen(bytes, size, edition, out)) return true;
  if (!scanHead(bytes, size, edition, out) || !(edition === 'xml' ? scanXml(bytes, out) : scanJson(bytes, out))) return false;
  remember(bytes, size, edition, out);
  return true;
}
