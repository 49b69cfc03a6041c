import { readQuery } from '../../../protocol/index.ts';
import type { Change } from '../desk.ts';
import { plain } from '../write.ts';
import type { Fault } from './fault.ts';
import { requery } from './tools.ts';

const chapter = 'check';

/** How the account is read from the query, and what its text may do there. */
export const ACCOUNT_FAULTS = [
  {
    name: 'account-cut-at-64',
    chapter,
    bugClass: 'truncation',
    effect: 'Payers with long accounts are not found.',
    cases: ['check.every-payable-account', 'check.hex-lower-case', 'check.hex-upper-case'],
    change: (right) => ({
      read: (...args) => {
        const asked = right.read(...args);
        return { ...asked, account: asked.account?.slice(0, 64) };
      },
    }),
  },
  {
    name: 'plus-is-no-space',
    chapter,
    bugClass: 'decoding',
    effect: 'Payers whose account holds a space are not found when it is written as +.',
    cases: ['check.space-as-plus'],
    change: requery((query) => query.replaceAll('+', '%2B')),
  },
  {
    name: 'lower-hex-not-decoded',
    chapter,
    bugClass: 'decoding',
    effect: 'Payers with national letters are not found when the escapes have small letters.',
    cases: ['check.hex-lower-case'],
    change: requery((query) =>
      query.replace(/(%[0-9a-f]{2})+/gi, (escapes) => (/%(.?)[a-f]/.test(escapes) ? escapes.replaceAll('%', '%25') : escapes)),
    ),
  },
  {
    name: 'national-letters-lost',
    chapter,
    bugClass: 'decoding',
    effect: 'Payers with Russian or Kazakh letters in their account are not found.',
    cases: ['check.every-payable-account', 'check.hex-lower-case', 'check.hex-upper-case', 'check.space-as-percent-20', 'check.space-as-plus'],
    change: (right) => ({
      read: (...args) => {
        const asked = right.read(...args);
        return { ...asked, account: asked.account === undefined ? undefined : Buffer.from(asked.account).toString('latin1') };
      },
    }),
  },
  {
    name: 'quote-breaks-sql',
    chapter,
    bugClass: 'injection',
    effect: 'Payers whose account holds a quote cannot pay, and whoever writes SQL there reads or changes the books.',
    cases: [
      'answers.http-200',
      'answers.root',
      'check.every-payable-account',
      'check.hex-lower-case',
      'check.hex-upper-case',
      'check.metacharacters-backslash',
      'check.metacharacters-quote',
      'check.metacharacters-sql-comment',
      'check.metacharacters-sql-or',
      'check.space-as-percent-20',
      'check.space-as-plus',
    ],
    change: (right) => ({
      serve: (call, desk) =>
        readQuery(call.query).fields.get('account')?.[0]?.includes("'")
          ? plain(500, '<h1>Error in your SQL syntax</h1>', 'text/html')
          : right.serve(call, desk),
    }),
  },
  {
    name: 'like-wildcards',
    chapter,
    bugClass: 'injection',
    effect: 'A percent sign stands for any account, and a typing error pays for a stranger.',
    cases: ['check.metacharacters-sql-wildcard'],
    change: injected((account) => account.includes('%_')),
  },
  {
    name: 'sql-injection',
    chapter,
    bugClass: 'injection',
    effect:
      'The account is a part of the SQL: whoever writes SQL there is found to be the first payer in the table, and may read or change the books.',
    cases: ['check.metacharacters-sql-or'],
    change: injected((account) => /' or '1'='1/i.test(account)),
  },
  {
    name: 'sql-backslash',
    chapter,
    bugClass: 'injection',
    effect: 'Quotes are doubled and backslashes are not: a backslash before the quote ends the text, and what follows is SQL.',
    cases: ['check.metacharacters-backslash'],
    change: injected((account) => /\\' or 1=1/i.test(account)),
  },
  {
    name: 'ldap-injection',
    chapter,
    bugClass: 'injection',
    effect: 'The account is a part of a directory’s filter: an asterisk finds anybody.',
    cases: ['check.metacharacters-ldap'],
    change: injected((account) => account.startsWith('*)')),
  },
  {
    name: 'account-as-path',
    chapter,
    bugClass: 'injection',
    effect: 'The account is a part of a file’s name: whoever writes a path there reads other files.',
    cases: ['check.metacharacters-path'],
    change: (right) => ({
      serve: (call, desk) =>
        right.read(call.query, call, desk).account?.startsWith('../')
          ? plain(500, 'EACCES: permission denied, open /srv/accounts/../../etc/passwd.json\n')
          : right.serve(call, desk),
    }),
  },
  {
    name: 'accounts-in-plain-object',
    chapter,
    bugClass: 'inherited names',
    effect: 'Accounts are looked up among the fields of an object, and what every object has is found and paid: the money lands with nobody.',
    cases: ['check.metacharacters-constructor', 'check.metacharacters-prototype'],
    change: (right) => ({
      find: (asked, desk) => {
        const { account } = asked;
        return right.find(asked, desk) ?? (account && account in {} ? { account, received: 0n, state: 'open' } : undefined);
      },
    }),
  },
  {
    name: 'kazakh-letters-break',
    chapter,
    bugClass: 'encoding',
    effect: 'A payer who writes a Kazakh letter too many gets an outage in place of “not found”.',
    cases: ['check.national-letters', 'answers.http-200'],
    also: ['answers.*'],
    change: (right) => ({
      serve: async (call, desk) => {
        const { account = '' } = right.read(call.query, call, desk);
        // the letters that windows-1251 lacks, in the message that repeats an unknown account
        const breaks = /[әғқңөұүһі]/i.test(account) && !desk.books.payees.has(account);
        return breaks ? plain(500, "'charmap' codec can't encode character\n") : right.serve(call, desk);
      },
    }),
  },
] as const satisfies readonly Fault[];

/** Finds somebody, whoever it is, where the text means something to the database. */
function injected(matches: (account: string) => boolean): Change {
  return (right) => ({
    find: (asked, desk) =>
      right.find(asked, desk) ??
      (asked.account && matches(asked.account) ? [...desk.books.payees.values()].find(({ state }) => state === 'open') : undefined),
  });
}
