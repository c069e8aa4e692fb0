import { setImmediate, setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { ArticleRow } from "../../src/index/article-row.js";
import { Holdings } from "../../src/index/holdings.js";
import { Ledger } from "../../src/index/ledger.js";
import { NO_COUNTERS, readManifest } from "../../src/index/manifest.js";
import { createMemoryStore } from "../../src/index/memory-store.js";
import type { IndexStore } from "../../src/index/store.js";

const rowOf = (sequence: number): ArticleRow => ({
  ...{ bucket: 0, sequence, id: `a${sequence}`, given: `a${sequence}`, source: "", date: null, url: null },
  ...{ arrival: 0, time: 0, length: 1, tokens: 1, shingles: 0, samples: 0, textHash: "00".repeat(8), exact: "" },
  ...{ superseded: false, isCopy: true, block: sequence, blockPlace: 0 },
});

/** A store whose batches take some turns, and that counts them. */
function slowStore(): { readonly store: IndexStore; readonly batches: () => number } {
  const memory = createMemoryStore();
  let batches = 0;
  const putBatch: IndexStore["putBatch"] = async (writes) => {
    batches++;
    for (let turn = 0; turn < 5; turn++) await setImmediate();
    await memory.putBatch(writes);
  };
  return { store: { ...memory, putBatch }, batches: () => batches };
}

/** Adds so many articles to tables of 64 entries, and closes at once. */
async function addAndClose(count: number) {
  const { store, batches } = slowStore();
  const holdings = new Holdings(store, "x", 64);
  const commit = { delayMs: 1, changes: 100 };
  const ledger = new Ledger(store, holdings, { path: "x", most: 64, commit, tableEntries: 64, journals: true });
  for (let sequence = 0; sequence < count; sequence++) {
    const keys = Uint32Array.from({ length: 32 }, (_, i) => sequence * 32 + i);
    void ledger.add(rowOf(sequence), keys, undefined, { ...NO_COUNTERS, sequence: sequence + 1 });
  }
  await ledger.close();
  return { store, batches };
}

describe("a ledger that is closed", () => {
  it("asks nothing of its store any more, and has stored the segments that it finished", async () => {
    let segments = 0;
    for (let count = 1; count < 30; count++) {
      const { store, batches } = await addAndClose(count);
      const before = batches();
      const [bucket] = readManifest(store, "x").buckets;
      const stored = store.spaces().filter((space) => space.startsWith("postings")).length;
      expect(bucket?.segments.length).toBeGreaterThanOrEqual(stored - 1);
      segments += bucket?.segments.length ?? 0;
      await setTimeout(5);
      expect([count, batches()]).toEqual([count, before]);
    }
    expect(segments).toBeGreaterThan(0);
  });
});

describe("an index that is always opened for few additions", () => {
  it("stays in few segments, and leaves no space behind", async () => {
    const store = createMemoryStore();
    let most = 0;
    for (let sequence = 0; sequence < 600; ) {
      const holdings = new Holdings(store, "x", 64);
      holdings.refresh();
      const commit = { delayMs: 0, changes: 1 };
      const ledger = new Ledger(store, holdings, { path: "x", most: 64, commit, tableEntries: 64, journals: true });
      for (const end = sequence + 2; sequence < end; sequence++) {
        const keys = Uint32Array.from({ length: 64 }, (_, i) => Math.imul(sequence * 64 + i + 1, 0x9e3779b1) >>> 0);
        void ledger.add(rowOf(sequence), keys, undefined, { ...NO_COUNTERS, sequence: sequence + 1 });
      }
      await ledger.close();
      const [bucket] = readManifest(store, "x").buckets;
      const named = bucket?.segments.map(({ space }) => space) ?? [];
      most = Math.max(most, named.length);
      expect(store.spaces().filter((space) => space.startsWith("postings"))).toEqual(named.sort());
    }
    // Five of each of four tiers, and what waits.
    expect(most).toBeLessThanOrEqual(22);
  });
});
