import { describe, expect, it } from "vitest";
import { LEXICONS } from "../../../src/clean/lexicon/all.js";
import { compileLexicon } from "../../../src/clean/lexicon/compile.js";
import { placesOf } from "../../../src/clean/lexicon/places.js";
import type { WordTable } from "../../../src/clean/vocabulary.js";
import { MOST_KNOWN } from "../../../src/model/page-reader.js";

/** A table of words with these hashes, numbered from 1; of a table only hashes and numbers are asked. */
function tableOf(hashes: readonly number[]): WordTable {
  const columns = { hashes: Int32Array.from(hashes), numbers: Uint16Array.from(hashes, (_, i) => i + 1) };
  return { ...columns, mask: 0, units: new Uint16Array(0), starts: new Uint32Array(0) };
}

/** The number that a hash leads to, as the kernel looks it up. */
function numberAt({ table, factors }: ReturnType<typeof placesOf>, hash: number): number {
  const spread = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  const factor = factors[Math.floor(spread / (2 ** 32 / factors.length))] ?? 0;
  return table[Math.floor((Math.imul(spread, factor) >>> 0) / (2 ** 32 / table.length))] ?? 0;
}

describe("the places of words", () => {
  it.each(LEXICONS.map((lexicon) => [lexicon.language, lexicon] as const))(
    "hold each word of %s once",
    (_, lexicon) => {
      const { table: words } = compileLexicon([lexicon]).vocabulary;
      const places = placesOf(words);
      for (const [slot, number] of words.numbers.entries())
        if (number !== 0) expect(numberAt(places, words.hashes[slot] ?? 0)).toBe(number);
      const placed = places.table.filter((number) => number !== 0);
      expect(new Set(placed).size).toBe(placed.length);
      expect(placed.length).toBe(words.numbers.filter((number) => number !== 0).length);
    },
  );

  it("are shared by words of one hash, one chained to the other, and by no others", () => {
    const places = placesOf(tableOf([5, 9, 5, 7, 5, 9]));
    expect([5, 9, 7].map((hash) => numberAt(places, hash))).toEqual([1, 2, 4]);
    expect(Array.from(places.chained)).toEqual([0, 3, 6, 5, 0, 0, 0]);
    expect(Array.from(placesOf(tableOf([5, 9, 7])).chained)).toEqual([0, 0, 0, 0]);
  });

  it("are none where there are more words than a kernel has room for, and some where there are as many", () => {
    const hashes = Array.from({ length: MOST_KNOWN - 1 }, (_, i) => Math.imul(i + 1, 0x9e3779b3));
    const { table, factors } = placesOf(tableOf(hashes));
    expect(table.length).toBeGreaterThan(0);
    expect(table.length).toBeLessThanOrEqual(MOST_KNOWN * 4);
    expect(factors.length).toBeLessThanOrEqual(MOST_KNOWN);
    expect(placesOf(tableOf([...hashes, 0])).table.length).toBe(0);
  });

  it("are few where there are few words, or none", () => {
    expect(placesOf(tableOf([])).table.every((number) => number === 0)).toBe(true);
    expect(numberAt(placesOf(tableOf([-3])), -3)).toBe(1);
  });
});
