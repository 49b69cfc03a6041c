import type { Edition } from '../../../protocol/index.ts';
import type { Kind } from '../books.ts';
import type { Change } from '../desk.ts';

/** Something that the protocol allows and that a reader of answers must put up with. */
export interface Variation<Name extends string = string> {
  name: Name;
  what: string;
  /** The kinds of partner that can have it; absent means both. */
  kinds?: readonly Kind[];
  /** The editions in which it exists; absent means both. */
  answers?: readonly Edition[];
  /** Its answers tell no balance, so its profile names none. */
  tellsNoBalance?: true;
  change: Change;
}
