import { describe, expect, it } from "vitest";
import {
  codePointWithin,
  createFolding,
  foldStretch,
  IGNORABLE,
  MARK,
  SEPARATOR,
  SOLO,
  SPACE,
  WORD,
} from "../../src/text/folding.js";

const folding = createFolding();
const fold = (text: string) => foldStretch(folding, text, 0, text.length);
const classOf = (character: string) => {
  const codePoint = character.codePointAt(0) as number;
  return folding.page(codePoint).classes[codePoint & 0xff];
};

describe("the fold of a code point", () => {
  it.each([
    ["A", "a"],
    ["É", "e\u0301"],
    ["ß", "ss"],
    ["ẞ", "ss"],
    ["ς", "σ"],
    ["Σ", "σ"],
    ["Ａ", "a"],
    ["７", "7"],
    ["ﬁ", "fi"],
    ["İ", "i\u0307"],
    ["ı", "i"],
    ["ｶﾞ", "\u30ab\u3099"],
    ["K", "k"],
    ["\u{10400}", "\u{10428}"],
    ["\ufdfa", "صلىاللهعليهوسلم"],
    ["soft\u00adhyphen", "softhyphen"],
    ["“q”", "“q”"],
    ["\ud800", "\ud800"],
  ])("makes %j into %j", (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it("does not look at its neighbours: a sigma folds alike inside and at the end of a word", () => {
    expect(fold("ΟΔΟΣ")).toBe(fold("ΟΔΟ") + fold("Σ"));
  });

  it("is the same for every letter case and normal form of every code point, and for its own result, spaces apart", () => {
    for (let code = 0; code < 0x110000; code++) {
      if (code >= 0xd800 && code < 0xe000) continue;
      const character = String.fromCodePoint(code);
      const folded = fold(character);
      const forms = ["NFC", "NFD", "NFKC", "NFKD"].map((form) => character.normalize(form));
      const others = new Set([character.toUpperCase(), character.toLowerCase(), folded, ...forms]);
      others.delete(character);
      for (const other of others) {
        const again = fold(other).replaceAll(" ", "");
        if (again !== folded.replaceAll(" ", "")) expect([code, other, again]).toEqual([code, other, folded]);
      }
    }
  });

  it("is empty for ignorable code points only, so that every token has a word", () => {
    for (let code = 0; code < 0x110000; code++) {
      const { classes, starts } = folding.page(code);
      const index = code & 0xff;
      const empty = starts[index] === starts[index + 1];
      if (empty !== (classes[index] === IGNORABLE)) expect(code).toBe("a code point with a matching fold");
    }
  });

  it("takes no more than 15 units, which the tokeniser's buffer counts on", () => {
    let longest = 0;
    for (let code = 0; code < 0x110000; code++) {
      const { starts } = folding.page(code);
      longest = Math.max(longest, (starts[(code & 0xff) + 1] as number) - (starts[code & 0xff] as number));
    }
    expect(longest).toBe(15);
  });
});

describe("the class of a code point", () => {
  it.each([
    ["letters of scripts with spaces", "aÉяعहि한".replace(/\p{M}/gu, ""), WORD],
    ["digits and numerals", "7７½²Ⅷ", WORD],
    ["letters of scripts without spaces", "漢々〆あアーｱไກខမ𠀀", SOLO],
    ["digits of scripts without spaces", "๗〇㊂", SOLO],
    ["marks, halfwidth voiced marks too", "\u0301\u093f\u0e31\u3099\uff9e", MARK],
    ["ignorable code points", "\u00ad\u200b\u200c\u200d\u2060\u200e\u202e\ufeff\ufe0f\u{e0100}\u3164", IGNORABLE],
    ["white space", " \t\n\u0085\u00a0\u2028\u3000", SPACE],
    ["punctuation, symbols and controls", ".’-_$…。\u0000😀", SEPARATOR],
    ["lone surrogates and private use", "\ud800\udfff\ue000", SEPARATOR],
  ])("knows %s", (_, characters, expected) => {
    for (const character of Array.from(characters))
      expect([character, classOf(character)]).toEqual([character, expected]);
  });
});

describe("codePointWithin", () => {
  it("reads a pair of surrogates as one code point", () => {
    expect(codePointWithin("a😀", 1, 3)).toBe(0x1f600);
  });

  it("does not read across the end, nor pair what is no pair", () => {
    expect(codePointWithin("a😀", 1, 2)).toBe(0xd83d);
    expect(codePointWithin("\ud83da", 0, 2)).toBe(0xd83d);
    expect(codePointWithin("😀", 1, 2)).toBe(0xde00);
  });
});
