import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sealed } from "../../src/index/checked.js";
import { createMemoryStore } from "../../src/index/memory-store.js";
import { Memtable } from "../../src/index/memtable.js";
import { Merger } from "../../src/index/run.js";
import { pageBits, Segment, type SegmentPlan, writeSegment } from "../../src/index/segment.js";

const MOST = 4;

/** Few keys, so that lists overflow; both lanes vary in all their bits. */
const key = fc.tuple(fc.constantFrom(0, 8, 0x80000000, 0xffffffff), fc.constantFrom(0, 1, 0x7fffffff, 0xfffffffe));
const article = fc.array(key, { maxLength: 6 });

type Article = readonly (readonly [number, number])[];

function tableOf(articles: readonly Article[], first: number, most = MOST): Memtable {
  const table = new Memtable(most);
  for (const [i, keys] of articles.entries()) table.add(first + i, Uint32Array.from(keys.flat()));
  return table;
}

/** The first articles of each key, by looking at all. */
function listsOf(articles: readonly Article[], first: number): Map<string, number[]> {
  const lists = new Map<string, number[]>();
  for (const [i, keys] of articles.entries()) {
    for (const [lo, hi] of keys) {
      const list = lists.get(`${lo} ${hi}`) ?? [];
      if (list.length < MOST) list.push(first + i);
      lists.set(`${lo} ${hi}`, list);
    }
  }
  return lists;
}

const found = (from: { lookup(lo: number, hi: number, out: number[]): void }, lo: number, hi: number): number[] => {
  const out: number[] = [];
  from.lookup(lo, hi, out);
  return out;
};

async function segmentOf(
  plan: Omit<SegmentPlan, "space" | "most" | "isDropped" | "articles">,
  drop = -1,
  articles = 1 << 20,
) {
  const store = createMemoryStore();
  const steps = writeSegment({ ...plan, space: "s", articles, most: MOST, isDropped: (article) => article === drop });
  for (;;) {
    const step = steps.next();
    if (step.done === true) return new Segment(store, step.value.note);
    await store.putBatch(step.value.writes);
  }
}

const allKeys: (readonly [number, number])[] = [0, 8, 0x80000000, 0xffffffff].flatMap((lo) =>
  [0, 1, 0x7fffffff, 0xfffffffe].map((hi) => [lo, hi] as const),
);

describe("postings", () => {
  it("give the first articles of each key, from a table, from its segment and from merged segments", async () => {
    const sets = fc.tuple(fc.array(article, { maxLength: 20 }), fc.array(article, { maxLength: 20 }));
    await fc.assert(
      fc.asyncProperty(sets, fc.constantFrom(1 << 20, 1 << 25), async ([older, newer], articles) => {
        const expected = listsOf([...older, ...newer], 0);
        const tables = [tableOf(older, 0), tableOf(newer, older.length)] as const;
        const runs = tables.map((table) => table.run(pageBits(table.entries)));
        const entries = tables.map((table) => table.entries);
        const apart = await Promise.all(
          runs.map((run, i) => segmentOf({ runs: [run], entries: entries[i] as number }, -1, articles)),
        );
        const merged = await segmentOf(
          { runs: apart.map((segment) => segment.run()), entries: (entries[0] as number) + (entries[1] as number) },
          -1,
          articles,
        );
        for (const [lo, hi] of allKeys) {
          const list = expected.get(`${lo} ${hi}`) ?? [];
          expect(tables.flatMap((table) => found(table, lo, hi)).slice(0, MOST)).toEqual(list);
          expect(apart.flatMap((segment) => found(segment, lo, hi)).slice(0, MOST)).toEqual(list);
          expect(found(merged, lo, hi)).toEqual(list);
        }
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  it("spread over many pages, are found with numbers of three and of four bytes", async () => {
    for (const first of [0, 0xfff000, 0xfffff000]) {
      const articles = Array.from(
        { length: 3000 },
        (_, i): Article => [[Math.imul(i, 0x9e3779b1) >>> 0, Math.imul(i, 0x85ebca6b) >>> 0]],
      );
      const table = tableOf(articles, first);
      const run = table.run(pageBits(table.entries));
      const segment = await segmentOf({ runs: [run], entries: table.entries }, -1, first + 3000);
      expect(segment.note.bits).toBeGreaterThan(4);
      for (const [i, [k]] of articles.entries()) {
        const [lo, hi] = k as readonly [number, number];
        expect(found(segment, lo, hi)).toEqual([first + i]);
        expect(found(segment, lo ^ 1, hi)).toEqual([]);
      }
    }
  });

  it("leave out dropped articles when they are merged, and no others", async () => {
    const table = tableOf([[[1, 1]], [[1, 1]], [[2, 2]]], 0);
    const segment = await segmentOf({ runs: [table.run(0)], entries: table.entries }, 0);
    expect(found(segment, 1, 1)).toEqual([1]);
    expect(found(segment, 2, 2)).toEqual([2]);
  });

  it("name the page that is damaged", async () => {
    const table = tableOf([[[1, 1]]], 0);
    const store = createMemoryStore();
    const steps = writeSegment({
      ...{ space: "s", runs: [table.run(0)], entries: 1, articles: 1, most: MOST },
      isDropped: () => false,
    });
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) await store.putBatch(step.value.writes);
    const segment = new Segment(store, step.value.note);
    const value = Buffer.from(store.get("s", Buffer.alloc(4)) as Uint8Array);
    value[6] = (value[6] as number) ^ 1;
    await store.putBatch([{ space: "s", key: Buffer.alloc(4), value }]);
    expect(() => found(segment, 1, 1)).toThrow(/damaged index, postings s, page 0: expected checksum/);
  });
});

describe("a segment's filter", () => {
  it.each([
    ["damaged", (value: Buffer) => value.fill(1, 9, 10), /postings s, filter 0: expected checksum/],
    ["cut short", () => sealed(Buffer.alloc(8)), /postings s, filter 0: expected 64 bytes, found 8/],
    ["missing", () => undefined, /postings s, filter 0: expected a checksum, found 0 bytes/],
  ])("is named where it is %s, once it is needed", async (_, damage, message) => {
    const store = createMemoryStore();
    const run = tableOf([[[1, 1]]], 0).run(0);
    const plan = { space: "s", runs: [run], entries: 1, articles: 1, most: MOST, isDropped: () => false };
    const steps = writeSegment(plan);
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) await store.putBatch(step.value.writes);
    const key = Buffer.from("f0000000", "hex");
    const value = damage(Buffer.from(store.get("s", key) as Uint8Array));
    await store.putBatch([{ space: "s", key, ...(value === undefined ? {} : { value }) }]);
    const segment = new Segment(store, step.value.note);
    expect(() => found(segment, 1, 1)).toThrow(message);
    expect(found(new Segment(store, step.value.note, step.value.filter), 1, 1)).toEqual([0]);
  });
});

describe("a table", () => {
  it("keeps the order of a key's articles when it grows", () => {
    const articles = Array.from(
      { length: 9000 },
      (_, i): Article => [
        [5, 5],
        [i, i],
      ],
    );
    const table = tableOf(articles, 0, 64);
    expect(found(table, 5, 5).slice(0, 3)).toEqual([0, 1, 2]);
    expect(found(table, 5, 5).filter((n) => n < 64 || n > 8998)).toHaveLength(64);
    for (const i of [0, 4, 8191, 8999]) expect(found(table, i, i)).toContain(i);
  });
});

describe("merged parts", () => {
  it("are sorted and hold each entry once, however they were cut", () => {
    const triple = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(20));
    const sort = (triples: readonly (readonly [number, number, number])[]) =>
      [...triples].sort((x, y) => x[1] - y[1] || x[0] - y[0] || x[2] - y[2]);
    fc.assert(
      fc.property(fc.array(fc.array(triple, { maxLength: 8 }), { maxLength: 9 }), (parts) => {
        const merger = new Merger({ most: 100, isDropped: () => false });
        const merged = merger.merge(parts.map((part) => Uint32Array.from(sort(part).flat())));
        expect([...merged]).toEqual(sort(parts.flat()).flat());
      }),
      { seed: 3 },
    );
  });

  it("leaves alone a single part without a dropped article or a crowded key, and no other", () => {
    const part = Uint32Array.from(
      [
        [1, 0, 4],
        [1, 0, 5],
        [2, 0, 5],
      ].flat(),
    );
    const merge = (most: number, dropped = -1) =>
      new Merger({ most, isDropped: (article) => article === dropped }).merge([part]);
    expect(merge(2)).toStrictEqual(part);
    expect([...merge(1)]).toEqual([1, 0, 4, 2, 0, 5]);
    expect([...merge(2, 4)]).toEqual([1, 0, 5, 2, 0, 5]);
    expect([...merge(2)]).toEqual([...part]);
  });
});
