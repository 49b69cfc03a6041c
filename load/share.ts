import type { LoadJob } from '../harness/load.ts';

/** The part of a job that one of several threads has: its own connections, numbers and due times. */
export function shareOf(job: LoadJob, index: number, threads: number): LoadJob {
  if (threads === 1) return job;
  const offset = before(job, threads, index);
  return {
    ...job,
    connections: part(job.connections, threads, index),
    payments: part(job.payments, threads, index),
    offset,
    first: (BigInt(job.first) + BigInt(offset)).toString(),
    perSecond: job.perSecond / threads,
  };
}

function part(all: number, threads: number, index: number): number {
  return Math.floor(all / threads) + (index < all % threads ? 1 : 0);
}

/** Payments that the threads before this one have. */
export function before({ payments }: LoadJob, threads: number, index: number): number {
  return index * Math.floor(payments / threads) + Math.min(index, payments % threads);
}
