import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ListBuilder, type ListSetting, NO_RANK } from "../../src/match/list-builder.js";
import { buildPostings, openPostings, type Postings } from "../../src/match/postings.js";
import { createRankRows } from "../../src/match/rank-rows.js";
import type { KeyStore } from "../../src/model/catalog.js";
import { keysOf, shuffled } from "./shingle-sets.js";

const key = fc.oneof(
  fc.integer({ min: 0, max: 20 }),
  fc.integer({ min: 0, max: 20 }).map((n) => n * 4294967296),
);
/** Few keys, so that many lists are long. */
const crowds = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { maxLength: 6 }), {
  minLength: 30,
  maxLength: 60,
});
const articles = fc.array(fc.uniqueArray(key, { maxLength: 12 }), { maxLength: 60 });

function settingOf(articles: number, order: Uint32Array, most: number): ListSetting {
  const rankOf = new Uint32Array(articles).fill(NO_RANK);
  for (const [rank, article] of order.entries()) rankOf[article] = rank;
  return { rankOf, ranks: order.length, most };
}

function build(lists: readonly (readonly number[])[], order: Uint32Array, most: number): Postings {
  return buildPostings(keysOf(lists), settingOf(lists.length, order, most), createRankRows("", order.length));
}

/** As `build`, by several builders: each key goes to the job that `jobOf` says, each job to one of the builders. */
function buildApart(
  lists: readonly (readonly number[])[],
  setting: ListSetting,
  { jobOf, jobs, builders }: { jobOf: (key: number) => number; jobs: number; builders: readonly number[] },
): Postings {
  const made = Array.from({ length: Math.max(...builders) + 1 }, () => {
    const rows = createRankRows("", setting.ranks);
    return { rows, builder: new ListBuilder(setting, rows) };
  });
  for (let job = 0; job < jobs; job++) {
    const store: KeyStore = keysOf(lists.map((list) => list.filter((key) => jobOf(key) === job)));
    made[builders[job % builders.length] as number]?.builder.add(store);
  }
  const sealed = made.map(({ rows }) => rows.seal());
  return openPostings(
    made.map(({ builder }) => builder.finish()),
    { span: Math.max(1, setting.ranks), read: (part) => sealed.flatMap((rows) => rows.read(part)) },
  );
}

/** How many lists a rank shares with each leader before it. */
function leadersOf(postings: Postings, rank: number, ranks: number): number[][] {
  const shared = new Uint32Array(ranks);
  const touched: number[] = [];
  postings.countLeaders(rank, shared, touched);
  return touched.sort((x, y) => x - y).map((leader) => [leader, shared[leader] as number]);
}

describe("buildPostings", () => {
  it("counts for each rank the lists it shares with each leader before it, as a plain map does", () => {
    fc.assert(
      fc.property(articles, fc.integer(), fc.integer({ min: 1, max: 40 }), (lists, seed, most) => {
        const order = shuffled(lists.length, seed).slice(0, Math.ceil(lists.length * 0.8));
        const model = new Map<number, number[]>();
        for (const [rank, article] of order.entries()) {
          for (const k of lists[article] ?? []) model.set(k, [...(model.get(k) ?? []), rank]);
        }
        const postings = build(lists, order, most);
        for (const [rank, article] of order.entries()) {
          const ranks = (lists[article] ?? []).map((k) => model.get(k) as number[]);
          const counts = new Map<number, number>();
          for (const leader of ranks.flatMap((list) => list.slice(0, most).filter((one) => one < rank))) {
            counts.set(leader, (counts.get(leader) ?? 0) + 1);
          }
          expect(leadersOf(postings, rank, order.length)).toEqual([...counts].sort(([x], [y]) => x - y));
          expect(postings.sizes[rank]).toBe(ranks.length);
        }
        const sizes = [...model.values()].map(({ length }) => length);
        expect(postings.largest).toBe(Math.max(0, ...sizes));
        expect(postings.overfull).toBe(sizes.filter((size) => size > 1 && size > most).length);
      }),
    );
  });

  it("is the same whoever lists which keys, and in how many jobs", () => {
    const builders = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 8 });
    const work = fc.record({ jobs: fc.integer({ min: 1, max: 9 }), builders });
    fc.assert(
      fc.property(
        fc.oneof(articles, crowds),
        fc.integer(),
        fc.integer({ min: 1, max: 40 }),
        work,
        (lists, seed, most, { jobs, builders }) => {
          const order = shuffled(lists.length, seed).slice(0, Math.ceil(lists.length * 0.8));
          const jobOf = (key: number): number => (key + Math.floor(key / 4294967296)) % jobs;
          const alone = build(lists, order, most);
          const apart = buildApart(lists, settingOf(lists.length, order, most), { jobOf, jobs, builders });
          for (let rank = 0; rank < order.length; rank++) {
            expect(leadersOf(apart, rank, order.length)).toEqual(leadersOf(alone, rank, order.length));
          }
          expect([apart.sizes, apart.overfull, apart.largest]).toEqual([alone.sizes, alone.overfull, alone.largest]);
        },
      ),
      { seed: 8, numRuns: 300 },
    );
  });

  it("works for no articles and for articles without keys", () => {
    expect(build([], new Uint32Array(0), 4).largest).toBe(0);
    expect(leadersOf(build([[], []], Uint32Array.of(1, 0), 4), 1, 2)).toEqual([]);
  });
});
