import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { restore } from "../../src/clean/restore.js";
import { PROFILES } from "../../src/options.js";
import { cleaned } from "./reading.js";
import { mixedText, odd } from "./texts.js";

describe("restore", () => {
  it("puts removed and trimmed stretches back", () => {
    const spans = cleaned("2 min read\n(AP) The gate broke.\nNobody was hurt.").spans;
    expect(restore("The gate broke.\nNobody was hurt.", spans)).toBe(
      "2 min read\n(AP) The gate broke.\nNobody was hurt.",
    );
  });

  it("leaves a text without cut spans as it is", () => {
    expect(restore("abc", [])).toBe("abc");
  });

  it.each(PROFILES)("gives any string back under the profile %s", (profile) => {
    fc.assert(
      fc.property(fc.oneof(odd, mixedText), (text) => {
        const result = cleaned(text, { profile });
        expect(restore(result.text, result.spans)).toBe(text);
      }),
      { seed: 11, numRuns: 60 },
    );
  });
});
