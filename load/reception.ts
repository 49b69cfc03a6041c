import { performance } from 'node:perf_hooks';
import type { LoadFault } from '../harness/load.ts';
import { HttpReader } from '../wire/http-reader.ts';
import type { End } from '../wire/index.ts';
import { beginning, type Answers, type Judged } from './answers.ts';
import type { Slot } from './slot.ts';
import type { Tally } from './tally.ts';

/** What comes back on a connection, or does not: each request ends here once. */
export interface Reception {
  /** Bytes that stand in a buffer which the next read overwrites. */
  received(slot: Slot, bytes: Buffer, length: number): void;
  /** The connection is gone. */
  gone(slot: Slot, how: End['how'], code: string | undefined): void;
  /** The request has had its time. */
  late(slot: Slot, now: number): void;
}

interface Surroundings {
  counts: Tally;
  reading: Answers;
  finish(slot: Slot, judged: Judged, now: number): void;
  /** Connects anew for the request that this connection has. */
  open(slot: Slot): void;
}

export function reception({ counts, reading, finish, open }: Surroundings): Reception {
  const received = (slot: Slot, bytes: Buffer, length: number) => {
    if (slot.payment < 0 || slot.sentAt === 0 || slot.reading) {
      // Bytes that nobody asked for: what comes next on this connection could not be trusted.
      if (slot.payment < 0) slot.lane.close();
      return;
    }
    const now = performance.now();
    if (slot.firstByteAt === 0) slot.firstByteAt = now;
    const judged = slot.reader === undefined ? reading.quickly(slot, bytes, length) : undefined;
    if (judged) return finish(slot, judged, now);
    slot.reader ??= new HttpReader();
    slot.reader.push(Buffer.from(bytes.subarray(0, length)));
    judge(slot, slot.reader, now);
  };
  const judge = (slot: Slot, reader: HttpReader, now: number) => {
    if (reader.state === 'whole') {
      const bytes = reader.response();
      const judged = reading.quickly(slot, bytes, bytes.length);
      if (judged) finish(slot, judged, now);
      else readSlowly(slot, 'answered', now);
    } else if (reader.state === 'broken') readSlowly(slot, 'malformed', now);
    else if (reader.state === 'oversize') readSlowly(slot, 'oversize', now);
  };
  const readSlowly = (slot: Slot, how: End['how'], now: number) => {
    const { payment } = slot;
    slot.reading = true;
    void reading.inFull(slot, { how, phase: 'body' }, now).then((judged) => {
      slot.reading = false;
      if (slot.payment === payment) finish(slot, judged, now);
    });
  };

  const gone = (slot: Slot, how: End['how'], code: string | undefined) => {
    if (slot.payment < 0 || slot.reading) return;
    const now = performance.now();
    if (slot.reader !== undefined) {
      if (how !== 'reset') slot.reader.end();
      if (slot.reader.state === 'whole') return judge(slot, slot.reader, now);
      return lost(slot, slot.reader.state === 'cut' || how === 'closed' ? 'closed' : 'reset', code, now);
    }
    // A kept connection may be closed just as a request goes out on it: nobody's fault, asked once more on a new one.
    if (slot.sentAt > 0 && slot.lane.carried > 1 && !slot.resent && (how === 'closed' || how === 'reset')) {
      slot.resent = true;
      counts.counts.resent++;
      slot.sentAt = 0;
      open(slot);
      return;
    }
    lost(slot, how === 'closed' || how === 'reset' || how === 'tls' || how === 'timeout' ? how : 'refused', code, now);
  };
  const lost = (slot: Slot, fault: LoadFault, code: string | undefined, now: number) => {
    slot.lane.close();
    const phase = slot.sentAt === 0 ? 'tcp' : slot.firstByteAt === 0 ? 'wait' : 'body';
    const end = { how: fault as End['how'], phase, ...(code ? { code } : {}) } as const;
    const kept = counts.keeps(slot.payment, fault) ? beginning(slot.reader?.response() ?? Buffer.alloc(0)) : undefined;
    finish(slot, { read: { result: undefined, fault }, end, kept }, now);
  };

  return { received, gone, late: (slot, now) => lost(slot, 'timeout', undefined, now) };
}
