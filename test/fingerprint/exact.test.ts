import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createExactKey } from "../../src/fingerprint/exact.js";
import { createFolding, foldStretch } from "../../src/text/folding.js";
import { anyText, cutAt } from "../text/unicode.js";

const folding = createFolding();
const exactKey = createExactKey(folding);
const key = (text: string) => exactKey(text, [{ start: 0, end: text.length }]);

function model(text: string): string {
  if (!/(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{M}\p{N}]/u.test(text)) return "";
  const visible = text.replace(/\p{Default_Ignorable_Code_Point}/gu, "");
  const words = visible.split(/\p{White_Space}+/u).filter((word) => word !== "");
  const folded = words.map((word) => foldStretch(folding, word, 0, word.length)).join(" ");
  return createHash("sha256").update(Buffer.from(folded, "utf16le")).digest("hex").slice(0, 32);
}

describe("an exact key", () => {
  // SHA-256 of "rain, later." and of `café "😀" 東` (accent apart), UTF-16LE, computed in another language.
  it("agrees with the test vectors", () => {
    expect(key("Rain, later.")).toBe("99770ef600ce2e70793e30f45e9942af");
    expect(key('Café "😀"\n東 ')).toBe("bed32edc27250b31bd07e4a2506ad960");
  });

  it.each([
    ["case", "Rain in Bergen.", "RAIN IN BERGEN."],
    ["width", "７ days", "7 days"],
    ["white space", "  rain\r\n\tlater \u00a0 on\n", "rain later on"],
    ["ignorable code points", "\ufeffra\u00adin \u200b later", "rain later"],
    ["normal forms", "café", "cafe\u0301"],
  ])("is the same whatever the %s", (_, a, b) => {
    expect(key(a)).toBe(key(b));
  });

  it.each([
    ["punctuation", "rain, later", "rain later"],
    ["a letter", "rain", "ruin"],
    ["a space", "rainlater", "rain later"],
    ["a lone surrogate", "rain\ud800", "rain\ud801"],
    ["a control character", "rain\u0000", "rain"],
  ])("differs with %s", (_, a, b) => {
    expect(key(a)).not.toBe(key(b));
  });

  it.each(["", " \n", "—…!", "😀", "\u200b", "\ud800"])("is empty for %j, which has no token", (text) => {
    expect(key(text)).toBe("");
  });

  it("agrees with words joined by spaces on any text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(key(text)).toBe(model(text));
      }),
      { seed: 9, numRuns: 1000 },
    );
  });

  it("is the key of the ranges one behind the other", () => {
    const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 });
    const pairless = anyText.map((text) => text.replace(/[\ud800-\udfff]/g, ""));
    fc.assert(
      fc.property(pairless, shares, (text, cuts) => {
        const ranges = cutAt(text, cuts).filter((_, i) => i % 2 === 0);
        expect(exactKey(text, ranges)).toBe(key(ranges.map(({ start, end }) => text.slice(start, end)).join("")));
      }),
      { seed: 10 },
    );
  });

  it.each(["word ", "ﷺ ", "漢", "\n \n x"])("agrees with the model on a long text of %j", (piece) => {
    const text = piece.repeat(20_000);
    expect(key(text)).toBe(model(text));
  });
});
