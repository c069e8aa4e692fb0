import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitLines } from "../../src/text/lines.js";

const contents = (text: string): string[] => {
  const { count, start, end } = splitLines(text);
  return Array.from({ length: count }, (_, i) => text.slice(start[i], end[i]));
};

describe("splitLines", () => {
  it.each([
    ["", []],
    ["a", ["a"]],
    ["a\n", ["a"]],
    ["a\nb", ["a", "b"]],
    ["a\r\nb", ["a", "b"]],
    ["a\rb", ["a", "b"]],
    ["a\n\rb", ["a", "", "b"]],
    ["a\u2028b\u2029c\u0085d", ["a", "b", "c", "d"]],
    ["\n\n", ["", ""]],
    ["a\u000bb", ["a\u000bb"]],
  ])("splits %j", (text, expected) => {
    expect(contents(text)).toEqual(expected);
  });

  it("gives every unit to exactly one line, its end included", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "\n", "\r", "\r\n", "\u2028", "\ud800", "é")), (parts) => {
        const text = parts.join("");
        const { count, start, end, next } = splitLines(text);
        const whole = Array.from({ length: count }, (_, i) => text.slice(start[i], next[i])).join("");
        expect(whole).toBe(text);
        for (let i = 0; i < count; i++) expect(end[i]).toBeLessThanOrEqual(next[i] ?? 0);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
