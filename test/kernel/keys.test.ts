import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSketcher, permutationFactors } from "../../src/fingerprint/minhash.js";
import { type BandPlan, planBands } from "../../src/match/bands.js";
import { createKeyMaker } from "../../src/match/key-maker.js";
import type { Fingerprint, ShingleSet } from "../../src/model/fingerprint.js";
import { randomHashes, setOf, take } from "../fingerprint/sets.js";
import { freshKernel, kernel, read } from "./kernels.js";

const PLAN = planBands(128, 0.55);
const sketch = kernel.sketcher(permutationFactors({ hashes: 128, seed: 1 }), 128);
const anySet = fc
  .array(fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.bigInt({ min: 0n, max: 40n })), { maxLength: 90 })
  .map(setOf);

function printOf(shingles: ShingleSet, signature = sketch(shingles)): Fingerprint {
  return { shingles, signature, tokens: 0, exact: "" };
}

/** The keys of a print, copied. */
function keysOf(make: ReturnType<typeof createKeyMaker>, print: Fingerprint) {
  const { lo, hi, bands, samples } = make(print);
  const count = bands + samples;
  return { bands, samples, lo: Array.from(lo.subarray(0, count)), hi: Array.from(hi.subarray(0, count)) };
}

function expectSameKeys(print: Fingerprint, plan: BandPlan = PLAN): void {
  expect(keysOf(createKeyMaker(plan, kernel), print)).toEqual(keysOf(createKeyMaker(plan), print));
}

describe("the kernel's keys", () => {
  it("are those of the reference for any set and plan", () => {
    const anyPlan = fc.integer({ min: 1, max: 128 }).map((rows) => ({ rows, bands: Math.floor(128 / rows) }));
    fc.assert(
      fc.property(anySet, anyPlan, (set, plan) => {
        const print = printOf(set);
        expect(kernel.keys(print, plan)).toBeDefined();
        expectSameKeys(print, plan);
      }),
      { seed: 91, numRuns: 500 },
    );
  });

  it("are those of the reference where every shingle is sampled, and where none is", () => {
    for (const low of [0n, 1n])
      expectSameKeys(printOf(setOf(Array.from({ length: 5000 }, (_, i) => BigInt(i) * 8n + low))));
    expectSameKeys(printOf(setOf([])));
  });

  it("are those of the reference of a text that was read", () => {
    expectSameKeys(
      printOf(kernel.shingle(read("The council met on Monday and said that the bridge was safe again."), 5)),
    );
  });

  it("are not asked of a print that was not sketched last", () => {
    const sets = [setOf(take(randomHashes(1), 300)), setOf(take(randomHashes(2), 40))] as const;
    const first = printOf(sets[0]);
    printOf(sets[1]);
    expect(kernel.keys(first, PLAN)).toBeUndefined();
    expectSameKeys(first);
  });

  it("are not asked where another set lies in the kernel by now, or another signature is given", () => {
    const print = printOf(setOf(take(randomHashes(3), 50)));
    expect(
      kernel.keys({ ...print, signature: createSketcher({ hashes: 128, seed: 1 })(print.shingles) }, PLAN),
    ).toBeUndefined();
    kernel.countShared(setOf([1n, 2n]), print.shingles);
    expect(kernel.keys(print, PLAN)).toBeUndefined();
    expectSameKeys(print);
    expect(freshKernel().keys(print, PLAN)).toBeUndefined();
  });
});
