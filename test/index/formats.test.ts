import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPreparer } from "../../src/engine/index-prepare.js";
import { type ArticleRow, decodeRow, encodeRow } from "../../src/index/article-row.js";
import { decodeEligible, encodeEligible } from "../../src/index/eligible-text.js";
import { CHUNK_BYTES, filterWords, KeyFilter } from "../../src/index/key-filter.js";
import { packTexts, unpackText } from "../../src/index/text-block.js";
import { DEFAULTS } from "../../src/options.js";

const row: ArticleRow = {
  ...{
    bucket: -3,
    sequence: 7,
    id: "a~2",
    given: "a",
    source: "Wire \ud800",
    date: null,
    url: "https://example.org/ü",
  },
  ...{ arrival: 1.5e12, time: -5, length: 9, tokens: 8, shingles: 4, samples: 1 },
  ...{ textHash: "00112233445566ff", exact: "0f".repeat(16), superseded: true, isCopy: false, block: 6, blockPlace: 1 },
  link: { bucket: 2, sequence: 3, relation: "contained", jaccard: 1 / 3, containment: [0.75, 1] },
};

describe("a row", () => {
  it("comes back as it was", () => {
    expect(decodeRow({ bucket: -3, sequence: 7 }, encodeRow(row))).toEqual(row);
    const { link: _link, ...kept } = { ...row, exact: "", superseded: false };
    expect(decodeRow({ bucket: -3, sequence: 7 }, encodeRow(kept))).toEqual(kept);
    const plain = { ...row, given: row.id };
    expect(decodeRow({ bucket: -3, sequence: 7 }, encodeRow(plain))).toEqual(plain);
  });

  it("with any bit turned is refused by name", () => {
    const bytes = encodeRow(row);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const turned = Buffer.from(bytes);
      turned[bit >> 3] = (turned[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(() => decodeRow({ bucket: 0, sequence: 7 }, turned)).toThrow(/damaged index, article 7/);
    }
    expect(() => decodeRow({ bucket: 0, sequence: 7 }, Buffer.alloc(2))).toThrow(/expected a checksum, found 2 bytes/);
  });
});

describe("the text that is compared", () => {
  it("gives the same tokens and facts with the same offsets, for any text and ranges", async () => {
    const preparer = await createPreparer(DEFAULTS, {});
    const words = fc.constantFrom(
      "Anna",
      "met",
      "3.1",
      " ",
      ", ",
      "\n",
      "東京",
      "e\u0301",
      "\ud800",
      "😀",
      "1,250",
      ".",
      "Vessby",
    );
    const texts = fc.array(words, { maxLength: 30 }).map((parts) => parts.join(""));
    const cuts = fc.array(fc.nat(60), { maxLength: 6 });
    fc.assert(
      fc.property(texts, cuts, (text, marks) => {
        const sorted = [...new Set(marks.filter((mark) => mark <= text.length))].sort((x, y) => x - y);
        const ranges = [];
        for (let i = 0; i + 1 < sorted.length; i += 2)
          ranges.push({ start: sorted[i] as number, end: sorted[i + 1] as number });
        const back = decodeEligible(encodeEligible({ text, ranges }));
        expect(back.ranges).toEqual(ranges);
        expect(back.text.length).toBe(text.length);
        const [before, after] = [preparer.side({ text, ranges }), preparer.side(back)];
        expect(after.tokens).toEqual(before.tokens);
        expect(after.facts()).toEqual(before.facts());
      }),
      { numRuns: 500, seed: 2 },
    );
  });

  it("comes out of its block, and a damaged block is named", async () => {
    const texts = ["", "one", "x".repeat(5000)].map((text) => Buffer.from(text));
    const block = await packTexts(texts);
    for (const [place, text] of texts.entries()) {
      expect(unpackText(block, place, () => "text of article 3").equals(text)).toBe(true);
    }
    block[9] = (block[9] as number) ^ 4;
    expect(() => unpackText(block, 1, () => "text of article 3")).toThrow(/damaged index, text of article 3/);
  });
});

describe("a key filter", () => {
  it("has every key that was added, and few others", () => {
    const filter = KeyFilter.forKeys(10_000);
    const lo = (i: number) => (Math.imul(i, 0x9e3779b1) & ~7) >>> 0;
    const hi = (i: number) => Math.imul(i ^ 0x5bd1e995, 0x85ebca6b) >>> 0;
    for (let i = 0; i < 10_000; i++) filter.add(lo(i), hi(i));
    let passed = 0;
    for (let i = 0; i < 10_000; i++) {
      expect(filter.has(lo(i), hi(i))).toBe(true);
      if (filter.has(lo(i + 50_000), hi(i + 50_000))) passed++;
    }
    expect(passed).toBeLessThan(600);
  });

  it("reads a chunk when one of its keys is first looked up, and not again", () => {
    const made = KeyFilter.forKeys(40_000);
    const key = (i: number) => [Math.imul(i, 0x9e3779b1) >>> 0, Math.imul(i, 0x85ebca6b) >>> 0] as const;
    for (let i = 0; i < 40_000; i++) made.add(...key(i));
    const bytes = new Uint8Array(made.words.buffer);
    const chunks = Math.ceil(bytes.length / CHUNK_BYTES);
    const read: number[] = [];
    const lazy = new KeyFilter(filterWords(made.words.length), (chunk) => {
      read.push(chunk);
      return bytes.subarray(chunk * CHUNK_BYTES, (chunk + 1) * CHUNK_BYTES);
    });
    expect(read).toEqual([]);
    lazy.has(...key(1));
    lazy.has(...key(1));
    expect(read).toHaveLength(1);
    for (let i = 0; i < 80_000; i++) expect(lazy.has(...key(i))).toBe(made.has(...key(i)));
    expect(read.sort((x, y) => x - y)).toEqual(Array.from({ length: chunks }, (_, i) => i));
    expect(chunks).toBeGreaterThan(2);
  });
});
