import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTextKey, keyOfText } from "../../src/text/text-key.js";
import { anyText } from "./unicode.js";

describe("keyOfText", () => {
  it("is equal for equal texts, and differs where one unit does", () => {
    const property = fc.property(anyText, fc.nat(), fc.nat({ max: 0xffff }), (text, place, unit) => {
      expect(keyOfText(`${text} `.trimEnd())).toEqual(keyOfText(text.trimEnd()));
      if (text === "") return;
      const at = place % text.length;
      const other = text.slice(0, at) + String.fromCharCode(unit) + text.slice(at + 1);
      const [a, b] = [keyOfText(text), keyOfText(other)];
      expect(a.lo === b.lo && a.hi === b.hi).toBe(text === other);
    });
    fc.assert(property, { seed: 71, numRuns: 2000 });
  });

  it("tells lone surrogates, trailing zeros and swapped blocks apart", () => {
    const texts = ["\ud800", "\ud801", "", "\0", "\0\0", "a\0", "a", "abcdefghABCDEFGH", "ABCDEFGHabcdefgh"];
    const keys = texts.map((text) => JSON.stringify(keyOfText(text)));
    expect(new Set(keys).size).toBe(texts.length);
  });

  it("meets for no two of many short texts in either half more often than chance allows", () => {
    const halves = { lo: new Set<number>(), hi: new Set<number>() };
    const count = 20_000;
    for (let i = 0; i < count; i++) {
      const { lo, hi } = keyOfText(`article ${i}`);
      halves.lo.add(lo);
      halves.hi.add(hi);
    }
    // Expected meetings of 20,000 numbers of 32 bits: 0.05. Five have a probability of 2e-9.
    expect(count - halves.lo.size).toBeLessThan(5);
    expect(count - halves.hi.size).toBeLessThan(5);
  });

  it("is made without a kernel where there is none", () => {
    expect(createTextKey()("text")).toEqual(keyOfText("text"));
  });
});
