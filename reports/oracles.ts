import type { PaymentEvent } from '../harness/record/events.ts';
import { text, word, type Lang } from './messages/index.ts';
import type { Report } from './model.ts';
import { totalOf } from './total.ts';

/** What the oracles of credit (answers, balance, ledger) say of the payments, summed up and in words. */

type Payment = Omit<PaymentEvent, 'type'>;
const ORACLES = ['answers', 'balance', 'ledger'] as const;

export function creditsIn(payments: readonly Payment[]): Pick<Report['money'], 'oracles' | 'creditedOnce' | 'atRisk' | 'paymentsAtRisk'> {
  const risky = payments.flatMap(({ atRisk }) => (atRisk === undefined ? [] : [atRisk]));
  return {
    oracles: ORACLES.filter((oracle) => payments.some(({ credits }) => credits?.[oracle] !== undefined)),
    creditedOnce: payments.filter(isCreditedOnce).length,
    atRisk: totalOf(risky),
    paymentsAtRisk: risky.length,
  };
}

function isCreditedOnce({ state, credits }: Payment): boolean {
  const told = ORACLES.map((oracle) => credits?.[oracle]).filter((each) => typeof each === 'number');
  return state === 'credited' && told.length > 0 && told.every((each) => each === 1);
}

/** Sentences for people: are all credited once, what the balance can't tell, what is at risk. */
export function oracleLines(report: Pick<Report, 'money' | 'payments'> & Noted, lang: Lang): { text: string; risk: boolean }[] {
  const { oracles, creditedOnce, atRisk, paymentsAtRisk, payments } = report.money;
  if (payments === 0 && paymentsAtRisk === 0) return [];
  const lines: { text: string; risk: boolean }[] = [];
  const namesOf = (some: readonly string[]) => some.map((oracle) => word(lang, 'oracle', oracle)).join(', ');
  const values = { oracles: namesOf(oracles), others: namesOf(oracles.filter((oracle) => oracle !== 'balance')) };
  const unclear = report.payments.filter(({ credits }) => credits?.balance === 'unclear').length;
  if (paymentsAtRisk > 0) lines.push({ text: text(lang, 'ui.oracles-risk', { total: atRisk, count: paymentsAtRisk }), risk: true });
  else if (oracles.length === 1) lines.push({ text: text(lang, onlyAnswers(report)), risk: false });
  else if (oracles.length > 1 && creditedOnce === payments) {
    const key = unclear > 0 ? 'ui.oracles-partly' : 'ui.oracles-agree';
    return [{ text: text(lang, key, { ...values, count: unclear }), risk: false }];
  }
  if (unclear > 0) lines.push({ text: text(lang, 'ui.oracles-unclear', { ...values, count: unclear }), risk: false });
  return lines;
}

interface Noted {
  notes: readonly { key: string }[];
}

/** Who named a balance is not to be told to name one. */
function onlyAnswers({ notes }: Noted): 'ui.oracles-given-up' | 'ui.oracles-one' {
  return notes.some(({ key }) => key === 'note.balance-given-up') ? 'ui.oracles-given-up' : 'ui.oracles-one';
}

/** Payments at risk first, each kind in the order of the run. */
export function byRisk(payments: readonly Payment[]): Payment[] {
  return [...payments.filter(({ atRisk }) => atRisk !== undefined), ...payments.filter(({ atRisk }) => atRisk === undefined)];
}

/** `Credited: answers / balance / ledger`, the legend of `1 / 2 / 2`; what is unclear is `?`. */
export function creditsLegend(oracles: Report['money']['oracles'], lang: Lang): string {
  return `${text(lang, 'ui.credits')}: ${oracles.map((oracle) => word(lang, 'oracle', oracle)).join(' / ')}`;
}

export function creditsCell(oracles: Report['money']['oracles'], credits: Payment['credits']): string {
  const told = oracles.map((oracle) => credits?.[oracle] ?? '–');
  return told.map((each) => (each === 'unclear' ? '?' : each)).join(' / ');
}

/** `answers 1, balance 2, ledger 2` */
export function creditsOf(credits: Payment['credits'], lang: Lang): string {
  if (!credits) return '–';
  return ORACLES.filter((oracle) => credits[oracle] !== undefined)
    .map((oracle) => `${word(lang, 'oracle', oracle)} ${credits[oracle] === 'unclear' ? text(lang, 'ui.unclear') : credits[oracle]}`)
    .join(', ');
}

export function riskLine(payment: Payment, lang: Lang): string {
  const { txn_id, account, sum, txn_date, asked, credits, atRisk } = payment;
  const why = word(lang, 'risk', riskOf(payment));
  return text(lang, 'ui.risk-line', { txn_id, account, sum, date: txn_date, asked, credits: creditsOf(credits, lang), risk: atRisk ?? '0.00', why });
}

/** What puts the money at risk, by the counts of the oracles. */
function riskOf({ credits, state }: Payment): 'twice' | 'uninvited' | 'missing' | 'open' | 'sum' {
  const others = [credits?.balance, credits?.ledger].filter((each) => typeof each === 'number');
  const answers = credits?.answers ?? 0;
  if (Math.max(answers, ...others) > 1) return 'twice';
  if (answers === 0 && others.includes(1)) return 'uninvited';
  if (answers > 0 && others.includes(0)) return 'missing';
  return state === 'open' ? 'open' : 'sum';
}
