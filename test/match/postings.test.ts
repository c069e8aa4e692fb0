import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildPostings } from "../../src/match/postings.js";
import { keysOf, shuffled } from "./shingle-sets.js";

const key = fc.oneof(
  fc.integer({ min: 0, max: 20 }),
  fc.integer({ min: 0, max: 20 }).map((n) => n * 4294967296),
);
const articles = fc.array(fc.uniqueArray(key, { maxLength: 12 }), { maxLength: 20 });

describe("buildPostings", () => {
  it("lists for every key the ranks that hold it, ascending, as a plain map does", () => {
    fc.assert(
      fc.property(articles, fc.integer(), (lists, seed) => {
        const order = shuffled(lists.length, seed);
        const model = new Map<number, number[]>();
        for (const [rank, article] of order.entries()) {
          for (const k of lists[article] ?? []) model.set(k, [...(model.get(k) ?? []), rank]);
        }
        const { bucketOf, entries, start, members } = buildPostings(keysOf(lists), order);
        for (const [rank, article] of order.entries()) {
          for (const [i, k] of (lists[article] ?? []).entries()) {
            const bucket = bucketOf[(entries[rank] as number) + i] as number;
            expect([...members.slice(start[bucket], start[bucket + 1])]).toEqual(model.get(k));
          }
        }
      }),
    );
  });

  it("works for no articles and for articles without keys", () => {
    expect(buildPostings(keysOf([]), new Uint32Array(0)).members.length).toBe(0);
    expect(buildPostings(keysOf([[], []]), Uint32Array.of(1, 0)).entries).toEqual(Uint32Array.of(0, 0, 0));
  });
});
