/**
 * What runs cases: their definition, the profile, the plan, the scheduler, the partner session, the
 * record and the verdict. It knows no case by name and no way to print; it talks to the partner
 * only through `wire/`, and reads answers only through `schemas/`.
 *
 * This is the public face: `suites/` use the upper part, `cli/` the lower.
 */
export { chapter, type CaseDefinition, type Needs, type Phase } from './case.ts';
export type { CaseContext, RunContext } from './context.ts';
export { causeOfSum, causeOfTxnId, roundedIn } from './causes.ts';
export { expect, perhapsTheSum, said, sumGuessed } from './expect.ts';
export { CaseFailed, Skipped, StopRun, Undecided, type Finding } from './finding.ts';
export type { ExploreOptions, Replay } from './explore/options.ts';
export { review } from './review.ts';
export { isLost, type Objection, type Outcome, type Payment } from './outcome.ts';
export { isTaken, toldBy, type RefundOutcome } from './operator/outcome.ts';
export type { Scenario as ClientScenario } from './refund/scenario.ts';
export type { ClientSession } from './refund/session.ts';
export type { OperatorSession } from './operator/session.ts';
export type { AskOptions, PartnerSession } from './partner/session.ts';
export { agrees, moneyAtRisk, type Audited } from './oracles/audit.ts';
export { beyond, type Beyond } from './oracles/ledger-span.ts';
export type { Entry as BookEntry } from './partner/books.ts';
export type { LedgerRow, LedgerView } from './oracles/ledger.ts';
export { balanceOf } from './partner/balance.ts';
export { courseOf, signed } from './partner/watch.ts';

export { isLoopback, type LedgerSetting, type Profile } from './profile/profile.ts';
export { loadProfile, type ProfileOptions } from './profile/load.ts';
export { unreadable, UsageError, usage } from './profile/usage-error.ts';
export type * from './record/events.ts';
export { RECORD_FILE } from './record/recorder.ts';
export type {
  KeptAsk,
  LoadEnd,
  LoadFault,
  LoadJob,
  LoadPlace,
  LoadResult,
  LoadRound,
  LoadRunner,
  LoadShape,
  LoadSpan,
  LoadStep,
  LoadTemplate,
  Percentiles,
} from './load.ts';
export { unjudged, type KnownPercentiles, type LoadKinds, type LoadSource, type LoadTold } from './load-told.ts';
export type { Grown, LoadSeen, LoadWish } from './run/put-load.ts';
export { readRecord } from './record/read.ts';
export { applyWaivers, nameOf, readWaivers, type AppliedWaiver, type Waived, type Waiver } from './waivers.ts';
export { certify, type Certification, type CertifyOptions } from './run/certify.ts';
export type { Filter } from './run/plan.ts';
