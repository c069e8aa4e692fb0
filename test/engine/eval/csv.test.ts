import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvRow, readCsv } from "../../../src/engine/eval/csv.js";
import { InputError } from "../../../src/errors.js";

const cellsOf = (text: string): (readonly string[])[] => readCsv(text, "sheet.csv").map(({ cells }) => cells);

describe("csvRow", () => {
  it("quotes text and leaves numbers bare", () => {
    expect(csvRow(["a,b", 0.5, 'say "so"\nnow'])).toBe('"a,b",0.5,"say ""so""\nnow"\r\n');
  });

  it.each(["=1+1", "+1", "-1", "@x", "\t=1"])("makes %j text for spreadsheets", (text) => {
    expect(csvRow([text])).toBe(`"'${text}"\r\n`);
  });

  it("does not touch signs inside a text, nor negative numbers", () => {
    expect(csvRow(["a=1", -1])).toBe('"a=1",-1\r\n');
  });
});

describe("readCsv", () => {
  it("gives back what csvRow wrote, any text that is no formula", () => {
    const cell = fc.string({ unit: fc.constantFrom("a", '"', ",", ";", "\n", "\r", "é", " ", "\t") });
    const row = fc.array(
      cell.map((text) => `x${text}`),
      { minLength: 2, maxLength: 5 },
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), (rows) => {
        const head = ["head", "of", "columns"];
        expect(cellsOf([head, ...rows].map(csvRow).join(""))).toEqual([head, ...rows]);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it.each([
    ["a,b\nc,d", "LF"],
    ["a,b\r\nc,d\r\n", "CRLF"],
    ["a,b\rc,d\r", "CR"],
    ["\uFEFFa;b\nc;d\n", "a byte order mark and semicolons"],
    ["a\tb\n\n  \t\nc\td", "tabs and blank rows"],
    ['"a" ,b\nc,"d"', "a space behind a quote"],
  ])("reads %j: %s", (text) => {
    expect(cellsOf(text)).toEqual([
      ["a", "b"],
      ["c", "d"],
    ]);
  });

  it("keeps empty cells, the last one too", () => {
    expect(cellsOf("a,b,c\n,x,\n,,y")).toEqual([
      ["a", "b", "c"],
      ["", "x", ""],
      ["", "", "y"],
    ]);
    expect(cellsOf("a,")).toEqual([["a", ""]]);
    expect(cellsOf("")).toEqual([]);
  });

  it("knows the line each row begins on", () => {
    const rows = readCsv('a,b\n"x\ny",z\n\nlast,row\n', "sheet.csv");
    expect(rows.map(({ line }) => line)).toEqual([1, 2, 5]);
  });

  it("refuses a quote that is not closed", () => {
    expect(() => readCsv('a,b\nx,"y\n', "sheet.csv")).toThrow(InputError);
    expect(() => readCsv('a,b\nx,"y\n', "sheet.csv")).toThrow(/sheet\.csv:2: expected a closing quote/);
  });
});
