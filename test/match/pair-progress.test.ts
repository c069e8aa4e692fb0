import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PairProgress } from "../../src/match/pair-progress.js";

describe("PairProgress", () => {
  it("is the share of the articles walked, less what of their pairs still waits", () => {
    const progress = new PairProgress();
    for (const pairs of [1, 2, 1]) progress.gather(pairs);
    expect([progress.verify(1, 0.5), progress.verify(2, 0.5), progress.verify(1, 1)]).toEqual([0.125, 0.375, 1]);
    expect([progress.newcomers, progress.verified]).toEqual([3, 4]);
  });

  it("does not fall where later articles have more pairs than earlier ones", () => {
    const progress = new PairProgress();
    progress.gather(10);
    expect(progress.verify(9, 0.5)).toBe(0.45);
    progress.gather(90);
    expect(progress.verify(1, 0.6)).toBe(0.45);
    expect(progress.verify(90, 1)).toBe(1);
  });

  it("never falls nor passes the whole, whatever is gathered and verified", () => {
    const step = fc.tuple(fc.array(fc.integer({ min: 1, max: 128 }), { maxLength: 5 }), fc.nat(600), fc.nat(20));
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const progress = new PairProgress();
        let [last, articles] = [0, 0];
        const all = steps.reduce((sum, [, , more]) => sum + more, 1);
        for (const [newcomers, verified, more] of steps) {
          for (const pairs of newcomers) progress.gather(pairs);
          articles += more;
          const share = progress.verify(verified, articles / all);
          expect(share).toBeGreaterThanOrEqual(last);
          expect(share).toBeLessThanOrEqual(1);
          last = share;
        }
      }),
      { seed: 5 },
    );
  });
});
