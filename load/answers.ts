import type { LoadJob } from '../harness/load.ts';
import { Result } from '../protocol/index.ts';
import type { Exchange } from '../wire/index.ts';
import type { Read } from './read.ts';
import type { Paper, Requests } from './requests.ts';
import { nothingScanned, scan } from './scan.ts';
import type { Slot } from './slot.ts';
import type { Tally } from './tally.ts';

/** What an answer came to. */
export interface Judged {
  read: Read;
  end: Exchange['end'];
  /** Its bytes, where they are worth keeping. */
  kept: Buffer | undefined;
}

export interface Answers {
  /** Reads what is plainly right, at a glance; undefined for everything else, which goes to the full reader. */
  quickly(slot: Slot, bytes: Buffer, length: number): Judged | undefined;
  /** Reads what has come on this connection by the validators of the functional chapters. Closes a connection that can't be used again. */
  inFull(slot: Slot, end: Exchange['end'], now: number): Promise<Judged>;
}

const MOST_KEPT_BYTES = 64 * 1024;
const ANSWERED: Exchange['end'] = { how: 'answered', phase: 'body' };

/** Loaded when the first answer needs them: the validators and their libraries are larger than all the rest. */
let validators: Promise<typeof import('./read.ts')> | undefined;

export function answers(job: LoadJob, book: Requests, counts: Tally): Answers {
  const out = nothingScanned();
  return {
    quickly: (slot, bytes, length) => {
      if (!scan(bytes, length, job.edition, out)) return undefined;
      const { paper, request, payment, template, lane } = slot;
      const { command, sum } = job.templates[template]!;
      const credited = command === 'pay' && out.result === Result.ok;
      if (!isSame(bytes, out.txnStart, out.txnEnd, request, paper)) return undefined;
      if (credited && !(out.prvEnd > out.prvStart && isText(bytes, out.sumStart, out.sumEnd, sum))) return undefined;
      const twice = credited && counts.prvTxn(bytes, out.prvStart, out.prvEnd, payment);
      const kept = counts.keeps(payment, twice ? 'answer' : undefined) ? beginning(bytes, length) : undefined;
      if (!out.keep) lane.close();
      return { read: { result: out.result, fault: undefined }, end: ANSWERED, kept };
    },
    inFull: async (slot, how, now) => {
      const { reader, template, payment, lane, sentAt } = slot;
      const { http, tooBig } = reader?.answer(false) ?? { tooBig: false };
      const response = reader?.response() ?? Buffer.alloc(0);
      const end: Exchange['end'] = tooBig ? { how: 'oversize', phase: 'body' } : how;
      const exchange: Exchange = {
        request: Buffer.alloc(0),
        sentBytes: 0,
        response,
        truncated: reader?.truncated ?? false,
        startedAt: 0,
        timing: { totalMs: now - sentAt },
        end,
        ...(http ? { http } : {}),
        connection: { id: lane.connection, reused: lane.carried - 1 },
      };
      if (how.how !== 'answered' || http === undefined || !mayKeep(http)) lane.close();
      const isOurs = (number: string) => {
        const other = book.paymentOf(number);
        return other >= 0 && other !== payment && other < job.payments;
      };
      const { readInFull } = await (validators ??= import('./read.ts'));
      const read = await readInFull(exchange, job, template, book.numberOf(payment), isOurs);
      const isCredit = read.result === Result.ok && job.templates[template]!.command === 'pay' && /^\d{1,20}$/.test(read.prv_txn ?? '');
      const number = Buffer.from(read.prv_txn ?? '');
      const twice = isCredit && counts.prvTxn(number, 0, number.length, payment);
      return { read, end, kept: counts.keeps(payment, read.fault ?? (twice ? 'answer' : undefined)) ? beginning(response) : undefined };
    },
  };
}

/** A copy of what is worth keeping of an answer. */
export function beginning(response: Buffer, length = response.length): Buffer {
  return Buffer.from(response.subarray(0, Math.min(length, MOST_KEPT_BYTES)));
}

/** The number that came back is the number that was sent. */
function isSame(bytes: Buffer, start: number, end: number, request: Buffer, at: Paper): boolean {
  if (end - start !== at.end - at.start) return false;
  for (let i = 0; i < end - start; i++) if (bytes[start + i] !== request[at.start + i]) return false;
  return true;
}

function isText(bytes: Buffer, start: number, end: number, text: string): boolean {
  if (end - start !== text.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[start + i] !== text.charCodeAt(i)) return false;
  return true;
}

function mayKeep(http: NonNullable<Exchange['http']>): boolean {
  return (
    http.version === '1.1' &&
    http.framing !== 'close' &&
    http.faults.length === 0 &&
    !http.headers.some(([name, value]) => name.toLowerCase() === 'connection' && /\bclose\b/i.test(value))
  );
}
