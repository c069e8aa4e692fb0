import type { ShingleSet } from "../model/fingerprint.js";
import { similarity } from "./similarity.js";

/**
 * How little else two articles share that share a line of `own` shingles: 1 − the mean, over consecutive articles, of the
 * larger containment of what is left of them without the line. 1 where there is no pair to ask.
 */
export function loneliness(sets: readonly ShingleSet[], own: number): number {
  let sum = 0;
  for (let i = 1; i < sets.length; i++) sum += restShared(sets[i - 1] as ShingleSet, sets[i] as ShingleSet, own);
  return sets.length < 2 ? 1 : 1 - sum / (sets.length - 1);
}

function restShared(a: ShingleSet, b: ShingleSet, own: number): number {
  const smaller = Math.min(a.length, b.length);
  const { containment } = similarity(a, b);
  const shared = Math.round(Math.max(...containment) * smaller);
  return Math.max(0, shared - own) / Math.max(1, smaller - own);
}
