import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonString } from "../../src/read/json-string.js";

describe("jsonString", () => {
  it("writes the same in steps as at once, for any string", () => {
    const unit = fc.constantFrom("a", "\ud83d", "\ude00", "\u{1f600}", "\0", '"', "é");
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 12 }), fc.integer({ min: 2, max: 12 }), (units, step) => {
        const text = units.join("");
        expect(jsonString(text, step).toString()).toBe(JSON.stringify(text));
      }),
      { seed: 23, numRuns: 1000 },
    );
  });

  it("moves on where a step would end in high surrogates", () => {
    expect(jsonString("\ud800\ud800\ud800\ud800a", 2).toString()).toBe('"\\ud800\\ud800\\ud800\\ud800a"');
  });
});
