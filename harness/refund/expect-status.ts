import { StatusCode, isPending } from '../../protocol/refund/index.ts';
import type { ClientExpectations, Seen } from './expect.ts';
import { PACE_SLACK } from './setting.ts';
import { lastTold, toldText, truthOf } from './told.ts';

/** What it makes of each answer. */
export function ofStatus({
  played,
  object,
  questions,
}: Seen): Pick<ClientExpectations, 'toAskUntilFinal' | 'toFindOut' | 'toKeepPace' | 'toStopAtFinal' | 'toBelieveTheTruth'> {
  const { calls, parts, clocks } = played;
  return {
    toAskUntilFinal: () => {
      const last = lastTold(calls);
      if (last?.told.how !== 'status' || !isPending(StatusCode[last.told.status])) return;
      const seconds = String(Math.round(clocks.patienceMs / 100) / 10);
      object('refund.not-asked', [last], { values: { status: last.told.status, seconds }, expected: 'RefundStatus', observed: '' });
    },
    toFindOut: () => {
      if (!parts.some(({ leftOpen }) => leftOpen)) return;
      const last = calls.at(-1);
      const seconds = String(Math.round(clocks.patienceMs / 100) / 10);
      // Who says that the outcome is open may leave it to somebody, or to a later job.
      const level = parts.at(-1)?.outcome === 'pending' ? ('should' as const) : undefined;
      object('refund.not-found-out', last ? [last] : [], {
        values: { seconds },
        expected: 'RefundStatus, RefundRequest',
        observed: last ? toldText(last) : '',
        ...(level ? { level } : {}),
      });
    },
    toKeepPace: () => {
      const fast = questions.filter((each, at) => {
        const before = questions.slice(0, at).findLast(({ asking }) => asking?.RequestIdentificator === each.asking?.RequestIdentificator);
        return before?.told.how === 'status' && each.startedAt - before.startedAt < clocks.paceMs * PACE_SLACK;
      });
      if (fast.length < 2) return;
      const gap = fast[1]!.startedAt - fast[0]!.startedAt;
      object('refund.asked-too-often', fast, { expected: `≥ ${clocks.paceMs} ms`, observed: `${Math.round(gap)} ms` });
    },
    toStopAtFinal: () => {
      const end = calls.findIndex(({ told }) => told.how === 'status' && (told.status === 'SUCCESS' || told.status === 'FAILED'));
      if (end < 0) return;
      const after = calls.slice(end + 1).filter((each) => each.part === calls[end]!.part && each.startedAt >= calls[end]!.endedAt);
      const filed = after.filter(({ filing }) => filing);
      if (filed.length > 0) object('refund.filed-after-final', [filed[0]!, calls[end]!], { expected: '', observed: toldText(calls[end]!) });
      // A question that follows on the heels of the answer was on its way already: its asker had given the answer up.
      const asked = after.filter(({ asking, startedAt }) => asking && startedAt - calls[end]!.endedAt >= clocks.paceMs / 2);
      if (asked.length > 0)
        object('refund.asked-after-final', [calls[end]!, ...asked], { observed: `${asked.length} RefundStatus`, level: 'should' });
    },
    toBelieveTheTruth: () => {
      for (const [part, { outcome, endedAt }] of parts.entries()) {
        const truth = truthOf(played, part, endedAt);
        if (outcome === undefined || (outcome === 'pending' && !truth.told) || outcome === truth.is) continue;
        const about = calls.filter((each) => each.part === part);
        const shown = [lastTold(about), ...about.toReversed()].filter((each) => each !== undefined).slice(0, 3);
        const texts = { expected: `outcome: ${truth.is}`, observed: `outcome: ${outcome}` };
        if (outcome === 'pending') object('refund.believes-open', shown, { ...texts, level: 'should' });
        else if (outcome === 'success') object('refund.believes-success', shown, texts);
        else object('refund.believes-failed', shown, texts);
      }
    },
  };
}
