import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Range } from "../../src/model/span.js";
import { anyText, cutAt } from "../text/unicode.js";
import {
  anyArticle,
  anyShares,
  expectSameColumn,
  freshKernel,
  kernel,
  MOST_UNITS,
  read,
  tokenise,
  whole,
} from "./kernels.js";

function expectSameTokens(text: string, ranges: readonly Range[] = whole(text)): void {
  const [found, expected] = [kernel.tokens(read(text, ranges)), tokenise(text, ranges)];
  expect(found.count).toBe(expected.count);
  for (const column of ["lo", "hi", "start", "end"] as const) expectSameColumn(found[column], expected[column]);
}

describe("the kernel's tokens", () => {
  it("are those of the reference for any text", () => {
    fc.assert(
      fc.property(anyText, (text) => expectSameTokens(text)),
      { seed: 31, numRuns: 3000 },
    );
    fc.assert(
      fc.property(anyArticle, (text) => expectSameTokens(text)),
      { seed: 32, numRuns: 500 },
    );
  });

  it("are those of the reference for any ranges", () => {
    const property = fc.property(
      fc.oneof(anyText, anyArticle),
      anyShares,
      fc.nat({ max: 2 }),
      (text, shares, third) => {
        expectSameTokens(
          text,
          cutAt(text, shares).filter((_, i) => i % 3 !== third),
        );
      },
    );
    fc.assert(property, { seed: 33, numRuns: 1000 });
  });

  it("are those of the reference for ranges that begin and end at every unit", () => {
    const text = "Aé a\u0301b漢字\u3099 \u{10400}x\u{1f600}\ud800z\u00ad’s \udc00ข่าว 12";
    for (let start = 0; start < text.length; start++) {
      for (let end = start + 1; end <= text.length; end++) expectSameTokens(text, [{ start, end }]);
    }
  });

  it("are those of the reference wherever a word stands to blocks of 64 units", () => {
    for (let lead = 0; lead < 130; lead++) {
      for (const word of ["word", "w", "wörd", "x".repeat(64), "’", "漢"]) {
        expectSameTokens(`${" ".repeat(lead)}${word}`);
        expectSameTokens(`${"y".repeat(lead)} ${word} end`);
      }
    }
  });

  it("are those of the reference for every code point", () => {
    const STEP = 0x8000;
    for (let first = 0; first < 0x110000; first += STEP) {
      const points = Array.from({ length: STEP }, (_, i) => String.fromCodePoint(first + i));
      expectSameTokens(points.join(" "));
      expectSameTokens(points.join("a"));
    }
  });

  it.each([1020, 1023, 1024, 1025, 1027, 1028, 2048, 5000, 100_001])("are hashed whole at %i units", (length) => {
    const plain = "abcdefg".repeat(length).slice(0, length);
    for (const text of [plain, `é${plain}`, `${plain}é x`, `${plain}\u00ad`]) expectSameTokens(text);
    expectSameTokens("\ufdfa".repeat(length));
  });

  it("are those of the reference where stretches of any length are not ASCII", () => {
    const [short, long] = ["Ab Cde 1 ", "Consequently considerations "];
    for (let words = 0; words < 6; words++) {
      for (let others = 0; others < 20; others++) {
        for (const other of ["漢", "Чрезвычайное ", "café "]) {
          expectSameTokens(
            `${short.repeat(words)}${other.repeat(others)}${long.repeat(words)}${other.repeat(9)}${short}`,
          );
        }
      }
    }
  });

  it("do not hear what was read before", () => {
    read(`${"x".repeat(3000)} ${"漢".repeat(200_000)}`);
    expectSameTokens("Zürich am Morgen");
    expectSameTokens("");
    expect(freshKernel().take("Zürich am Morgen")).toBe(true);
    expectSameTokens("\u0000");
  });

  it("are read of texts up to the longest, and of no longer one", () => {
    for (const length of [MOST_UNITS - 65, MOST_UNITS - 1, MOST_UNITS]) {
      for (const piece of ["a ", "漢", "word "]) {
        expectSameTokens(piece.repeat(Math.ceil(length / piece.length)).slice(0, length));
      }
    }
    expect(kernel.take("a".repeat(MOST_UNITS + 1))).toBe(false);
  });

  it("are read of many ranges, but not of any number", () => {
    const text = "a b ".repeat(MOST_UNITS / 4);
    const ranges = Array.from({ length: (1 << 16) + 1 }, (_, i) => ({ start: 4 * i, end: 4 * i + 1 }));
    expectSameTokens(text, ranges.slice(1));
    expect(kernel.tokenise(ranges)).toBeUndefined();
  });
});
