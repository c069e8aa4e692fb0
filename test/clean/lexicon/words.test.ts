import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitWords } from "../../../src/clean/lexicon/words.js";
import { scanPage } from "../../../src/clean/scan.js";
import { createVocabulary } from "../../../src/clean/vocabulary.js";
import { splitLines } from "../../../src/text/lines.js";

describe("splitWords", () => {
  it.each([
    ["Read more:", ["read", "more", ":"]],
    ["责任编辑：", ["责", "任", "编", "辑", ":"]],
    ["QQ空间", ["qq", "空", "间"]],
    ["ニュース", ["ニ", "ュ", "ー", "ス"]],
    ["メールmail", ["メ", "ー", "ル", "mail"]],
    ["【纠错】", ["(", "纠", "错", ")"]],
    ["e-mail", ["e", "mail"]],
    ["a - b — c—d", ["a", "-", "b", "-", "c", "-", "d"]],
    ["l’article n'est 3.5 3. 5", ["l'article", "n'est", "3.5", "3", "5"]],
    ["أيضاً", ["ايضا"]],
    ["…!?", []],
  ])("cuts %s", (literal, words) => {
    expect(splitWords(literal)).toEqual(words);
  });

  it("gives a Thai vowel that folds to two units as one word", () => {
    expect(splitWords("ทำ")).toHaveLength(2);
  });

  /** What the scanner finds in a text, each word as a rule's word would be known to it. */
  function scanned(text: string): number[] {
    const vocabulary = createVocabulary(splitWords(text).map((word) => [word, 0] as const));
    const page = scanPage(text, "lines", splitLines(text), vocabulary);
    const wanted = splitWords(text).map((word) => vocabulary.number(word));
    expect(Array.from(page.words.id.subarray(0, page.words.count))).toEqual(wanted);
    return wanted;
  }

  it("cuts as the scanner does", () => {
    const letters = [..."aÉß’'.,-–—:：|()（】©@#&9٣งำาがーｶﾞ한д编쓰ယ။๏ \u00ad\u200f"];
    const text = fc.array(fc.constantFrom(...letters), { maxLength: 24 }).map((units) => units.join("").trim());
    fc.assert(
      fc.property(text, (literal) => {
        scanned(literal);
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});
