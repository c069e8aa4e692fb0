import { describe, expect, it } from "vitest";
import { HINT_NAMES, hintBit, hintsOf, hintWords, signatureOf } from "../../../src/read/html/hints.js";

const namesOf = (names: string): string[] => HINT_NAMES.filter((name) => (hintsOf(names) & hintBit(name)) !== 0);

describe("hintsOf", () => {
  it.each([
    ["article-body__content", ["article", "body", "content"]],
    ["relatedLinks", ["related", "list"]],
    ["storytext", ["article", "body"]],
    ["SIDEBAR #comments-3", ["side", "comment"]],
    ["newsletter-signup", ["promo"]],
    ["css-1x2y3z", []],
    ["", []],
    ["advice", []],
    ["readable", []],
  ])("sees in %j %j", (names, hints) => {
    expect(namesOf(names)).toEqual(expect.arrayContaining(hints));
    if (hints.length === 0) expect(namesOf(names)).toEqual([]);
  });

  it("has a bit for each hint, and none for a name that is no hint", () => {
    expect(new Set(HINT_NAMES.map(hintBit)).size).toBe(HINT_NAMES.length);
    expect(HINT_NAMES.length).toBeLessThanOrEqual(31);
    expect(() => hintBit("nonsense")).toThrow(/expected the name of a hint, found nonsense/);
  });
});

describe("hintWords", () => {
  it("splits at signs, digits and inner capitals, and stops after some words", () => {
    expect(hintWords("mainContent_2-left #topBar")).toEqual(["main", "content", "left", "top", "bar"]);
    expect(hintWords("a ".repeat(500)).length).toBeLessThan(50);
  });
});

describe("signatureOf", () => {
  it("is equal for classes that differ in digits only, and for no others", () => {
    expect(signatureOf("div", "card card-12")).toBe(signatureOf("div", "card card-7"));
    expect(signatureOf("div", "card")).not.toBe(signatureOf("li", "card"));
    expect(signatureOf("div", "card")).not.toBe(signatureOf("div", "cards"));
  });
});
