import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findFault } from "../../src/read/json-fault.js";

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("findFault", () => {
  it.each([
    ['{"a":1', 6, '"," or "}"'],
    ["{'a':1}", 1, 'a name in quotes or "}"'],
    ['{"a" 1}', 5, '":"'],
    ['{"a":1,}', 7, "a name in quotes"],
    ["[1 2]", 3, '"," or "]"'],
    ["[1,]", 3, "a value"],
    ["nul", 0, "a value"],
    ["01", 1, "the end of the record"],
    ["1.", 2, "a digit"],
    ["1e+", 3, "a digit"],
    ["-", 1, "a digit"],
    ['"a\tb"', 2, "an escaped control character"],
    ['"\\x"', 1, "an escape that JSON has"],
    ['"\\u12"', 1, "an escape that JSON has"],
    ['"abc', 4, 'a closing quote (")'],
    ["", 0, "a value"],
  ])("places the fault of %j", (text, at, expected) => {
    expect(findFault(Buffer.from(text))).toEqual({ at, expected });
  });

  it("finds no fault in JSON of any value", () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: "binary" }), (json) => {
        expect(findFault(Buffer.from(json))).toBeNull();
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it("finds a fault exactly where JSON.parse does not accept", () => {
    const piece = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"',
      '"a"',
      "\\",
      "\\u00e9",
      "1",
      "-",
      "0",
      ".",
      "e",
      "true",
      " ",
      "\u00a0",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
        const text = pieces.join("");
        expect(findFault(Buffer.from(text)) === null).toBe(isJson(text));
      }),
      { seed: 5, numRuns: 3000 },
    );
  });

  it("does not recurse", () => {
    expect(findFault(Buffer.alloc(1_000_000, "["))).toEqual({ at: 1_000_000, expected: "a value" });
  });
});
