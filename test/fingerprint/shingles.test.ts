import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HIGH, LOW, shingle, shingleSequence } from "../../src/fingerprint/shingles.js";
import { tokensOf } from "./sets.js";

const WORDS = "the minister said on monday that talks".split(" ");
const hex = (lo: number, hi: number) => [lo, hi].map((lane) => lane.toString(16).padStart(8, "0")).join(" ");

function sequence(words: readonly string[], w: number): string[] {
  const { count, lo, hi } = shingleSequence(tokensOf(words), w);
  return Array.from({ length: count }, (_, i) => hex(lo[i] as number, hi[i] as number));
}

const anyWords = fc.array(fc.constantFrom("a", "b", "c", "rain", "東"), { maxLength: 40 });
const anyWidth = fc.integer({ min: 1, max: 32 });

describe("shingleSequence", () => {
  // Computed from the algorithm's description with unbounded integers, in another language.
  it("agrees with the test vectors", () => {
    expect(sequence(WORDS, 5)).toEqual(["35b32bb5 edd18348", "a408c48a 47037336", "e95eb399 633b8a19"]);
    expect(sequence(WORDS, 1)[0]).toBe("abf4bb20 cd846ae6");
  });

  it("makes one shingle of all tokens where there are fewer than w", () => {
    expect(sequence(WORDS.slice(0, 3), 5)).toEqual(["6ddc6055 ebd08472"]);
    expect(shingleSequence(tokensOf(WORDS.slice(0, 3)), 5).width).toBe(3);
  });

  it("makes none where there is no token", () => {
    expect(shingleSequence(tokensOf([]), 5)).toMatchObject({ count: 0, width: 0 });
  });

  it("does not take a short text for a full shingle of the same words", () => {
    expect(sequence(WORDS.slice(0, 3), 5)).not.toEqual(sequence(WORDS.slice(0, 3), 3));
  });

  it("hears the order of words", () => {
    const swapped = ["the", "said", "minister", "on", "monday"];
    expect(sequence(swapped, 5)).not.toEqual(sequence(WORDS.slice(0, 5), 5));
    for (let i = 1; i < 32; i++) {
      const words = new Array(32).fill("x").with(0, "a").with(i, "b");
      expect(sequence(words, 32)).not.toEqual(sequence(words.with(0, "b").with(i, "a"), 32));
    }
  });

  it("hashes w words alike wherever they stand", () => {
    fc.assert(
      fc.property(anyWords, anyWidth, (words, w) => {
        fc.pre(words.length >= w);
        const alone = words.slice(w - 1).map((_, i) => sequence(words.slice(i, i + w), w)[0]);
        expect(sequence(words, w)).toEqual(alone);
      }),
      { seed: 5 },
    );
  });
});

describe("shingle", () => {
  it("holds the shingles of the sequence, distinct, in ascending order", () => {
    fc.assert(
      fc.property(anyWords, anyWidth, (words, w) => {
        const { lo, hi } = shingleSequence(tokensOf(words), w);
        const all = Array.from(lo, (low, i) => (BigInt(hi[i] as number) << 32n) | BigInt(low));
        const model = [...new Set(all)].sort((a, b) => (a < b ? -1 : 1));
        expect(Array.from(shingle(tokensOf(words), w))).toEqual(model);
      }),
      { seed: 6 },
    );
  });

  it("is empty for a text without a token, and for no other", () => {
    expect(shingle(tokensOf([]), 5)).toHaveLength(0);
    expect(shingle(tokensOf(["a"]), 5)).toHaveLength(1);
  });

  it("holds a repeated shingle once", () => {
    expect(shingle(tokensOf(new Array(100).fill("na")), 5)).toHaveLength(1);
  });

  it("does not take two shingles for one where only their high halves agree", () => {
    const words = Array.from({ length: 300_000 }, (_, i) => `w${i}`);
    const set = shingle(tokensOf(words), 1);
    const halves = new Set(new Uint32Array(set.buffer).filter((_, i) => i % 2 === HIGH));
    expect(halves.size).toBeLessThan(words.length);
    expect(set).toHaveLength(words.length);
  });

  it("keeps no larger buffer than it needs", () => {
    const set = shingle(tokensOf(new Array(100).fill("na")), 5);
    expect(set.buffer.byteLength).toBe(8);
  });

  it("knows which half of a 64-bit element is the low one", () => {
    const words = new Uint32Array(BigUint64Array.of(0x0000000200000001n).buffer);
    expect([words[LOW], words[HIGH]]).toEqual([1, 2]);
  });
});
