import { describe, expect, it } from "vitest";
import { decisionsOf } from "../../../src/engine/eval/strata.js";
import { readFinishedRun } from "../../../src/engine/finished-run.js";
import { corpusLines, dedupLines, scratchFolder } from "../runs.js";

const folder = `${scratchFolder()}/run`;
const { summary } = await dedupLines(folder, corpusLines());
const run = readFinishedRun(folder);
const decisions = decisionsOf(run);
const idOf = (article: number | undefined): string => run.entries[article ?? -1]?.id ?? "";
const named = (stratum: string): string[] =>
  decisions
    .filter((decision) => decision.stratum === stratum)
    .map(({ first, second }) => `${idOf(first)} ${idOf(second)}`);

describe("decisionsOf", () => {
  it("has every removal once, from the removed article to the one that is kept", () => {
    const merged = decisions.filter(({ stratum }) => /^(exact|near|contained)/.test(stratum));
    expect(merged).toHaveLength(summary.articles.duplicates);
    expect(named("exact")).toContain("brief-nine-copy brief-nine");
  });

  it("has forms and partial pairs that were kept apart, and the articles that are like no other", () => {
    expect(named("form")).toHaveLength(summary.pairs.form);
    expect(named("partial")).toEqual(["rewrite-dam-gazette rewrite-dam-worldwide"]);
    expect(named("single")).toContain("brief-word ");
    expect(named("single").join()).not.toContain("form-lotto-1");
  });

  it("leaves out pairs that are no copies but of one cluster", () => {
    const stars = new Map([
      ...run.stars,
      [2, { article: 2, other: 0, relation: "near", jaccard: 0.8, containment: [0.9, 0.9] }] as const,
    ]);
    const pair = { a: "x", b: "y", relation: "partial", jaccard: 0.6, containment: [0.7, 0.7], passages: [] } as const;
    const between = (second: number) => decisionsOf({ ...run, stars, pairs: [{ first: 0, second, pair }] });
    expect(between(2).filter(({ relation }) => relation === "partial")).toEqual([]);
    expect(between(1).filter(({ relation }) => relation === "partial")).toHaveLength(1);
  });

  it.each([
    ["near", 0.79, [0.9, 0.9], "near, close to the threshold"],
    ["near", 0.81, [0.9, 0.9], "near"],
    ["near", 0.65, [0.8, 0.8], "near, close to the threshold"],
    ["contained", 0.3, [0.84, 0.3], "contained, close to the limit"],
    ["contained", 0.3, [0.86, 0.3], "contained"],
    ["exact", 1, [1, 1], "exact"],
  ] as const)("puts %s of Jaccard %d and containment %j under %s", (relation, jaccard, containment, stratum) => {
    const stars = new Map([[1, { article: 1, other: 0, relation, jaccard, containment }]]);
    expect(decisionsOf({ ...run, pairs: [], stars })[0]?.stratum).toBe(stratum);
  });

  it.each([
    [0.56, [0.6, 0.6], "partial, just below the threshold"],
    [0.2, [0.61, 0.2], "partial, just below the threshold"],
    [0.2, [0.59, 0.2], "partial"],
  ] as const)("puts partial of Jaccard %d and containment %j under %s", (jaccard, containment, stratum) => {
    const pair = { a: "x", b: "y", relation: "partial", jaccard, containment, passages: [] } as const;
    expect(decisionsOf({ ...run, pairs: [{ first: 0, second: 1, pair }], stars: new Map() })[0]?.stratum).toBe(stratum);
  });
});
