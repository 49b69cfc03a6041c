import { readQuery, Result, sumValue, type Tiyn } from '../../../protocol/index.ts';
import type { Asked, Change, Decision } from '../desk.ts';
import type { Fault } from './fault.ts';
import { balance } from './tools.ts';

const chapter = 'bad-requests';
const bugClass = 'parameter twice';

/** A field that stands twice in one request. */
export const DUPLICATE_FAULTS = [
  {
    name: 'pays-twice-on-duplicate-txn-id',
    chapter,
    bugClass,
    effect: 'A request with its number twice is credited twice.',
    cases: ['bad-requests.txn-id-twice'],
    change: creditsAgain('txn_id'),
  },
  {
    name: 'pays-twice-on-duplicate-account',
    chapter,
    bugClass,
    effect: 'A request with two accounts is credited once for each, and the payer gets double.',
    cases: ['bad-requests.account-twice'],
    change: creditsAgain('account'),
  },
  {
    name: 'pays-twice-on-duplicate-command',
    chapter,
    bugClass,
    effect: 'A request with two commands is carried out twice.',
    cases: ['bad-requests.command-twice'],
    change: creditsAgain('command'),
  },
  {
    name: 'adds-duplicate-sums',
    chapter,
    bugClass,
    effect: 'Two sums in one request are added up, and the payer gets more than was paid.',
    cases: ['bad-requests.sum-twice'],
    kinds: balance,
    change: creditsAgain('sum', (query) => sumValue(readQuery(query).fields.get('sum')?.[1] ?? '')),
  },
] as const satisfies readonly Fault[];

/** Takes the first value, and credits once more for the second: the same, or the sum that stands there. */
function creditsAgain(name: string, sumOf: (query: string) => Tiyn | undefined = () => undefined): Change {
  return (right) => ({
    decide: async (asked, call, desk): Promise<Decision> => {
      if (asked.command !== 'pay' || !asked.twice.includes(name)) return right.decide(asked, call, desk);
      const once: Asked = { ...asked, twice: asked.twice.filter((each) => each !== name) };
      const decision = await right.decide(once, call, desk);
      const payment = desk.hooks.recall(once, call, desk);
      if (decision.result === Result.ok && payment) desk.hooks.credit({ ...payment, sum: sumOf(call.query) ?? payment.sum }, desk);
      return decision;
    },
  });
}
