import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FOLDS } from "../../src/match/paragraph-hash.js";
import {
  BLOCK_ROWS,
  createParagraphReader,
  READ_WORDS,
  type ReadParagraphs,
  visitParagraphs,
} from "../../src/match/paragraphs.js";
import { anyText } from "../text/unicode.js";
import { anyArticle, expectSameColumn, kernel, MOST_UNITS } from "./kernels.js";

const readOnKernel = gathered(createParagraphReader(kernel));
const readByReference = gathered(createParagraphReader());

function gathered(read: ReadParagraphs) {
  return (text: string): Uint32Array => {
    const blocks: Uint32Array[] = [];
    read(text, (rows) => blocks.push(rows.slice()));
    return Uint32Array.from(blocks.flatMap((block) => [...block]));
  };
}

function visited(text: string): number[] {
  const rows: number[] = [];
  visitParagraphs(text, (...row) => rows.push(...row));
  return rows;
}

function expectSameRows(text: string): void {
  expectSameColumn(readOnKernel(text), visited(text));
}

/** Lines of what folds, what is trimmed, and what is left to the runtime. */
const anyLines = fc.string({
  unit: fc.constantFrom(
    "a",
    "B",
    " ",
    " ",
    "\n",
    "\n",
    "\t",
    "\0",
    "\u001f",
    "\u00a0",
    "É",
    "Σ",
    "’",
    "\u2028",
    "漢",
    "7",
    "-",
  ),
  maxLength: 60,
});

describe("the kernel's paragraphs", () => {
  it("are those of the reference for any text", () => {
    for (const [arbitrary, numRuns] of [
      [anyLines, 4000],
      [anyText, 1000],
      [anyArticle, 500],
    ] as const)
      fc.assert(fc.property(arbitrary, expectSameRows), { seed: 73, numRuns });
  });

  it("are those of the reference for a line of every unit", () => {
    for (let unit = 0; unit <= 0xffff; unit += 1) {
      const text = `${String.fromCharCode(unit)}a ${String.fromCharCode(unit)}\n`;
      if (unit % 7 === 0 || unit < 0x3000) expectSameRows(text);
    }
  });

  it("end at line feeds wherever these stand to blocks of eight", () => {
    for (let at = 0; at < 20; at++) expectSameRows(`${"a".repeat(at)}\n${"b".repeat(20 - at)}\n\nc`);
  });

  it("are those of the reference where ASCII of any length stands between other letters", () => {
    for (let length = 0; length < 40; length++) {
      for (const ascii of ["Words of it ", "a", " ", "- ", "\0"]) {
        const plain = ascii.repeat(40).slice(0, length);
        for (const wide of ["É", "Ж ж", "’", "\u00a0"])
          expectSameRows(`${plain}${wide}${plain}${wide}\n${wide}${plain}a`);
      }
    }
  });

  it("are none of a text without letters, and of what stood there before", () => {
    expect(readOnKernel("One line\nand more")).toHaveLength(2 * READ_WORDS);
    expect(readOnKernel("*\n*")).toHaveLength(0);
    expect(readOnKernel("")).toHaveLength(0);
  });

  it("are those of the reference for texts that it has no room for", () => {
    expectSameRows(`${"line\n".repeat(10)}${"x".repeat(MOST_UNITS)}`);
    expectSameRows("a\n".repeat(MOST_UNITS / 2));
  });

  it("are those that are visited where there is no kernel", () => {
    fc.assert(
      fc.property(anyLines, (text) => expectSameColumn(readByReference(text), visited(text))),
      { seed: 74, numRuns: 300 },
    );
  });

  it("come in bounded blocks of a text of two million lines", () => {
    const lines = 2_000_000;
    const text = `${"k\n".repeat(lines)}漢`;
    const [[lo, hi] = [], last = []] = ["k", "漢"].map(visited);
    let row = 0;
    let faults = 0;
    createParagraphReader(kernel)(text, (rows) => {
      expect(rows.length).toBeLessThanOrEqual(BLOCK_ROWS * READ_WORDS);
      for (let at = 0; at < rows.length; at += READ_WORDS, row++) {
        const hash = row === lines ? last : [lo, hi];
        if (rows[at] !== hash[0] || rows[at + 1] !== hash[1]) faults++;
        if (rows[at + 2] !== 2 * row || rows[at + 3] !== 2 * row + 1) faults++;
      }
    });
    expect([row, faults]).toEqual([lines + 1, 0]);
  });

  it("are none where nothing is taken", () => {
    for (const text of ["", "*\n\n--"]) createParagraphReader()(text, () => expect.unreachable());
  });

  it("are refused with folds of another size", () => {
    expect(() => kernel.paragraphs(FOLDS.subarray(1))).toThrow(/expected folds of/);
  });
});
