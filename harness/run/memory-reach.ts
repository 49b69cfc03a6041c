import { Result } from '../../protocol/index.ts';
import type { ExchangeEvent, Message, RecordEvent } from '../record/events.ts';

/** The clause that a short memory breaks. */
export const MEMORY_CLAUSE = 'TP-7.7';

/** The notes that tell it. */
export const REACH_NOTES: ReadonlySet<string> = new Set(['note.memory-reach', 'note.memory-reach-short']);

/**
 * How far this run could see into the partner's memory: the longest time between a pay that was answered 0 and the last
 * time that the same number was asked for. What is forgotten later than that, no run of this length sees.
 * Undefined where nothing was repeated.
 */
export function memoryReach(events: readonly RecordEvent[], repeatAfterMs: number): Message | undefined {
  const paidAt = new Map<string, number>();
  let reach: number | undefined;
  for (const event of events) {
    if (!isPay(event)) continue;
    const at = Date.parse(event.at);
    const since = paidAt.get(event.txn_id);
    if (since !== undefined) reach = Math.max(reach ?? 0, at - since);
    else if (event.result === String(Result.ok)) paidAt.set(event.txn_id, at);
  }
  if (reach === undefined) return undefined;
  return { key: repeatAfterMs > 0 ? 'note.memory-reach' : 'note.memory-reach-short', values: { seconds: String(Math.floor(reach / 1_000)) } };
}

function isPay(event: RecordEvent): event is ExchangeEvent & { txn_id: string } {
  return event.type === 'exchange' && event.command === 'pay' && event.txn_id !== undefined && event.direction === undefined;
}
