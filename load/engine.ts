// The global of this name is a getter, which is felt where it is asked for each request.
import { performance } from 'node:perf_hooks';
import type { LoadEnd, LoadJob } from '../harness/load.ts';
import { answers, type Judged } from './answers.ts';
import { Lane, type LaneListener } from './lane.ts';
import { reception } from './reception.ts';
import { repeats, type Ask } from './repeats.ts';
import { requests } from './requests.ts';
import { freeSlot, type Settled, type Slot } from './slot.ts';
import { tally, type Tally } from './tally.ts';

/** A new payment whose time has come. */
export interface Due {
  payment: number;
  template: number;
  dueAt: number;
}

/** Gives the next new payment, or the time at which one will be due; undefined when there are no more. */
export type Feed = (now: number) => Due | { at: number } | undefined;

export interface Engine {
  slots: readonly Slot[];
  tally: Tally;
  /** Sends one request on this connection, whatever the feed says. */
  fire(slot: Slot, payment: number, template: number): Promise<Settled>;
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

const SWEEP_MS = 50;

/**
 * The heart of the load, in one thread: connections with one request each, new payments as the feed has
 * them due, lost ones again. It never waits for an answer before it sends what is due on another connection.
 */
export function engine(job: LoadJob, beganAt: number): Engine {
  const book = requests(job);
  const counts = tally(job, beganAt);
  const again = repeats(job, counts);
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

  const opened = (slot: Slot, ok: boolean) => {
    opening.get(slot)?.(ok);
    opening.delete(slot);
  };
  const open = (slot: Slot) => slot.lane.open(job.templates[slot.template]!.place, ++connections);
  const listener: LaneListener = {
    ready: (lane) => {
      const slot = slots[lane.id]!;
      opened(slot, true);
      if (slot.payment >= 0 && slot.sentAt === 0) write(slot);
    },
    data: (lane, bytes, length) => received(slots[lane.id]!, bytes, length),
    gone: (lane, how, code) => {
      const slot = slots[lane.id]!;
      opened(slot, false);
      gone(slot, how, code);
    },
  };
  const slots: Slot[] = Array.from({ length: job.connections }, (_, id) => freeSlot(new Lane(id, listener), book.paper(), beganAt));
  free.push(...slots.toReversed());

  const take = (slot: Slot, { payment, template, attempt }: Ask, dueAt: number) => {
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
    else if (!slot.lane.isOpen || slot.lane.place !== place) open(slot);
  };
  const write = (slot: Slot) => {
    const now = performance.now();
    counts.sent(now, slot.attempt === 0 && slot.freeAt <= slot.dueAt && !slot.resent && slot.lane.carried > 0 ? now - slot.dueAt : undefined);
    slot.sentAt = now;
    slot.request = slot.paper.write(slot.payment, slot.template);
    slot.lane.send(slot.request);
  };

  const finish = (slot: Slot, { read, end, kept }: Judged, now: number) => {
    const { payment, template, attempt, dueAt, settled, lane } = slot;
    const ask = { payment, template, attempt };
    const sentAt = slot.sentAt === 0 ? now : slot.sentAt;
    const limited = read.waitMs !== undefined;
    if (limited) {
      counts.counts.limited++;
      hold(read.waitMs!, now);
    } else counts.told({ dueAt, sentAt, endAt: now, answered: end.how === 'answered', fault: read.fault });
    if (kept)
      counts.keep({
        ...ask,
        dueAt: performance.timeOrigin + dueAt,
        sentAt: performance.timeOrigin + sentAt,
        ...(slot.firstByteAt === 0 ? {} : { firstByteAt: performance.timeOrigin + slot.firstByteAt }),
        endAt: performance.timeOrigin + now,
        response: kept,
        truncated: slot.reader?.truncated ?? false,
        end,
        connection: { id: lane.connection, reused: Math.max(0, lane.carried - 1), ...lane.ends, ...(slot.resent ? { resent: true } : {}) },
        ...(read.fault === undefined ? {} : { fault: read.fault }),
      });
    release(slot, now);
    again.take(ask, again.sinceOf(ask, dueAt), read, now);
    settled?.({ fault: read.fault, limited, serviceMs: now - sentAt });
    if (counts.failuresInARow() >= Math.max(30, 2 * job.connections)) stop('failures');
    pump();
  };
  const { received, gone, late } = reception({ counts, reading: answers(job, book, counts), finish, open });
  const release = (slot: Slot, now: number) => {
    slot.payment = -1;
    slot.reader = undefined;
    slot.settled = undefined;
    slot.freeAt = now;
    // An open connection is taken before one that would have to be opened.
    if (slot.lane.isReady) free.push(slot);
    else free.unshift(slot);
  };

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
      const repeat = again.due(now);
      if (repeat) {
        take(free.pop()!, repeat, now);
        continue;
      }
      const due = feeding(now);
      exhausted = due === undefined;
      if (due === undefined || 'at' in due) {
        wake = Math.min(due?.at ?? Infinity, again.nextAt());
        break;
      }
      take(free.pop()!, { payment: due.payment, template: due.template, attempt: 0 }, due.dueAt);
    }
    if (wake < Infinity) sleep(wake - now);
    settleQuiet();
  };
  /** A timer is good to a millisecond; the rest of the way is gone in steps of the event loop. */
  const sleep = (ms: number) => {
    if (ms > 1.5) timer = setTimeout(pump, ms - 1.3);
    else soon = setImmediate(pump);
  };
  const isQuiet = () => free.length === slots.length && (ended !== undefined || (again.isEmpty() && exhausted));
  const settleQuiet = () => {
    if (whenQuiet.length === 0 || !isQuiet()) return;
    const waiting = whenQuiet;
    whenQuiet = [];
    for (const each of waiting) each();
  };

  const stop = (how: LoadEnd) => {
    if (ended !== undefined) return;
    ended = how;
    again.drop();
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
      if (now - since >= job.timeoutMs) late(slot, now);
    }
  }, SWEEP_MS);

  return {
    slots,
    tally: counts,
    fire: (slot, payment, template) =>
      new Promise((resolve) => {
        free.splice(free.indexOf(slot), 1);
        slot.settled = resolve;
        take(slot, { payment, template, attempt: 0 }, performance.now());
      }),
    ready: (slot) =>
      new Promise((resolve) => {
        if (slot.lane.isReady) return resolve(true);
        const late = setTimeout(() => resolve(false), job.timeoutMs);
        opening.set(slot, (ok) => {
          clearTimeout(late);
          resolve(ok);
        });
        if (slot.lane.isOpen) return;
        slot.template = 0;
        open(slot);
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
