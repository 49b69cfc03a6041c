type All<Parts> = Parts extends readonly [infer First, ...infer Rest] ? First & All<Rest> : unknown;

/**
 * One catalogue of several. Not by spreading them into an object, to which V8 would give a new shape for each of a
 * thousand members: that took 9 MB and 1 % of a run.
 */
export function merge<Parts extends object[]>(...parts: Parts): All<Parts> {
  return Object.assign(Object.create(null) as object, ...parts) as All<Parts>;
}
