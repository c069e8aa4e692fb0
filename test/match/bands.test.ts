import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BAND_RECALL, bandKeys, bandProbability, planBands } from "../../src/match/bands.js";
import type { Signature } from "../../src/model/fingerprint.js";

const keysOf = (values: ArrayLike<number>, plan: { bands: number; rows: number }): string[] => {
  const lo = new Uint32Array(plan.bands);
  const hi = new Uint32Array(plan.bands);
  bandKeys(Uint32Array.from(values) as Signature, plan, lo, hi, 0);
  return Array.from(lo, (half, band) => `${hi[band]}:${half}`);
};

describe("planBands", () => {
  it("gives 32 bands of 4 rows for 128 values at .7", () => {
    expect(planBands(128, 0.7)).toEqual({ bands: 32, rows: 4 });
  });

  it.each([0.3, 0.5, 0.7, 0.8, 0.9, 0.95])("finds pairs at threshold %d with the promised probability", (threshold) => {
    const plan = planBands(128, threshold);
    expect(bandProbability(threshold, plan)).toBeGreaterThanOrEqual(BAND_RECALL);
    expect(plan.bands * plan.rows).toBeLessThanOrEqual(128);
    const stricter = { bands: Math.floor(128 / (plan.rows + 1)), rows: plan.rows + 1 };
    if (plan.rows < 32) expect(bandProbability(threshold, stricter)).toBeLessThan(BAND_RECALL);
  });

  it("falls back to one row a band where nothing else reaches the recall", () => {
    expect(planBands(16, 0.05)).toEqual({ bands: 16, rows: 1 });
  });
});

describe("bandKeys", () => {
  const plan = { bands: 4, rows: 4 };

  it("gives equal keys exactly to the bands whose rows are equal", () => {
    const signature = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(signature, signature, (x, y) => {
        const [a, b] = [keysOf(x, plan), keysOf(y, plan)];
        for (let band = 0; band < 4; band++) {
          const equal = x.slice(band * 4, band * 4 + 4).join() === y.slice(band * 4, band * 4 + 4).join();
          expect(a[band] === b[band]).toBe(equal);
        }
      }),
    );
  });

  it("keeps equal rows of different bands apart", () => {
    expect(new Set(keysOf(new Array(16).fill(7), plan)).size).toBe(4);
  });
});
