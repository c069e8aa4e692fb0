import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shingle, shingleSequence } from "../../src/fingerprint/shingles.js";
import { anyArticle, expectSameColumn, kernel, MOST_UNITS, read, tokenise, whole } from "./kernels.js";

function expectSameShingles(text: string, width: number): void {
  expectSameColumn(kernel.shingle(read(text), width), shingle(tokenise(text, whole(text)), width));
}

/** Words whose hashes have the same first 14 bits, the largest hash first. */
function craftedWords(count: number): string[] {
  const found: { readonly word: string; readonly low: number }[] = [];
  for (let first = 0; found.length < count; first += 100_000) {
    const words = Array.from({ length: 100_000 }, (_, i) => `w${first + i}`);
    const text = words.join(" ");
    const { hi } = shingleSequence(tokenise(text, whole(text)), 1);
    hi.forEach((high, i) => {
      if (high >>> 18 === 77) found.push({ word: words[i] as string, low: high });
    });
  }
  return found.sort((x, y) => y.low - x.low).map(({ word }) => word);
}

describe("the kernel's shingles", () => {
  it("are those of the reference for any text and width", () => {
    fc.assert(fc.property(anyArticle, fc.integer({ min: 1, max: 32 }), expectSameShingles), { seed: 34, numRuns: 700 });
  });

  it("are those of the reference where one comes again and again", () => {
    for (const times of [2, 47, 48, 49, 50, 200, 5000]) {
      expectSameShingles("again ".repeat(times), 5);
      expectSameShingles(`${"a ".repeat(times)}${"b ".repeat(times)}c d e f`, 3);
      expectSameShingles("one two three four five six seven eight ".repeat(times), 5);
    }
  });

  it("are those of the reference where many hashes begin alike", () => {
    const begins = (token: string) => (shingle(tokenise(token, whole(token)), 1)[0] as bigint) >> 57n;
    const han = Array.from({ length: 40_000 }, (_, i) => String.fromCodePoint(0x20000 + i));
    const crowd = han.filter((token) => begins(token) === 77n);
    expect(crowd.length).toBeGreaterThan(200);
    for (const size of [2, 100, 128, 129, 130, 200, crowd.length]) expectSameShingles(crowd.slice(0, size).join(""), 1);
    expectSameShingles(`${crowd.join("")}${crowd.join("")}again and again ${han.slice(0, 300).join("")}`, 1);
  });

  it("are those of the reference where crafted hashes begin alike and come in the wrong order", () => {
    const crowd = craftedWords(140);
    for (const size of [2, 128, 129, 130, 131, crowd.length]) expectSameShingles(crowd.slice(0, size).join(" "), 1);
    expectSameShingles([...crowd, ...crowd].join(" "), 1);
  });

  it("are those of the reference for every number of tokens up to a few hundred", () => {
    const words = Array.from({ length: 300 }, (_, i) => `w${i}`);
    for (let count = 0; count <= words.length; count++) expectSameShingles(words.slice(0, count).join(" "), 5);
  });

  it("are those of the reference for the longest text", () => {
    const tokens = Array.from({ length: MOST_UNITS }, (_, i) => String.fromCharCode(0x4e00 + ((i * i) % 20_011)));
    expectSameShingles(tokens.join(""), 5);
    expectSameShingles(tokens.join(""), 1);
    const spread = Array.from({ length: MOST_UNITS }, (_, i) => String.fromCharCode(0x3400 + ((i * 7919) % 27_000)));
    for (const width of [1, 2, 32]) expectSameShingles(spread.join(""), width);
    expectSameShingles("漢".repeat(MOST_UNITS), 5);
  });

  it("agree with the test vectors of the reference", () => {
    read("The minister said on Monday that talks");
    const hashes = ["edd1834835b32bb5", "47037336a408c48a", "633b8a19e95eb399"].map((hex) => BigInt(`0x${hex}`));
    expect([...kernel.shingle(7, 5)]).toEqual(hashes.sort((a, b) => (a < b ? -1 : 1)));
    expect([...kernel.shingle(read("the minister said"), 5)]).toEqual([0xebd084726ddc6055n]);
  });
});
