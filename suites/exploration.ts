import { chapter, Undecided } from '../harness/index.ts';

/** What no case was written for: sequences drawn by chance (`--explore`), each payment credited once and every repeat answered like the first. */
const { must, cases } = chapter('exploration', 'exploring');
export const exploration = cases;

must(
  ['TP-7.7', 'TP-7.5.pay'],
  'sequences',
  'no sequence of checks, pays, repeats and broken connections credits a payment twice or forgets it',
  { alone: true },
  async (at) => {
    await at.explore();
    if (at.balanceGivenUp) throw new Undecided({ key: 'why.balance-given-up' });
  },
);
