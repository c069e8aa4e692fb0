import { describe, expect, it } from "vitest";
import type { CatalogEntry } from "../../src/model/catalog.js";
import type { Summary } from "../../src/model/summary.js";
import { resolveOptions } from "../../src/options.js";
import { resummarise } from "../../src/report/resummarise.js";
import { figureWarnings } from "../../src/report/summary.js";

const entries = ["a", "b"].map((id): CatalogEntry => {
  return { id, source: "Sallow Echo", date: null, url: null, agency: null, length: 9, tokens: 9, exact: id };
});
const search = { candidates: 9, overfullBands: 2, overfullSamples: 0, largestBucket: 80, crowded: 0 };
const sources = [{ source: "Sallow Echo", articles: 2, kept: 0 }];
const before = { options: { threshold: 0.7, keep: "earliest" }, sources, search };
const vanishing = [{ source: "Sallow Echo", articles: 2, threshold: 0.75 }];
const summary = {
  ...{ ...before, records: { read: 2 }, articles: { kept: 0, duplicates: 2, clusters: 1 } },
  warnings: ["feed.jsonl:3: expected id once", ...figureWarnings(before, vanishing)],
} as unknown as Summary;

const parts = {
  options: resolveOptions({ threshold: 0.9, containment: 0.95 }),
  entries,
  findings: {
    matches: { pairs: { length: 1, relation: () => "partial" as const, jaccard: () => 0.83 } },
    stars: new Map(),
    clusters: [],
  },
  preview: [],
  vanishing,
  vanishingBefore: vanishing,
};

describe("resummarise", () => {
  const after = resummarise(summary, parts);

  it("counts again what the limits decide", () => {
    expect(after).toMatchObject({
      options: { threshold: 0.9, containment: 0.95, keep: "earliest" },
      articles: { kept: 2, duplicates: 0, clusters: 0 },
      pairs: { near: 0, partial: 1 },
      sources: [{ source: "Sallow Echo", articles: 2, kept: 2 }],
    });
    expect(after.histogram[16]).toBe(1);
  });

  it("keeps what they do not decide, the search and the warnings of reading among it", () => {
    expect(after.records).toEqual(summary.records);
    expect(after.search).toEqual(search);
    expect(after.warnings[0]).toBe("feed.jsonl:3: expected id once");
  });

  it("makes the warnings that follow from figures anew", () => {
    expect(summary.warnings[1]).toMatch(/none of its 2 articles is kept/);
    expect(after.warnings.slice(1)).toEqual([
      'source "Sallow Echo": at a threshold of 0.75 none of its 2 articles would be kept',
      expect.stringContaining("2 band buckets were over-full"),
    ]);
  });
});
