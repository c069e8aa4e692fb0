import { describe, expect, it } from "vitest";
import { createSketcher, EMPTY_ROW, estimate } from "../../src/fingerprint/minhash.js";
import { shingle } from "../../src/fingerprint/shingles.js";
import type { Signature } from "../../src/model/fingerprint.js";
import { randomHashes, setOf, take, tokensOf } from "./sets.js";

const hex = (signature: Signature) => Array.from(signature, (row) => row.toString(16).padStart(8, "0"));
const shingles = shingle(tokensOf("the minister said on monday that talks".split(" ")), 5);
const ROWS = 128;

describe("createSketcher", () => {
  // Computed from the algorithm's description with unbounded integers, in another language.
  it("agrees with the test vectors", () => {
    expect(hex(createSketcher({ hashes: 6, seed: 1 })(shingles))).toEqual([
      "6b18401a",
      "31607715",
      "4101b03f",
      "3b5b620c",
      "098ee182",
      "380e2aa0",
    ]);
    expect(hex(createSketcher({ hashes: 3, seed: 0 })(shingles))).toEqual(["235dd986", "1baf234e", "0bc02a31"]);
    const last = 2 ** 32 - 1;
    expect(hex(createSketcher({ hashes: 3, seed: last })(shingles))).toEqual(["0d8856af", "65448ca6", "2506c4a3"]);
  });

  it.each([1, 16, 17, 127, 128, 1024])("makes %i rows, the first of any longer signature", (hashes) => {
    const signature = createSketcher({ hashes, seed: 1 })(shingles);
    expect(signature).toHaveLength(hashes);
    expect(Array.from(createSketcher({ hashes: 2000, seed: 1 })(shingles).subarray(0, hashes))).toEqual(
      Array.from(signature),
    );
  });

  it("fills the signature of an empty set with the empty row", () => {
    expect(new Set(createSketcher({ hashes: 20, seed: 1 })(setOf([])))).toEqual(new Set([EMPTY_ROW]));
  });

  it("takes the smaller of two signatures, row by row, for the union of two sets", () => {
    const source = randomHashes(3);
    const [a, b] = [take(source, 40), take(source, 25)];
    const sketch = createSketcher({ hashes: 64, seed: 9 });
    const [left, right] = [sketch(setOf(a)), sketch(setOf(b))];
    const smaller = Array.from(left, (row, i) => Math.min(row, right[i] as number));
    expect(Array.from(sketch(setOf([...a, ...b])))).toEqual(smaller);
  });

  it("reads a set that is a window of a larger buffer", () => {
    const larger = setOf(take(randomHashes(8), 10));
    const sketch = createSketcher({ hashes: 16, seed: 1 });
    const window = larger.subarray(3, 7);
    expect(sketch(window as typeof larger)).toEqual(sketch(setOf(window)));
  });

  it.each([
    [0, 1],
    [1, 2],
    [1, 0x9e3779b9 + 1],
    [0, 2 ** 32 - 1],
  ])("shares no row between the seeds %i and %i", (one, other) => {
    const rows = new Set(createSketcher({ hashes: 256, seed: one })(shingles));
    const shared = createSketcher({ hashes: 256, seed: other })(shingles).filter((row) => rows.has(row));
    expect(shared).toHaveLength(0);
  });
});

describe("estimate", () => {
  const CASES = [
    { size: 1, jaccard: 1 },
    { size: 10, jaccard: 0.5 },
    { size: 50, jaccard: 0.8 },
    { size: 400, jaccard: 0.1 },
    { size: 400, jaccard: 0.5 },
    { size: 400, jaccard: 0.7 },
    { size: 400, jaccard: 0.95 },
    { size: 3000, jaccard: 0.3 },
  ];

  it.each(CASES)("is right within chance for unions of $size shingles at Jaccard $jaccard", ({ size, jaccard }) => {
    const trials = size > 1000 ? 40 : 120;
    const source = randomHashes(size * 1000 + jaccard * 100);
    const shared = Math.round(size * jaccard);
    const exact = shared / size;
    const deviation = Math.sqrt((exact * (1 - exact)) / ROWS);
    const errors = Array.from({ length: trials }, (_, trial) => {
      const union = take(source, size);
      const split = shared + Math.floor((size - shared) / 2);
      const sketch = createSketcher({ hashes: ROWS, seed: trial });
      const found = estimate(
        sketch(setOf(union.slice(0, split))),
        sketch(setOf([...union.slice(0, shared), ...union.slice(split)])),
      );
      return found - exact;
    });
    // One estimate strays by z·√(J(1 − J) / rows), z = 4.5; their mean by √trials less, z = 3.5: no bias.
    for (const error of errors) expect(Math.abs(error)).toBeLessThanOrEqual(4.5 * deviation);
    const bias = errors.reduce((sum, error) => sum + error, 0) / trials;
    expect(Math.abs(bias)).toBeLessThanOrEqual((3.5 * deviation) / Math.sqrt(trials));
    const rms = Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / trials);
    // The root mean square of n normal errors strays by about 1/√(2n) of itself; z = 4.
    expect(rms).toBeLessThanOrEqual(deviation * (1 + 4 / Math.sqrt(2 * trials)));
  });

  it("is right within chance for sets whose hashes differ in few bits of one half", () => {
    const source = randomHashes(77);
    for (const shift of [0n, 32n, 54n]) {
      const base = take(source, 1)[0] as bigint;
      const hashes = Array.from({ length: 200 }, (_, i) => base ^ (BigInt(i) << shift));
      const sketch = createSketcher({ hashes: 1024, seed: 1 });
      const found = estimate(sketch(setOf(hashes.slice(0, 150))), sketch(setOf(hashes.slice(50))));
      // Jaccard is 100 of 200. Such sets are not mixed, which no shingle set is; still no estimate is far off.
      expect(Math.abs(found - 0.5)).toBeLessThan(0.15);
    }
  });

  it("is 1 for equal sets and 0 for sets that share nothing", () => {
    const sketch = createSketcher({ hashes: ROWS, seed: 1 });
    expect(estimate(sketch(shingles), sketch(shingles))).toBe(1);
    expect(estimate(sketch(shingles), sketch(setOf(take(randomHashes(1), 300))))).toBe(0);
  });

  it("is 0 for two empty sets", () => {
    const empty = createSketcher({ hashes: ROWS, seed: 1 })(setOf([]));
    expect(estimate(empty, empty)).toBe(0);
  });

  it("throws on signatures of different lengths", () => {
    const [a, b] = [16, 17].map((hashes) => createSketcher({ hashes, seed: 1 })(shingles)) as [Signature, Signature];
    expect(() => estimate(a, b)).toThrow(new RangeError("expected signatures of equal length, found 16 and 17 rows"));
  });
});
