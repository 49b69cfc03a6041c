import type { LoadFault } from '../harness/load.ts';
import type { HttpReader } from '../wire/http-reader.ts';
import type { Lane } from './lane.ts';
import type { Paper } from './requests.ts';

/** What became of one request. */
export interface Settled {
  fault: LoadFault | undefined;
  limited: boolean;
  serviceMs: number;
}

/** A connection and the request that is on it. */
export interface Slot {
  readonly lane: Lane;
  readonly paper: Paper;
  /** The request that is on its way. */
  request: Buffer;
  /** -1 when free. */
  payment: number;
  template: number;
  attempt: number;
  dueAt: number;
  /** 0 until it is sent. */
  sentAt: number;
  firstByteAt: number;
  /** Since when it has been free. */
  freeAt: number;
  /** What has come of an answer that was not read at a glance. */
  reader: HttpReader | undefined;
  /** An answer is being read in full. */
  reading: boolean;
  /** The request went out once more, because its kept connection was closed under it. */
  resent: boolean;
  settled: ((told: Settled) => void) | undefined;
}

export function freeSlot(lane: Lane, paper: Paper, freeAt: number): Slot {
  return {
    lane,
    paper,
    request: Buffer.alloc(0),
    payment: -1,
    template: 0,
    attempt: 0,
    dueAt: 0,
    sentAt: 0,
    firstByteAt: 0,
    freeAt,
    reader: undefined,
    reading: false,
    resent: false,
    settled: undefined,
  };
}
