import { describe, expect, it } from "vitest";
import { reviewView } from "../../src/report/review.js";

const precision = { share: 0.5, low: 0.2, high: 0.8 };
const stratum = { stratum: "near", decision: "merged", population: 90, yes: 2, no: 2, unsure: 0, open: 0, precision };

describe("reviewView", () => {
  it("shows a line a stratum and the whole run", () => {
    const view = reviewView({
      strata: [stratum, { ...stratum, stratum: "exact", yes: 0, no: 0, unsure: 1, open: 3, precision: null }],
      merged: { precision, covered: 90, population: 180 },
      apart: { precision: null, covered: 0, population: 0 },
    });
    expect(view).toContain("near   .500 [.200, .800]  2 of 4 right; 90 in the run");
    expect(view).toMatch(/exact {2}– +0 of 0 right, 1 unsure, 3 open; 90 in the run/);
    expect(view).toContain("Removed rightly:    .500 [.200, .800], of 90 of 180: the other strata have no verdict");
    expect(view).toMatch(/Kept apart rightly: – *\n/);
  });

  it("says of a review of everything that it is of all", () => {
    const merged = { precision, covered: 90, population: 90 };
    expect(reviewView({ strata: [stratum], merged, apart: merged })).toContain("[.200, .800], of all 90\n");
  });
});
