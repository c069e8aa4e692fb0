import { describe, expect, it } from "vitest";
import {
  DISAGREEMENTS_LISTED,
  type InspectedLabel,
  worstDisagreements,
} from "../../../src/engine/eval/disagreements.js";

function labelled(at: number, isCopy: boolean, isFound: boolean, jaccard: number): InspectedLabel {
  const shared = { a: `a${at}`, b: `b${at}`, jaccard, containment: [jaccard, jaccard] as const, label: "x" };
  return { ...shared, isCopy, isFound, isReported: isFound, relation: "near", isExact: false, isForm: false };
}

const many = (count: number, isFound: boolean): InspectedLabel[] =>
  Array.from({ length: count }, (_, at) => labelled(at, !isFound, isFound, (at % 10) / 10));

describe("worstDisagreements", () => {
  it("puts the most alike false positives and the least alike false negatives first", () => {
    const rows = worstDisagreements([
      labelled(1, false, true, 0.8),
      labelled(2, false, true, 0.9),
      labelled(3, true, false, 0.5),
      labelled(4, true, false, 0.1),
      labelled(5, true, true, 1),
      labelled(6, false, false, 0),
    ]);
    expect(rows.map(({ a }) => a)).toEqual(["a2", "a1", "a4", "a3"]);
  });

  it.each([
    [40, 40, 10, 10],
    [40, 3, 17, 3],
    [2, 40, 2, 18],
  ])("of %d and %d lists %d and %d", (positives, negatives, shownPositives, shownNegatives) => {
    const rows = worstDisagreements([...many(positives, true), ...many(negatives, false)]);
    expect(rows).toHaveLength(DISAGREEMENTS_LISTED);
    expect(rows.filter(({ kind }) => kind === "false positive")).toHaveLength(shownPositives);
    expect(rows.filter(({ kind }) => kind === "false negative")).toHaveLength(shownNegatives);
  });

  it("says of a pair that is similar and was not reported that the search missed it", () => {
    expect(worstDisagreements([labelled(1, true, false, 0.9)])[0]?.reason).toMatch(/the search did not compare them/);
  });

  it("says of a pair that is found without a row that both are copies of one article", () => {
    const joined = { ...labelled(1, false, true, 0.5), isReported: false };
    expect(worstDisagreements([joined])[0]?.reason).toBe("both are copies of the same article");
  });
});
