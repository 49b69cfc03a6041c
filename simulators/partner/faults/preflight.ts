import type { Fault } from './fault.ts';

const chapter = 'preflight';
const DAY_MS = 86_400_000;
const hidden = 'Whoever sits on the way can read and change what is paid, because such a connection proves nothing.';

/** Old versions are only spoken at OpenSSL's lowest security level. */
const OLD = { ciphers: 'DEFAULT:@SECLEVEL=0' } as const;

/** What shows before anything is asked: the certificate, the versions of TLS, the clock. */
export const PREFLIGHT_FAULTS = [
  {
    name: 'certificate-expired',
    chapter,
    bugClass: 'certificate',
    effect: 'All payments stop on the day the certificate ends, and nobody was told.',
    cases: ['preflight.tls-trusted'],
    options: { certificate: { validMs: [-60 * DAY_MS, -DAY_MS] } },
    change: () => ({}),
  },
  {
    name: 'certificate-not-yet-valid',
    chapter,
    bugClass: 'certificate',
    effect: 'No payment is made before the day from which the certificate is valid.',
    cases: ['preflight.tls-trusted'],
    options: { certificate: { validMs: [DAY_MS, 60 * DAY_MS] } },
    change: () => ({}),
  },
  {
    name: 'certificate-ends-soon',
    chapter,
    bugClass: 'certificate',
    effect: 'In a few days all payments stop, unless somebody remembers the certificate.',
    cases: ['preflight.tls-expiry'],
    remark: true,
    options: { certificate: { validMs: [-60 * DAY_MS, 5 * DAY_MS] } },
    change: () => ({}),
  },
  {
    name: 'tls-1-1-at-most',
    chapter,
    bugClass: 'old encryption',
    effect: hidden,
    cases: ['preflight.tls-modern'],
    options: { certificate: { setting: { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ...OLD } } },
    change: () => ({}),
  },
  {
    name: 'tls-1-0-spoken',
    chapter,
    bugClass: 'old encryption',
    effect: hidden,
    cases: ['preflight.tls-old-refused'],
    remark: true,
    options: { certificate: { setting: { minVersion: 'TLSv1', ...OLD } } },
    change: () => ({}),
  },
  {
    name: 'clock-hours-off',
    chapter,
    bugClass: 'own clock',
    effect: 'The two sides’ logs tell different hours, and a dispute cannot be followed.',
    cases: ['preflight.clock'],
    remark: true,
    change: (right) => ({
      send: (call, reply, desk) =>
        right.send(call, { ...reply, headers: { ...reply.headers, date: new Date(Date.now() + 5 * 3_600_000).toUTCString() } }, desk),
    }),
  },
] as const satisfies readonly Fault[];
