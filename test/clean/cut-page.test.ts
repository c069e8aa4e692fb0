import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutPage } from "../../src/clean/cut-page.js";
import { compileLexicon } from "../../src/clean/lexicon/compile.js";
import { ENGLISH } from "../../src/clean/lexicon/en.js";
import type { Page } from "../../src/clean/page.js";
import { createPageBuffer } from "../../src/clean/page-buffer.js";
import { readPage } from "../../src/clean/read-page.js";
import type { Range } from "../../src/model/span.js";
import { splitLines } from "../../src/text/lines.js";

const { vocabulary } = compileLexicon([ENGLISH]);

/** All that a page tells, without the room behind it. */
function told(page: Page): unknown {
  const { lines, words, text, mode, units, firstWord, ...columns } = page;
  const cut = (column: ArrayLike<number>, count: number) => Array.from(column).slice(0, count);
  return {
    ...{ text, mode, units: cut(units, text.length), firstWord: cut(firstWord, lines.count + 1) },
    lines: [lines.count, cut(lines.start, lines.count), cut(lines.end, lines.count), cut(lines.next, lines.count)],
    words: [words.hash, words.start, words.end, words.id, words.bits].map((column) => cut(column, words.count)),
    columns: [
      ...[columns.bits, columns.wordCount, columns.stopCount, columns.capitalCount, columns.capsCount],
      ...[columns.numberCount, columns.interfaceCount, columns.commas, columns.length, columns.hashA, columns.hashB],
    ].map((column) => cut(column, lines.count)),
  };
}

const without = (text: string, cuts: readonly Range[]): string =>
  cuts.reduceRight((left, { start, end }) => left.slice(0, start) + left.slice(end), text);

const piece = fc.oneof(
  fc.constantFrom(
    "the ",
    "CommentsNo ",
    "READ more: ",
    "said ",
    "\u201cyou ",
    '"',
    "-",
    " – ",
    "1,234.5 ",
    "it's ",
    "ﬁve ",
  ),
  fc.constantFrom("\n", "\n", "\n", "\r\n", "\r", "\u2028", "\u0085", " ", "\u00ad", "\u00a0"),
  fc.constantFrom(
    "ไทย",
    "中文。",
    "\ud835\udd38",
    "\ud800",
    "\udc00",
    "e\u0301",
    "ﷺ",
    "@",
    "©",
    "|",
    "«",
    "»",
    ",",
    ".",
  ),
  fc.string({ unit: "binary", maxLength: 3 }),
);
const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(""));

/** Cuts of some lines of a text, whole or in part, by a choice for each line. */
function cutsOf(whole: string, choices: readonly (readonly [number, number, number])[]): Range[] {
  const { count, start, end, next } = splitLines(whole);
  const cuts: Range[] = [];
  for (let line = 0; line < count; line++) {
    const [fate, a, b] = choices[line % choices.length] ?? [0, 0, 0];
    const [from, to, behind] = [start[line] ?? 0, end[line] ?? 0, next[line] ?? 0];
    const [left, right] = [from + Math.floor(a * (to - from + 1)), from + Math.floor(b * (to - from + 1))];
    if (fate < 0.3) cuts.push({ start: from, end: behind });
    else if (fate < 0.6 && left < right) cuts.push({ start: left, end: right });
  }
  return cuts;
}

const share = fc.double({ min: 0, max: 0.999, noNaN: true });

describe("cutPage", () => {
  it("gives the page that reading what is left gives", () => {
    const out = createPageBuffer();
    let derived = 0;
    fc.assert(
      fc.property(text, fc.array(fc.tuple(share, share, share), { minLength: 1, maxLength: 9 }), (whole, choices) => {
        const cuts = cutsOf(whole, choices);
        const left = without(whole, cuts);
        if (!cutPage(readPage(whole, vocabulary), cuts, left, vocabulary, out)) return;
        derived++;
        expect(told(out)).toEqual(told(readPage(left, vocabulary)));
      }),
      { seed: 11, numRuns: 2000 },
    );
    expect(derived).toBeGreaterThan(300);
  });

  it.each<[string, string, Range[]]>([
    ["a carriage return meets a line feed", "a\rb\n\nc", [{ start: 2, end: 4 }]],
    [
      "a line at the end loses all of itself",
      "a\nbc",
      [
        { start: 2, end: 3 },
        { start: 3, end: 4 },
      ],
    ],
    [
      "cuts overlap",
      "a b c\nd",
      [
        { start: 0, end: 3 },
        { start: 1, end: 2 },
      ],
    ],
    ["a cut runs over a line end", "a b\nc d\n", [{ start: 2, end: 5 }]],
    ["a cut holds nothing", "a b\n", [{ start: 1, end: 1 }]],
    ["the text is read by sentences", "One two. ".repeat(100), [{ start: 0, end: 9 }]],
    ["the text loses its line ends", `${"word ".repeat(500)}\na\nb\nc\n`, [{ start: 2501, end: 2507 }]],
  ])("leaves it to reading where %s", (_why, whole, cuts) => {
    const out = createPageBuffer();
    expect(cutPage(readPage(whole, vocabulary), cuts, without(whole, cuts), vocabulary, out)).toBe(false);
  });
});

describe("a page read into columns that held another", () => {
  it("is the page that new columns give", () => {
    const out = createPageBuffer();
    fc.assert(
      fc.property(text, (whole) => {
        expect(told(readPage(whole, vocabulary, out))).toEqual(told(readPage(whole, vocabulary)));
      }),
      { seed: 12, numRuns: 500 },
    );
  });
});
