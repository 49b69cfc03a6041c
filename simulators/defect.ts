/** What every defect in the galleries says of itself, whoever has it. */
export interface Defect<Name extends string = string> {
  name: Name;
  /** The family of bugs it stands for, in two or three words. */
  bugClass: string;
  /** Who loses what, in one sentence. */
  effect: string;
  /** The cases that must catch it. */
  cases: readonly string[];
  /** Cases that may catch it too, as chance has it: who meets whom. `repeats.*` is a chapter, `*` any. */
  also?: readonly string[];
  /** True where the protocol leaves it at a remark: it costs nobody money. */
  remark?: true;
  /** True where nobody can tell it from the network's fault, a wrong profile or patience: its cases end inconclusive, and the run incomplete. */
  undecided?: true;
}
