import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { similarity } from "../../src/match/similarity.js";
import { setOf } from "./shingle-sets.js";

describe("similarity", () => {
  it("equals the dull model on sets of names", () => {
    const names = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 60 });
    fc.assert(
      fc.property(names, names, (x, y) => {
        const [a, b] = [new Set(x), new Set(y)];
        const shared = [...a].filter((name) => b.has(name)).length;
        const found = similarity(setOf(x), setOf(y));
        expect(found.jaccard).toBe(shared === 0 ? 0 : shared / (a.size + b.size - shared));
        expect(found.containment).toEqual(shared === 0 ? [0, 0] : [shared / a.size, shared / b.size]);
      }),
    );
  });

  it("is 0 for empty sets, even against themselves", () => {
    expect(similarity(setOf([]), setOf([]))).toEqual({ jaccard: 0, containment: [0, 0] });
    expect(similarity(setOf([1]), setOf([]))).toEqual({ jaccard: 0, containment: [0, 0] });
  });

  it("tells hashes apart that differ only in their low or only in their high half", () => {
    const set = (...values: bigint[]) => BigUint64Array.from(values) as ReturnType<typeof setOf>;
    expect(similarity(set(1n), set(2n)).jaccard).toBe(0);
    expect(similarity(set(1n), set(1n + (1n << 32n))).jaccard).toBe(0);
    expect(similarity(set(1n << 63n), set(1n << 63n)).jaccard).toBe(1);
  });
});
