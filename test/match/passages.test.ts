import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ANCHOR_TOKENS, alignStretches, matchedTokens, passagesOf } from "../../src/match/passages.js";
import { createSides, words } from "./texts.js";

const side = createSides();

function passages(x: string, y: string) {
  const [a, b] = [side(x), side(y)];
  return passagesOf(a.tokens, b.tokens, alignStretches(a.tokens, b.tokens));
}

const cut = (text: string, { start, end }: { start: number; end: number }): string => text.slice(start, end);

describe("passagesOf", () => {
  it("finds a shared run with its offsets in both originals", () => {
    const a = `${words(0, 20)}. ${words(100, 30)}! ${words(200, 5)}`;
    const b = `${words(300, 7)}, ${words(100, 30)}; ${words(400, 9)}`;
    const [only, ...more] = passages(a, b);
    expect(more).toEqual([]);
    expect(only?.tokens).toBe(30);
    expect(cut(a, only?.a ?? { start: 0, end: 0 })).toBe(words(100, 30));
    expect(cut(b, only?.b ?? { start: 0, end: 0 })).toBe(words(100, 30));
  });

  it("bridges a small edit and does not count it as matched", () => {
    const a = `${words(0, 15)} old words here ${words(50, 15)}`;
    const b = `${words(0, 15)} new ${words(50, 15)}`;
    expect(passages(a, b).map(({ tokens }) => tokens)).toEqual([30]);
  });

  it("does not bridge a gap of a whole sentence", () => {
    const a = `${words(0, 15)} ${words(500, 20)} ${words(50, 15)}`;
    const b = `${words(0, 15)} ${words(700, 20)} ${words(50, 15)}`;
    expect(passages(a, b).map(({ tokens }) => tokens)).toEqual([15, 15]);
  });

  it("follows paragraphs that stand in another order", () => {
    const a = `${words(0, 20)} ${words(100, 20)}`;
    const b = `${words(100, 20)} ${words(0, 20)}`;
    expect(passages(a, b).map((passage) => cut(b, passage.b))).toEqual([words(0, 20), words(100, 20)]);
  });

  it("ignores shared phrases shorter than a passage", () => {
    expect(passages(`${words(0, 9)} x y z ${words(40, 30)}`, `${words(0, 9)} q r s ${words(90, 30)}`)).toEqual([]);
  });

  it("gives matching tokens only, whatever the texts", () => {
    const text = fc
      .array(fc.constantFrom("a", "b", "c", "d", "e", "7", "B"), { maxLength: 120 })
      .map((list) => list.join(" "));
    fc.assert(
      fc.property(text, text, (x, y) => {
        const [a, b] = [side(x), side(y)];
        for (const stretch of alignStretches(a.tokens, b.tokens)) {
          for (const { aStart, bStart, length } of stretch) {
            expect(length).toBeGreaterThanOrEqual(ANCHOR_TOKENS);
            for (let k = 0; k < length; k++) expect(a.tokens.lo[aStart + k]).toBe(b.tokens.lo[bStart + k]);
          }
          expect(matchedTokens(stretch)).toBeLessThanOrEqual(a.tokens.count);
        }
      }),
    );
  });

  it("stays cheap where one phrase fills both texts", () => {
    const hostile = "again and ".repeat(50_000);
    const [longest] = passages(hostile, `x ${hostile}`);
    expect(longest?.tokens).toBeGreaterThan(90_000);
  });
});
