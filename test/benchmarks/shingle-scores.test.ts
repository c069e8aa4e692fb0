import { describe, expect, it } from "vitest";
import { bagOf, differenceOf, figuresOf, scoreBag, tokensOf } from "../../benchmarks/shingle-scores.js";

const score = (got: string, gold: string) => scoreBag(bagOf(tokensOf(got)), bagOf(tokensOf(gold)));

describe("scoreBag", () => {
  it.each([
    ["a b c d e", "a b c d e", 1, 1],
    ["a b c d e f", "a b c d e", 2 / 3, 1],
    ["a b c d", "a b c d e", 1, 1 / 2],
    ["a b c d a b c d", "a b c d", 1 / 5, 1],
    ["w x y z", "a b c d", 0, 0],
    ["Short TEXT", "short text", 1, 1],
    ["", "a b c d", 0, 0],
    ["", "", 1, 1],
    ["a b c d", "", 0, 1],
  ])("scores %j against %j", (got, gold, precision, recall) => {
    const found = score(got, gold);
    expect(found.precision).toBeCloseTo(precision, 9);
    expect(found.recall).toBeCloseTo(recall, 9);
  });
});

describe("figuresOf", () => {
  it("takes the F1 of the means, not the mean of the F1s", () => {
    const { precision, recall, f1 } = figuresOf([
      { precision: 1, recall: 0 },
      { precision: 0.5, recall: 1 },
    ]);
    expect([precision, recall]).toEqual([0.75, 0.5]);
    expect(f1).toBeCloseTo(0.6, 9);
  });
});

describe("differenceOf", () => {
  const steady = Array.from({ length: 50 }, () => ({ precision: 0.9, recall: 0.9 }));

  it("is sure of what holds on every page", () => {
    const worse = steady.map(() => ({ precision: 0.8, recall: 0.8 }));
    const { mean, low, high } = differenceOf(steady, worse, 1);
    for (const value of [mean, low, high]) expect(value).toBeCloseTo(0.1, 9);
  });

  it("is not sure of what one page decides, and says the same for the same seed", () => {
    const one = steady.map((page, at) => (at === 7 ? { precision: 0.1, recall: 0.1 } : page));
    const found = differenceOf(steady, one, 1);
    expect(found.low).toBeCloseTo(0, 9);
    expect(found.high).toBeGreaterThan(found.mean);
    expect(differenceOf(steady, one, 1)).toEqual(found);
  });
});
