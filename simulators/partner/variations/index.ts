import { CONDUCT_VARIATIONS } from './conduct.ts';
import { HTTP_VARIATIONS } from './http.ts';
import { LEDGER_VARIATIONS } from './ledger.ts';
import type { Variation } from './variation.ts';
import { XML_VARIATIONS } from './xml.ts';

export type { Variation } from './variation.ts';

const ALL = [...XML_VARIATIONS, ...HTTP_VARIATIONS, ...CONDUCT_VARIATIONS, ...LEDGER_VARIATIONS] as const;

export type VariationName = (typeof ALL)[number]['name'];

/** Whatever the protocol allows ("Allowed variations" and the readings): a partner with any of these is correct. */
export const VARIATIONS: readonly Variation<VariationName>[] = ALL;

/** Throws on a name that does not exist. */
export function variationByName(name: string): Variation<VariationName> {
  const found = VARIATIONS.find((each) => each.name === name);
  if (!found) throw new Error(`no variation ${name}`);
  return found;
}
