import { describe, expect, it } from "vitest";
import * as C from "../../src/text/characters.js";

const bits = (sign: string): number => C.CHARACTERS[sign.charCodeAt(0)] ?? 0;

describe("CHARACTERS", () => {
  it.each([
    ["a", C.LETTER],
    ["A", C.LETTER | C.UPPER],
    ["é", C.LETTER],
    ["7", C.DIGIT],
    ["٣", C.DIGIT],
    [" ", C.SPACE],
    ["\u00a0", C.SPACE],
    ["\u200b", C.IGNORABLE],
    ["\ufeff", C.IGNORABLE],
    ["新", C.LETTER | C.SPACELESS],
    ["ก", C.LETTER | C.SPACELESS],
    ["한", C.LETTER],
    [",", 0],
    ["\u0000", 0],
    ["\ud800", C.ASTRAL],
    ["\udfff", C.ASTRAL],
  ])("classes %j as %i", (sign, expected) => {
    expect(bits(sign)).toBe(expected);
  });

  it("tells letters above U+FFFF from pictures", () => {
    expect(C.isAstralLetter(0x20000)).toBe(true);
    expect(C.isAstralLetter(0x1f600)).toBe(false);
  });
});
