import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createExactKey, exactDigest } from "../../src/fingerprint/exact.js";
import type { Range } from "../../src/model/span.js";
import { createFolding } from "../../src/text/folding.js";
import { anyText, cutAt } from "../text/unicode.js";
import { anyArticle, anyShares, kernel, MOST_UNITS, whole } from "./kernels.js";

const exactKey = createExactKey(createFolding());

function key(text: string, ranges: readonly Range[] = whole(text)): string {
  expect(kernel.take(text)).toBe(true);
  const folded = kernel.fold(ranges);
  expect(folded).toBeDefined();
  return exactDigest(folded as Uint8Array);
}

function expectSameKey(text: string, ranges: readonly Range[] = whole(text)): void {
  expect(key(text, ranges)).toBe(exactKey(text, ranges));
}

const anySpaces = fc.string({
  unit: fc.constantFrom(" ", " ", "a", "\n", "\u00a0", "é", "\u200b", "!"),
  maxLength: 40,
});

describe("the kernel's exact keys", () => {
  it("are those of the reference for any text", () => {
    fc.assert(
      fc.property(anyText, (text) => expectSameKey(text)),
      { seed: 36, numRuns: 2000 },
    );
    fc.assert(
      fc.property(anyArticle, (text) => expectSameKey(text)),
      { seed: 37, numRuns: 500 },
    );
    fc.assert(
      fc.property(anySpaces, (text) => expectSameKey(text)),
      { seed: 38, numRuns: 3000 },
    );
  });

  it("are those of the reference for any ranges", () => {
    const property = fc.property(fc.oneof(anySpaces, anyText, anyArticle), anyShares, (text, shares) => {
      expectSameKey(text, cutAt(text, shares));
      expectSameKey(
        text,
        cutAt(text, shares).filter((_, i) => i % 2 === 0),
      );
    });
    fc.assert(property, { seed: 39, numRuns: 1000 });
  });

  it("are those of the reference wherever a space or a letter stands to blocks of eight", () => {
    for (let at = 0; at < 20; at++) {
      for (const piece of [" ", "  ", "é", "\u200b ", " \u200b ", "\u{1f600}", "\ud800", "\u007f", "\t"]) {
        const text = `${"-".repeat(at)}${piece}${".".repeat(20 - at)}`;
        expectSameKey(text);
        expectSameKey(`${text}z`);
        expectSameKey(`${text}z${piece}`);
      }
    }
  });

  it("are those of the reference for every code point", () => {
    const STEP = 0x8000;
    for (let first = 0; first < 0x110000; first += STEP) {
      const points = Array.from({ length: STEP }, (_, i) => String.fromCodePoint(first + i));
      expectSameKey(points.join("a "));
    }
  });

  it("are those of the reference for the longest text", () => {
    expectSameKey("Rain, later. ".repeat(MOST_UNITS).slice(0, MOST_UNITS));
    expectSameKey("é".repeat(MOST_UNITS - 64));
  });

  it("are left to the reference where the fold has no room", () => {
    expect(kernel.take("\ufdfa".repeat(MOST_UNITS))).toBe(true);
    expect(kernel.fold([{ start: 0, end: MOST_UNITS }])).toBeUndefined();
  });

  it("agree with the test vectors of the reference", () => {
    expect(key("Rain, later.")).toBe("99770ef600ce2e70793e30f45e9942af");
    expect(key('Café "😀"\n東 ')).toBe("bed32edc27250b31bd07e4a2506ad960");
  });
});
