import { Result, TENGE, txnDate, wholeTenge, type Tiyn } from '../../protocol/index.ts';
import type { CaseDefinition } from '../case.ts';
import { accountTotal } from '../oracles/account-total.ts';
import { audit } from '../oracles/audit.ts';
import type { LedgerView } from '../oracles/ledger.ts';
import { reasonOf } from '../oracles/ledger-bytes.ts';
import type { CaseContext, RunContext } from '../context.ts';
import { Skipped, Undecided, type FindingSink } from '../finding.ts';
import { expectClient } from '../refund/expect.ts';
import { clientSession } from '../refund/session.ts';
import { expectRefund } from '../operator/expect.ts';
import { operatorSession } from '../operator/session.ts';
import { isLost, type Outcome, type Payment } from '../outcome.ts';
import { showsWholeTenge } from '../partner/balance.ts';
import { random, type Random } from '../partner/numbers.ts';
import { partnerSession } from '../partner/session.ts';
import { watchBalance } from '../partner/watch.ts';
import type { PayableAccount, Profile } from '../profile/profile.ts';
import { perhapsTheSum, said, sumGuessed } from '../expect.ts';
import { hostileRequest } from './outage.ts';
import { waitUntil } from './wait.ts';
import type { Lease } from './schedule.ts';
import type { RunShared } from './shared.ts';
import type { RunState } from './state.ts';
import { putLoad } from './put-load.ts';
import { explore } from '../explore/index.ts';

/** Skips that come of a run that broke off, and not of what the profile offers. */
const RUN_ENDED: ReadonlySet<string> = new Set(['skip.no-answers', 'skip.nothing-paid', 'skip.refund-nothing-came']);

/** Does the balance tell of payments? */
function canRead({ profile, balanceTrusted, balanceGivenUp }: RunState): boolean {
  return profile.kind === 'balance' && balanceTrusted && !balanceGivenUp;
}

/** The last thing but a check that came of asking for an account. */
function lastPay({ outcomes, books }: RunState, account: string): Outcome | undefined {
  return outcomes.findLast(
    ({ command, txn_id, account: asked }) => command !== 'check' && (asked === account || books.get(txn_id)?.payment.account === account),
  );
}

/** What a case has in hand while it runs. */
export function caseContext(
  one: CaseDefinition,
  lease: Lease,
  run: RunState,
  shared: RunShared,
  sink: FindingSink,
  firstTry = true,
): { context: CaseContext & RunContext; quiet: () => Promise<void> } {
  const { profile, numbers, books } = run;
  // Its own source of chance: which case runs first must not change what another one draws.
  const chance = random(`${run.seed}/${one.id}`);
  const { purse } = shared;
  const partner = partnerSession(run, one.id, sink);
  const byName = (name: string | undefined) => purse.known.find(({ account }) => account === name);
  const payable = byName(lease.accounts[0]) ?? purse.known[0]!;
  const other = lease.accounts[1] ?? purse.known.find(({ account }) => account !== payable.account)?.account;
  const unknown = () => run.unknown[chance.below(run.unknown.length)] ?? likeButUnknown(payable.account, profile, chance);

  const make = (target: PayableAccount, choice: { sum?: Tiyn; txn_id?: string; txn_date?: string }): Payment => {
    if (target.price !== undefined) run.prices.set(target.account, target.price);
    return {
      txn_id: choice.txn_id ?? numbers.next(),
      account: target.account,
      sum: choice.sum ?? target.price ?? ordinarySum(profile, chance),
      txn_date: choice.txn_date ?? txnDate(run.now()),
    };
  };
  /** Balance accounts are those of the lease; orders are fresh ones. */
  const payTo = async (wish?: { priced?: boolean }) => (profile.kind === 'balance' ? payable : purse.take(wish));

  const freshCredit = async () => {
    const payment = make(await payTo(), {});
    books.open(payment);
    return { payment, first: await creditFirst(partner.pay(payment)) };
  };

  const context: CaseContext & RunContext = {
    partner,
    get operator() {
      return operatorSession(run, run.operator!, one.id, sink); // the plan leaves out every case that has none
    },
    get client() {
      return clientSession(shared.refundClient!, one.id, sink); // the same
    },
    expectClient: (played) => expectClient(played, sink),
    expectRefund: (outcome) => expectRefund(outcome, sink),
    profile,
    numbers,
    random: chance,
    now: run.now,
    payable,
    other: other ?? unknown(),
    payables: purse.known,
    unknown,
    madeUp: () => likeButUnknown(payable.account, profile, chance),
    priceOf: (account) => run.prices.get(account),
    payment: async (choice = {}) => {
      const payment = make(choice.account === undefined ? await payTo(choice) : { account: choice.account }, choice);
      books.open(payment);
      return payment;
    },
    atRisk: async (choice = {}) => {
      const spent = (account: string) => books.entries().some(({ payment, credited }) => credited && payment.account === account);
      const target =
        choice.account !== undefined ? { account: choice.account } : profile.kind === 'balance' ? payable : await purse.sacrifice(spent, choice);
      const payment = make(target, choice);
      books.risk(payment.txn_id, payment.account, payment.sum, payment.txn_date);
      return payment;
    },
    credited: async () => {
      if (profile.kind === 'balance') return freshCredit();
      return (shared.sharedCredit ??= freshCredit());
    },
    watch: (account) =>
      watchBalance(partner, canRead(run) ? profile.balanceField : undefined, account, sink, {
        givenUp: run.balanceGivenUp,
        lag: run.lag,
        mayLag: firstTry && !run.lag.ruledOut,
        isCoarse: () => showsWholeTenge(run.outcomes, profile.balanceField!),
        pay: lastPay(run, account),
        check: run.outcomes.findLast((seen) => seen.sink === sink && seen.plain && seen.command === 'check' && seen.account === account),
      }),
    object: (finding) => sink.add(finding),
    skip: (key, values) => {
      throw new Skipped(RUN_ENDED.has(key) ? 'stopped' : 'not-offered', { key, ...(values ? { values } : {}) });
    },
    note: (message, level = 'info') => run.recorder.record({ type: 'note', level, ...message }),
    hostile: (send) => hostileRequest(run, { partner, account: payable.account, reach: shared.reach, sink }, send),
    isClaimed: ({ exchange }) => run.claimed.has(exchange),
    distrustBalance: () => {
      run.balanceGivenUp = true;
      run.recorder.record({ type: 'note', level: 'warning', key: 'note.balance-given-up' });
    },
    get balanceGivenUp() {
      return run.balanceGivenUp;
    },
    get outcomes() {
      const { outcomes, dismissed } = run;
      return one.phase === 'review' && dismissed.size > 0 ? outcomes.filter(({ exchange }) => !dismissed.has(exchange)) : outcomes;
    },
    books,
    ledger: (isSettled) => readLedger(run, isSettled),
    audit: () => audit(run),
    total: async (account) => {
      if (!profile.balanceField || !canRead(run) || hasUnlisted(run)) return undefined;
      const known = new Set(purse.known.map((each) => each.account));
      const facts = { outcomes: run.outcomes, entries: books.entries(), field: profile.balanceField };
      return accountTotal(facts, known, account, () => partner.check({ account }));
    },
    get moneyWrong() {
      return run.moneyWrong;
    },
    reach: shared.reach,
    load: () => (shared.load ??= putLoad({ run, shared, partner, context, caseId: one.id, firstCredit: () => context.credited() })),
    waitUntil: (at) => waitUntil(at, shared),
    explore: () =>
      explore(run.explore, {
        run,
        partner,
        sink,
        payable,
        ...(lease.accounts[1] === undefined ? {} : { other: lease.accounts[1] }),
        unknown,
        takeOrder: () => purse.take(),
        strangersPaid: false,
        watch: context.watch,
      }),
    vetPayable: async (look) => (shared.vetted = await purse.vet(look, shared.ordersNeeded)),
    useUnknown: (accounts) => {
      run.unknown = [...accounts];
    },
  };
  return { context, quiet: partner.quiet };
}

/** Has a load made more payments than are told one by one? Then no total can be set against them. */
function hasUnlisted({ recorder }: RunState): boolean {
  return recorder.events.some((event) => event.type === 'load' && event.unlisted.payments > 0);
}

async function readLedger({ ledger, profile }: RunState, isSettled: (view: LedgerView) => boolean): Promise<LedgerView> {
  if (!ledger) throw new Skipped('not-offered', { key: 'skip.no-ledger' });
  try {
    return await ledger.read(isSettled);
  } catch (error) {
    throw new Skipped('not-offered', reasonOf(error, profile.ledger!));
  }
}

/** A case about repeats can't begin when the first pay isn't credited; that itself is judged elsewhere. */
async function creditFirst(paying: Promise<Outcome>): Promise<Outcome> {
  const first = await paying;
  if (isLost(first)) throw new Undecided({ key: 'why.no-answer', values: { how: first.end.how, exchange: String(first.exchange) } });
  if (perhapsTheSum(first) && first.sumGuessed === 'none-credited') throw new Undecided(sumGuessed(first));
  if (first.result !== Result.ok)
    throw new Undecided({ key: 'why.first-pay-refused', values: { said: said(first).observed, exchange: String(first.exchange) } });
  return first;
}

/** Whole tenge near the least that the profile allows: cheap, and no trap in itself. Traps have their own cases. */
function ordinarySum({ sums }: Profile, chance: Random): Tiyn {
  const least = wholeTenge(sums.min);
  const sum = least + BigInt(chance.below(10)) * TENGE;
  return sum > sums.max ? sums.min : sum;
}

/** An account of the same length and kind of characters that is most probably nobody's. */
function likeButUnknown(account: string, profile: Profile, chance: Random): string {
  for (let tries = 0; tries < 20; tries++) {
    const made = [...account]
      .map((char) =>
        /\d/.test(char) ? chance.digits(1) : /[a-z]/.test(char) ? chance.letters(1) : /[A-Z]/.test(char) ? chance.letters(1).toUpperCase() : char,
      )
      .join('');
    if (made !== account && (profile.accountPattern === undefined || profile.accountPattern.test(made))) return made;
  }
  return `${account.slice(0, 190)}-${chance.digits(6)}`;
}
