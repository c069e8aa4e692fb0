import { describe, expect, it } from "vitest";
import { isKeptByC4, scoreLines } from "../../benchmarks/line-scores.js";

describe("scoreLines", () => {
  const pages = [{ id: "a", text: "Menu\nThe ferry was late again.", labels: [0, 1] }];

  it("weighs content lost and furniture removed by words", () => {
    expect(scoreLines(pages, [[false, true]])).toEqual({ precision: 1, recall: 1, f1: 1, lost: 0, removed: 1 });
    expect(scoreLines(pages, [[true, true]])).toMatchObject({ precision: 5 / 6, recall: 1, removed: 0 });
    expect(scoreLines(pages, [[true, false]])).toMatchObject({ precision: 0, recall: 0, f1: 0, lost: 1 });
  });
});

describe("isKeptByC4", () => {
  it.each([
    ["The ferry was late again.", true],
    ["The ferry was late again", false],
    ["It was late.", false],
    ["The ferry was late again...", false],
    ["Read our cookie policy before you go on.", false],
  ])("of %j: %s", (line, kept) => {
    expect(isKeptByC4(line)).toBe(kept);
  });
});
