import { prvTxns } from '../load/prv-txns.ts';
import { nothingScanned } from '../load/scan-head.ts';
import { scanXml } from '../load/scan-xml.ts';

/** The judgements of our generator for a peer that brings none of its own: the same scanner, the same numbers. */
export interface Validation {
  /** Judges the answer to a pay of 200.00, `body` in UTF-8. */
  judge(status: number, body: Buffer, payment: number, txn_id: string): void;
  readonly sent: number;
  readonly wrong: number;
}

const SUM = '200.00';

export function validation(payments: number): Validation {
  const out = nothingScanned();
  const numbers = prvTxns(payments);
  let [sent, wrong] = [0, 0];
  const isText = (body: Buffer, start: number, end: number, text: string) => {
    if (end - start !== text.length) return false;
    for (let at = 0; at < text.length; at++) if (body[start + at] !== text.charCodeAt(at)) return false;
    return true;
  };
  const isRight = (status: number, body: Buffer, payment: number, txn_id: string) => {
    out.bodyStart = 0;
    out.bodyEnd = body.length;
    return (
      status === 200 &&
      scanXml(body, out) &&
      out.result === 0 &&
      isText(body, out.txnStart, out.txnEnd, txn_id) &&
      isText(body, out.sumStart, out.sumEnd, SUM) &&
      out.prvEnd > out.prvStart &&
      numbers.add(body, out.prvStart, out.prvEnd, payment) < 0
    );
  };
  return {
    judge: (status, body, payment, txn_id) => {
      sent++;
      if (!isRight(status, body, payment, txn_id)) wrong++;
    },
    get sent() {
      return sent;
    },
    get wrong() {
      return wrong;
    },
  };
}
