import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ArticleRow } from "../../src/index/article-row.js";
import { Holdings } from "../../src/index/holdings.js";
import type { KeyFilter } from "../../src/index/key-filter.js";
import { Ledger } from "../../src/index/ledger.js";
import { NO_COUNTERS } from "../../src/index/manifest.js";
import { createMemoryStore } from "../../src/index/memory-store.js";
import { PickedKeys, packPicks } from "../../src/index/picked-keys.js";

const LEADERS = 4;
/** Keys of an article; four articles fill a table. */
const KEYS = 16;

const rowOf = (sequence: number): ArticleRow => ({
  ...{ bucket: 0, sequence, id: `a${sequence}`, given: `a${sequence}`, source: "", date: null, url: null },
  ...{ arrival: 0, time: 0, length: 1, tokens: 1, shingles: 0, samples: 0, textHash: "00".repeat(8), exact: "" },
  ...{ superseded: false, isCopy: true, block: sequence, blockPlace: 0 },
});

/** Keys of which a third are those of many others. */
const keysOf = (seed: number): Uint32Array =>
  Uint32Array.from({ length: 2 * KEYS }, (_, i) => Math.imul((i % 3 === 0 ? i : seed * 64 + i) + 1, 0x9e3779b1) >>> 0);

const found = (holdings: Holdings, keys: Uint32Array, picked?: PickedKeys): number[] => {
  const articles: number[] = [];
  holdings.lookupAll(keys, (_, article) => articles.push(article), picked);
  return articles;
};

const pickedBy = (filters: readonly KeyFilter[], keys: Uint32Array): PickedKeys =>
  new PickedKeys(filters, packPicks(filters, [keys]), 0);

function opened() {
  const store = createMemoryStore();
  const open = () => {
    const holdings = new Holdings(store, "x", LEADERS);
    holdings.refresh();
    const commit = { delayMs: 0, changes: 3 };
    const settings = { path: "x", most: LEADERS, commit, tableEntries: 4 * KEYS, journals: true };
    return { holdings, ledger: new Ledger(store, holdings, settings) };
  };
  return { open };
}

const action = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant("add" as const), seed: fc.nat(40) }) },
  { weight: 3, arbitrary: fc.constant({ kind: "turns" as const }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("remove" as const), of: fc.nat() }) },
  { weight: 1, arbitrary: fc.constantFrom({ kind: "merge" as const }, { kind: "reopen" as const }) },
);

describe("look-ups with keys that were picked ahead", () => {
  it("find what others find, whatever was written since the filters were heard of", async () => {
    let most = 0;
    let stale = 0;
    const check = async (actions: readonly (typeof action extends fc.Arbitrary<infer A> ? A : never)[]) => {
      const { open } = opened();
      let { holdings, ledger } = open();
      let heard: readonly KeyFilter[] = [];
      const later: (readonly KeyFilter[])[] = [];
      for (const [n, one] of actions.entries()) {
        const { sequence } = holdings.counters;
        if (one.kind === "add") {
          void ledger.add(rowOf(sequence), keysOf(one.seed), undefined, { ...NO_COUNTERS, sequence: sequence + 1 });
        } else if (one.kind === "remove") {
          if (sequence > 0) void ledger.remove(rowOf(one.of % sequence), holdings.counters);
        } else if (one.kind === "merge") {
          await ledger.merge({ whole: true });
        } else if (one.kind === "reopen") {
          await ledger.close();
          ({ holdings, ledger } = open());
        } else {
          for (let i = 0; i < 8; i++) await new Promise((resolve) => setImmediate(resolve));
        }
        // Heard of a while ago.
        later.push(holdings.wholeFilters());
        if (n % 5 === 4) heard = later.splice(0)[0] ?? [];
        const keys = keysOf(n % 41);
        expect(found(holdings, keys, pickedBy(heard, keys))).toEqual(found(holdings, keys));
        most = Math.max(most, heard.length);
        const now = holdings.wholeFilters();
        if (heard.some((filter) => !now.includes(filter))) stale++;
      }
      await ledger.close();
    };
    const actions = fc.array(action, { minLength: 60, maxLength: 120 });
    await fc.assert(fc.asyncProperty(actions, check), { seed: 9, numRuns: 30 });
    expect(most).toBeGreaterThan(1);
    expect(stale).toBeGreaterThan(20);
  });

  it("ask no filter again that was asked", async () => {
    const { holdings, ledger } = opened().open();
    for (let n = 0; n < 4; n++) {
      void ledger.add(rowOf(n), keysOf(n), undefined, { ...NO_COUNTERS, sequence: n + 1 });
    }
    await ledger.merge({ whole: true });
    const [filter] = holdings.wholeFilters();
    const none = new PickedKeys([filter as KeyFilter], Uint32Array.of(0), 0);
    expect(found(holdings, keysOf(1), none)).toEqual([]);
    expect(found(holdings, keysOf(1)).length).toBeGreaterThan(0);
    await ledger.close();
  });

  it("are not prepared for filters of which a chunk is still to be read, nor where there are several buckets", async () => {
    const { open } = opened();
    const first = open();
    for (let n = 0; n < 4; n++) {
      void first.ledger.add(rowOf(n), keysOf(n), undefined, { ...NO_COUNTERS, sequence: n + 1 });
    }
    await first.ledger.merge({ whole: true });
    await first.ledger.close();
    const { holdings, ledger } = open();
    expect(holdings.wholeFilters()).toEqual([]);
    found(holdings, keysOf(1));
    expect(holdings.wholeFilters()).toHaveLength(1);
    void ledger.add({ ...rowOf(4), bucket: 1 }, keysOf(4), undefined, { ...NO_COUNTERS, sequence: 5 });
    expect(holdings.wholeFilters()).toEqual([]);
    await ledger.close();
  });
});
