import { createRequire } from 'node:module';
import type { HttpAnswer } from './exchange.ts';
import { addFault, listed, quote } from './http-head.ts';

/**
 * Takes gzip off the body, in place, and adds what is wrong with the content coding to the faults.
 * A body that cannot be decoded stays as it came.
 *
 * @param whole the body is complete; a part of one is never decoded, and so never called corrupt
 * @param accepted the request offered gzip
 * @param maxBytes of the decoded body
 * @returns whether the decoded body would pass `maxBytes`
 */
export function decodeContent(answer: HttpAnswer, whole: boolean, accepted: boolean, maxBytes: number): boolean {
  const codings = listed(answer.headers, 'content-encoding').filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length === 0 || answer.body.length === 0) return false;
  if (codings.length > 1 || (codings[0] !== 'gzip' && codings[0] !== 'x-gzip')) {
    addFault(answer.faults, 'unknown-coding', `Content-Encoding: ${quote(codings.join(', '))}`);
    return false;
  }
  if (!accepted) addFault(answer.faults, 'gzip-unasked', 'the request did not offer gzip');
  return whole && gunzip(answer, maxBytes);
}

function gunzip(answer: HttpAnswer, maxBytes: number): boolean {
  // Most runs never see gzip, so zlib is loaded when the first such answer comes.
  const zlib = createRequire(import.meta.url)('node:zlib') as typeof import('node:zlib');
  try {
    answer.body = zlib.gunzipSync(answer.body, { maxOutputLength: maxBytes });
    return false;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const bomb = code === 'ERR_BUFFER_TOO_LARGE';
    const detail = bomb ? `${answer.body.length} bytes unpack to more than ${maxBytes}` : message;
    addFault(answer.faults, bomb ? 'gzip-bomb' : 'gzip-bad', detail);
    return bomb;
  }
}
