import { Result } from '../protocol/index.ts';
import { HttpReader } from '../wire/http-reader.ts';
import type { End, Exchange } from '../wire/index.ts';
import type { LoadEnd, LoadFault, LoadJob } from '../harness/load.ts';
import { Lane } from './lane.ts';
import type { Read } from './read.ts';
import { requests, type Paper } from './requests.ts';
import { nothingScanned, scan } from './scan.ts';
import { tally, type Tally } from './tally.ts';

/** A connection and the request that is on it. */
export interface Slot {
  lane: Lane;
  paper: Paper;
  /** The request that is on its way. */
  request: Buffer;
  /** -1 when free. */
  payment: number;
  template: number;
  attempt: number;
  dueAt: number;
  sentAt: number;
  firstByteAt: number;
  /** Since when it has been free. */
  freeAt: number;
  reader: HttpReader | undefined;
  /** An answer is being read in full. */
  reading: boolean;
  resent: boolean;
  settled: ((told: { fault: LoadFault | undefined; limited: boolean; serviceMs: number }) => void) | undefined;
}

interface Again {
  payment: number;
  template: number;
  attempt: number;
  notBefore: number;
  /** When the payment was asked for the first time. */
  since: number;
}

/** Gives the next new payment, or the time at which one will be due; undefined when there are no more. */
export type Feed = (now: number) => { payment: number; template: number; dueAt: number } | { at: number } | undefined;

export interface Engine {
  slots: readonly Slot[];
  tally: Tally;
  /** Sends one request on this connection, whatever the feed says. */
  fire(slot: Slot, payment: number, template: number): Promise<{ fault: LoadFault | undefined; limited: boolean; serviceMs: number }>;
  /** Opens the connection; resolves when it is ready or could not be opened. */
  ready(slot: Slot): Promise<boolean>;
  feed(feed: Feed): void;
  /** Nothing on its way, nothing to be asked again, and no new payment to come. */
  quiet(): Promise<void>;
  end(how: LoadEnd): void;
  readonly ended: LoadEnd | undefined;
  /** Closes everything. */
  close(): void;
  inFlight(): number;
}

/** Loaded when the first answer needs them: the validators and their libraries are larger than all the rest. */
let validators: Promise<typeof import('./read.ts')> | undefined;

const LOST_PAUSES_MS = [50, 250, 1_000];
const POLL_MS = { first: 200, most: 2_000 };
const SWEEP_MS = 50;
const MOST_KEPT_BYTES = 64 * 1024;

/**
 * The heart of the load, in one thread: connections with one request each, new payments as the feed has
 * them due, lost ones again. It never waits for an answer before it sends what is due on another connection.
 */
export function engine(job: LoadJob, beganAt: number): Engine {
  const book = requests(job);
  const counts = tally(job, beganAt);
  const out = nothingScanned();
  const again: Again[] = [];
  const free: Slot[] = [];
  const opening = new Map<Slot, (ok: boolean) => void>();
  let feeding: Feed = () => undefined;
  let connections = 0;
  let heldUntil = 0;
  let ended: LoadEnd | undefined;
  let timer: NodeJS.Timeout | undefined;
  let soon: NodeJS.Immediate | undefined;
  let exhausted = true;
  let whenQuiet: (() => void)[] = [];

  const listener = {
    ready: (lane: Lane) => {
      const slot = slots[lane.id]!;
      opening.get(slot)?.(true);
      opening.delete(slot);
      if (slot.payment >= 0 && slot.sentAt === 0) write(slot);
    },
    data: (lane: Lane, bytes: Buffer, length: number) => received(slots[lane.id]!, bytes, length),
    gone: (lane: Lane, how: End['how'], code?: string) => gone(slots[lane.id]!, how, code),
  };
  const slots: Slot[] = Array.from({ length: job.connections }, (_, id) => ({
    lane: new Lane(id, listener),
    paper: book.paper(),
    request: Buffer.alloc(0),
    payment: -1,
    template: 0,
    attempt: 0,
    dueAt: 0,
    sentAt: 0,
    firstByteAt: 0,
    freeAt: beganAt,
    reader: undefined,
    reading: false,
    resent: false,
    settled: undefined,
  }));
  free.push(...slots.toReversed());

  const take = (slot: Slot, payment: number, template: number, attempt: number, dueAt: number) => {
    slot.payment = payment;
    slot.template = template;
    slot.attempt = attempt;
    slot.dueAt = dueAt;
    slot.sentAt = 0;
    slot.firstByteAt = 0;
    slot.resent = false;
    if (attempt === 0 && template % job.mix.length === 0) counts.counts.payments++;
    const { place } = job.templates[template]!;
    if (slot.lane.isReady && slot.lane.place === place) write(slot);
    else if (!slot.lane.isOpen || slot.lane.place !== place) slot.lane.open(place, ++connections);
  };
  const write = (slot: Slot) => {
    const now = performance.now();
    counts.sent(now, slot.attempt === 0 && slot.freeAt <= slot.dueAt && !slot.resent && slot.lane.carried > 0 ? now - slot.dueAt : undefined);
    slot.sentAt = now;
    slot.request = slot.paper.write(slot.payment, slot.template);
    slot.lane.send(slot.request);
  };

  const received = (slot: Slot, bytes: Buffer, length: number) => {
    if (slot.payment < 0 || slot.sentAt === 0 || slot.reading) {
      // Bytes that nobody asked for: what comes next on this connection could not be trusted.
      if (slot.payment < 0) slot.lane.close();
      return;
    }
    const now = performance.now();
    if (slot.firstByteAt === 0) slot.firstByteAt = now;
    if (slot.reader === undefined && scan(bytes, 0, length, job.edition, out)) return scanned(slot, bytes, length, now);
    slot.reader ??= new HttpReader();
    slot.reader.push(Buffer.from(bytes.subarray(0, length)));
    judge(slot, now);
  };
  const judge = (slot: Slot, now: number) => {
    const { reader } = slot;
    if (reader === undefined) return;
    if (reader.state === 'whole') {
      const bytes = reader.response();
      if (scan(bytes, 0, bytes.length, job.edition, out)) scanned(slot, bytes, bytes.length, now);
      else readSlowly(slot, { how: 'answered', phase: 'body' }, now);
    } else if (reader.state === 'broken') readSlowly(slot, { how: 'malformed', phase: 'body' }, now);
    else if (reader.state === 'oversize') readSlowly(slot, { how: 'oversize', phase: 'body' }, now);
  };

  /** An answer that the scanner took: only its meaning is left to compare. */
  const scanned = (slot: Slot, bytes: Buffer, length: number, now: number) => {
    const { paper, template } = slot;
    const { command, sum } = job.templates[template]!;
    const own = isSame(bytes, out.txnStart, out.txnEnd, slot.request, paper);
    const credited = command === 'pay' && out.result === Result.ok;
    const right = own && (!credited || (out.prvEnd > out.prvStart && isText(bytes, out.sumStart, out.sumEnd, sum)));
    if (!right) {
      slot.reader ??= pushed(bytes, length);
      return readSlowly(slot, { how: 'answered', phase: 'body' }, now);
    }
    const twice = credited && counts.prvTxn(bytes, out.prvStart, out.prvEnd, slot.payment);
    const keep = counts.keeps(slot.payment, twice ? 'answer' : undefined);
    const response = keep ? Buffer.from(bytes.subarray(0, Math.min(length, MOST_KEPT_BYTES))) : undefined;
    if (!out.keep) slot.lane.close();
    finish(slot, { result: out.result, fault: undefined }, { how: 'answered', phase: 'body' }, now, response);
  };
  /** Whatever the scanner does not take goes to the validators of the functional chapters. */
  const readSlowly = (slot: Slot, end: Exchange['end'], now: number) => {
    slot.reading = true;
    const { reader, template } = slot;
    const { http, tooBig } = reader?.answer(false) ?? { tooBig: false };
    const response = reader?.response() ?? Buffer.alloc(0);
    const exchange: Exchange = {
      request: Buffer.alloc(0),
      sentBytes: 0,
      response,
      truncated: reader?.truncated ?? false,
      startedAt: 0,
      timing: { totalMs: now - slot.sentAt },
      end: tooBig ? { how: 'oversize', phase: 'body' } : end,
      ...(http ? { http } : {}),
      connection: { id: slot.lane.connection, reused: slot.lane.carried - 1 },
    };
    const keepsOpen = end.how === 'answered' && http !== undefined && mayKeep(http);
    if (!keepsOpen) slot.lane.close();
    const { payment } = slot;
    const isOurs = (number: string) => {
      const other = book.paymentOf(number);
      return other >= 0 && other !== payment && other < job.payments;
    };
    void (validators ??= import('./read.ts'))
      .then(({ readInFull }) => readInFull(exchange, job, template, book.numberOf(payment), isOurs))
      .then((read) => {
        slot.reading = false;
        if (slot.payment !== payment) return;
        const number = read.prv_txn === undefined ? undefined : Buffer.from(read.prv_txn);
        const counted = number && read.result === Result.ok && /^\d{1,20}$/.test(read.prv_txn!) && job.templates[template]!.command === 'pay';
        const twice = counted ? counts.prvTxn(number, 0, number.length, payment) : false;
        const keep = counts.keeps(payment, read.fault ?? (twice ? 'answer' : undefined));
        finish(slot, read, exchange.end, now, keep ? Buffer.from(response.subarray(0, MOST_KEPT_BYTES)) : undefined);
      });
  };

  const gone = (slot: Slot, how: End['how'], code: string | undefined) => {
    const asked = opening.get(slot);
    opening.delete(slot);
    asked?.(false);
    if (slot.payment < 0 || slot.reading) return;
    const now = performance.now();
    if (slot.reader !== undefined) {
      if (how !== 'reset') slot.reader.end();
      if (slot.reader.state === 'whole') return judge(slot, now);
      return lost(slot, slot.reader.state === 'cut' || how === 'closed' ? 'closed' : 'reset', code, now);
    }
    // A kept connection may be closed just as a request goes out on it: nobody's fault, asked once more on a new one.
    if (slot.sentAt > 0 && slot.lane.carried > 1 && !slot.resent && (how === 'closed' || how === 'reset')) {
      slot.resent = true;
      counts.counts.resent++;
      slot.sentAt = 0;
      slot.lane.open(job.templates[slot.template]!.place, ++connections);
      return;
    }
    lost(slot, how === 'closed' || how === 'reset' || how === 'tls' || how === 'timeout' ? how : 'refused', code, now);
  };
  const lost = (slot: Slot, fault: LoadFault, code: string | undefined, now: number) => {
    slot.lane.close();
    const phase = slot.sentAt === 0 ? 'tcp' : slot.firstByteAt === 0 ? 'wait' : 'body';
    const response = slot.reader?.response() ?? Buffer.alloc(0);
    const keep = counts.keeps(slot.payment, fault);
    const end = { how: fault as End['how'], phase, ...(code ? { code } : {}) } as const;
    finish(slot, { result: undefined, fault }, end, now, keep ? Buffer.from(response.subarray(0, MOST_KEPT_BYTES)) : undefined);
  };

  const finish = (slot: Slot, read: Read, end: Exchange['end'], now: number, response: Buffer | undefined) => {
    const { payment, template, attempt, dueAt, settled, lane } = slot;
    const sentAt = slot.sentAt === 0 ? now : slot.sentAt;
    const limited = read.waitMs !== undefined;
    const since = attempt === 0 ? dueAt : (sinceOf.get(payment * job.templates.length + template) ?? dueAt);
    const told = { payment, template, dueAt, sentAt, endAt: now, answered: end.how === 'answered', result: read.result, fault: read.fault };
    if (limited) {
      counts.counts.limited++;
      hold(read.waitMs!, now);
    } else counts.told(told);
    if (response)
      counts.keep({
        payment,
        template,
        attempt,
        dueAt: performance.timeOrigin + dueAt,
        sentAt: performance.timeOrigin + sentAt,
        ...(slot.firstByteAt === 0 ? {} : { firstByteAt: performance.timeOrigin + slot.firstByteAt }),
        endAt: performance.timeOrigin + now,
        response,
        truncated: slot.reader?.truncated ?? false,
        end,
        connection: { id: lane.connection, reused: Math.max(0, lane.carried - 1), ...(slot.resent ? { resent: true } : {}) },
        ...(read.fault === undefined ? {} : { fault: read.fault }),
      });
    slot.payment = -1;
    slot.reader = undefined;
    slot.settled = undefined;
    slot.freeAt = now;
    // An open connection is taken before one that would have to be opened.
    if (lane.isReady) free.push(slot);
    else free.unshift(slot);
    next({ payment, template, attempt, since }, read, now);
    settled?.({ fault: read.fault, limited, serviceMs: now - sentAt });
    if (counts.failuresInARow >= Math.max(30, 2 * job.connections)) stop('failures');
    pump();
  };

  /** When a payment that is asked again was asked for the first time. */
  const sinceOf = new Map<number, number>();

  /** Final, or to be asked again with the same number. */
  const next = ({ payment, template, attempt, since }: Omit<Again, 'notBefore'>, read: Read, now: number) => {
    const key = payment * job.templates.length + template;
    const pay = job.templates[template]!.command === 'pay';
    const later = (pause: number) => {
      sinceOf.set(key, since);
      again.push({ payment, template, attempt: attempt + 1, notBefore: now + pause, since });
    };
    if (read.waitMs !== undefined) return later(read.waitMs);
    const final = read.result !== undefined && read.result !== Result.processing;
    if (final || !pay) {
      if (read.result !== undefined) counts.settled(payment, template, read.result);
      if (sinceOf.delete(key) && ambiguous.delete(key)) counts.counts.converged++;
      return;
    }
    if (read.result === Result.processing) {
      if (now - since < job.processingTimeoutMs) return later(Math.min(POLL_MS.most, POLL_MS.first * 2 ** attempt));
    } else {
      if (!ambiguous.has(key)) counts.counts.ambiguous++;
      ambiguous.add(key);
      const pause = LOST_PAUSES_MS[attempt];
      if (pause !== undefined) return later(pause);
    }
    sinceOf.delete(key);
    counts.counts.open++;
  };
  const ambiguous = new Set<number>();

  const hold = (waitMs: number, now: number) => {
    const until = now + waitMs;
    if (until <= heldUntil) return;
    counts.counts.waitedMs += until - Math.max(now, heldUntil);
    heldUntil = until;
    if (counts.counts.waitedMs > job.patienceMs) stop('patience');
  };

  /** Sends whatever is due, and sleeps until something will be. */
  const pump = () => {
    clearTimeout(timer);
    clearImmediate(soon);
    if (ended !== undefined) return settleQuiet();
    const now = performance.now();
    let wake = Infinity;
    while (free.length > 0) {
      if (now < heldUntil) {
        wake = heldUntil;
        break;
      }
      const repeat = again.findIndex(({ notBefore }) => notBefore <= now);
      if (repeat >= 0) {
        const { payment, template, attempt } = again.splice(repeat, 1)[0]!;
        take(free.pop()!, payment, template, attempt, now);
        continue;
      }
      const due = feeding(now);
      exhausted = due === undefined;
      if (due === undefined || 'at' in due) {
        wake = Math.min(due?.at ?? Infinity, ...again.map(({ notBefore }) => notBefore));
        break;
      }
      take(free.pop()!, due.payment, due.template, 0, due.dueAt);
    }
    if (wake < Infinity) sleep(wake - now);
    settleQuiet();
  };
  /** A timer is good to a millisecond; the rest of the way is gone in steps of the event loop. */
  const sleep = (ms: number) => {
    if (ms > 1.5) timer = setTimeout(pump, ms - 1.3);
    else soon = setImmediate(pump);
  };
  const isQuiet = () => free.length === slots.length && (ended !== undefined || (again.length === 0 && exhausted));
  const settleQuiet = () => {
    if (whenQuiet.length === 0 || !isQuiet()) return;
    const waiting = whenQuiet;
    whenQuiet = [];
    for (const each of waiting) each();
  };

  const stop = (how: LoadEnd) => {
    if (ended !== undefined) return;
    ended = how;
    counts.counts.open += again.filter(({ template }) => job.templates[template]!.command === 'pay').length;
    again.length = 0;
    if (how === 'interrupted' || how === 'failures') {
      for (const slot of slots) {
        slot.lane.close();
        if (slot.payment < 0) continue;
        if (job.templates[slot.template]!.command === 'pay') counts.counts.open++;
        slot.payment = -1;
        slot.settled?.({ fault: undefined, limited: false, serviceMs: 0 });
        free.push(slot);
      }
    }
    for (const asked of opening.values()) asked(false);
    opening.clear();
    pump();
  };

  const sweep = setInterval(() => {
    const now = performance.now();
    for (const slot of slots) {
      if (slot.payment < 0 || slot.reading) continue;
      const since = slot.sentAt === 0 ? Math.max(slot.dueAt, slot.freeAt) : slot.sentAt;
      if (now - since >= job.timeoutMs) lost(slot, 'timeout', undefined, now);
    }
  }, SWEEP_MS);

  return {
    slots,
    tally: counts,
    fire: (slot, payment, template) =>
      new Promise((resolve) => {
        free.splice(free.indexOf(slot), 1);
        slot.settled = resolve;
        take(slot, payment, template, 0, performance.now());
      }),
    ready: (slot) =>
      new Promise((resolve) => {
        if (slot.lane.isReady) return resolve(true);
        const late = setTimeout(() => resolve(false), job.timeoutMs);
        opening.set(slot, (ok) => {
          clearTimeout(late);
          resolve(ok);
        });
        if (!slot.lane.isOpen) slot.lane.open(job.templates[0]!.place, ++connections);
      }),
    feed: (feed) => {
      feeding = feed;
      exhausted = false;
      pump();
    },
    quiet: () =>
      new Promise((resolve) => {
        whenQuiet.push(resolve);
        pump();
      }),
    end: stop,
    get ended() {
      return ended;
    },
    inFlight: () => slots.length - free.length,
    close: () => {
      clearInterval(sweep);
      clearTimeout(timer);
      clearImmediate(soon);
      for (const { lane } of slots) lane.close();
    },
  };
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

function pushed(bytes: Buffer, length: number): HttpReader {
  const reader = new HttpReader();
  reader.push(Buffer.from(bytes.subarray(0, length)));
  return reader;
}

function mayKeep(http: NonNullable<Exchange['http']>): boolean {
  return (
    http.version === '1.1' &&
    http.framing !== 'close' &&
    http.faults.length === 0 &&
    !http.headers.some(([name, value]) => name.toLowerCase() === 'connection' && /\bclose\b/i.test(value))
  );
}
