import { describe, expect, it } from "vitest";
import { fmix32, hashWord, mixLanes } from "../../src/text/token-hash.js";

const hex = (lanes: readonly number[]) => lanes.map((lane) => (lane >>> 0).toString(16).padStart(8, "0")).join(" ");

describe("hashWord", () => {
  // Computed from the algorithm's description with unbounded integers, in another language.
  it.each([
    ["a", "cbf63bee 91620dbc"],
    ["news", "b0b850b4 a0eabd5f"],
    ["police", "61f27604 a76040a5"],
    ["strasse", "f7631398 1c0290cf"],
    ["e\u0301", "a9a37a84 8fb3cd44"],
    ["東", "e722ddb1 3f1e924e"],
    ["a".repeat(1000), "d3ee8dfb 775f0ea9"],
    ["ab".repeat(2500), "b682daeb e2ad5fcf"],
  ])("agrees with the test vector of %.12s", (word, expected) => {
    expect(hex(hashWord(word))).toBe(expected);
  });

  it("agrees with the test vector of a pair of surrogates", () => {
    expect(hex(hashWord("\u{10428}"))).toBe("c0cb83cc 3223ad84");
  });

  it("tells zeros at the end apart from the filling of a block", () => {
    expect(hashWord("a\u0000")).not.toEqual(hashWord("a"));
  });

  it("gives no two of a hundred thousand similar words the same hash", () => {
    const seen = new Set<string>();
    for (let i = 0; i < 100_000; i++) seen.add(hex(hashWord(`word${i}`)));
    expect(seen.size).toBe(100_000);
  });
});

describe("mixLanes", () => {
  it("moves every output bit for about half of the inputs whichever input bit flips", () => {
    const trials = 2000;
    const flips = new Uint32Array(64 * 64);
    const [out, other] = [new Int32Array(2), new Int32Array(2)];
    for (let trial = 0; trial < trials; trial++) {
      const [lo, hi] = [fmix32(2 * trial + 1), fmix32(2 * trial + 2)];
      mixLanes(out, lo, hi);
      for (let bit = 0; bit < 64; bit++) {
        mixLanes(other, bit < 32 ? lo ^ (1 << bit) : lo, bit < 32 ? hi : hi ^ (1 << (bit - 32)));
        for (let to = 0; to < 64; to++) {
          const changed = (out[to >> 5] as number) ^ (other[to >> 5] as number);
          flips[bit * 64 + to] = (flips[bit * 64 + to] as number) + ((changed >>> (to & 31)) & 1);
        }
      }
    }
    // A fair coin strays by z·√(1/4 / trials); z = 5.5 for 4,096 coins.
    const tolerance = 5.5 * Math.sqrt(0.25 / trials);
    for (const count of flips) expect(Math.abs(count / trials - 0.5)).toBeLessThan(tolerance);
  });
});
