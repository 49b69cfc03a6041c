import { readQuery } from '../../../protocol/index.ts';
import type { Change } from '../desk.ts';
import type { Fault } from './fault.ts';

const chapter = 'transport';
const bugClass = 'spoofable source';

/** The operator's own address is allowed too: it is the first that a forger would write. */
const options = { allow: ['127.0.0.1', '194.187.247.152'] };

/** Whom the partner believes to be the operator (TP-1.source). */
export const SOURCE_FAULTS = [
  {
    name: 'believes-x-forwarded-for',
    chapter,
    bugClass,
    effect: 'Anyone who writes the operator’s address into X-Forwarded-For credits any account without money.',
    cases: ['transport.outside-with-x-forwarded-for'],
    options,
    change: believes('x-forwarded-for'),
  },
  {
    name: 'believes-forwarded',
    chapter,
    bugClass,
    effect: 'Anyone who writes the operator’s address into Forwarded credits any account without money.',
    cases: ['transport.outside-with-forwarded'],
    options,
    change: believes('forwarded'),
  },
  {
    name: 'believes-x-real-ip',
    chapter,
    bugClass,
    effect: 'Anyone who writes the operator’s address into X-Real-IP credits any account without money.',
    cases: ['transport.outside-with-x-real-ip'],
    options,
    change: believes('x-real-ip'),
  },
  {
    name: 'believes-client-ip',
    chapter,
    bugClass,
    effect: 'Anyone who writes the operator’s address into Client-IP credits any account without money.',
    cases: ['transport.outside-with-client-ip'],
    options,
    change: believes('client-ip'),
  },
  {
    name: 'believes-true-client-ip',
    chapter,
    bugClass,
    effect: 'Anyone who writes the operator’s address into True-Client-IP credits any account without money.',
    cases: ['transport.outside-with-true-client-ip'],
    options,
    change: believes('true-client-ip'),
  },
  {
    name: 'pay-not-guarded',
    chapter,
    bugClass: 'no authentication',
    effect: 'The check is for the operator alone, and the pay for everybody: anyone credits any account without money.',
    cases: ['transport.outside-pay-refused'],
    options,
    change: (right) => ({
      admit: (call, desk) => (readQuery(call.query).fields.get('command')?.[0] === 'pay' ? undefined : right.admit(call, desk)),
    }),
  },
  {
    name: 'no-allow-list',
    chapter,
    bugClass: 'no authentication',
    effect: 'Anyone who finds the address of the endpoint credits any account without money.',
    cases: [
      'transport.outside-pay-refused',
      'transport.outside-refused',
      'transport.outside-with-client-ip',
      'transport.outside-with-forwarded',
      'transport.outside-with-true-client-ip',
      'transport.outside-with-x-forwarded-for',
      'transport.outside-with-x-real-ip',
    ],
    options,
    change: () => ({ admit: () => undefined }),
  },
] as const satisfies readonly Fault[];

/** Takes the first address of the header for the caller's own; without the header, the socket's. */
function believes(header: string): Change {
  return (right) => ({
    admit: (call, desk) => {
      const said = String(call.req.headers[header] ?? '')
        .replace(/^.*?for="?\[?/i, '')
        .split(/[,;"\]]/)[0]
        ?.trim();
      return said ? right.admit({ ...call, remote: said }, desk) : right.admit(call, desk);
    },
  });
}
