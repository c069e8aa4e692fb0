import { describe, expect, it } from "vitest";
import { countConfusion, scoresOf } from "../../../src/engine/eval/confusion.js";
import { type ScoredPair, SWEEP_LEAST, sweepLimits } from "../../../src/engine/eval/sweep.js";

const limits = { threshold: 0.7, containment: 0.75, floor: 0.55 };

/** A symmetric pair: both containments follow from Jaccard. */
function scored(isCopy: boolean, jaccard: number, kind: Partial<ScoredPair> = {}): ScoredPair {
  const share = (2 * jaccard) / (1 + jaccard);
  return { isCopy, jaccard, containment: [share, share], isExact: false, isForm: false, ...kind };
}

describe("scoresOf", () => {
  it("gives precision, recall and F1", () => {
    const pairs = [
      [true, true],
      [true, true],
      [true, false],
      [false, true],
      [false, false],
    ].map(([isCopy, isFound]) => ({ isCopy: isCopy === true, isFound: isFound === true }));
    const counts = countConfusion(pairs);
    expect(counts).toEqual({ truePositives: 2, falsePositives: 1, falseNegatives: 1, trueNegatives: 1 });
    expect(scoresOf(counts)).toEqual({ precision: 2 / 3, recall: 2 / 3, f1: 2 / 3 });
  });

  it("gives null where there is nothing to divide by", () => {
    expect(scoresOf(countConfusion([]))).toEqual({ precision: null, recall: null, f1: null });
    expect(scoresOf(countConfusion([{ isCopy: true, isFound: false }]))).toEqual({ precision: null, recall: 0, f1: 0 });
  });
});

describe("sweepLimits", () => {
  it("finds limits that part copies from others", () => {
    const pairs = [scored(true, 0.9), scored(true, 0.82), scored(false, 0.78), scored(false, 0.72)];
    const { current, best } = sweepLimits(pairs, limits, SWEEP_LEAST);
    expect(current).toMatchObject({ threshold: 0.7, containment: 0.75, truePositives: 2, falsePositives: 2 });
    expect(best).toMatchObject({ threshold: 0.8, containment: 0.9, f1: 1 });
  });

  it("lowers the containment where copies were cut short", () => {
    const cut = { containment: [0.62, 0.2] as const };
    const { best } = sweepLimits([scored(true, 0.17, cut), scored(false, 0.1)], limits, SWEEP_LEAST);
    expect(best).toMatchObject({ threshold: 0.7, containment: 0.6, f1: 1 });
  });

  it("stays with the limits in use where no others are better", () => {
    const odd = { threshold: 0.71, containment: 0.76, floor: 0.5 };
    const { best } = sweepLimits([scored(true, 0.9), scored(false, 0.2)], odd, SWEEP_LEAST);
    expect(best).toMatchObject({ threshold: 0.71, containment: 0.76 });
  });

  it("finds exact copies at every limit, and forms at none", () => {
    const pairs = [scored(true, 0.1, { isExact: true }), scored(false, 0.95, { isForm: true })];
    expect(sweepLimits(pairs, limits, SWEEP_LEAST).current).toMatchObject({ precision: 1, recall: 1 });
  });

  it("tries no threshold below the least", () => {
    const pairs = [scored(true, 0.45)];
    expect(sweepLimits(pairs, { ...limits, containment: 1 }, 0.55).best?.containment).toBe(0.6);
    expect(sweepLimits(pairs, { ...limits, containment: 1 }, SWEEP_LEAST).best).toMatchObject({ threshold: 0.45 });
  });

  it("names no best limits where nothing is labelled a copy", () => {
    expect(sweepLimits([scored(false, 0.9)], limits, SWEEP_LEAST).best).toBeNull();
  });
});
