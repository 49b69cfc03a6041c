import type { Partner, PartnerOptions } from './index.ts';

/**
 * The gallery turned round: the partner, or its client, is correct, and the profile or what lies between is not. The
 * named cases end inconclusive and accuse nobody, and the run is incomplete.
 */
export interface Misconfiguration {
  name: string;
  /** What is wrong, in one sentence. */
  what: string;
  cases: readonly string[];
  /** Where a run can go on in spite of it: the note that tells of it. The named cases pass then. */
  note?: string;
  options?: PartnerOptions;
  /** Is the root of the partner's certificate left out of the profile? */
  rootUnknown?: true;
  /** Instead of a partner the client of the Refund API is judged: what `refund.client` says wrongly. */
  client?: Readonly<Record<string, unknown>>;
  /** What the profile's `partner` section says wrongly. */
  profile?: (partner: Partner) => Record<string, unknown>;
}

export const MISCONFIGURATIONS: readonly Misconfiguration[] = [
  {
    name: 'host-unknown',
    what: 'The host name of the address is misspelt.',
    cases: ['preflight.name-resolves'],
    profile: () => ({ url: 'http://partner.invalid/payment_app.cgi' }),
  },
  {
    name: 'port-closed',
    what: 'The address names a port on which nobody listens.',
    cases: ['preflight.port-answers'],
    profile: () => ({ url: 'http://127.0.0.1:1/payment_app.cgi' }),
  },
  {
    name: 'path-misspelt',
    what: 'The path of the address is misspelt.',
    cases: ['preflight.endpoint-answers'],
    profile: ({ url }) => ({ url: `${url}x` }),
  },
  {
    name: 'not-on-the-allow-list',
    what: 'The run calls from an address that the partner does not know.',
    cases: ['preflight.endpoint-answers'],
    options: { allow: ['203.0.113.5'] },
  },
  {
    name: 'http-for-https',
    what: 'The address says http, and the port speaks TLS.',
    cases: ['preflight.endpoint-answers'],
    options: { certificate: {} },
    profile: ({ url }) => ({ url: url.replace('https:', 'http:') }),
  },
  {
    name: 'https-for-http',
    what: 'The address says https, and the port speaks no TLS.',
    cases: ['preflight.tls-trusted'],
    profile: ({ url }) => ({ url: url.replace('http:', 'https:') }),
  },
  {
    name: 'root-unknown',
    what: 'The partner’s certificate is signed by a root that the profile does not name.',
    cases: ['preflight.tls-trusted'],
    options: { certificate: {} },
    rootUnknown: true,
  },
  {
    name: 'another-host',
    what: 'The address leads to a host whose certificate is made out to another name.',
    cases: ['preflight.tls-trusted'],
    options: { certificate: { name: 'other.example' } },
  },
  {
    name: 'account-misspelt',
    what: 'The account that is called payable does not exist.',
    cases: ['preflight.payable-accounts'],
    profile: () => ({ accounts: { payable: ['1111111111'], unknown: ['0000000000'] } }),
  },
  {
    name: 'orders-spent',
    what: 'The orders that are called payable were paid by an earlier run.',
    cases: ['preflight.payable-accounts'],
    options: { kind: 'order' },
    profile: ({ accounts }) => ({ accounts: { ...accounts, payable: accounts.paid, paid: [] } }),
  },
  {
    name: 'unknown-account-exists',
    what: 'The account that is called unknown is somebody’s.',
    cases: ['preflight.unknown-accounts'],
    note: 'note.unknown-is-known',
    profile: ({ accounts }) => ({ accounts: { payable: accounts.payable, unknown: [accounts.payable[0]] } }),
  },
  {
    name: 'balance-field-misspelt',
    what: 'The field that holds the balance has another name.',
    cases: ['preflight.balance-field'],
    profile: () => ({ balanceField: 'balanse' }),
  },
  {
    name: 'ledger-elsewhere',
    what: 'The address of the ledger leads nowhere.',
    cases: ['preflight.ledger'],
    profile: ({ url }) => ({ ledger: { url: new URL('/export.csv', url).href } }),
  },
  {
    name: 'trigger-missing',
    what: 'The command that starts a refund is not there.',
    cases: ['refund.trigger-there', 'refund.comes'],
    client: { trigger: './no-such-program {baseUrl} {paymentId} {amount} {reason}' },
  },
  {
    name: 'trigger-port-closed',
    what: 'The address that starts a refund names a port on which nobody listens.',
    cases: ['refund.trigger-there', 'refund.comes'],
    client: { trigger: { url: 'http://127.0.0.1:1/refund' } },
  },
];
