import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { createFileLogs } from "../../src/engine/file-log.js";
import { idRanks } from "../../src/engine/id-order.js";
import { createPassageSpool } from "../../src/engine/passage-spool.js";
import { rankRowsIn } from "../../src/engine/rank-spool.js";
import { createPassageStore } from "../../src/match/passage-store.js";
import { createRankReader, createRankRows } from "../../src/match/rank-rows.js";
import type { CatalogEntry } from "../../src/model/catalog.js";

const folder = mkdtempSync(join(tmpdir(), "dittograph-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("createPassageSpool", () => {
  it("gives back what a store in memory gives, written and read in turn", () => {
    const spool = createPassageSpool(join(folder, "passages"));
    const memory = createPassageStore();
    const places: (readonly [number, number])[] = [];
    for (let n = 0; n < 900; n++) {
      const words = Uint32Array.from({ length: 5 * (n % 301) }, (_, at) => (n * 7919 + at) >>> 0);
      const start = memory.append(words);
      expect(spool.append(words)).toBe(start);
      places.push([start, words.length]);
      const [wanted, length] = places[(n * 31) % places.length] as readonly [number, number];
      expect(spool.read(wanted, length)).toEqual(memory.read(wanted, length));
    }
    for (const [start, length] of places) expect(spool.read(start, length)).toEqual(memory.read(start, length));
    spool.close();
  });

  it("holds more at once than it gathers", () => {
    const spool = createPassageSpool(join(folder, "large"));
    const words = Uint32Array.from({ length: 200_000 }, (_, at) => at);
    spool.append(Uint32Array.of(1, 2, 3));
    expect(spool.append(words)).toBe(3);
    expect(spool.read(3, words.length)).toEqual(words);
    expect(spool.read(0, 3)).toEqual(Uint32Array.of(1, 2, 3));
    spool.close();
  });

  it("names the file where it ends too early", () => {
    const spool = createPassageSpool(join(folder, "short"));
    spool.append(Uint32Array.of(1, 2, 3));
    expect(() => spool.read(1, 9)).toThrow(RangeError);
    spool.close();
  });
});

describe("rankRowsIn", () => {
  it.each([1, 7, 64, 65, 1000])("gives the rows of %d ranks back rank by rank, as rows in memory do", (ranks) => {
    const stores = [
      rankRowsIn(folder)(`rows-${ranks}`, ranks),
      rankRowsIn(folder, undefined, 100)(`slices-${ranks}`, ranks),
      createRankRows("", ranks),
    ];
    for (let n = 0; n < 70_000; n++) for (const rows of stores) rows.add((n * 7919) % ranks, n);
    const [onDisk, inSlices, inMemory] = stores.map((rows) => createRankReader(rows.seal()));
    for (let rank = 0; rank < ranks; rank++) {
      const expected = inMemory?.(rank);
      expect(onDisk?.(rank)).toEqual(expected);
      expect(inSlices?.(rank)).toEqual(expected);
    }
  });
});

describe("idRanks", () => {
  const entriesOf = (ids: readonly string[]) => ids.map((id) => ({ id }) as CatalogEntry);

  it("ranks ids as strings compare", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: "binary", maxLength: 4 }), { maxLength: 50 }), (ids) => {
        const sorted = [...ids].sort((x, y) => (x < y ? -1 : 1));
        expect([...idRanks(entriesOf(ids))]).toEqual(ids.map((id) => sorted.indexOf(id)));
      }),
      { seed: 17 },
    );
  });

  it("ranks ids that come in order, and those where one is out of it", () => {
    const ids = Array.from({ length: 40_000 }, (_, n) => String(n).padStart(6, "0"));
    expect(idRanks(entriesOf(ids)).every((rank, article) => rank === article)).toBe(true);
    const [last = "", ...rest] = ids.toReversed();
    expect([...idRanks(entriesOf([last, ...rest.reverse()]))].slice(0, 3)).toEqual([39_999, 0, 1]);
  });

  it.each([32_768, 32_769, 100_001, 163_840])("ranks %d ids, more than one run, waiting in a file too", (count) => {
    const ids = Array.from({ length: count }, (_, n) => `id${(n * 7919) % count}`.padStart(9, "0"));
    const sorted = [...ids].sort((x, y) => (x < y ? -1 : 1));
    const logs = createFileLogs(folder);
    const ranks = idRanks(entriesOf(ids), logs.make);
    logs.close();
    const unsorted = new Array<string>(count);
    for (const [index, rank] of ranks.entries()) unsorted[rank] = ids[index] as string;
    expect(unsorted).toEqual(sorted);
  });
});
