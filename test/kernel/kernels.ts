import fc from "fast-check";
import { expect } from "vitest";
import { loadKernel } from "../../src/kernel/load.js";
import type { Kernel } from "../../src/model/kernel.js";
import type { Range } from "../../src/model/span.js";
import { createFolding } from "../../src/text/folding.js";
import { createTokeniser } from "../../src/text/tokens.js";
import { anyText } from "../text/unicode.js";

/** A kernel of its own. @throws {Error} where it was not built. */
export function freshKernel(): Kernel {
  const { kernel, name } = loadKernel();
  if (kernel === undefined) throw new Error(`expected a kernel, found ${name}; npm run build makes it`);
  return kernel;
}

export const kernel = freshKernel();
export const tokenise = createTokeniser(createFolding());
export const whole = (text: string): Range[] => (text === "" ? [] : [{ start: 0, end: text.length }]);

/** Longest text the kernel takes, in units. */
export const MOST_UNITS = 1 << 19;

/** Takes a text in and reads the tokens of its ranges, asserting that both succeed. @returns their number. */
export function read(text: string, ranges: readonly Range[] = whole(text)): number {
  expect(kernel.take(text)).toBe(true);
  const count = kernel.tokenise(ranges);
  expect(count).toBeDefined();
  return count as number;
}

/** Asserts that two columns are equal; quick on long ones. */
export function expectSameColumn(found: ArrayLike<unknown>, expected: ArrayLike<unknown>): void {
  expect(found.length).toBe(expected.length);
  let at = 0;
  while (at < expected.length && found[at] === expected[at]) at++;
  if (at < expected.length) expect({ at, value: found[at] }).toEqual({ at, value: expected[at] });
}

const word = fc.string({ unit: fc.constantFrom(..."abcXYZ019é"), minLength: 1, maxLength: 12 });
const longWord = fc
  .tuple(fc.constantFrom("a", "é", "ж", "\ufdfa", "a\u00ad", "ab\u0301", "\u{10400}"), fc.nat({ max: 1100 }))
  .map(([piece, times]) => piece.repeat(times));
const script = fc.constantFrom("漢字かな交じり文", "ข่าววันนี้", "العَرَبِيَّة", "Новости дня", "한국어 뉴스", "“quoted”—so’s");

/** A text of many tokens: words of many scripts, any units, long tokens, and pieces that come again and again. */
export const anyArticle: fc.Arbitrary<string> = fc
  .array(
    fc.tuple(
      fc.oneof(
        { weight: 10, arbitrary: word },
        { weight: 3, arbitrary: anyText },
        { weight: 2, arbitrary: script },
        { weight: 1, arbitrary: longWord },
      ),
      fc.oneof({ weight: 20, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.nat({ max: 200 }) }),
      fc.constantFrom(" ", " ", " ", "\n", ", ", "", "’", "\u00a0"),
    ),
    { maxLength: 80 },
  )
  .map((pieces) =>
    pieces.map(([piece, times, gap]) => `${piece}${gap}`.repeat(piece.length > 60 ? 1 : times)).join(""),
  );

/** Where a text may be cut: shares of its length. */
export const anyShares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 });
