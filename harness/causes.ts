import { parseSum, Result, type Tiyn } from '../protocol/index.ts';
import type { Outcome } from './outcome.ts';
import type { Message } from './record/events.ts';

/** Is what came back the number that was sent, as a double keeps it? Printed with all its digits, or with the shortest that name it. */
export function isRounded(sent: string, came: string): boolean {
  if (!/^\d{16,18}$/.test(sent) || came === sent) return false;
  return came === String(Number(sent)) || came === String(BigInt(Number(sent)));
}

/** The cause of whatever is wrong with an answer that has the number rounded: it may be that of a neighbour, who has the same one then. */
export function causeOfRounding(seen: Pick<Outcome, 'txn_id' | 'objections'> | undefined): Message | undefined {
  const came = seen?.objections.find(({ key }) => key === 'answer.txn-id-differs')?.observed;
  return came !== undefined && isRounded(seen!.txn_id, came) ? { key: 'cause.double' } : undefined;
}

/** The same for a finding about several answers: nothing where none of them is rounded. */
export function roundedIn(...seen: readonly (Outcome | undefined)[]): { cause?: Message } {
  const cause = seen.map(causeOfRounding).find((each) => each !== undefined);
  return cause === undefined ? {} : { cause };
}

/** What usually lies behind a `txn_id` that came back changed. */
export function causeOfTxnId(sent: string, came: string): Message | undefined {
  if (!/^\d+$/.test(sent)) return undefined;
  const value = BigInt(sent);
  if (came === '') return { key: 'cause.txn-id-empty' };
  if (/e/i.test(came)) return { key: 'cause.scientific' };
  if (/^-?\d+$/.test(came)) {
    if (BigInt(came) === BigInt(Number(sent))) return BigInt(came) === value ? { key: 'cause.padded-number' } : { key: 'cause.double' };
    if (BigInt(came) === BigInt.asIntN(32, value) || BigInt(came) === 2147483647n) return { key: 'cause.int32' };
    if (BigInt(came) === BigInt.asUintN(32, value) || BigInt(came) === 4294967295n) return { key: 'cause.int32' };
    // Many languages print a double with 15 or 17 digits: the first ones agree.
    if (came.length === sent.length && came.slice(0, 15) === sent.slice(0, 15)) return { key: 'cause.double' };
    return { key: 'cause.other-number' };
  }
  return { key: 'cause.not-a-number' };
}

/** What usually lies behind a repeat that is answered otherwise than the first time. */
export function causeOfRepeat(first: Outcome, repeat: Outcome): Message | undefined {
  if (first.result === Result.ok && repeat.result === Result.paid) return { key: 'cause.repeat-paid' };
  if (first.result === Result.ok && repeat.result === Result.error) return { key: 'cause.repeat-error' };
  if (first.result === Result.ok && repeat.result === Result.processing) return { key: 'cause.repeat-processing' };
  if (first.result === Result.ok && repeat.result === Result.ok && first.prv_txn !== repeat.prv_txn) return { key: 'cause.credited-again' };
  return undefined;
}

/** What usually lies behind a balance that grew by another sum than was paid. */
export function causeOfGrowth(expected: Tiyn, grown: Tiyn): Message | undefined {
  if (grown === 0n) return { key: 'cause.not-credited' };
  if (expected > 0n && grown === -expected) return { key: 'cause.balance-falls' };
  if (expected > 0n && grown === 100n * expected) return { key: 'cause.balance-hundredfold' };
  if (expected > 0n && grown > expected && grown % expected === 0n)
    return { key: 'cause.credited-times', values: { times: String(grown / expected) } };
  if (expected === 0n) return { key: 'cause.credited-uninvited' };
  const lost = expected - grown;
  if (lost === 1n || lost === -1n) return { key: 'cause.float-money' };
  if (lost === expected % 100n) return { key: 'cause.tiyn-dropped' };
  return undefined;
}

/** What usually lies behind a sum echoed with another value. */
export function causeOfSum(sent: string | undefined, came: string | undefined): Message | undefined {
  const asked = parseSum(sent ?? '');
  if (asked === undefined || came === undefined) return undefined;
  if (came.includes(',')) return { key: 'cause.decimal-comma' };
  const value = parseSum(came) ?? parseSum(`${came}.00`);
  if (value === undefined) return undefined;
  return value === 100n * asked ? { key: 'cause.hundredfold' } : causeOfGrowth(asked, value);
}

/** What usually lies behind an answer without a result that can be read. */
export function causeOfUnreadable(outcome: Outcome): Message | undefined {
  if (outcome.status !== undefined && outcome.status >= 500) return { key: 'cause.server-error', values: { status: String(outcome.status) } };
  if (outcome.status !== undefined && outcome.status >= 300 && outcome.status < 400)
    return { key: 'cause.redirect', values: { status: String(outcome.status) } };
  if (outcome.status === 401 || outcome.status === 403) return { key: 'cause.access', values: { status: String(outcome.status) } };
  if (outcome.readAs === 'html') return { key: 'cause.html-page' };
  return undefined;
}
