import { balanceOf, chapter, Skipped, StopRun } from '../harness/index.ts';
import { Result } from '../protocol/index.ts';

/**
 * What the profile names as witnesses of credits has to be there: a run that goes without them would
 * show less than its reader thinks. Neither is demanded of a partner, so it is the profile that is at fault.
 */
const { must, cases } = chapter('preflight', 'preflight');
export const preflightOracles = cases;

must('TP-7.1', 'ledger', 'the ledger that the profile names can be read', { offers: ['ledger'] }, async (at) => {
  try {
    await at.ledger(() => true);
  } catch (error) {
    if (!(error instanceof Skipped)) throw error;
    at.object({ ...error.why, blame: 'configuration' });
  }
});

// Last, since it may stop the run: both are told of in one go.
must('TP-7.5.pay', 'balance-field', 'the balance that the profile names stands in the check answer', { offers: ['balance'] }, async (at) => {
  const field = at.profile.balanceField!;
  const seen = await at.partner.check({ account: at.payable.account });
  if (seen.result !== Result.ok || balanceOf(seen, field) !== undefined) return;
  // Perhaps only this account has none.
  for (const { account } of at.payables.filter((each) => each.account !== at.payable.account).slice(0, 3))
    if (balanceOf(await at.partner.check({ account }), field) !== undefined) return;
  const fields = seen.answer?.fields ?? [];
  // Fields without their names are the partner's fault, and another case's.
  if (fields.some(({ name }) => name === undefined)) return;
  const there = fields.find(({ element, name }) => name === field || element === field);
  at.object({
    key: 'preflight.no-balance-field',
    values: { field },
    blame: 'configuration',
    expected: field,
    observed: there ? `${field} = ${there.text.slice(0, 60)}` : fields.map(({ name }) => name).join(', ') || '–',
    exchanges: [seen.exchange],
  });
  // Every payment would be made for a certificate that cannot come of it.
  throw new StopRun({ key: 'stop.no-balance-field', values: { field } });
});
