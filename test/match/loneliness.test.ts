import { describe, expect, it } from "vitest";
import { loneliness } from "../../src/match/loneliness.js";
import type { ShingleSet } from "../../src/model/fingerprint.js";

const range = (from: number, to: number): bigint[] => Array.from({ length: to - from }, (_, i) => BigInt(from + i));
const set = (...parts: readonly bigint[][]): ShingleSet =>
  BigUint64Array.from(parts.flat()).sort() as BigUint64Array as ShingleSet;

describe("loneliness", () => {
  it("is 1 where articles share the line alone, whatever they leave of it", () => {
    const line = range(0, 10);
    expect(loneliness([set(line, range(100, 200)), set(line, range(300, 400))], 10)).toBe(1);
    expect(loneliness([set(range(100, 200)), set(range(300, 400))], 10)).toBe(1);
  });

  it("falls with what else they share", () => {
    const line = range(0, 10);
    const half = loneliness([set(line, range(100, 200)), set(line, range(150, 250))], 10);
    expect(half).toBeCloseTo(0.5);
    expect(loneliness([set(line, range(100, 200)), set(line, range(100, 200))], 10)).toBe(0);
  });

  it("is 1 where there is no pair to ask, and for empty sets", () => {
    expect(loneliness([], 3)).toBe(1);
    expect(loneliness([set(range(0, 9))], 3)).toBe(1);
    expect(loneliness([set(), set()], 3)).toBe(1);
  });
});
