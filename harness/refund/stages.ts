import type { Received } from '../../wire/index.ts';
import { readCall } from './call.ts';
import type { Door } from './door.ts';
import type { Stage } from './play.ts';

/** A scenario that is or was played, the case that asked for it, and where its client comes in. */
export type CaseStage = Stage & { case: string; door?: Door };

export interface Stages {
  /** `under` is the path of its own, or empty where the client has one address for all. */
  open(under: string, stage: CaseStage): void;
  close(stage: CaseStage): void;
  /** Whose request this is, and the path before the API's own. A call that comes late still belongs to its own scenario. */
  of(received: Received): { under: string; stage?: CaseStage };
}

/** A proxy before us may add to the path. */
const OWN_PATH = /^(?:\/[^/?]+)*?(\/r-\d+)(?=\/)/;

export function openStages(): Stages {
  const named = new Map<string, CaseStage>();
  const all: CaseStage[] = [];
  const active = new Set<CaseStage>();
  return {
    open: (under, stage) => {
      if (under !== '') named.set(under, stage);
      all.push(stage);
      active.add(stage);
    },
    close: (stage) => void active.delete(stage),
    of: (received) => {
      const [under = '', name = ''] = OWN_PATH.exec(received.target) ?? [];
      const own = named.get(name);
      if (own) return { under, stage: own };
      const latest = [...active].at(-1);
      const stage = byNumbers(received, [...all.filter((each) => !active.has(each)), ...active]) ?? latest;
      return { under: '', ...(stage ? { stage } : {}) };
    },
  };
}

/** By the payment of a filing, or the number of a question; the latest, where a payment serves several scenarios. */
function byNumbers(received: Received, stages: readonly CaseStage[]): CaseStage | undefined {
  const { filing, asking } = readCall(received, '');
  if (filing) return stages.findLast(({ desk }) => desk.payment.id === filing.PaymentId);
  if (!asking) return undefined;
  const number = asking.RequestIdentificator;
  return stages.findLast(
    ({ desk }) => desk.taken.some(({ requestIdentificator }) => requestIdentificator === number) || desk.forgotten.includes(number),
  );
}
