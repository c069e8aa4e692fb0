import { describe, expect, it } from "vitest";
import { SAYS } from "../../src/clean/page.js";
import { scanPage } from "../../src/clean/scan.js";
import { compoundAt, createVocabulary, INTERFACE, REPORTING } from "../../src/clean/vocabulary.js";
import { splitLines } from "../../src/text/lines.js";

const vocabulary = createVocabulary([
  ["说", REPORTING],
  ["表示", REPORTING],
  ["表示感谢", INTERFACE],
  ["hat gesagt", REPORTING],
]);
const scan = (text: string) => scanPage(text, "lines", splitLines(text), vocabulary);
const says = (text: string): boolean => ((scan(text).bits[0] ?? 0) & SAYS) !== 0;

describe("expressions of several words", () => {
  it.each(["他说不", "他表示不", "Er hat gesagt, nein"])("have traits: %s", (text) => {
    expect(says(text)).toBe(true);
  });

  it.each(["他表不示", "示表", "Er hat nichts gesagt", "hat"])("have none in other words: %s", (text) => {
    expect(says(text)).toBe(false);
  });

  it("count as the longest that fits, each of its words", () => {
    const page = scan("表示感谢");
    expect(compoundAt(vocabulary, page.words.id, 0, page.words.count)?.behind).toHaveLength(3);
    expect(page.interfaceCount[0]).toBe(4);
  });

  it("do not reach over the end of a line", () => {
    expect(says("表\n示")).toBe(false);
    const { words } = scan("表示");
    expect(compoundAt(vocabulary, words.id, 0, 2)).toBeDefined();
    expect(compoundAt(vocabulary, words.id, 0, 1)).toBeUndefined();
  });
});

describe("createVocabulary", () => {
  it("refuses more words than it can number", () => {
    const words = Array.from({ length: 65_536 }, (_, index) => [`w${index}`, 0] as const);
    expect(() => createVocabulary(words)).toThrow(new RangeError("lexicon: expected at most 65535 words, found 65536"));
  });
});
