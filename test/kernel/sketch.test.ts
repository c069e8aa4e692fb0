import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSketcher, permutationFactors } from "../../src/fingerprint/minhash.js";
import { randomHashes, setOf, take } from "../fingerprint/sets.js";
import { freshKernel, kernel, read } from "./kernels.js";

const sketcher = (hashes: number, seed: number) => kernel.sketcher(permutationFactors({ hashes, seed }), hashes);
const anySet = fc
  .array(fc.oneof(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.bigInt({ min: 0n, max: 9n })), { maxLength: 60 })
  .map(setOf);
const anySeed = fc.oneof(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.constantFrom(0, 1, 2 ** 32 - 1));

describe("the kernel's signatures", () => {
  it("are those of the reference for any set, number of rows and seed", () => {
    fc.assert(
      fc.property(anySet, fc.integer({ min: 1, max: 1024 }), anySeed, (set, hashes, seed) => {
        expect(sketcher(hashes, seed)(set)).toEqual(createSketcher({ hashes, seed })(set));
      }),
      { seed: 35, numRuns: 500 },
    );
  });

  it("are those of the reference whichever sketcher and set were used before", () => {
    const shapes = [
      { hashes: 16, seed: 1 },
      { hashes: 128, seed: 1 },
      { hashes: 128, seed: 2 },
    ] as const;
    const kernels = shapes.map(({ hashes, seed }) => sketcher(hashes, seed));
    const references = shapes.map(createSketcher);
    const sets = [setOf(take(randomHashes(1), 400)), setOf(take(randomHashes(2), 7)), setOf([])];
    for (let turn = 0; turn < 60; turn++) {
      const [i, set] = [(turn * 7) % 3, sets[(turn * 5 + (turn >> 2)) % 3] as (typeof sets)[0]];
      if (turn % 5 === 0) kernel.shingle(read("words that are read in between"), 5);
      expect(kernels[i]?.(set)).toEqual(references[i]?.(set));
    }
  });

  it("are those of a set, not of the text read after it", () => {
    const sketch = sketcher(128, 1);
    const set = kernel.shingle(read("the set that was made of this text, some words long"), 5);
    read("another text that is read after it, and longer than the first by far");
    kernel.shingle(3, 2);
    expect(sketch(set)).toEqual(createSketcher({ hashes: 128, seed: 1 })(set));
  });

  it("agree with the test vectors of the reference", () => {
    const set = kernel.shingle(read("the minister said on monday that talks"), 5);
    const hex = (hashes: number, seed: number) =>
      Array.from(sketcher(hashes, seed)(set), (row) => row.toString(16).padStart(8, "0"));
    expect(hex(6, 1)).toEqual(["6b18401a", "31607715", "4101b03f", "3b5b620c", "098ee182", "380e2aa0"]);
    expect(hex(3, 0)).toEqual(["235dd986", "1baf234e", "0bc02a31"]);
    expect(hex(3, 2 ** 32 - 1)).toEqual(["0d8856af", "65448ca6", "2506c4a3"]);
  });

  it("have no more rows than memory has room for", () => {
    expect(() => freshKernel().sketcher(new Int32Array(3 * 1025), 1025)).toThrow(
      new RangeError("expected at most 1024 rows, found 1025"),
    );
  });
});
