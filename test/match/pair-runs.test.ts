import { describe, expect, it } from "vitest";
import { otherOf, pairRuns } from "../../src/match/pair-runs.js";

const columns = (pairs: readonly (readonly [number, number])[]) => ({
  first: Uint32Array.from(pairs, ([first]) => first),
  second: Uint32Array.from(pairs, ([, second]) => second),
});

describe("pairRuns", () => {
  it("keeps the candidates of one newcomer together, on whichever side it stands", () => {
    const pairs = columns([
      [1, 5],
      [5, 9],
      [3, 5],
      [2, 7],
      [2, 8],
    ]);
    expect([...pairRuns(pairs)]).toEqual([
      { article: 5, from: 0, to: 3 },
      { article: 2, from: 3, to: 5 },
    ]);
    expect([0, 1, 2].map((place) => otherOf(pairs, place, 5))).toEqual([1, 9, 3]);
  });

  it("does not join pairs that share no article, and finds none in an empty batch", () => {
    const pairs = columns([
      [1, 2],
      [3, 4],
    ]);
    expect(Array.from(pairRuns(pairs), ({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [1, 2],
    ]);
    expect([...pairRuns(columns([]))]).toEqual([]);
  });
});
