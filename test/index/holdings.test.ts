import { describe, expect, it } from "vitest";
import type { ArticleRow } from "../../src/index/article-row.js";
import { sealed } from "../../src/index/checked.js";
import { Holdings } from "../../src/index/holdings.js";
import { countersWrite, manifestWrite, NO_COUNTERS } from "../../src/index/manifest.js";
import { createMemoryStore } from "../../src/index/memory-store.js";
import { sequenceKey } from "../../src/index/places.js";
import type { IndexReads } from "../../src/index/store.js";
import type { ShingleSet } from "../../src/model/fingerprint.js";

const manifestOf = (journal: string) =>
  manifestWrite({ nextSpace: 2, buckets: [{ bucket: 0, segments: [], journals: [journal] }] });

const posting = (space: string, key: number) => ({
  space,
  key: sequenceKey(0),
  value: sealed(Buffer.from(Uint32Array.of(key, key).buffer)),
});

const articlesUnder = (holdings: Holdings, key: number): number[] => {
  const found: number[] = [];
  holdings.lookup([key, key], (_, article) => found.push(article));
  return found;
};

describe("what is held", () => {
  it("follows postings that were moved where no article was added", async () => {
    const store = createMemoryStore();
    const counters = countersWrite({ ...NO_COUNTERS, sequence: 1 });
    await store.putBatch([counters, manifestOf("journal0"), posting("journal0", 7)]);
    const holdings = new Holdings(store, "x", 64);
    holdings.refresh();
    expect(articlesUnder(holdings, 7)).toEqual([0]);
    await store.putBatch([counters, manifestOf("journal1"), posting("journal1", 8)]);
    await store.drop("journal0");
    holdings.refresh();
    expect(articlesUnder(holdings, 8)).toEqual([0]);
  });

  it("is one state where making spaces ready shows what another process wrote meanwhile", async () => {
    const store = createMemoryStore();
    await store.putBatch([
      countersWrite({ ...NO_COUNTERS, sequence: 1 }),
      manifestOf("journal0"),
      posting("journal0", 7),
    ]);
    let isFirst = true;
    const ready = (spaces: readonly string[]): boolean => {
      if (!isFirst || !spaces.includes("journal0")) return false;
      isFirst = false;
      // The store in memory writes at once.
      void store.putBatch([
        countersWrite({ ...NO_COUNTERS, sequence: 2 }),
        manifestOf("journal1"),
        posting("journal1", 8),
      ]);
      void store.drop("journal0");
      return true;
    };
    const holdings = new Holdings({ ...store, ready }, "x", 64);
    holdings.refresh();
    expect(holdings.counters.sequence).toBe(2);
    expect(articlesUnder(holdings, 7)).toEqual([]);
    expect(articlesUnder(holdings, 8)).toEqual([0]);
  });

  it("is read once where a writer is busy and no space is opened", async () => {
    const store = createMemoryStore();
    await store.putBatch([countersWrite(NO_COUNTERS), manifestOf("journal0"), posting("journal0", 7)]);
    let asked = 0;
    const ready = (): boolean => {
      if (asked++ < 10) void store.putBatch([countersWrite({ ...NO_COUNTERS, sequence: asked })]);
      return false;
    };
    new Holdings({ ...store, ready }, "x", 64).refresh();
    expect(asked).toBe(1);
  });

  it("is read again where a space comes later than the manifest that names it", async () => {
    const store = createMemoryStore();
    await store.putBatch([countersWrite(NO_COUNTERS), manifestOf("journal0")]);
    let comes = false;
    const ready = (spaces: readonly string[]): boolean => {
      const isNewer = comes && spaces.includes("journal0");
      if (isNewer) void store.putBatch([countersWrite({ ...NO_COUNTERS, sequence: 1 }), posting("journal0", 7)]);
      comes = false;
      return isNewer;
    };
    const holdings = new Holdings({ ...store, ready }, "x", 64);
    holdings.refresh();
    expect(articlesUnder(holdings, 7)).toEqual([]);
    comes = true;
    holdings.refresh();
    expect(holdings.counters.sequence).toBe(1);
    expect(articlesUnder(holdings, 7)).toEqual([0]);
  });

  it("asks the store for what another process wrote", async () => {
    const [before, after] = [createMemoryStore(), createMemoryStore()];
    await before.putBatch([countersWrite(NO_COUNTERS)]);
    await after.putBatch([countersWrite({ ...NO_COUNTERS, sequence: 1 })]);
    let shown = before;
    const refresh = (): void => {
      shown = after;
    };
    const reads: IndexReads = {
      ...before,
      get: (...of) => shown.get(...of),
      getMany: (...of) => shown.getMany(...of),
      refresh,
    };
    const holdings = new Holdings(reads, "x", 64);
    holdings.refresh();
    expect(holdings.counters.sequence).toBe(1);
  });

  it("gives shingles of its own, also of articles that are not stored yet", () => {
    const holdings = new Holdings(createMemoryStore(), "x", 64);
    const row = { bucket: 0, sequence: 0 } as ArticleRow;
    const shingles = new BigUint64Array([9n, 1n, 2n, 9n]).subarray(1, 3) as ShingleSet;
    holdings.unsaved.add(row, { shingles, text: { text: "", ranges: [] } }, new Uint32Array(0), undefined);
    const found = holdings.shingles(row);
    expect([...found]).toEqual([1n, 2n]);
    expect(found.buffer.byteLength).toBe(found.byteLength);
  });

  it("is not read again where nothing changed", async () => {
    const store = createMemoryStore();
    await store.putBatch([countersWrite(NO_COUNTERS), manifestOf("journal0"), posting("journal0", 7)]);
    const holdings = new Holdings(store, "x", 64);
    holdings.refresh();
    const { buckets } = holdings;
    holdings.refresh();
    expect(holdings.buckets).toBe(buckets);
  });
});
