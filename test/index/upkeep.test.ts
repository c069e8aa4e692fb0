import { expect, it } from "vitest";
import { Bucket } from "../../src/index/bucket.js";
import { createMemoryStore } from "../../src/index/memory-store.js";
import { Memtable } from "../../src/index/memtable.js";
import type { IndexStore } from "../../src/index/store.js";
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
function growingBucket(tableArticles: number, store: IndexStore = createMemoryStore()) {
  const bucket = new Bucket(0);
  let buckets = [bucket];
  let [spaces, articles] = [0, 0];
  const replaced: string[] = [];
  const errors: unknown[] = [];
  const newTable = () => {
    bucket.tables = [...bucket.tables, { journal: `journal${spaces++}`, table: new Memtable(64), next: 0 }];
  };
  const open = () =>
    new Upkeep({
      ...{ store, most: 64, tableEntries: KEYS * tableArticles, buckets: () => buckets },
      ...{ newSpace: () => `postings${spaces++}`, articles: () => articles },
      ...{ isDropped: () => false, isGone: () => false },
      onReplaced: (others) => replaced.push(...others),
      onError: (error) => errors.push(error),
    });
  let upkeep = open();
  newTable();
  const add = async () => {
    bucket.tables.at(-1)?.table.add(articles, keysOfArticle(articles));
    articles++;
    if (articles % tableArticles === 0) newTable();
    upkeep.pump(KEYS);
    if (articles % 4 === 0) await new Promise((resolve) => setImmediate(resolve));
  };
  const reopen = async () => {
    await upkeep.stop();
    upkeep = open();
  };
  const forget = () => {
    buckets = [];
  };
  return { bucket, add, reopen, forget, replaced, errors, settle: (whole: boolean) => upkeep.settle(whole) };
}

const keysOfArticle = (article: number): Uint32Array =>
  Uint32Array.from({ length: 2 * KEYS }, (_, i) => Math.imul(article * 2 * KEYS + i + 1, 0x9e3779b1));

it("keeps up with additions for hundreds of tables, whatever large merges are under way", async () => {
  const [tableArticles, tables] = [16, 300];
  const { bucket, settle, add, errors } = growingBucket(tableArticles);
  let [mostTables, mostSegments] = [0, 0];
  for (let n = 0; n < tableArticles * tables; n++) {
    await add();
    mostTables = Math.max(mostTables, bucket.tables.length);
    mostSegments = Math.max(mostSegments, bucket.segments.length);
  }
  expect(mostTables).toBeLessThanOrEqual(3);
  // Five of each of four tiers, and what waits for a merge under way.
  expect(mostSegments).toBeLessThanOrEqual(26);
  await settle(false);
  for (let article = 0; article < tableArticles * tables; article += 37) {
    const found = new Map<number, number>();
    bucket.lookupAll(keysOfArticle(article), (_, other) => found.set(other, (found.get(other) ?? 0) + 1));
    expect(found.get(article)).toBe(KEYS);
  }
  await settle(true);
  expect(bucket.segments.map(({ note }) => note.entries)).toEqual([KEYS * tableArticles * tables]);
  expect(errors).toEqual([]);
});

it("ends small merges before it closes, so that an index opened for few additions stays in few segments", async () => {
  const [tableArticles, tables] = [8, 150];
  const { bucket, add, reopen, errors } = growingBucket(tableArticles);
  let most = 0;
  for (let n = 0; n < tableArticles * tables; n++) {
    await add();
    if (n % 2 === 1) await reopen();
    most = Math.max(most, bucket.segments.length);
  }
  expect(most).toBeLessThanOrEqual(20);
  expect(errors).toEqual([]);
});

it("gives up the merge of a bucket that is forgotten, and its space", async () => {
  const { bucket, add, forget, replaced, settle } = growingBucket(64);
  while (bucket.segments.length < 6) await add();
  const before = replaced.length;
  await add();
  forget();
  await settle(false);
  expect(replaced.slice(before)).toHaveLength(1);
  expect(bucket.segments).toHaveLength(6);
});

it("fails for good where a page is damaged, and says so to whom it works for", async () => {
  const inner = createMemoryStore();
  let isDamaged = false;
  const get: IndexStore["get"] = (space, key) => (isDamaged ? Buffer.alloc(40) : inner.get(space, key));
  const { bucket, add, errors, settle } = growingBucket(16, { ...inner, get });
  while (bucket.segments.length < 6) await add();
  isDamaged = true;
  for (let n = 0; n < 32; n++) await add();
  expect(errors.map(String)).toEqual([expect.stringContaining("expected checksum")]);
  await expect(settle(false)).rejects.toThrow("expected checksum");
  expect(bucket.segments).toHaveLength(6);
});

it("waits for the store where all is done at once, so that memory does not fill", async () => {
  const inner = createMemoryStore();
  let [bytes, most] = [0, 0];
  const putBatch: IndexStore["putBatch"] = async (writes) => {
    const size = writes.reduce((sum, { value }) => sum + (value?.length ?? 0), 0);
    bytes += size;
    most = Math.max(most, bytes);
    await new Promise((resolve) => setImmediate(resolve));
    await inner.putBatch(writes);
    bytes -= size;
  };
  const { add, settle } = growingBucket(4000, { ...inner, putBatch });
  for (let n = 0; n < 16_001; n++) await add();
  most = 0;
  await settle(true);
  expect(most).toBeGreaterThan(1 << 20);
  expect(most).toBeLessThan(6 << 20);
});
