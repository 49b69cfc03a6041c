import { isRounded } from '../harness/causes.ts';
import { limitOf } from '../harness/partner/limit.ts';
import { observe, prepareReader } from '../harness/partner/observe.ts';
import type { LoadFault, LoadJob } from '../harness/load.ts';
import { parseSum, type Asked } from '../protocol/index.ts';
import type { Exchange } from '../wire/index.ts';

/** What a reading of an answer comes to, whoever read it. */
export interface Read {
  result: number | undefined;
  prv_txn?: string;
  fault: LoadFault | undefined;
  /** Milliseconds that the partner tells us to wait, where it limits the rate. */
  waitMs?: number;
}

let ready: Promise<unknown> | undefined;

/** Waits between asks where a limit says nothing of its own. */
const UNTOLD_WAIT_MS = 1_000;
/** Longer than any load's patience, and short enough to count with. */
const LONGEST_WAIT_MS = 86_400_000;

/** Reads an exchange by the full validators, those of the functional chapters. The first one prepares them. */
export async function readInFull(
  exchange: Exchange,
  job: LoadJob,
  template: number,
  txn_id: string,
  isOurs: (number: string) => boolean,
): Promise<Read> {
  await (ready ??= prepareReader());
  const { command, sum } = job.templates[template]!;
  const tiyn = command === 'pay' ? parseSum(sum) : undefined;
  const asked: Asked = { command, txn_id, ...(tiyn === undefined ? {} : { sum: tiyn }) };
  const seen = observe(exchange, job.edition, asked);
  const limit = limitOf(exchange, Date.now());
  if (limit) return { result: undefined, fault: undefined, waitMs: Math.min(limit.waitMs ?? UNTOLD_WAIT_MS, LONGEST_WAIT_MS) };
  const musts = seen.objections.filter(({ level }) => level === 'must');
  const other = musts.find(({ key }) => key === 'answer.txn-id-differs')?.observed;
  // A rounded number may be that of a neighbour as well, but nothing was mixed up: it is the answer to this request.
  const rounded = other !== undefined && isRounded(txn_id, other);
  const anothers = other !== undefined && !rounded;
  const crossed = anothers && isOurs(other);
  const fault = faultOf(seen.answered, seen.status, exchange.end.how, crossed, musts.length > 0);
  // An answer to another payment says nothing about this one.
  return {
    result: anothers ? undefined : seen.result,
    ...(seen.prv_txn === undefined || anothers ? {} : { prv_txn: seen.prv_txn }),
    fault,
  };
}

function faultOf(answered: boolean, status: number | undefined, how: string, crossed: boolean, wrong: boolean): LoadFault | undefined {
  if (!answered) return how === 'oversize' || how === 'malformed' ? 'malformed' : how === 'reset' ? 'reset' : 'closed';
  if (status !== 200) return 'status';
  return crossed ? 'crossed' : wrong ? 'answer' : undefined;
}
