import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { requiredShared, SAMPLE_MODULUS, sample, sampleSize } from "../../src/match/sampling.js";
import { hashOf, setOf } from "./shingle-sets.js";

describe("sample", () => {
  it("takes exactly the hashes that are multiples of the modulus", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 200 }), (names) => {
        const set = setOf(names);
        const size = sampleSize(set);
        const [lo, hi] = [new Uint32Array(size + 1), new Uint32Array(size + 1)];
        expect(sample(set, lo, hi, 1)).toBe(size);
        const taken = Array.from({ length: size }, (_, i) => (BigInt(hi[i + 1] ?? 0) << 32n) | BigInt(lo[i + 1] ?? 0));
        const expected = [...new Set(names)].map(hashOf).filter((hash) => hash % BigInt(SAMPLE_MODULUS) === 0n);
        expect(taken.sort()).toEqual(expected.sort());
      }),
    );
  });
});

describe("requiredShared", () => {
  it("asks for one shared shingle of small texts and for more of large ones", () => {
    const table = requiredShared(0.2, 400);
    expect(table[1]).toBe(1);
    expect(table[400]).toBeGreaterThan(50);
    for (let s = 1; s <= 400; s++) expect(table[s]).toBeGreaterThanOrEqual(table[s - 1] ?? 0);
  });

  it("misses a pair at the floor with at most the stated probability", () => {
    const table = requiredShared(0.2, 100);
    for (const s of [10, 40, 100]) expect(below(s, 0.2, table[s] ?? 0)).toBeLessThanOrEqual(table[s] === 1 ? 1 : 0.002);
  });
});

/** P(X < k) for X ~ Binomial(n, p), summed term by term. */
function below(n: number, p: number, k: number): number {
  let sum = 0;
  for (let i = 0; i < k; i++) {
    let term = 1;
    for (let j = 0; j < i; j++) term *= ((n - j) / (i - j)) * (p / (1 - p));
    sum += term * (1 - p) ** n;
  }
  return sum;
}
