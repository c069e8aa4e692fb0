import { describe, expect, it } from "vitest";
import type { FoundPair } from "../../src/match/found-pair.js";
import { relabel as relabelTable } from "../../src/match/relabel.js";
import type { CatalogEntry } from "../../src/model/catalog.js";
import type { Pair, Relation } from "../../src/model/pair.js";
import { tableOf } from "./pair-tables.js";

const limits = { threshold: 0.8, containment: 0.85, floor: 0.55 };

function entry(id: string, known: Partial<CatalogEntry> = {}): CatalogEntry {
  return { id, source: "", date: null, url: null, agency: null, length: 9, tokens: 9, exact: id, ...known };
}

const entries = [entry("a"), entry("b")];

function relabel(pairs: readonly FoundPair[], articles: readonly CatalogEntry[], at: typeof limits): FoundPair[] {
  return [...relabelTable(tableOf(pairs, articles), articles, at)];
}

function found(relation: Relation, jaccard: number, containment: readonly [number, number], tokens: number) {
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
    const [relation, jaccard, containment, tokens, expected] = row;
    const pairs = relabel([found(relation, jaccard, containment, tokens)], entries, limits);
    expect(pairs.map(({ pair }) => pair.relation)).toEqual(expected === undefined ? [] : [expected]);
  });

  it("changes nothing else of a pair", () => {
    const before = found("near", 0.75, [0.84, 0.84], 90);
    expect(relabel([before], entries, limits)).toEqual([{ ...before, pair: { ...before.pair, relation: "partial" } }]);
  });

  it("keeps the states of one page related, as revisions", () => {
    const page = [entry("a", { url: "https://page.example/1" }), entry("b", { url: "https://page.example/1" })];
    const [kept] = relabel([found("contained", 0.4, [0.8, 0.4], 24)], page, limits);
    expect(kept?.pair).toMatchObject({ relation: "partial", revision: true });
  });

  it("takes the mark of a revision from what is no near copy any more, but for one page", () => {
    const states = [entry("a", { source: "S", date: "2025-01-01" }), entry("b", { source: "S", date: "2025-01-02" })];
    const before = found("near", 0.75, [0.84, 0.84], 90);
    const marked = { ...before, pair: { ...before.pair, revision: true } };
    expect(relabel([marked], states, limits)[0]?.pair.revision).toBeUndefined();
    expect(relabel([marked], states, { ...limits, threshold: 0.7 })[0]?.pair.revision).toBe(true);
  });
});
