import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCleaner } from "../../src/clean/clean.js";
import { PROFILES, resolveOptions } from "../../src/options.js";
import { PROSE, page } from "./reading.js";
import { mixedText } from "./texts.js";

const clean = (profile: (typeof PROFILES)[number]) => {
  const cleaner = createCleaner(resolveOptions({ profile }));
  return (text: string) => cleaner({ id: "a", text, source: "" });
};

describe.each(PROFILES)("cleaning twice under %s", (profile) => {
  it("changes nothing more", () => {
    const cleaner = clean(profile);
    fc.assert(
      fc.property(mixedText, (text) => {
        const once = cleaner(text).text;
        expect(cleaner(once).text).toBe(once);
      }),
      { seed: 5, numRuns: 250 },
    );
  });

  it("gives spans inside the text, sorted, the cut ones disjoint and true to the text", () => {
    const cleaner = clean(profile);
    fc.assert(
      fc.property(mixedText, (text) => {
        let previous = 0;
        let cutUpTo = 0;
        for (const { start, end, action, removed } of cleaner(text).spans) {
          expect(start).toBeGreaterThanOrEqual(previous);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          previous = start;
          if (action === "flag") continue;
          expect(removed).toBe(text.slice(start, end));
          expect(start).toBeGreaterThanOrEqual(cutUpTo);
          cutUpTo = end;
        }
      }),
      { seed: 6, numRuns: 150 },
    );
  });
});

describe("cleaning twice", () => {
  it.each([
    ["stacked tags", `${"(AP) ".repeat(5)}${PROSE[0]}\n${PROSE[1]}`],
    ["a line end split by a cut", `${PROSE[0]}\rADVERTISEMENT\r\n\n${PROSE[1]}\r\n${PROSE[2]}`],
    ["a repeat that a cut brings together", page(PROSE[0], "ADVERTISEMENT", PROSE[1], PROSE[0], PROSE[1])],
  ])("settles %s", (_what, text) => {
    const once = clean("conservative")(text).text;
    expect(once).not.toBe(text);
    expect(clean("conservative")(once).text).toBe(once);
  });

  it("leaves a text whole that does not settle, and says so", () => {
    const text = `${"(AP) ".repeat(50)}${PROSE[0]}\n${PROSE[1]}`;
    const result = clean("conservative")(text);
    expect([result.text, result.warnings]).toEqual([text, ["unsettled: nothing cut"]]);
  });
});
