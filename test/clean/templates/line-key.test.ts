import { describe, expect, it } from "vitest";
import { foldedLine, keyOf, type LineKey, MOST_UNITS } from "../../../src/clean/templates/line-key.js";
import { createLineReader } from "../../../src/clean/templates/sightings.js";

const read = createLineReader();

function keyOfText(text: string): string | undefined {
  const key: LineKey = { lo: 0, hi: 0 };
  return keyOf(read.line(text), 0, key) ? `${key.lo | 0} ${key.hi | 0}` : undefined;
}

describe("keyOf", () => {
  it.each([
    ["Slideshow (2 Images)", "SLIDESHOW: 14 images"],
    ["Advertisement", "— ADVERTISEMENT —"],
    ["Photo: Café Zoë", "photo  cafe zoe"],
    ["Updated at 3:05 p.m.", "updated at 11:59 P.M."],
  ])("takes %j and %j for one line", (a, b) => {
    expect(keyOfText(a)).toBe(keyOfText(b));
    expect(foldedLine(read.line(a), 0)).toBe(foldedLine(read.line(b), 0));
  });

  it.each([
    ["Slideshow (2 Images)", "Slideshow (2 Pictures)"],
    ["one two three", "three two one"],
    [
      "The town counted 14 empty shops on its high street on the last day of June",
      "The town counted 15 empty shops on its high street on the last day of June",
    ],
  ])("tells %j from %j", (a, b) => {
    expect(keyOfText(a)).not.toBe(keyOfText(b));
  });

  it("has no key for a line of signs, nor for one that is no line of a page", () => {
    expect(keyOfText("* * *")).toBeUndefined();
    expect(keyOfText("word ".repeat(MOST_UNITS))).toBeUndefined();
  });

  it("reads a long line as one, where a page of it would be read by sentences", () => {
    const text = "Support us today. ".repeat(60).trim();
    expect(read.line(text).lines.count).toBe(1);
    expect(read.page(text).lines.count).toBe(60);
  });
});
