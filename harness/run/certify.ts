import { TENGE } from '../../protocol/index.ts';
import type { LookupFunction } from 'node:net';
import { prepareReader } from '../../schemas/index.ts';
import { createClient, type Client } from '../../wire/index.ts';
import type { CaseDefinition } from '../case.ts';
import { refundEvents } from '../operator/refunds.ts';
import { operatorState } from '../operator/state.ts';
import { audit, paymentEvent } from '../oracles/audit.ts';
import { ledgerBytes } from '../oracles/ledger-bytes.ts';
import { ledger, type Ledger, type ReadLedger } from '../oracles/ledger.ts';
import { books, type Books, type Entry } from '../partner/books.ts';
import type { ExploreOptions } from '../explore/options.ts';
import { noLag } from '../partner/lag.ts';
import { numbers, random } from '../partner/numbers.ts';
import { purse } from '../partner/purse.ts';
import { showsWholeTenge } from '../partner/balance.ts';
import { traffic } from '../partner/traffic.ts';
import { isReachable, type LedgerSetting, type Profile } from '../profile/profile.ts';
import { reach } from '../reach.ts';
import { openRefundClient } from '../refund/client.ts';
import { clientRefundEvents } from '../refund/refunds.ts';
import type { EndEvent, Message, RecordEvent } from '../record/events.ts';
import { openRecorder } from '../record/recorder.ts';
import type { LoadRunner } from '../load.ts';
import type { LoadTold } from '../load-told.ts';
import type { LoadWish } from './put-load.ts';
import { tellBeforehand } from './beforehand.ts';
import { endOfRun } from './end.ts';
import { memoryReach } from './memory-reach.ts';
import { LOAD_ORDERS, outlook, wantedOrders, type OrderOutlook } from './orders.ts';
import { runPhases } from './phases.ts';
import { fitting, makePlan, type Filter } from './plan.ts';
import { MAX_CONNECTIONS, MAX_IDLE } from './schedule.ts';
import type { RunShared } from './shared.ts';
import { recordStart } from './start.ts';
import type { RunState } from './state.ts';
import type { WaitingFor } from './wait.ts';

export interface CertifyOptions {
  profile: Profile;
  cases: readonly CaseDefinition[];
  /** Decides the order of cases, sums and accounts made up. */
  seed: string;
  version: string;
  filter?: Filter;
  /** Explore as well; absent: its case is skipped. */
  explore?: ExploreOptions;
  /** Puts load on the wire; absent: the chapter of load is skipped. */
  load?: LoadRunner;
  /** What the command line asks of the load, in the place of the profile. */
  loadWish?: LoadWish;
  /** A load that another tool has put on, to be judged in the place of one of ours. With it the filter must leave nothing but the load. */
  loadTold?: LoadTold;
  /** Cases that failed in an earlier run: those that fail now and did not then are tried again. Absent: none is. */
  failedBefore?: ReadonlySet<string>;
  /** Hide accounts in every event. */
  maskAccounts?: boolean;
  /** Folder for `record.jsonl`; absent: the record is only kept in memory. */
  out?: string;
  /** The partner was started for this run and goes away with it; the record says so. */
  passing?: boolean;
  /** Told of every event as it is recorded. */
  listen?: (event: RecordEvent) => void;
  /** Resolves names in place of the system's resolver; as `lookup` of node:net. */
  lookup?: LookupFunction;
  /** Told how many milliseconds the run still waits, and for what; 0 when it goes on. */
  waiting?: (leftMs: number, what: WaitingFor) => void;
  /** Ends the run early; what was seen so far is recorded and judged. */
  signal?: AbortSignal;
  /** Reads the rows of the profile's ledger; without it the ledger is left alone. */
  readLedger?: (bytes: AsyncIterable<Uint8Array>, setting: LedgerSetting) => ReturnType<ReadLedger>;
}

export interface Certification {
  end: EndEvent;
  events: readonly RecordEvent[];
  /** Absent for balance accounts, where a command makes the orders, and where they could not be looked at. */
  orders?: OrderOutlook;
  /** Faults of the harness; the run's verdict counts for nothing then. */
  crashes: Error[];
}

/**
 * One run, straight through: plan, cases phase by phase, verdict. Everything observed goes to the
 * record. Throws a UsageError when the profile's account source fails, and otherwise only by a fault of ours.
 */
export async function certify(options: CertifyOptions): Promise<Certification> {
  const { profile, cases, seed, filter, signal, lookup } = options;
  const chance = random(seed);
  const [wallet] = await Promise.all([purse(profile, options.loadTold !== undefined), prepareReader()]);
  const plan = makePlan(cases, profile, filter, chance);
  const over = new AbortController();
  const recorder = openRecorder(
    options.out,
    { secrets: profile.secrets, accounts: options.maskAccounts === true ? accountsOf(profile) : undefined },
    options.listen,
  );
  const client = createClient({ maxSockets: MAX_CONNECTIONS, maxIdle: MAX_IDLE, ...(lookup ? { lookup } : {}) });
  const tell = (message: Message) => recorder.record({ type: 'note', level: 'warning', ...message });
  const accounts = books(profile.limits);
  const run: RunState = {
    profile,
    client,
    ...(profile.operator ? { operator: operatorState(profile.operator, profile.limits.total) } : {}),
    recorder,
    books: accounts,
    ledger: ledgerOf(options, client, accounts),
    numbers: numbers(profile.txnIdFrom, Date.now(), chance),
    random: chance,
    seed,
    interrupted: () => signal?.aborted ?? false,
    traffic: traffic(Date.now, tell),
    outcomes: [],
    legible: new Set(),
    claimed: new Set(),
    moneyWrong: false,
    dismissed: new Set(),
    balanceTrusted: true,
    balanceGivenUp: false,
    unwell: false,
    lag: noLag(),
    prices: new Map(profile.accounts.payable.flatMap(({ account, price }) => (price === undefined ? [] : [[account, price]]))),
    unknown: [...profile.accounts.unknown],
    ...(options.explore ? { explore: options.explore } : {}),
    startedAt: Date.now(),
    now: Date.now,
  };
  const shared: RunShared = {
    purse: wallet,
    reach: reach(profile, client, lookup),
    ...(options.load ? { runLoad: options.load } : {}),
    ...(options.loadWish ? { loadWish: options.loadWish } : {}),
    ...(options.loadTold ? { loadTold: options.loadTold } : {}),
    ...(lookup ? { lookup } : {}),
    ...(signal ? { signal } : {}),
    ...(options.waiting ? { waiting: options.waiting } : {}),
    ordersNeeded:
      profile.sides.includes('partner') && profile.kind === 'order'
        ? wantedOrders(fitting(cases, profile)) + LOAD_ORDERS.wanted - LOAD_ORDERS.least
        : 0,
  };
  const told = profile.refundClient && plan.phases.flat().some(({ side }) => side === 'client') ? profile.refundClient : undefined;
  const refundClient =
    told && (await openRefundClient(told, { recorder, signal: over.signal, tell, waiting: (leftMs) => options.waiting?.(leftMs, 'refund') }));
  if (refundClient) shared.refundClient = refundClient;
  recordStart(options, run, refundClient?.origin);
  if (!options.loadTold) tellBeforehand(profile, recorder);
  if (options.passing) recorder.record({ type: 'note', level: 'info', key: 'note.demo' });
  const crashes: Error[] = [];
  const interrupt = () => {
    over.abort();
    run.traffic.stop({ key: 'reason.interrupted' });
    client.close();
  };
  if (signal?.aborted) interrupt();
  signal?.addEventListener('abort', interrupt, { once: true });
  try {
    for (const { one, kind, why } of plan.skipped) recorder.record({ type: 'case', id: one.id, verdict: 'skipped', skip: kind, why, durationMs: 0 });
    await runPhases(plan, run, shared, crashes, options.failedBefore);
    await readLedgerAgain(run);
    for (const audited of audit(run)) recorder.record(paymentEvent(audited));
    for (const refund of run.operator ? refundEvents(run.operator) : []) recorder.record(refund);
    for (const refund of refundClient ? clientRefundEvents(refundClient.played(), refundClient.setting) : []) recorder.record(refund);
    const orders = outlook(options, shared);
    const reach = memoryReach(recorder.events, profile.repeatAfterMs);
    if (reach) recorder.record({ type: 'note', level: 'info', ...reach });
    if (hidesTiyn(run)) recorder.record({ type: 'note', level: 'warning', key: 'note.balance-in-tenge' });
    const end = endOfRun(recorder.events, run.traffic.stopped, { interrupted: signal?.aborted ?? false, filtered: filter !== undefined });
    recorder.record(end);
    return { end, events: recorder.events, ...(orders ? { orders } : {}), crashes };
  } finally {
    signal?.removeEventListener('abort', interrupt);
    client.close();
    await refundClient?.close();
    recorder.close();
  }
}

function ledgerOf({ profile, readLedger }: CertifyOptions, client: Client, accounts: Books): Ledger | undefined {
  const setting = profile.ledger;
  if (!isReachable(setting) || readLedger === undefined) return undefined;
  return ledger(() => readLedger(ledgerBytes(profile, setting, client), setting), {
    has: (txn_id) => accounts.get(txn_id) !== undefined,
    credited: (txn_id) => creditedBy(accounts.get(txn_id)),
    asked: () => accounts.entries().reduce((sum, { asked }) => sum + asked, 0),
    dates: () => new Set(accounts.entries().map(({ payment }) => payment.txn_date)),
  });
}

function creditedBy(entry: Entry | undefined): boolean | undefined {
  if (entry?.credited) return true;
  return entry?.last === undefined ? undefined : false;
}

/** What was paid after the ledger was read last is in it by now; a ledger that is gone meanwhile leaves what it said before. */
async function readLedgerAgain({ ledger: read, books: accounts }: RunState): Promise<void> {
  if (!read?.view) return;
  const credited = accounts.entries().filter((entry) => entry.credited);
  await read.read((view) => credited.every(({ payment }) => view.rowsOf(payment.txn_id).length > 0)).catch(() => undefined);
}

/** Were payments with tiyn judged by a balance that shows none? */
function hidesTiyn({ profile: { kind, balanceField }, books: accounts, outcomes, balanceGivenUp }: RunState): boolean {
  if (kind !== 'balance' || balanceField === undefined || balanceGivenUp) return false;
  return accounts.entries().some(({ credited, payment }) => credited && payment.sum % TENGE !== 0n) && showsWholeTenge(outcomes, balanceField);
}

/** Every account that the profile names; those that a command prints are learnt as they are used. */
function accountsOf({ accounts: { payable, unknown, cancelled, paid, processing } }: Profile): string[] {
  return [...payable.map(({ account }) => account), ...unknown, ...cancelled, ...paid, ...processing];
}
