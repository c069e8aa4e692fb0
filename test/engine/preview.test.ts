import { describe, expect, it } from "vitest";
import { containmentAt, previewThresholds, thresholdsFrom } from "../../src/engine/preview.js";
import type { FoundPair } from "../../src/match/found-pair.js";
import type { CatalogEntry } from "../../src/model/catalog.js";
import { resolveOptions } from "../../src/options.js";
import { tableOf } from "../match/pair-tables.js";

const options = resolveOptions();

function entry(id: string, source: string, exact = id): CatalogEntry {
  return { id, source, date: null, url: null, agency: null, length: 9, tokens: 9, exact };
}

/** A symmetric pair: both containments follow from Jaccard. */
function pair(entries: readonly CatalogEntry[], first: number, second: number, jaccard: number): FoundPair {
  const [a, b] = [(entries[first] as CatalogEntry).id, (entries[second] as CatalogEntry).id];
  const share = (2 * jaccard) / (1 + jaccard);
  return { first, second, pair: { a, b, relation: "near", jaccard, containment: [share, share], passages: [] } };
}

describe("thresholdsFrom", () => {
  it.each([
    [0.55, [0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95]],
    [0.86, [0.9, 0.95]],
    [0.95, [0.95]],
    [0.96, []],
  ])("goes from a floor of %d to .95", (floor, thresholds) => {
    expect(thresholdsFrom(floor)).toEqual(thresholds);
  });
});

describe("containmentAt", () => {
  it.each([
    [0.55, 0.75],
    [0.7, 0.75],
    [0.8, 0.85],
    [0.95, 1],
  ])("goes with a threshold of %d up to %d, never down", (threshold, containment) => {
    expect(containmentAt(threshold, options)).toBe(containment);
  });
});

describe("previewThresholds", () => {
  const entries = [
    entry("a", "One"),
    entry("b", "Two"),
    entry("c", "Two"),
    entry("d", "Three", "a"),
    entry("e", "Four", "e"),
    entry("f", "Four", "e"),
  ];
  const pairs = tableOf([pair(entries, 0, 1, 0.9), pair(entries, 0, 2, 0.62), pair(entries, 1, 2, 0.58)], entries);
  const { rows, vanishing } = previewThresholds(entries, pairs, options);

  it("counts what each threshold keeps, exact copies removed at every one", () => {
    expect(rows.map(({ threshold, kept, duplicates, clusters }) => [threshold, kept, duplicates, clusters])).toEqual([
      [0.55, 2, 4, 2],
      [0.6, 2, 4, 2],
      [0.65, 2, 4, 2],
      [0.7, 2, 4, 2],
      [0.75, 3, 3, 2],
      [0.8, 3, 3, 2],
      [0.85, 3, 3, 2],
      [0.9, 3, 3, 2],
      [0.95, 4, 2, 2],
    ]);
  });

  it("names the highest threshold at which nothing of a source is kept, of sources with several articles", () => {
    expect(vanishing).toEqual([{ source: "Two", articles: 2, threshold: 0.7 }]);
  });

  it("is empty where the floor is above .95, and for no articles", () => {
    expect(previewThresholds(entries, pairs, resolveOptions({ threshold: 1, floor: 0.99 })).rows).toEqual([]);
    expect(previewThresholds([], tableOf([], []), options).rows[0]).toMatchObject({
      kept: 0,
      duplicates: 0,
      clusters: 0,
    });
  });
});
