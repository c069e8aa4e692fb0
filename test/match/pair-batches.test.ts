import { describe, expect, it } from "vitest";
import { InOrder } from "../../src/match/in-order.js";
import type { Newcomer } from "../../src/match/leader-order.js";
import { pairBatches } from "../../src/match/pair-batches.js";
import { PairTable } from "../../src/match/pair-table.js";
import { createPassageStore, WORDS_A_PASSAGE } from "../../src/match/passage-store.js";
import type { VerifiedPairs } from "../../src/match/verify.js";
import { passagePlace, putAway, type WaitingPairs } from "../../src/match/waiting-pairs.js";

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

  it("ends where all have come, and not where one that nobody sent is missing", () => {
    const results = new InOrder(() => {});
    const [batch] = [...pairBatches([newcomer(0, 2), newcomer(2, 2)], IDS, PAGES)];
    results.take(batch as NonNullable<typeof batch>, found([0, 1]));
    expect(() => results.end(3)).toThrow(
      new RangeError("expected what was found of 3 newcomers, found the first 1 and 1 that wait"),
    );
    expect(() => results.end(1)).toThrow(RangeError);
    const whole = new InOrder(() => {});
    expect(() => whole.end(1)).toThrow(RangeError);
    whole.end(0);
    const [both] = [...pairBatches([newcomer(1, 2), newcomer(0, 2)], IDS, PAGES)];
    whole.take(both as NonNullable<typeof both>, found([]));
    whole.end(2);
  });
});

describe("putAway", () => {
  const verified = (pairs: number, passages: number): VerifiedPairs => ({
    places: Uint32Array.from({ length: pairs }, (_, n) => n),
    relations: new Uint8Array(pairs),
    scores: new Float64Array(pairs * 3),
    passages: Uint32Array.from({ length: pairs * passages * WORDS_A_PASSAGE }, (_, at) => at + 1),
    passageEnds: Uint32Array.from({ length: pairs }, (_, n) => (n + 1) * passages * WORDS_A_PASSAGE),
  });

  it("leaves of every pair some 40 bytes to wait with, however many passages it has", () => {
    for (const passages of [0, 1, 300]) {
      const waiting = putAway(verified(4, passages), new PairTable([]));
      const columns = [waiting.places, waiting.relations, waiting.scores, waiting.passages];
      expect(Object.keys(waiting)).toHaveLength(columns.length);
      expect(columns.reduce((sum, { buffer }) => sum + buffer.byteLength, 0)).toBe(4 * (4 + 1 + 24 + 12));
    }
  });

  it("has passages in their store when the pairs come, whichever come first", () => {
    const store = createPassageStore();
    const table = new PairTable([], { passages: store });
    const later = putAway(verified(2, 3), table);
    const sooner = putAway(verified(1, 0), table);
    const scores = { jaccard: 0, containment: [0, 0] as const };
    table.push({ first: 0, second: 1, relation: "partial", ...scores, passages: passagePlace(sooner, 0) }, false);
    for (const n of [0, 1])
      table.push({ first: 2, second: 3 + n, relation: "partial", ...scores, passages: passagePlace(later, n) }, false);
    expect(table.passages(0)).toEqual([]);
    expect(table.longest(0)).toBe(0);
    expect(table.passages(1).map(({ tokens }) => tokens)).toEqual([5, 10, 15]);
    expect(table.passages(2).map(({ tokens }) => tokens)).toEqual([20, 25, 30]);
    expect(table.passages(2)[0]).toEqual({ a: { start: 16, end: 17 }, b: { start: 18, end: 19 }, tokens: 20 });
    expect(table.longest(2)).toBe(30);
  });
});

/** The places of a batch that are related; the rest is of no account here. */
function found(places: readonly number[]): WaitingPairs {
  return {
    places: Uint32Array.from(places),
    relations: new Uint8Array(places.length),
    scores: new Float64Array(places.length * 3),
    passages: new Uint32Array(places.length * 3),
  };
}
