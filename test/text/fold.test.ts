import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold } from "../../src/text/fold.js";

describe("fold", () => {
  it.each([
    ["HARBOUR", "harbour"],
    ["Oﬃce", "office"],
    ["café", "cafe"],
    ["cafe\u0301", "cafe"],
    ["editor’s", "editor's"],
    ["ＡＢＣ１", "abc1"],
    ["İ", "i"],
    ["soft\u00adhyphen", "softhyphen"],
    ["新聞", "新聞"],
    ["뉴스", "뉴스"],
    ["أيضاً", "ايضا"],
    ["اقـــرأ", "اقرا"],
  ])("folds %j to %j", (text, expected) => {
    expect(fold(text).text).toBe(expected);
  });

  it("keeps words apart that differ in a letter", () => {
    expect(fold("gate").text).not.toBe(fold("gata").text);
  });

  it("maps every folded unit to the unit it came from", () => {
    const { text, offsets } = fold("aﬃx");
    expect([...text].map((letter, i) => [letter, offsets[i]])).toEqual([
      ["a", 0],
      ["f", 1],
      ["f", 1],
      ["i", 1],
      ["x", 2],
    ]);
  });

  it("gives ascending offsets inside the text, for any string", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => {
        const { text: folded, offsets } = fold(text);
        expect(offsets.length).toBe(folded.length);
        for (let i = 0; i < offsets.length; i++) {
          expect(offsets[i]).toBeLessThan(text.length);
          if (i > 0) expect(offsets[i]).toBeGreaterThanOrEqual(offsets[i - 1] ?? 0);
        }
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});
