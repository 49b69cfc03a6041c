/** The operator's payment number: an integer of up to 18 digits, kept as text (TP-6.txn_id). */
export type TxnId = string;

/** True for 1 to 18 decimal digits. */
export function isTxnId(text: string): boolean {
  return /^\d{1,18}$/.test(text);
}

/** True for 1 to 20 decimal digits, which is past 64 bits (TP-6.prv_txn). */
export function isPrvTxn(text: string): boolean {
  return /^\d{1,20}$/.test(text);
}
