import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Tokens } from "../../src/model/fingerprint.js";
import type { Range } from "../../src/model/span.js";
import { createFolding } from "../../src/text/folding.js";
import { hashWord } from "../../src/text/token-hash.js";
import { createTokeniser } from "../../src/text/tokens.js";
import { anyText, cutAt } from "./unicode.js";

const tokenise = createTokeniser(createFolding());
const whole = (text: string) => tokenise(text, [{ start: 0, end: text.length }]);

/** One row per token: [start, end, lo, hi]. */
function rows(tokens: Tokens): number[][] {
  const { lo, hi, start, end } = tokens;
  expect([lo.length, hi.length, start.length, end.length]).toEqual(new Array(4).fill(tokens.count));
  return Array.from(start, (from, i) => [from, end[i], lo[i], hi[i]] as number[]);
}

const pieces = (text: string, ranges: readonly Range[] = [{ start: 0, end: text.length }]) =>
  rows(tokenise(text, ranges)).map(([start, end]) => text.slice(start, end));
const hashes = (text: string) => rows(whole(text)).map(([, , lo, hi]) => [lo, hi]);

// The dull model: one regular expression for a token, one for its fold.
const IGNORED = "\\p{Default_Ignorable_Code_Point}";
const MARK = `(?:(?!${IGNORED})[\\p{M}\\uff9e\\uff9f\\ufc5e-\\ufc63\\ufe70\\ufe72\\ufe74\\ufe76\\ufe78\\ufe7a\\ufe7c\\ufe7e])`;
const LETTER = `(?:(?!${IGNORED}|${MARK})[\\p{L}\\p{N}])`;
const SCRIPTS = ["Han", "Hiragana", "Katakana", "Thai", "Lao", "Khmer", "Myanmar"];
const SOLO = `(?:(?=${LETTER})[${SCRIPTS.map((script) => `\\p{Script_Extensions=${script}}`).join("")}])`;
const WORD = `(?:(?!${SOLO})${LETTER}|${MARK})`;
const TOKEN = new RegExp(`${SOLO}(?:${IGNORED}*${MARK})*|${WORD}(?:${IGNORED}*${WORD})*`, "gu");

function modelFold(token: string): string {
  const kept = Array.from(token.replace(new RegExp(IGNORED, "gu"), ""), (c) => c.normalize("NFKD")).join("");
  const lower = Array.from(kept.toLowerCase().toUpperCase(), (c) => c.toLowerCase()).join("");
  return Array.from(lower, (c) => c.normalize("NFKD"))
    .join("")
    .replace(/\s/gu, "");
}

const model = (text: string, at = 0) =>
  Array.from(text.matchAll(TOKEN), (match) => {
    const start = at + match.index;
    return [start, start + match[0].length, ...hashWord(modelFold(match[0]))];
  });

describe("a tokeniser", () => {
  it.each([
    ["Two words, 3 tokens.", ["Two", "words", "3", "tokens"]],
    ["the minister's co-op", ["the", "minister", "s", "co", "op"]],
    ["it’s “quoted”", ["it", "s", "quoted"]],
    ["naïve façade", ["naïve", "façade"]],
    ["東京で雨", ["東", "京", "で", "雨"]],
    ["2024年の漢字mix", ["2024", "年", "の", "漢", "字", "mix"]],
    ["データ", ["デ", "ー", "タ"]],
    ["ｶﾞｽ", ["ｶﾞ", "ｽ"]],
    ["ไทยดี", ["ไ", "ท", "ย", "ดี"]],
    ["ខ្មែរ", ["ខ្", "មែ", "រ"]],
    ["हिन्दी में", ["हिन्दी", "में"]],
    ["서울 날씨", ["서울", "날씨"]],
    ["العربية", ["العربية"]],
    ["re\u00adporter wi\u200dth", ["re\u00adporter", "wi\u200dth"]],
    ["\ufeffword\u200b, next", ["word", "next"]],
    ["a\ud800b", ["a", "b"]],
    ["a\u0000b", ["a", "b"]],
    ["😀 ❤\ufe0f", []],
    ["", []],
  ])("cuts %j into %j", (text, expected) => {
    expect(pieces(text)).toEqual(expected);
  });

  it.each([
    ["CAFÉ", "cafe\u0301"],
    ["Straße", "STRASSE"],
    ["Ｎｅｗｓ", "news"],
    ["ΟΔΟΣ", "οδος"],
    ["ﬁnal", "final"],
    ["ガ", "ｶﾞ"],
    ["co\u00adop", "coop"],
    ["한", "\u1112\u1161\u11ab"],
  ])("gives %j and %j the same hash", (a, b) => {
    expect(hashes(a)).toEqual(hashes(b));
  });

  it.each([
    ["resume", "résumé"],
    ["7", "8"],
    ["co-op", "coop"],
  ])("does not give %j and %j the same hashes", (a, b) => {
    expect(hashes(a)).not.toEqual(hashes(b));
  });

  it("reads the given ranges only, and no token across their border", () => {
    expect(
      pieces("one two three", [
        { start: 2, end: 5 },
        { start: 5, end: 6 },
        { start: 8, end: 13 },
      ]),
    ).toEqual(["e", "t", "w", "three"]);
    expect(pieces("one", [])).toEqual([]);
  });

  it("agrees with a regular expression on any text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(rows(whole(text))).toEqual(model(text));
      }),
      { seed: 2, numRuns: 3000 },
    );
  });

  it("finds in ranges what it finds in their text alone", () => {
    const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 });
    fc.assert(
      fc.property(anyText, shares, (text, cuts) => {
        const ranges = cutAt(text, cuts);
        const alone = ranges.flatMap(({ start, end }) => model(text.slice(start, end), start));
        expect(rows(tokenise(text, ranges))).toEqual(alone);
      }),
      { seed: 3, numRuns: 1000 },
    );
  });

  it("hashes a token the same wherever it stands", () => {
    const before = fc.string({ unit: fc.constantFrom(" ", ".", "\n", "漢", "😀"), maxLength: 10 });
    fc.assert(
      fc.property(anyText, before, (text, lead) => {
        const moved = rows(whole(`${lead}|${text}`)).slice(rows(whole(lead)).length);
        expect(moved.map(([, , lo, hi]) => [lo, hi])).toEqual(hashes(text));
      }),
      { seed: 4 },
    );
  });

  it.each([991, 992, 993, 1024, 5000, 100_001])("hashes a token of %i units as one", (length) => {
    const plain = "abcdefg".repeat(length).slice(0, length);
    expect(rows(whole(` ${plain} x`))[0]).toEqual([1, 1 + length, ...hashWord(plain)]);
    const wide = `é${plain}`;
    expect(rows(whole(wide))).toEqual([[0, wide.length, ...hashWord(`e\u0301${plain}`)]]);
  });

  it("hashes the longest folds one behind the other", () => {
    expect(rows(whole("\ufdfa".repeat(500)))).toEqual(model("\ufdfa".repeat(500)));
  });

  it("is not disturbed by what it read before", () => {
    const fresh = createTokeniser(createFolding());
    whole("x".repeat(3000) + " y".repeat(300_000));
    expect(rows(whole("Zürich am Morgen"))).toEqual(rows(fresh("Zürich am Morgen", [{ start: 0, end: 16 }])));
  });

  it("reads long runs of ignorable code points and of marks to their end", () => {
    expect(whole("a\u200b".repeat(500_000)).count).toBe(1);
    expect(whole(`a${"\u200b".repeat(1_000_000)}.`.repeat(2)).count).toBe(2);
    expect(whole(`a${"\u0301".repeat(1_000_000)}`).count).toBe(1);
  });
});
