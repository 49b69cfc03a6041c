import { nextStep, StatusCode } from '../../protocol/refund/index.ts';
import type { SeenCall } from './call.ts';
import type { Played } from './play.ts';

/** What truly became of a part, and whether the client was told so before it said what it believes. */
export function truthOf({ taken, calls }: Played, part: number, saidAt: number): { is: 'success' | 'failed' | 'pending'; told: boolean } {
  const here = taken.filter((each) => each.part === part);
  const heard = calls.filter((each) => each.part === part && each.endedAt <= saidAt);
  if (here.length > 0) {
    const known = here.some((each) => each.told === 'SUCCESS' || each.told === 'FAILED');
    const failed = here.every((each) => each.told === 'FAILED');
    const told = heard.some((each) => each.told.how === 'status' && (each.told.status === 'SUCCESS' || each.told.status === 'FAILED'));
    // Until the client was told, it cannot know, whatever it comes to.
    return { is: failed ? 'failed' : known ? 'success' : 'pending', told };
  }
  const last = lastTold(heard)?.told;
  const refused = last?.how === 'status' && last.status === 'DECLINE' && nextStep(StatusCode.DECLINE, last.error) === 'refused';
  return { is: 'failed', told: refused && !isLater(heard, part) };
}

/** Error 5 says that another time may do: to leave it open is right. */
function isLater(calls: readonly SeenCall[], part: number): boolean {
  return calls.some((each) => each.part === part && each.told.how === 'status' && each.told.error === 5);
}

export function lastTold(calls: readonly SeenCall[]): SeenCall | undefined {
  return calls.findLast(({ told }) => told.how === 'status');
}

export function sameCall(one: SeenCall, other: SeenCall): boolean {
  if (one.call !== other.call) return false;
  if (one.filing)
    return one.filing.RefundIdentificator === other.filing?.RefundIdentificator && one.filing.ReturnAmount === other.filing.ReturnAmount;
  return one.asking?.RequestIdentificator === other.asking?.RequestIdentificator;
}

/** `GetToken, RefundRequest, 3 × RefundStatus` */
export function namesOf(calls: readonly SeenCall[]): string {
  const runs: { name: string; count: number }[] = [];
  for (const { call, method, path } of calls) {
    const name = call ?? `${method} ${path}`;
    if (runs.at(-1)?.name === name) runs.at(-1)!.count++;
    else runs.push({ name, count: 1 });
  }
  return runs
    .slice(0, 8)
    .map(({ name, count }) => (count === 1 ? name : `${count} × ${name}`))
    .join(', ');
}

export function toldText({ told }: SeenCall): string {
  if (told.how === 'status')
    return `statusCode ${StatusCode[told.status]} (${told.status})${told.error === undefined ? '' : `, error ${told.error}`}`;
  return told.how === 'http' ? `HTTP ${told.status}` : '';
}
