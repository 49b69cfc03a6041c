import type { ClauseId, Level } from '../protocol/index.ts';
import type { CaseContext, RunContext } from './context.ts';
import type { Side } from './record/events.ts';

/** A conformance case: which clause, how binding, what we do, what we expect. */
export interface CaseDefinition {
  /** Made of words, `repeats.on-a-new-connection`; never changes. */
  id: string;
  suite: string;
  /** Whose interface it is about: without that section of the profile it is skipped. */
  side: Side;
  clauses: readonly ClauseId[];
  level: Level;
  /** What a correct partner does, in English; other languages stand in the catalogues. */
  title: string;
  needs: Needs;
  /** When it runs: see `Phase`. */
  phase: Phase;
  body: (context: CaseContext & RunContext) => Promise<void> | void;
}

/**
 * - `preflight`: first, one after the other, and may stop the run
 * - `main`: beside each other where leases allow
 * - `counting`: after those, when nothing is on its way: what it all came to
 * - `hostile`: after those, for requests that could leave an endpoint unwell
 * - `load`: many payments at once, and what is to be told of them
 * - `closing`: after everything that is asked by a plan
 * - `exploring`: last among those that talk to the partner, and only when asked for
 * - `review`: talks to nobody; looks over all exchanges of the run
 */
export type Phase = 'preflight' | 'main' | 'counting' | 'hostile' | 'load' | 'closing' | 'exploring' | 'review';

export const PHASES: readonly Phase[] = ['preflight', 'main', 'counting', 'hostile', 'load', 'closing', 'exploring', 'review'];

/** What a case needs, so that the plan can tell beforehand whether it can run, and beside what. */
export interface Needs {
  /** Only for partners of this kind. */
  kind?: 'balance' | 'order';
  /** New payments that it may make at most: money, and orders where they are scarce. */
  pays?: number;
  /** Sends what a correct partner refuses: money moves only on a faulty one. */
  risks?: boolean;
  /** A payment that is already credited will do. Orders are shared between such cases. */
  credited?: boolean;
  /** Accounts that it may move money on. Default 1; the second is `other` of the context. */
  accounts?: 2;
  /** Its account is short and without special characters, where there is such a one. */
  plain?: true;
  /** Connections at once. Default 1. */
  connections?: number;
  /** What the profile has to offer. */
  offers?: readonly Offer[];
  /** Nothing else of the run beside it. */
  alone?: boolean;
  /** Looks at the load, which is put on once for all such cases. */
  loads?: true;
  /** With scarce orders the higher comes first. Default 0. */
  priority?: number;
}

/** Does the case move money, or look whether money moved? */
export function movesMoney({ needs }: Pick<CaseDefinition, 'needs'>): boolean {
  return (needs.pays ?? 0) > 0 || needs.credited === true || needs.risks === true || needs.offers?.includes('balance') === true;
}

/** Something that not every profile has. */
export type Offer =
  | 'balance'
  | 'ledger'
  | 'cancelled'
  | 'paid'
  | 'processing'
  | 'outside'
  | 'price'
  | 'two-orders'
  | 'https'
  | 'public-address'
  | 'https-or-public'
  | 'refundable'
  | 'repeat-after';

type Body = CaseDefinition['body'];
type Define = (clauses: ClauseId | readonly ClauseId[], id: string, title: string, ...rest: [Body] | [Needs, Body]) => void;

export interface Chapter {
  /** Its failure is a failure. */
  must: Define;
  /** Its failure is a remark. */
  should: Define;
  cases: CaseDefinition[];
}

/**
 * Opens a chapter; its cases are collected in the order of the book. `over` defines those that look
 * over the whole run; they join the same list.
 *
 * ```ts
 * const { must, cases } = chapter('repeats');
 * must('TP-7.7', 'on-a-new-connection', 'a repeat on a new connection returns the first result', { credited: true }, async ({ partner, credited }) => {
 *   const { payment, first } = await credited();
 *   expect(await partner.pay(payment, { connection: 'new' })).toRepeat(first);
 * });
 * ```
 */
export function chapter(suite: string, phase: Phase = 'main', side: Side = 'partner'): Chapter & { over: Omit<Chapter, 'cases'> } {
  const cases: CaseDefinition[] = [];
  const definer =
    (level: Level, when: Phase): Define =>
    (clauses, id, title, ...rest) => {
      const [needs, body] = rest.length === 1 ? [{}, rest[0]] : rest;
      cases.push({
        id: `${suite}.${id}`,
        suite,
        side,
        clauses: typeof clauses === 'string' ? [clauses] : clauses,
        level,
        title,
        needs,
        phase: when,
        body,
      });
    };
  const open = (when: Phase) => ({ must: definer('must', when), should: definer('should', when) });
  return { ...open(phase), cases, over: open('review') };
}
