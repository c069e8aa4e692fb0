import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildPostings, NO_RANK, type Postings } from "../../src/match/postings.js";
import { createRankRows } from "../../src/match/rank-rows.js";
import { keysOf, shuffled } from "./shingle-sets.js";

const key = fc.oneof(
  fc.integer({ min: 0, max: 20 }),
  fc.integer({ min: 0, max: 20 }).map((n) => n * 4294967296),
);
const articles = fc.array(fc.uniqueArray(key, { maxLength: 12 }), { maxLength: 60 });

function build(lists: readonly (readonly number[])[], order: Uint32Array, most: number): Postings {
  const rankOf = new Uint32Array(lists.length).fill(NO_RANK);
  for (const [rank, article] of order.entries()) rankOf[article] = rank;
  return buildPostings(keysOf(lists), [0, 2], rankOf, order.length, most, createRankRows("", order.length));
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

  it("works for no articles and for articles without keys", () => {
    expect(build([], new Uint32Array(0), 4).largest).toBe(0);
    expect(leadersOf(build([[], []], Uint32Array.of(1, 0), 4), 1, 2)).toEqual([]);
  });
});
