import { describe, expect, it } from "vitest";
import { InOrder } from "../../src/match/in-order.js";
import type { Newcomer } from "../../src/match/leader-order.js";
import { pairBatches } from "../../src/match/pair-batches.js";
import type { VerifiedPairs } from "../../src/match/verify.js";

const IDS = Uint32Array.from({ length: 2000 }, (_, article) => 2000 - article);
const PAGES = new Uint32Array(2000);

/** A newcomer behind so many others. */
const newcomer = (place: number, others: number): Newcomer => ({
  place,
  article: 1500 + place,
  others: Array.from({ length: others }, (_, i) => i),
});

describe("pairBatches", () => {
  it("keeps the pairs of a newcomer together, the article of the smaller id first", () => {
    const batches = [...pairBatches([newcomer(0, 500), newcomer(1, 100), newcomer(2, 1)], IDS, PAGES)];
    expect(batches.map(({ shares }) => shares)).toEqual([
      [
        { place: 0, from: 0, to: 500 },
        { place: 1, from: 500, to: 600 },
      ],
      [{ place: 2, from: 0, to: 1 }],
    ]);
    expect(batches[1]?.batch.first).toEqual(Uint32Array.of(1502));
    expect(batches[1]?.batch.second).toEqual(Uint32Array.of(0));
  });

  it("marks the states of one page and no others", () => {
    const pages = new Uint32Array(2000);
    pages[1500] = pages[1] = 7;
    const [one] = [...pairBatches([newcomer(0, 3)], IDS, pages)];
    expect(one?.batch.samePage).toEqual(Uint8Array.of(0, 1, 0));
  });

  it("makes no batch of nothing", () => {
    expect([...pairBatches([], IDS, PAGES)]).toEqual([]);
  });
});

describe("InOrder", () => {
  it("gives what was found by places, whatever order it comes in, and nothing of those of whom nothing was found", () => {
    const given: number[][] = [];
    const results = new InOrder(({ batch, verified: { places }, from, to }) => {
      given.push(Array.from(places.subarray(from, to), (place) => batch.first[place] as number));
    });
    const [later, sooner] = [2, 0].map((place) => {
      const [batch] = [...pairBatches([newcomer(place, 2), newcomer(place + 1, 2)], IDS, PAGES)];
      return batch as NonNullable<typeof batch>;
    });
    results.take(later as NonNullable<typeof later>, found([0, 1, 3]));
    expect(given).toEqual([]);
    results.take(sooner as NonNullable<typeof sooner>, found([2]));
    expect(given).toEqual([[1501], [1502, 1502], [1503]]);
  });
});

/** The places of a batch that are related; the rest is of no account here. */
function found(places: readonly number[]): VerifiedPairs {
  const none = new Uint32Array(0);
  return {
    places: Uint32Array.from(places),
    relations: new Uint8Array(places.length),
    scores: new Float64Array(places.length * 3),
    passages: none,
    passageEnds: new Uint32Array(places.length),
  };
}
