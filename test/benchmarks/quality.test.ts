import { describe, expect, it } from "vitest";
import { measureClusters, measurePairs, type PairRow, plantedTruth } from "../../benchmarks/quality.js";
import type { Truth } from "../../corpus/generator/newsroom.js";

const row = (of: string, id: string, relation: Truth["relation"], family = of): Truth => ({
  id,
  of,
  relation,
  family,
  planting: relation === "form" ? "form" : "edited",
  edit: 0,
  cut: 1,
  jaccard: 1,
  containment: [1, 1],
});
const pair = (a: string, b: string, relation: PairRow["relation"]): PairRow => ({ a, b, relation });

describe("measurePairs", () => {
  const truth = plantedTruth([row("a", "b", "near"), row("a", "c", "exact"), row("x", "y", "partial")]);

  it("counts planted copies that are found, by relation", () => {
    const quality = measurePairs(truth, [pair("a", "b", "near")]);
    expect(quality.byRelation.near).toEqual({ planted: 1, found: 1, agreeing: 1 });
    expect(quality.byRelation.exact).toEqual({ planted: 1, found: 0, agreeing: 0 });
    expect([quality.precision, quality.recall, quality.f1]).toEqual([1, 0.5, 2 / 3]);
  });

  it("counts a copy of another relation as found, but not as agreeing", () => {
    expect(measurePairs(truth, [pair("a", "b", "contains")]).byRelation.near).toMatchObject({ found: 1, agreeing: 0 });
  });

  it("finds a pair through the first of an exact copy, whose row stands for all", () => {
    const chained = plantedTruth([row("a", "b", "exact"), row("a", "d", "contains")]);
    const found = measurePairs(chained, [pair("a", "b", "exact"), pair("b", "d", "contains")]);
    expect(found.byRelation.contains.found).toBe(0);
    const first = measurePairs(plantedTruth([row("b", "d", "contains", "a"), row("a", "b", "exact")]), [
      pair("a", "b", "exact"),
      pair("a", "d", "contains"),
    ]);
    expect(first.byRelation.contains).toMatchObject({ found: 1, agreeing: 1 });
  });

  it("takes a pair of one family without a row as neutral, of two families as wrong", () => {
    const { reported } = measurePairs(truth, [pair("b", "c", "near"), pair("b", "y", "near"), pair("a", "b", "near")]);
    expect(reported).toEqual({ right: 1, wrong: 1, neutral: 1 });
  });

  it("takes a copy that was planted as less as wrong, and other rows as nothing", () => {
    expect(measurePairs(truth, [pair("x", "y", "near")]).reported.wrong).toBe(1);
    expect(measurePairs(truth, [pair("x", "y", "partial"), pair("a", "b", "form")]).reported).toEqual({
      right: 0,
      wrong: 0,
      neutral: 0,
    });
  });
});

describe("measureClusters", () => {
  const limits = { threshold: 0.7, containment: 0.75 };
  const member = (id: string, relation: "canonical" | "near" | "contained", jaccard: number, share: number) => ({
    id,
    relation,
    jaccard,
    containment: [share, share / 2] as const,
  });

  it("finds the least similar members and those below the limits", () => {
    const quality = measureClusters(
      plantedTruth([row("a", "b", "near"), row("a", "c", "contains"), row("a", "d", "near")]),
      [
        {
          canonical: "a",
          members: [
            member("a", "canonical", 1, 1),
            member("b", "near", 0.71, 0.8),
            member("c", "contained", 0.3, 0.76),
            member("d", "near", 0.6, 0.9),
          ],
        },
      ],
      limits,
    );
    expect(quality).toMatchObject({ clusters: 1, members: 3, strangers: 0, belowLimits: 1 });
    expect([quality.worstNear, quality.worstContained]).toEqual([0.6, 0.76]);
  });

  it("counts strangers and form stories that were merged", () => {
    const truth = plantedTruth([row("f", "g", "form"), row("f", "h", "form")]);
    const merged = { canonical: "f", members: [member("f", "canonical", 1, 1), member("g", "near", 0.9, 0.9)] };
    const strange = { canonical: "a", members: [member("a", "canonical", 1, 1), member("z", "near", 0.9, 0.9)] };
    const quality = measureClusters(truth, [merged, strange], limits);
    expect(quality).toMatchObject({ strangers: 1, formsMerged: 1, formStories: 3 });
  });
});
