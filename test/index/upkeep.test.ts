import { expect, it } from "vitest";
import { Bucket } from "../../src/index/bucket.js";
import { createMemoryStore } from "../../src/index/memory-store.js";
import { Memtable } from "../../src/index/memtable.js";
import { Upkeep } from "../../src/index/upkeep.js";

const KEYS = 90;
const ARTICLES = 1000;

/** A table of random keys, as articles have them. */
function filledTable(): Memtable {
  const table = new Memtable(64, KEYS * ARTICLES);
  for (let article = 0; article < ARTICLES; article++) {
    const keys = Uint32Array.from({ length: 2 * KEYS }, (_, i) => Math.imul(article * 2 * KEYS + i + 1, 0x9e3779b1));
    table.add(article, keys);
  }
  return table;
}

it("works as much with each addition, however long there was nothing to do, until all is done", async () => {
  const store = createMemoryStore();
  let puts = 0;
  const bucket = new Bucket(0);
  bucket.tables = [{ journal: "journal0", table: filledTable(), next: ARTICLES }];
  let replaced = 0;
  const upkeep = new Upkeep({
    store: {
      ...store,
      putBatch: (writes) => {
        puts++;
        return store.putBatch(writes);
      },
    },
    ...{
      most: 64,
      tableEntries: KEYS * ARTICLES,
      buckets: () => [bucket],
      newSpace: () => "postings1",
      articles: () => ARTICLES,
    },
    ...{ isDropped: () => false, isGone: () => false },
    onReplaced: () => replaced++,
    onError: (error) => expect(error).toBeUndefined(),
  });
  for (let n = 0; n < 500; n++) upkeep.pump(KEYS);
  bucket.tables = [...bucket.tables, { journal: "journal2", table: new Memtable(64), next: ARTICLES }];
  upkeep.pump(KEYS);
  // A burst would put hundreds of kilobytes here.
  expect(puts).toBe(0);
  let pumps = 1;
  while (replaced === 0) {
    upkeep.pump(KEYS);
    pumps++;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(puts).toBeGreaterThan(3);
  expect(pumps).toBeGreaterThan(50);
  expect(pumps).toBeLessThan(ARTICLES / 2);
  expect(bucket.segments.map(({ note }) => note.entries)).toEqual([KEYS * ARTICLES]);
});

/** What grows a bucket as a ledger does: a full table is left to upkeep, which works with each addition. */
function growingBucket(tableArticles: number) {
  const bucket = new Bucket(0);
  let [spaces, articles] = [0, 0];
  const newTable = () => {
    bucket.tables = [...bucket.tables, { journal: `journal${spaces++}`, table: new Memtable(64), next: 0 }];
  };
  const upkeep = new Upkeep({
    store: createMemoryStore(),
    ...{ most: 64, tableEntries: KEYS * tableArticles, buckets: () => [bucket] },
    ...{ newSpace: () => `postings${spaces++}`, articles: () => articles },
    ...{ isDropped: () => false, isGone: () => false, onReplaced: () => undefined },
    onError: (error) => expect(error).toBeUndefined(),
  });
  newTable();
  const add = async () => {
    bucket.tables.at(-1)?.table.add(articles, keysOfArticle(articles));
    articles++;
    if (articles % tableArticles === 0) newTable();
    upkeep.pump(KEYS);
    if (articles % 4 === 0) await new Promise((resolve) => setImmediate(resolve));
  };
  return { bucket, upkeep, add };
}

const keysOfArticle = (article: number): Uint32Array =>
  Uint32Array.from({ length: 2 * KEYS }, (_, i) => Math.imul(article * 2 * KEYS + i + 1, 0x9e3779b1));

it("keeps up with additions for hundreds of tables, whatever large merges are under way", async () => {
  const [tableArticles, tables] = [16, 300];
  const { bucket, upkeep, add } = growingBucket(tableArticles);
  let [mostTables, mostSegments] = [0, 0];
  for (let n = 0; n < tableArticles * tables; n++) {
    await add();
    mostTables = Math.max(mostTables, bucket.tables.length);
    mostSegments = Math.max(mostSegments, bucket.segments.length);
  }
  expect(mostTables).toBeLessThanOrEqual(3);
  // Five of each of four tiers, and what waits for a merge under way.
  expect(mostSegments).toBeLessThanOrEqual(26);
  await upkeep.settle(false);
  for (let article = 0; article < tableArticles * tables; article += 37) {
    const found = new Map<number, number>();
    bucket.lookupAll(keysOfArticle(article), (_, other) => found.set(other, (found.get(other) ?? 0) + 1));
    expect(found.get(article)).toBe(KEYS);
  }
  await upkeep.settle(true);
  expect(bucket.segments.map(({ note }) => note.entries)).toEqual([KEYS * tableArticles * tables]);
});
