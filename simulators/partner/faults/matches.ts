import type { Payee } from '../books.ts';
import type { Change } from '../desk.ts';
import type { Fault } from './fault.ts';
import { balance } from './tools.ts';

const chapter = 'check';
const bugClass = 'inexact match';

/** Accounts that are nearly right and are taken for the right one (TP-7.4). */
export const MATCH_FAULTS = [
  {
    name: 'found-by-part',
    chapter,
    bugClass,
    effect: 'A part of an account is found as the account, and a typing error pays for a stranger.',
    cases: ['check.near-miss-shorter'],
    change: (right) => ({
      find: (asked, desk) => {
        const part = asked.account;
        return right.find(asked, desk) ?? (part ? [...desk.books.payees.values()].find(({ account }) => account.includes(part)) : undefined);
      },
    }),
  },
  {
    name: 'found-by-beginning',
    chapter,
    bugClass,
    effect: 'An account with a digit too many is found, and a typing error pays for a stranger.',
    cases: [
      'check.metacharacters-double-quote',
      'check.metacharacters-quote',
      'check.metacharacters-sql-comment',
      'check.metacharacters-xml',
      'check.near-miss-longer',
    ],
    change: (right) => ({
      find: (asked, desk) => right.find(asked, desk) ?? [...desk.books.payees.values()].find(({ account }) => asked.account?.startsWith(account)),
    }),
  },
  {
    name: 'leading-zeros-lost',
    chapter,
    bugClass,
    effect: 'An account with a zero more or less is found, and a typing error pays for a stranger.',
    cases: ['check.near-miss-zero-added', 'check.near-miss-zero-dropped'],
    remark: true,
    change: (right) => ({
      find: (asked, desk) => {
        const bare = (text: string) => text.replace(/^0+/, '');
        const wanted = asked.account === undefined ? '' : bare(asked.account);
        return right.find(asked, desk) ?? (wanted ? [...desk.books.payees.values()].find(({ account }) => bare(account) === wanted) : undefined);
      },
    }),
  },
  {
    name: 'case-folded',
    chapter,
    bugClass,
    effect: 'Accounts that differ by capitals are one, and where two such exist the wrong one is credited.',
    cases: ['check.near-miss-case-changed'],
    remark: true,
    change: (right) => ({
      find: (asked, desk) =>
        right.find(asked, desk) ?? [...desk.books.payees.values()].find(({ account }) => account.toLowerCase() === asked.account?.toLowerCase()),
    }),
  },
  {
    name: 'compared-to-64-characters',
    chapter,
    bugClass: 'truncation',
    effect: 'Long accounts that differ at their end are one, and the money lands with a stranger.',
    cases: ['check.near-miss-cut-at-64', 'check.near-miss-cut-at-100', 'check.near-miss-last-character'],
    change: comparesTo(64),
  },
  {
    name: 'compared-to-100-characters',
    chapter,
    bugClass: 'truncation',
    effect: 'Long accounts that differ at their end are one, and the money lands with a stranger.',
    cases: ['check.near-miss-cut-at-100', 'check.near-miss-last-character'],
    change: comparesTo(100),
  },
  {
    name: 'compared-to-191-characters',
    chapter,
    bugClass: 'truncation',
    effect:
      'An index that holds 191 characters finds the account by them alone, and of long ones that differ at their very end the wrong one is paid.',
    cases: ['check.near-miss-last-character'],
    kinds: balance,
    change: comparesTo(191),
  },
  {
    name: 'longer-than-200-found',
    chapter,
    bugClass: 'truncation',
    effect: 'An account longer than the protocol’s is cut to the width of the column, and a stranger is found.',
    cases: ['check.near-miss-201-characters'],
    remark: true,
    change: finds(
      (wanted) =>
        ({ account }) =>
          wanted.length > 200 && wanted.startsWith(account),
    ),
  },
  {
    name: 'spaces-trimmed',
    chapter,
    bugClass,
    effect: 'An account with a space behind it is found, and where both exist the wrong one is credited.',
    cases: ['check.near-miss-trailing-space'],
    remark: true,
    change: finds(
      (wanted) =>
        ({ account }) =>
          account === wanted.trim(),
    ),
  },
] as const satisfies readonly Fault[];

/** Finds what matches where there is no such account. */
function finds(match: (wanted: string) => (payee: Payee) => boolean): Change {
  return (right) => ({
    find: (asked, desk) => right.find(asked, desk) ?? (asked.account ? [...desk.books.payees.values()].find(match(asked.account)) : undefined),
  });
}

/** Longer accounts are the same where so many characters are. */
function comparesTo(length: number): Change {
  return finds(
    (wanted) =>
      ({ account }) =>
        account.length > length && wanted.length > length && account.slice(0, length) === wanted.slice(0, length),
  );
}
