import { describe, expect, it } from "vitest";
import { relabel } from "../../src/match/relabel.js";
import type { Pair, Relation } from "../../src/model/pair.js";

const limits = { threshold: 0.8, containment: 0.85, floor: 0.55 };

function found(relation: Relation, jaccard: number, containment: [number, number], tokens: number) {
  const passages = [{ a: { start: 0, end: 9 }, b: { start: 0, end: 9 }, tokens }];
  const pair: Pair = { a: "a", b: "b", relation, jaccard, containment, passages };
  return { first: 0, second: 1, pair };
}

describe("relabel", () => {
  it.each([
    ["near", 0.85, [0.84, 0.84], 90, "near"],
    ["near", 0.75, [0.84, 0.84], 90, "partial"],
    ["near", 0.75, [0.84, 0.9], 90, "contains"],
    ["contained", 0.4, [0.9, 0.4], 90, "contained"],
    ["contained", 0.4, [0.8, 0.4], 25, "partial"],
    ["contained", 0.4, [0.8, 0.4], 24, undefined],
    ["contained", 0.56, [0.8, 0.7], 24, "partial"],
    ["partial", 0.82, [0.8, 0.8], 0, "near"],
    ["partial", 0.3, [0.8, 0.3], 0, "partial"],
    ["form", 0.9, [0.9, 0.9], 90, "form"],
    ["exact", 1, [1, 1], 0, "exact"],
  ] as const)("makes of %s with Jaccard %d, containment %j and a passage of %d tokens: %s", (...row) => {
    const [relation, jaccard, [mine, theirs], tokens, expected] = row;
    const relations = relabel([found(relation, jaccard, [mine, theirs], tokens)], limits).map(
      ({ pair }) => pair.relation,
    );
    expect(relations).toEqual(expected === undefined ? [] : [expected]);
  });

  it("changes nothing else of a pair", () => {
    const before = found("near", 0.75, [0.84, 0.84], 90);
    expect(relabel([before], limits)).toEqual([{ ...before, pair: { ...before.pair, relation: "partial" } }]);
  });
});
