import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stratifiedWilson, wilson } from "../../src/report/interval.js";

describe("wilson", () => {
  // R. G. Newcombe, Two-sided confidence intervals for the single proportion, 1998, table I, method 3; the last by hand.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    [10, 10, 0.7225, 1],
  ])("of %d in %d goes from %d to %d", (successes, trials, low, high) => {
    const interval = wilson(successes, trials);
    expect(interval.share).toBe(successes / trials);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it("solves its equation: the share lies z standard errors from each bound", () => {
    const z = 1.959963984540054;
    const trials = fc.integer({ min: 1, max: 500 });
    const cases = trials.chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(cases, ([successes, n]) => {
        const { share, low, high } = wilson(successes, n);
        if (low > 1e-9) expect((share - low) / Math.sqrt((low * (1 - low)) / n)).toBeCloseTo(z, 5);
        if (high < 1 - 1e-9) expect((high - share) / Math.sqrt((high * (1 - high)) / n)).toBeCloseTo(z, 5);
      }),
      { seed: 6, numRuns: 300 },
    );
  });
});

describe("stratifiedWilson", () => {
  it("is Wilson's interval for one stratum", () => {
    const [alone, plain] = [stratifiedWilson([{ successes: 7, trials: 9, population: 400 }]), wilson(7, 9)];
    for (const name of ["share", "low", "high"] as const) expect(alone[name]).toBeCloseTo(plain[name], 12);
  });

  it("weights strata by their population", () => {
    const { share } = stratifiedWilson([
      { successes: 10, trials: 10, population: 900 },
      { successes: 0, trials: 10, population: 100 },
    ]);
    expect(share).toBeCloseTo(0.9, 12);
  });

  it("is about as wide as Wilson's interval of all trials where strata do not differ", () => {
    const half = { successes: 80, trials: 100, population: 500 };
    const [two, pooled] = [stratifiedWilson([half, half]), wilson(160, 200)];
    expect(two.high - two.low).toBeCloseTo(pooled.high - pooled.low, 2);
    expect(two.high - two.low).toBeLessThan(wilson(80, 100).high - wilson(80, 100).low);
  });

  it("keeps its width where every trial succeeds", () => {
    const { share, low } = stratifiedWilson([
      { successes: 5, trials: 5, population: 10 },
      { successes: 8, trials: 8, population: 1000 },
    ]);
    expect(share).toBe(1);
    expect(low).toBeGreaterThan(0.6);
    expect(low).toBeLessThan(0.75);
  });
});
