/** Titles that differ in one word only, from that word: `each('bad-requests', { nul: 'NUL' }, (what) => …)`. */
export function each(suite: string, whats: Readonly<Record<string, string>>, title: (what: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(whats).map(([id, what]) => [`case.${suite}.${id}`, title(what)]));
}
