import { readFileSync } from 'node:fs';
import { parseDocument, LineCounter } from 'yaml';
import { validateWaivers } from '../schemas/index.ts';
import { unreadable, UsageError, usage } from './profile/usage-error.ts';
import type { EndEvent, FindingEvent, Message, RecordEvent } from './record/events.ts';
import { waivedVerdict } from './verdict.ts';

/** A failure that the operator has agreed to overlook for a time: of a case, or of a clause. */
export interface Waiver {
  case?: string;
  clause?: string;
  reason: string;
  owner: string;
  ticket: string;
  /** The last day on which it holds, UTC: `2026-12-31`. */
  expiry: string;
}

/** A waiver and the failed cases that it covers. */
export interface AppliedWaiver extends Waiver {
  cases: string[];
}

/** What waivers make of a run. The record stays as it is: this is a way to look at it. */
export interface Waived {
  /** The end of the run with the verdict that the waivers leave; absent for a run that was killed. */
  end?: EndEvent;
  waivers: AppliedWaiver[];
  /** Those that nothing needs any more: their cases were run, and none of them fails. */
  stale: Waiver[];
}

const MAX_BYTES = 1024 * 1024;

/**
 * Reads a file of waivers (YAML, by `schemas/waivers.schema.json`). Throws a UsageError with place and
 * cure for what is malformed, has expired by `now`, or names no case or clause of `known`.
 */
export function readWaivers(file: string, known: { cases: readonly string[]; clauses: readonly string[] }, now: Date): Waiver[] {
  const { data, place } = read(file);
  const issues = validateWaivers(data);
  if (issues.length > 0) {
    const messages = issues.slice(0, 8).map(({ path, message }): Message => ({
      key: 'usage.waivers-invalid',
      values: { place: place(path), field: path.slice(1).replaceAll('/', '.'), problem: message },
    }));
    throw new UsageError(...messages);
  }
  const { waivers } = data as { waivers: Waiver[] };
  const today = now.toISOString().slice(0, 10);
  const wrong = waivers.flatMap((waiver, at): Message[] => {
    const values = { place: place(`/waivers/${at}`), name: nameOf(waiver), expiry: waiver.expiry, owner: waiver.owner, ticket: waiver.ticket };
    if (Number.isNaN(Date.parse(waiver.expiry))) return [{ key: 'usage.waiver-day', values }];
    if (waiver.expiry < today) return [{ key: 'usage.waiver-expired', values }];
    const exists = waiver.case === undefined ? known.clauses.includes(waiver.clause!) : known.cases.includes(waiver.case);
    return exists ? [] : [{ key: 'usage.waiver-nothing', values }];
  });
  if (wrong.length > 0) throw new UsageError(...wrong);
  return waivers;
}

/** What a waiver is about. */
export function nameOf({ case: id, clause }: Pick<Waiver, 'case' | 'clause'>): string {
  return id ?? clause ?? '';
}

function read(file: string): { data: unknown; place(pointer: string): string } {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw unreadable('--waivers', file, error, 'usage.hint-waivers');
  }
  if (bytes.length > MAX_BYTES) throw unreadable('--waivers', file, '> 1 MiB');
  const lines = new LineCounter();
  const document = parseDocument(bytes.toString('utf8'), { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const at = (offset: number) => `${file}:${lines.linePos(offset).line}:${lines.linePos(offset).col}`;
  const [error] = document.errors;
  if (error) throw usage('usage.waivers-invalid', { place: at(error.pos[0]), field: '', problem: error.message });
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 100 });
  } catch (problem) {
    throw usage('usage.waivers-invalid', { place: file, field: '', problem: (problem as Error).message });
  }
  // A plain list is as clear as one under its name.
  const bare = Array.isArray(data);
  return {
    data: bare ? { waivers: data as unknown[] } : data,
    place: (pointer) => {
      const path = pointer.split('/').slice(bare ? 2 : 1);
      for (; path.length > 0; path.pop()) {
        const node = document.getIn(
          path.map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
          true,
        ) as { range?: [number, number, number] } | undefined;
        if (node?.range) return at(node.range[0]);
      }
      return file;
    },
  };
}

/**
 * Lays waivers over a run. A waived case stays failed, and counts as a remark for the run. A waiver of a
 * clause covers the failures that violate this clause and nothing that is not waived.
 */
export function applyWaivers(events: readonly RecordEvent[], waivers: readonly Waiver[]): Waived {
  const verdicts = new Map(events.flatMap((event) => (event.type === 'case' ? [[event.id, event.verdict] as const] : [])));
  const violations = new Map<string, FindingEvent[]>();
  for (const event of events)
    if (event.type === 'finding' && event.level === 'must' && event.blame === 'partner')
      violations.set(event.case, [...(violations.get(event.case) ?? []), event]);
  const applied = waivers.map((waiver): AppliedWaiver => ({ ...waiver, cases: [] }));
  const waived = new Set<string>();
  for (const [id, verdict] of verdicts) {
    if (verdict !== 'failed') continue;
    const covering = coverOf(id, violations.get(id) ?? [], applied);
    for (const waiver of covering) waiver.cases.push(id);
    if (covering.length > 0) waived.add(id);
  }
  const end = events.findLast((event) => event.type === 'end');
  return {
    ...(end ? { end: waivedVerdict(end, verdicts, waived) } : {}),
    waivers: applied,
    stale: waivers.filter((waiver) => isStale(waiver, events, verdicts)),
  };
}

/** The waivers that cover a failed case; none, where a violation of it is covered by none. */
function coverOf(id: string, violations: readonly FindingEvent[], waivers: readonly AppliedWaiver[]): AppliedWaiver[] {
  const own = waivers.filter((waiver) => waiver.case === id);
  if (own.length > 0) return own;
  const covers = (clause: string) => waivers.filter((waiver) => waiver.clause === clause);
  const all = violations.map(({ clause }) => covers(clause));
  return all.length === 0 || all.some((each) => each.length === 0) ? [] : [...new Set(all.flat())];
}

/** Only what was looked at to its end tells that a waiver is needed no more. */
function isStale(waiver: Waiver, events: readonly RecordEvent[], verdicts: ReadonlyMap<string, string>): boolean {
  const looked = (id: string) => verdicts.get(id) === 'passed' || verdicts.get(id) === 'remark';
  if (waiver.case !== undefined) return looked(waiver.case);
  const plan = events.find((event) => event.type === 'plan');
  const violated = events.some(
    (event) => event.type === 'finding' && event.clause === waiver.clause && event.level === 'must' && event.blame === 'partner',
  );
  const citing = plan?.cases.filter(({ clauses }) => clauses.includes(waiver.clause!)) ?? [];
  return (
    !violated && citing.some(({ id }) => looked(id)) && citing.every(({ id }) => looked(id) || verdicts.get(id) === 'failed' || isOut(id, events))
  );
}

/** Left out for good: for want of an offer, or because it is for another kind of partner. */
function isOut(id: string, events: readonly RecordEvent[]): boolean {
  return events.some((event) => event.type === 'case' && event.id === id && (event.skip === 'not-applicable' || event.skip === 'not-offered'));
}
