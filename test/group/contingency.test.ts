import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { adjustedRandIndex, countPairs, type PairCounts } from "../../src/group/contingency.js";

/** Every pair, one by one: the dull model. */
function countSlowly(first: readonly number[], second: readonly number[]): PairCounts {
  const counts = { all: 0, first: 0, second: 0, both: 0 };
  for (let i = 0; i < first.length; i++) {
    for (let j = i + 1; j < first.length; j++) {
      counts.all++;
      if (first[i] === first[j]) counts.first++;
      if (second[i] === second[j]) counts.second++;
      if (first[i] === first[j] && second[i] === second[j]) counts.both++;
    }
  }
  return counts;
}

const index = (first: readonly number[], second: readonly number[]): number =>
  adjustedRandIndex(countPairs(first, second));

const partitions = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })), { maxLength: 25 })
  .map((items) => [items.map(([x]) => x), items.map(([, y]) => y)] as const);

describe("countPairs", () => {
  it("agrees with looking at every pair", () => {
    fc.assert(
      fc.property(partitions, ([first, second]) => {
        expect(countPairs(first, second)).toEqual(countSlowly(first, second));
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});

describe("adjustedRandIndex", () => {
  // 2x2 table [[4, 1], [1, 4]]: sums of C(n, 2) are 12 in the cells and 20 in each margin, of 45 pairs.
  it.each([
    [[0, 0, 1, 1], [0, 0, 1, 1], 1],
    [[0, 0, 1, 1], [1, 1, 0, 0], 1],
    [[0, 0, 1, 1], [0, 0, 1, 2], 4 / 7],
    [[0, 0, 0, 0], [0, 1, 2, 3], 0],
    [[0, 0, 1, 1], [0, 1, 0, 1], -0.5],
    [[0, 0, 0, 0, 0, 1, 1, 1, 1, 1], [0, 0, 0, 0, 1, 0, 1, 1, 1, 1], (12 - 400 / 45) / (20 - 400 / 45)],
    [[0, 1, 2], [5, 6, 7], 1],
    [[0, 0], [1, 1], 1],
    [[0], [0], 1],
    [[], [], 1],
  ])("of %j and %j is %d", (first, second, expected) => {
    expect(index(first, second)).toBeCloseTo(expected, 12);
  });

  it("is 1 only for equal partitions, and the same from both sides", () => {
    fc.assert(
      fc.property(partitions, ([first, second]) => {
        const counts = countSlowly(first, second);
        const isEqual = counts.first === counts.both && counts.second === counts.both;
        expect(index(first, second) === 1).toBe(isEqual);
        expect(index(second, first)).toBe(index(first, second));
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});
