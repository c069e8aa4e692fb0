import type { ShingleSet } from "../model/fingerprint.js";

/**
 * One shingle in SAMPLE_MODULUS stands for the others in the containment channel: a shingle is sampled where its hash
 * is a multiple, the same choice in every article. A text of n shingles contained to the share c in another shares
 * about c·n/8 sampled ones; it is missed with probability (1 − 1/8)^(c·n), .0004 at c = .6, n = 100.
 */
export const SAMPLE_MODULUS = 8;

/** Probability with which the count filter may drop a pair whose containment is just at its floor. */
const COUNT_MISS = 0.002;

/** Number of sampled shingles of a set. */
export function sampleSize(set: ShingleSet): number {
  const words = halves(set);
  let size = 0;
  for (let i = 0; i < words.length; i += 2) if (isSampled(words[i] as number)) size++;
  return size;
}

/** Writes the sampled shingles to `outLo` and `outHi` from position `at`; returns how many. */
export function sample(set: ShingleSet, outLo: Uint32Array, outHi: Uint32Array, at: number): number {
  const words = halves(set);
  let size = 0;
  for (let i = 0; i < words.length; i += 2) {
    if (!isSampled(words[i] as number)) continue;
    outLo[at + size] = words[i] as number;
    outHi[at + size] = words[i + 1] as number;
    size++;
  }
  return size;
}

const isSampled = (lo: number): boolean => (lo & (SAMPLE_MODULUS - 1)) === 0;

/** Low and high halves of the hashes, interleaved: BigUint64Array is little-endian on every platform Node runs on. */
const halves = (set: ShingleSet): Uint32Array => new Uint32Array(set.buffer, set.byteOffset, set.length * 2);

/**
 * Table of how many of `s` sampled shingles must be shared before a pair is worth verifying: the largest count that a
 * pair of containment `floor` misses with probability ≤ COUNT_MISS (binomial), at least 1. Index s up to `most`; beyond
 * that the last entry serves.
 */
export function requiredShared(floor: number, most: number): Uint32Array {
  const table = new Uint32Array(most + 1);
  for (let s = 0; s <= most; s++) table[s] = Math.max(1, binomialQuantile(s, floor, COUNT_MISS));
  return table;
}

/** Largest k with P(X < k) ≤ tail for X ~ Binomial(n, p). */
function binomialQuantile(n: number, p: number, tail: number): number {
  let probability = (1 - p) ** n;
  let below = 0;
  let k = 0;
  while (k < n && below + probability <= tail) {
    below += probability;
    probability *= ((n - k) / (k + 1)) * (p / (1 - p));
    k++;
  }
  return k;
}
