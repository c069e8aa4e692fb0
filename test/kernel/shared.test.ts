import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { similarity } from "../../src/match/similarity.js";
import type { ShingleSet } from "../../src/model/fingerprint.js";
import { randomHashes, setOf, take } from "../fingerprint/sets.js";
import { kernel, MOST_UNITS, read } from "./kernels.js";

const anySet = fc
  .array(fc.oneof(fc.bigInt({ min: 0n, max: 40n }), fc.constantFrom(2n ** 63n, 2n ** 64n - 1n, 2n ** 32n)), {
    maxLength: 40,
  })
  .map(setOf);

describe("the kernel's shared shingles", () => {
  it("are as many as a set of both finds", () => {
    const property = fc.property(anySet, anySet, (a, b) => {
      const others = new Set(b);
      expect(kernel.countShared(a, b)).toBe(a.filter((shingle) => others.has(shingle)).length);
    });
    fc.assert(property, { seed: 44, numRuns: 1000 });
  });

  it("are as many from `least` on, and fewer than that otherwise", () => {
    const property = fc.property(anySet, anySet, fc.nat(12), (a, b, least) => {
      const others = new Set(b);
      const shared = a.filter((shingle) => others.has(shingle)).length;
      const found = kernel.countShared(a, b, least) as number;
      if (shared >= least) expect(found).toBe(shared);
      else expect(found === shared || (found > shared && found < least)).toBe(true);
    });
    fc.assert(property, { seed: 45, numRuns: 1000 });
  });

  it("give the similarity that the reference finds", () => {
    const hashes = take(randomHashes(3), 900);
    for (let shared = 0; shared <= 400; shared += 50) {
      const [a, b] = [setOf(hashes.slice(0, 400)), setOf(hashes.slice(400 - shared, 800 - shared))];
      expect(similarity(a, b, kernel.countShared)).toEqual(similarity(a, b));
      expect(similarity(a, b, kernel.countShared).containment[0]).toBe(shared / 400);
    }
  });

  it("do not hear what lay in memory before", () => {
    const [a, b] = [setOf([1n, 2n, 3n]), setOf([2n, 3n, 4n])];
    expect([kernel.countShared(a, b), kernel.countShared(a, a), kernel.countShared(b, a)]).toEqual([2, 3, 2]);
    const read3 = kernel.shingle(read("three shingles of one"), 2);
    expect(kernel.countShared(a, read3)).toBe(0);
    expect(kernel.countShared(read3, read3)).toBe(3);
    kernel.shingle(read("other words altogether"), 2);
    expect(kernel.countShared(read3, read3)).toBe(3);
    read("tokens are hashed where the set of the call before was marked");
    expect(kernel.countShared(read3, read3)).toBe(3);
  });

  it("are counted by the reference where a set is too large", () => {
    const large = BigUint64Array.from({ length: MOST_UNITS + 1 }, (_, i) => BigInt(i)) as BigUint64Array as ShingleSet;
    const small = setOf([5n]);
    expect(kernel.countShared(large, small)).toBeUndefined();
    expect(kernel.countShared(small, large)).toBeUndefined();
    expect(similarity(small, large, kernel.countShared).containment[0]).toBe(1);
    expect(kernel.countShared(small, large.subarray(1) as typeof large)).toBe(1);
  });
});
