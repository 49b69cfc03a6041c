/** What a run writes down of money, when everything has been asked: a line a payment, a line a refund. */

/** One payment of the run, as far as its answers tell. */
export interface PaymentEvent {
  type: 'payment';
  txn_id: string;
  account: string;
  /** `200.00`; empty where no system sends such a request, it was answered 0, and nothing tells of what sum. */
  sum: string;
  txn_date: string;
  asked: number;
  /**
   * `credited`: answered 0 · `answered`: the same to a request that no system sends, while balance and ledger show that
   * nothing was credited · `refused` · `open`: no final answer
   */
  state: 'credited' | 'answered' | 'refused' | 'open';
  prv_txn?: string;
  /**
   * How often it was credited: by its answers (distinct `prv_txn` with result 0), by the account's balance and by the partner's
   * ledger, where the profile gives them. `unclear`: the balance can't tell it from others.
   */
  credits?: { answers: number; balance?: number | 'unclear'; ledger?: number };
  /** Tenge that somebody may lose by it, `200.00`; absent where nobody does. */
  atRisk?: string;
}

/** One refund of the run that an operator took. */
export interface RefundEvent {
  type: 'refund';
  /** The number of the refunded payment. */
  payment: string;
  /** The caller's own number of the refund. */
  refund: string;
  /** `200.00` */
  sum: string;
  /** When it was filed: Almaty time, `YYYYMMDDHHMMSS`. */
  at: string;
  /** `open`: its end was not seen. */
  state: 'refunded' | 'failed' | 'open';
  /** The operator's fee that goes back with it, where the profile gives the rate. */
  feeReturned?: string;
}
