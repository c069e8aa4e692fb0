import fc from "fast-check";
import { Minhash } from "minhash";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/errors.js";
import { createFingerprinter, createTokenReader, shingleTexts } from "../../src/fingerprint/fingerprint.js";
import { shingle } from "../../src/fingerprint/shingles.js";
import { DEFAULTS, type Options } from "../../src/options.js";
import { anyText } from "../text/unicode.js";
import { spanOf } from "./sets.js";

const TEXT = "The harbour wall was closed on Monday.\nShips waited outside until the tide turned.\n";
const fingerprinter = (options: Partial<Options> = {}) => createFingerprinter({ ...DEFAULTS, ...options });
const fingerprint = await fingerprinter();

async function read(analyzer: string, text: string): Promise<string[]> {
  const tokens = (await createTokenReader({ analyzer }))(text, [{ start: 0, end: text.length }]);
  return Array.from(tokens.start, (start, i) => text.slice(start, tokens.end[i]));
}

describe("a fingerprinter", () => {
  it("counts tokens, and makes shingles and a signature of the asked shape", () => {
    const print = fingerprint(TEXT, []);
    expect(print.tokens).toBe(14);
    expect(print.shingles).toHaveLength(10);
    expect(print.signature).toHaveLength(128);
    expect(print.exact).toMatch(/^[0-9a-f]{32}$/);
  });

  it("leaves spans that do not feed the fingerprint out of the shingles, and only cut spans out of the exact key", () => {
    const flagged = fingerprint(TEXT, [spanOf(0, 39, "flag")]);
    const removed = fingerprint(TEXT, [spanOf(0, 39, "remove")]);
    const alone = fingerprint(TEXT.slice(39), []);
    expect(flagged.shingles).toEqual(alone.shingles);
    expect(flagged.exact).toBe(fingerprint(TEXT, []).exact);
    expect(removed).toEqual(alone);
  });

  it("makes no shingle across a span that was left out", () => {
    const apart = fingerprint("one two three X four five six", [spanOf(14, 15, "flag")]);
    expect(apart.shingles).toEqual(fingerprint("one two three four five six", []).shingles);
    expect(apart.tokens).toBe(6);
  });

  it("gives a text without a token neither shingle nor key, and no other text", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const print = fingerprint(text, []);
        const worded = /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{M}\p{N}]/u.test(text);
        expect([print.tokens > 0, print.shingles.length > 0, print.exact !== ""]).toEqual([worded, worded, worded]);
        expect(print.signature.every((row) => row === 0xffffffff)).toBe(!worded);
      }),
      { seed: 12, numRuns: 500 },
    );
  });

  it("gives the same text the same fingerprint, whatever it and others read before", async () => {
    const other = await fingerprinter();
    fc.assert(
      fc.property(anyText, anyText, (text, before) => {
        fingerprint(before, []);
        expect(fingerprint(text, [])).toEqual(other(text, []));
      }),
      { seed: 13 },
    );
  });

  it("takes seed, rows and shingle width from the options", async () => {
    const [seeded, wide] = [await fingerprinter({ seed: 2, hashes: 64 }), await fingerprinter({ shingle: 14 })];
    expect(seeded(TEXT, []).signature).toHaveLength(64);
    expect(seeded(TEXT, []).signature[0]).not.toBe(fingerprint(TEXT, []).signature[0]);
    expect(wide(TEXT, []).shingles).toHaveLength(1);
  });

  it("signs as the package minhash does where that scheme is asked for", async () => {
    const print = (await fingerprinter({ scheme: "minhash-js", hashes: 32, shingle: 2 }))("Straße im Regen", []);
    const minhash = new Minhash({ numPerm: 32, seed: 1 });
    minhash.update("strasse im");
    minhash.update("im regen");
    expect(Array.from(print.signature)).toEqual(minhash.hashvalues);
    expect(print.shingles).toEqual((await fingerprinter({ shingle: 2 }))("Straße im Regen", []).shingles);
  });

  it("signs stems where both a stemmer and the scheme of minhash are asked for", async () => {
    const options = { scheme: "minhash-js", analyzer: "stemmed:en" } as const;
    const print = (await fingerprinter(options))("The ships were waiting", []);
    const minhash = new Minhash({ numPerm: 128, seed: 1 });
    minhash.update("ship wait");
    expect(Array.from(print.signature)).toEqual(minhash.hashvalues);
  });

  it("throws on a language without a stemmer", async () => {
    await expect(fingerprinter({ analyzer: "stemmed:xx" })).rejects.toThrow(UsageError);
    await expect(createTokenReader({ analyzer: "stemmed:xx" })).rejects.toThrow(UsageError);
  });

  it("takes a hostile text of millions of units in its stride", () => {
    expect(fingerprint("a".repeat(5_000_000), []).tokens).toBe(1);
    expect(fingerprint("\u200b".repeat(5_000_000), []).tokens).toBe(0);
    expect(fingerprint("漢".repeat(500_000), []).tokens).toBe(500_000);
  });
});

describe("a token reader", () => {
  it("reads the tokens that the shingles are made of", async () => {
    for (const analyzer of ["unicode", "stemmed:en"]) {
      const tokens = (await createTokenReader({ analyzer }))(TEXT, [{ start: 0, end: TEXT.length }]);
      const print = (await fingerprinter({ analyzer }))(TEXT, []);
      expect(shingle(tokens, 5)).toEqual(print.shingles);
      expect(tokens.count).toBe(print.tokens);
    }
  });

  it("drops stop words, and keeps the offsets of whole words", async () => {
    expect(await read("stemmed:en", TEXT)).toEqual([
      ..."harbour wall closed Monday Ships waited outside tide turned".split(" "),
    ]);
    expect(await read("unicode", TEXT)).toContain("The");
  });

  it("gives inflections of a word the same token, and other words not", async () => {
    const tokens = (await createTokenReader({ analyzer: "stemmed:en" }))("ship Ships shop", [{ start: 0, end: 15 }]);
    expect(tokens.lo[0]).toBe(tokens.lo[1]);
    expect(tokens.lo[0]).not.toBe(tokens.lo[2]);
  });

  it("leaves words of other scripts as the default analyzer has them", async () => {
    expect(await read("stemmed:de", "東京 und Γράμμα 7")).toEqual(["東", "京", "Γράμμα", "7"]);
  });
});

describe("shingleTexts", () => {
  it.each([
    [[], []],
    [["a"], ["a"]],
    [["a", "b", "c"], ["a b c"]],
    [
      ["a", "b", "c", "d"],
      ["a b c", "b c d"],
    ],
  ])("makes of %j the texts %j", (words, texts) => {
    expect([...shingleTexts(words, 3)]).toEqual(texts);
  });
});
