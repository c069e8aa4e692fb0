import { describe, expect, it } from "vitest";
import { createWordStemmer } from "../../src/fingerprint/stemmed.js";
import { createFolding } from "../../src/text/folding.js";
import { hashWord } from "../../src/text/token-hash.js";

const stems = {
  stopWords: ["The", "7", "été", "$"],
  stem: (word: string) => (word === "gone" ? "" : word.replace(/s$/, "É")),
};
const stemmer = createWordStemmer(createFolding(), stems);

describe("a word stemmer", () => {
  it("drops stop words, however they are written in the list", () => {
    expect(stemmer("the")).toBeNull();
    expect(stemmer("e\u0301te\u0301")).toBeNull();
  });

  it("keeps listed words without a letter, as digits are facts", () => {
    expect(stemmer("7")?.word).toBe("7");
  });

  it("folds and hashes the stem", () => {
    const [lo, hi] = hashWord("town" + "e\u0301");
    expect(stemmer("towns")).toEqual({ word: "towne\u0301", lo, hi });
  });

  it("gives natural composed letters", () => {
    const seen: string[] = [];
    const listening = { stopWords: [], stem: (word: string) => String(seen.push(word) && word) };
    createWordStemmer(createFolding(), listening)("ha\u0308user");
    expect(seen).toEqual(["h\u00e4user"]);
  });

  it("keeps a word whose stem is empty", () => {
    expect(stemmer("gone")?.word).toBe("gone");
  });

  it("does not stem a word of more than 64 units", () => {
    expect(stemmer(`${"x".repeat(63)}s`)?.word).toMatch(/e\u0301$/);
    expect(stemmer(`${"x".repeat(64)}s`)?.word).toMatch(/xs$/);
  });

  it("gives the same answers after its memory was full", () => {
    const before = stemmer("towns");
    for (let i = 0; i < 70_000; i++) stemmer(`w${i}`);
    expect(stemmer("towns")).toEqual(before);
    expect(stemmer("the")).toBeNull();
  });
});
