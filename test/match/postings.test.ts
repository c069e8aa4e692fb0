import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildPostings, NO_RANK, type Postings } from "../../src/match/postings.js";
import { keysOf, shuffled } from "./shingle-sets.js";

const key = fc.oneof(
  fc.integer({ min: 0, max: 20 }),
  fc.integer({ min: 0, max: 20 }).map((n) => n * 4294967296),
);
const articles = fc.array(fc.uniqueArray(key, { maxLength: 12 }), { maxLength: 60 });

/** Every list a rank is on, as text, sorted. */
function listsOf({ entries, listOf, start, members }: Postings, rank: number): string[] {
  const lists = listOf.slice(entries[rank], entries[rank + 1]);
  return Array.from(lists, (list) => members.slice(start[list], start[list + 1]).join(" ")).sort();
}

function build(lists: readonly (readonly number[])[], order: Uint32Array, most: number): Postings {
  const rankOf = new Uint32Array(lists.length).fill(NO_RANK);
  for (const [rank, article] of order.entries()) rankOf[article] = rank;
  return buildPostings(keysOf(lists), [0, 2], rankOf, order.length, most);
}

describe("buildPostings", () => {
  it("lists for every shared key the ranks that hold it, ascending, as a plain map does", () => {
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
          const shared = ranks.filter(({ length }) => length > 1).map((list) => list.join(" "));
          expect(listsOf(postings, rank)).toEqual(shared.sort());
          expect(postings.sizes[rank]).toBe(ranks.length);
        }
        const sizes = [...model.values()].map(({ length }) => length);
        expect(postings.largest).toBe(Math.max(0, ...sizes));
        expect(postings.overfull).toBe(sizes.filter((size) => size > 1 && size > most).length);
      }),
    );
  });

  it("works for no articles and for articles without keys", () => {
    expect(build([], new Uint32Array(0), 4).members.length).toBe(0);
    expect(build([[], []], Uint32Array.of(1, 0), 4).entries).toEqual(Uint32Array.of(0, 0, 0));
  });
});
