import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beginningOf, keepAll, textOf, without } from "../../src/clean/kept.js";

/** A text, and disjoint cuts in it, some side by side. */
const cutText = fc
  .tuple(fc.string({ unit: "binary", maxLength: 80 }), fc.array(fc.nat({ max: 80 }), { maxLength: 12 }))
  .map(([text, places]) => {
    const edges = [...new Set(places.map((place) => Math.min(place, text.length)))].sort((a, b) => a - b);
    const cuts = [];
    for (let i = 0; i + 1 < edges.length; i += 2) cuts.push({ start: edges[i] ?? 0, end: edges[i + 1] ?? 0 });
    return { text, cuts };
  });

describe("what cuts leave of a text", () => {
  it("is the text without them, and begins as it does", () => {
    fc.assert(
      fc.property(cutText, fc.nat({ max: 90 }), ({ text, cuts }, units) => {
        const kept = without(keepAll(text.length), cuts);
        let expected = "";
        let at = 0;
        for (const { start, end } of cuts) {
          expected += text.slice(at, start);
          at = end;
        }
        expected += text.slice(at);
        const left = textOf(text, kept);
        expect(left).toBe(expected);
        expect(beginningOf(text, kept, left, units)).toBe(expected.slice(0, units));
      }),
      { seed: 71, numRuns: 1000 },
    );
  });

  it("has no beginning where nothing is left", () => {
    const kept = without(keepAll(3), [{ start: 0, end: 3 }]);
    expect(textOf("abc", kept)).toBe("");
    expect(beginningOf("abc", kept, "", 2)).toBe("");
  });
});
