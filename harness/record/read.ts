import { closeSync, openSync, readSync } from 'node:fs';
import { validateRecordEvent } from '../../schemas/index.ts';
import { usage } from '../profile/usage-error.ts';
import type { RecordEvent } from './events.ts';
import { moneySoFar } from './unfinished.ts';

/** What a record file holds, without the exchanges that no report shows. */
export interface RecordRead {
  /** Where the run was killed, with lines for the money that it had moved until then. */
  events: RecordEvent[];
  /** It has no last line: the run was killed. */
  unfinished: boolean;
  /** Its last line broke off in the middle: the run was killed while it wrote. */
  cut: boolean;
}

/** Every type of event that this version knows; those of a later one are passed over. */
const KNOWN: Readonly<Record<RecordEvent['type'], true>> = {
  run: true,
  plan: true,
  exchange: true,
  finding: true,
  case: true,
  try: true,
  note: true,
  exploration: true,
  load: true,
  payment: true,
  refund: true,
  end: true,
};

/**
 * Reads a record from its file, which may be anybody's: bounded in memory by what a report shows of it,
 * and every line checked by `schemas/record.schema.json`. Goes over the file twice, so that exchanges
 * which no finding cites need not be kept. Throws a UsageError with the line that is no event.
 */
export function readRecord(file: string, option = 'DIR'): RecordRead {
  closeSync(open(file, option));
  const cited = new Set<number>();
  let ended = false;
  let begun = false;
  for (const { event } of eventsOf(file, (text) => !text.startsWith('{"type":"exchange"'))) {
    if (event?.type === 'run') begun = true;
    if (event?.type === 'end') ended = true;
    if (event?.type === 'finding') for (const { exchanges } of [event, ...(event.story ?? [])]) for (const id of exchanges) cited.add(id);
  }
  if (!begun) throw usage('usage.record-no-run', { file });
  const events: RecordEvent[] = [];
  const money = ended ? undefined : moneySoFar();
  let cut = false;
  for (const { event, broken } of eventsOf(file)) {
    if (broken) cut = true;
    if (!event) continue;
    money?.take(event);
    if (event.type !== 'exchange' || cited.has(event.id)) events.push(event);
    // Which cases of a killed run had begun is told by their exchanges; what is not cited is not shown.
    else if (!ended) events.push({ ...event, response: { text: '' }, body: { text: '' } });
  }
  return { events: [...events, ...(money?.events() ?? [])], unfinished: !ended, cut };
}

/** The events of a file, one by one; `wanted` looks at a line before it is parsed. */
function* eventsOf(file: string, wanted: (text: string) => boolean = () => true): Generator<{ event?: RecordEvent; broken?: true }> {
  for (const { number, text, last } of linesOf(file)) {
    if (text === '' || !wanted(text)) continue;
    const parsed = parse(text);
    if (parsed === undefined) {
      if (!last) throw usage('usage.record-line', { place: `${file}:${number}` });
      yield { broken: true };
    } else if (isKnown(parsed)) {
      const [issue] = validateRecordEvent(parsed);
      if (issue) throw usage('usage.record-event', { place: `${file}:${number}`, field: issue.path.slice(1), problem: issue.message });
      yield { event: parsed };
    } else yield {};
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Of a type that is checked in the next step. */
function isKnown(value: unknown): value is RecordEvent {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && Object.hasOwn(KNOWN, value.type);
}

/** An answer of a megabyte, written as escapes, twice: nothing that a run records is longer. */
const MAX_LINE_BYTES = 32 * 1024 * 1024;
const PIECE_BYTES = 1024 * 1024;

function* linesOf(file: string): Generator<{ number: number; text: string; last: boolean }> {
  const handle = open(file);
  try {
    let rest = Buffer.alloc(0);
    let number = 0;
    for (;;) {
      const piece = Buffer.alloc(PIECE_BYTES);
      const read = readSync(handle, piece);
      const bytes = Buffer.concat([rest, piece.subarray(0, read)]);
      let from = 0;
      for (let to = bytes.indexOf(0x0a); to >= 0; to = bytes.indexOf(0x0a, from)) {
        yield { number: ++number, text: bytes.toString('utf8', from, to), last: false };
        from = to + 1;
      }
      rest = Buffer.from(bytes.subarray(from));
      if (rest.length > MAX_LINE_BYTES) throw usage('usage.record-line', { place: `${file}:${number + 1}` });
      if (read === 0) break;
    }
    if (rest.length > 0) yield { number: ++number, text: rest.toString('utf8'), last: true };
  } finally {
    closeSync(handle);
  }
}

/** `option` is what the user named its folder by. */
function open(file: string, option = 'DIR'): number {
  try {
    return openSync(file, 'r');
  } catch (error) {
    throw usage('usage.no-record', { option, file, problem: (error as NodeJS.ErrnoException).code ?? String(error) });
  }
}
