import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ownText } from "../../src/text/own-text.js";

describe("a text of its own", () => {
  it("has the units of the text, whatever they are and however it was made", () => {
    const part = fc.string({ unit: "binary", maxLength: 40 });
    fc.assert(
      fc.property(part, part, fc.nat({ max: 40 }), (a, b, from) => {
        const text = (a + b).slice(from);
        expect(ownText(text)).toBe(text);
      }),
      { seed: 73, numRuns: 500 },
    );
    for (const text of ["", "x", "\ud800", "\u{1f600}", "\u{1f600}x"]) expect(ownText(text)).toBe(text);
  });
});
