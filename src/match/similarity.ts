import type { ShingleSet } from "../model/fingerprint.js";
import type { Similarity } from "../model/pair.js";

/**
 * Number of shingles that two sets share; undefined where it is left to `similarity` itself. Quickest where `a` is the set
 * of the call before.
 * @param least the number is exact from it on; smaller ones stay smaller, but may be too large. Default 0.
 */
export type SharedCounter = (a: ShingleSet, b: ShingleSet, least?: number) => number | undefined;

/**
 * Exact Jaccard and containment of two sets; an empty set resembles nothing, itself included. O(|a| + |b|).
 * @param count a quicker way to the same number.
 */
export function similarity(a: ShingleSet, b: ShingleSet, count?: SharedCounter): Similarity {
  return similarityOf(sharedOf(a, b, count), a.length, b.length);
}

/** Number of shingles that two sets share. @param least as for a SharedCounter. */
export function sharedOf(a: ShingleSet, b: ShingleSet, count?: SharedCounter, least = 0): number {
  return count?.(a, b, least) ?? countShared(a, b);
}

/** The similarity of two sets of `a` and `b` shingles that share so many. */
export function similarityOf(shared: number, a: number, b: number): Similarity {
  if (shared === 0) return { jaccard: 0, containment: [0, 0] };
  return { jaccard: shared / (a + b - shared), containment: [shared / a, shared / b] };
}

/** |A ∩ B| by merging. The 64-bit values are compared as two halves, because BigInt elements are slow to read. */
function countShared(a: ShingleSet, b: ShingleSet): number {
  const left = new Uint32Array(a.buffer, a.byteOffset, a.length * 2);
  const right = new Uint32Array(b.buffer, b.byteOffset, b.length * 2);
  let i = 0;
  let j = 0;
  let shared = 0;
  while (i < left.length && j < right.length) {
    let difference = (left[i + 1] as number) - (right[j + 1] as number);
    if (difference === 0) difference = (left[i] as number) - (right[j] as number);
    if (difference === 0) shared++;
    if (difference <= 0) i += 2;
    if (difference >= 0) j += 2;
  }
  return shared;
}
