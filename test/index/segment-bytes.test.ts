import { crc32 } from "node:zlib";
import fc from "fast-check";
import { expect, it } from "vitest";
import { KeyFilter } from "../../src/index/key-filter.js";
import { createMemoryStore } from "../../src/index/memory-store.js";
import { Memtable } from "../../src/index/memtable.js";
import type { Run } from "../../src/index/run.js";
import {
  FILTER_KEY,
  pageBits,
  Segment,
  type SegmentStep,
  type WrittenSegment,
  writeSegment,
  writeTable,
} from "../../src/index/segment.js";
import type { IndexStore } from "../../src/index/store.js";

type Posting = readonly [lo: number, hi: number, article: number];

interface Rules {
  readonly most: number;
  readonly isDropped: (article: number) => boolean;
  readonly isGone: (article: number) => boolean;
}

const crowded = fc.tuple(fc.constantFrom(0, 8, 0xfffffff8), fc.constantFrom(0, 0x7fffffff, 0xfffffffe));
const spread = fc.tuple(fc.nat(0xffffffff), fc.nat(0xffffffff));
const keysOf = fc.array(fc.oneof(crowded, spread, spread), { minLength: 1, maxLength: 40 });
const tables = fc.array(fc.array(keysOf, { maxLength: 25 }), { minLength: 1, maxLength: 6 });

/** Postings by what `of` says of them. */
function grouped<Of>(postings: readonly Posting[], of: (posting: Posting) => Of): Map<Of, Posting[]> {
  const groups = new Map<Of, Posting[]>();
  for (const posting of postings) groups.set(of(posting), [...(groups.get(of(posting)) ?? []), posting]);
  return groups;
}

/** The bytes of a sealed value. */
function sealedHex(bytes: Buffer): string {
  const crc = Buffer.alloc(4);
  crc.writeUInt32LE(crc32(bytes));
  return Buffer.concat([crc, bytes]).toString("hex");
}

/** What stays of the postings of one key. */
function keptOf(list: readonly Posting[], { most, isGone }: Rules): readonly Posting[] {
  if (list.length <= most) return list;
  const left = list.filter(([, , article]) => !isGone(article));
  // Where all that came first make room, and the next is gone too, what follows is taken as if nothing had been before it.
  const isAnew = list.slice(0, most + 1).every(([, , article]) => isGone(article));
  return isAnew ? keptOf(list.slice(most + 1), { most, isGone, isDropped: () => false }) : left.slice(0, most);
}

/** What stays of postings, by looking at the list of each key. */
function kept(postings: readonly Posting[], rules: Rules): Posting[] {
  const left = postings.filter(([, , article]) => !rules.isDropped(article));
  const lists = [...grouped(left, ([lo, hi]) => `${lo} ${hi}`).values()];
  return lists.flatMap((list) =>
    keptOf(
      list.toSorted((x, y) => x[2] - y[2]),
      rules,
    ),
  );
}

/** The stored values of a segment of these postings, byte by byte. */
function valuesOf(postings: readonly Posting[], entries: number, articles: number): Map<number, string> {
  const bits = pageBits(entries);
  const hiBytes = Math.max(1, Math.ceil((32 - bits) / 8));
  const articleBytes = articles <= 2 ** 24 ? 3 : 4;
  const sorted = postings.toSorted((x, y) => x[1] - y[1] || x[0] - y[0] || x[2] - y[2]);
  const pages = grouped(sorted, ([, hi]) => Math.floor(hi / 2 ** (32 - bits)));
  const values = new Map<number, string>();
  for (const [page, list] of pages) {
    const bytes = list.flatMap(([lo, hi, article]) => [
      ...[0, 1, 2, 3].map((i) => (lo >>> (8 * i)) & 255),
      ...[0, 1, 2, 3].slice(0, hiBytes).map((i) => (hi >>> (8 * i)) & 255),
      ...[0, 1, 2, 3].slice(0, articleBytes).map((i) => (article >>> (8 * i)) & 255),
    ]);
    values.set(page, sealedHex(Buffer.from(bytes)));
  }
  const filter = KeyFilter.forKeys(entries).words;
  const blocks = filter.length / 16;
  for (const [lo, hi] of sorted) {
    const block = Math.floor(((Math.imul(lo ^ (hi >>> 16), 0x9e3779b1) >>> 0) / 2 ** 32) * blocks);
    for (let probe = 0; probe < 5; probe++) {
      const bit = block * 512 + ((hi + probe * ((hi >>> 9) | 1)) % 512);
      filter[bit >>> 5] = ((filter[bit >>> 5] as number) | (1 << (bit & 31))) >>> 0;
    }
  }
  const bytes = Buffer.from(filter.buffer);
  for (let i = 0; i * 16_320 < bytes.length; i++) {
    values.set(FILTER_KEY + i, sealedHex(bytes.subarray(i * 16_320, (i + 1) * 16_320)));
  }
  return values;
}

async function written(store: IndexStore, steps: Generator<SegmentStep, WrittenSegment>): Promise<WrittenSegment> {
  // All are put at once, as upkeep does with many.
  const writes = [];
  for (;;) {
    const step = steps.next();
    if (step.done !== true) writes.push(...step.value.writes);
    else {
      await store.putBatch(writes);
      return step.value;
    }
  }
}

const stored = (store: IndexStore, space: string): Map<number, string> =>
  new Map([...store.scan(space)].map(([k, v]) => [Buffer.from(k).readUInt32BE(0), Buffer.from(v).toString("hex")]));

const inOrder = (values: Map<number, string>) => [...values].toSorted(([x], [y]) => x - y);

it("writes what a dull model does, from tables and from segments, whatever is left out", async () => {
  const rules = fc.record({ most: fc.constantFrom(1, 3, 64), dropped: fc.nat(30), gone: fc.constantFrom(2, 3, 1000) });
  await fc.assert(
    fc.asyncProperty(tables, rules, fc.constantFrom(0, 1 << 24), async (given, { most, dropped, gone }, first) => {
      const store = createMemoryStore();
      const segmentRules: Rules = {
        ...{ most, isDropped: (article) => article - first === dropped },
        isGone: (article) => article % gone === 0,
      };
      const articles = first + given.flat().length + 1;
      const runs: Run[] = [];
      const all: Posting[] = [];
      let article = first;
      let entries = 0;
      for (const [i, lists] of given.entries()) {
        const table = new Memtable(Number.POSITIVE_INFINITY);
        const postings: Posting[] = [];
        for (const keys of lists) {
          table.add(article, Uint32Array.from(keys.flat()));
          for (const [lo, hi] of keys) postings.push([lo, hi, article]);
          article++;
        }
        const space = `t${i}`;
        const { note } = await written(store, writeTable(table, { space, articles, ...segmentRules }));
        const expected = kept(postings, segmentRules);
        expect(inOrder(stored(store, space))).toEqual(inOrder(valuesOf(expected, postings.length, articles)));
        expect(note.entries).toBe(expected.length);
        // Every other one comes as a table, and with it what a segment would have left out.
        runs.push(i % 2 === 0 ? new Segment(store, note).run() : table.run(pageBits(table.entries)));
        all.push(...(i % 2 === 0 ? expected : postings));
        entries += i % 2 === 0 ? note.entries : table.entries;
      }
      const { note } = await written(store, writeSegment({ space: "m", runs, entries, articles, ...segmentRules }));
      const expected = kept(all, segmentRules);
      expect(inOrder(stored(store, "m"))).toEqual(inOrder(valuesOf(expected, entries, articles)));
      expect(note.entries).toBe(expected.length);
    }),
    { numRuns: 60, seed: 11 },
  );
});

it("writes a page of any size", async () => {
  const store = createMemoryStore();
  const table = new Memtable(Number.POSITIVE_INFINITY);
  const postings = Array.from({ length: 9000 }, (_, article): Posting => [8, 0x80000001, article]);
  for (const [lo, hi, article] of postings) table.add(article, Uint32Array.of(lo, hi));
  const rules: Rules = { most: 10_000, isDropped: () => false, isGone: () => false };
  await written(store, writeTable(table, { space: "t", articles: 9000, ...rules }));
  expect(inOrder(stored(store, "t"))).toEqual(inOrder(valuesOf(postings, 9000, 9000)));
});
