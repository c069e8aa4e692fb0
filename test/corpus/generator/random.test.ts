import { describe, expect, it } from "vitest";
import { Random } from "../../../corpus/generator/random.js";

describe("the random stream", () => {
  it("is fixed by its seed", () => {
    const first = new Random(42);
    const second = new Random(42);
    for (let i = 0; i < 100; i++) expect(first.next()).toBe(second.next());
  });

  it("differs between neighbouring seeds", () => {
    expect(new Random(1).next()).not.toBe(new Random(2).next());
  });

  it("stays inside the bounds and reaches them", () => {
    const random = new Random(1);
    const drawn = new Set(Array.from({ length: 500 }, () => random.between(3, 7)));
    expect([...drawn].sort()).toEqual([3, 4, 5, 6, 7]);
  });

  it("is even: each of ten values within five standard deviations of its share", () => {
    const random = new Random(5);
    const counts = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i++) {
      const value = random.below(10);
      counts[value] = (counts[value] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(5 * Math.sqrt(100_000 * 0.1 * 0.9));
  });

  it("has nothing to pick from an empty list", () => {
    expect(() => new Random(1).pick([])).toThrow("found an empty one");
  });
});
