import { chapter, Skipped, type CaseContext, type Outcome, type RunContext } from '../harness/index.ts';

/** The system breaks the connection when the answer takes more than 15 s, counted to its last byte (TP-2). */
const { over, cases } = chapter('time');
export const time = cases;

type Run = CaseContext & RunContext;

/** What was sent in earnest, and whether the time went by at the partner's. */
const inEarnest = ({ outcomes }: Run) => outcomes.filter(({ nature, end }) => nature === 'ordinary' && end.phase !== 'dns' && end.phase !== 'tcp');
const seconds = ({ totalMs }: Outcome) => `${(totalMs / 1000).toFixed(3)} s`;

function judge(run: Run, key: string, slow: readonly Outcome[], expected: string): void {
  // Where nothing was answered at all, only the silence itself can be judged.
  if (slow.length === 0 && !inEarnest(run).some(({ answered }) => answered)) throw new Skipped('stopped', { key: 'skip.no-answers' });
  const slowest = [...slow].sort((a, b) => b.totalMs - a.totalMs)[0];
  if (slowest)
    run.object({
      key,
      values: { count: String(slow.length), phase: slowest.end.phase },
      expected,
      observed: seconds(slowest),
      exchanges: slow.map(({ exchange }) => exchange),
    });
}

over.must('TP-2.timeout', 'within-15-seconds', 'every answer begins within 15 s', (run) => {
  judge(
    run,
    'time.too-slow',
    inEarnest(run).filter(({ end }) => end.how === 'timeout' && end.phase !== 'body'),
    '≤ 15.000 s',
  );
});

over.must('TP-2.timeout', 'no-dripping', 'every answer that has begun is whole within 15 s', (run) => {
  judge(
    run,
    'time.dripping',
    inEarnest(run).filter(({ end }) => end.how === 'timeout' && end.phase === 'body'),
    '≤ 15.000 s',
  );
});

const LEISURELY_MS = 5_000;

over.should('TP-2.timeout', 'under-5-seconds', 'answers take less than 5 s, so that there is room before the limit', (run) => {
  judge(
    run,
    'time.slow',
    inEarnest(run).filter(({ answered, totalMs }) => answered && totalMs > LEISURELY_MS),
    '≤ 5 s',
  );
});
