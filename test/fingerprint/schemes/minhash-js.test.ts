import fc from "fast-check";
import { Minhash } from "minhash";
import { describe, expect, it } from "vitest";
import { createMinhashJs } from "../../../src/fingerprint/schemes/minhash-js.js";
import { setOf } from "../sets.js";

const sketch = (texts: readonly string[], hashes: number, seed: number) =>
  Array.from(createMinhashJs({ hashes, seed }).sketch({ shingles: setOf([]), texts: () => texts }));

function packageValues(texts: readonly string[], numPerm: number, seed: number): number[] {
  const minhash = new Minhash({ numPerm, seed });
  for (const text of texts) minhash.update(text);
  return [...minhash.hashvalues];
}

describe("the minhash-js scheme", () => {
  it("agrees with the values the package is known to give", () => {
    expect(sketch(["hello"], 128, 1).slice(0, 4)).toEqual([3946654342, 1911315759, 76346900, 3735473739]);
  });

  it("gives the package's values bit for bit, for any strings, rows and seed", () => {
    const anyTexts = fc.array(fc.string({ unit: "binary", maxLength: 40 }), { maxLength: 12 });
    const anySeed = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
    fc.assert(
      fc.property(anyTexts, fc.integer({ min: 16, max: 160 }), anySeed, (texts, hashes, seed) => {
        expect(sketch(texts, hashes, seed)).toEqual(packageValues(texts, hashes, seed));
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it("gives the package's values at the ends of its string hash", () => {
    const ends = ["", "\u0000", "Aa", "BB", "polygenelubricants", "\ud800", "x".repeat(1000)];
    for (const text of ends) expect(sketch([text], 64, 1)).toEqual(packageValues([text], 64, 1));
  });

  it("gives the package's first values where there is no shingle", () => {
    expect(sketch([], 16, 1)).toEqual(new Array(16).fill(0xffffffff));
    expect(sketch([], 16, 1)).toEqual(packageValues([], 16, 1));
  });

  it("takes seed 0 for seed 1, as the package does, and no other seed for it", () => {
    expect(sketch(["rain"], 32, 0)).toEqual(sketch(["rain"], 32, 1));
    expect(sketch(["rain"], 32, 2)).not.toEqual(sketch(["rain"], 32, 1));
  });
});
