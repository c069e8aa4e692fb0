import { describe, expect, it } from "vitest";
import { figureWarnings } from "../../src/report/summary.js";

const search = { candidates: 9, overfullBands: 0, overfullSamples: 0, largestBucket: 2, crowded: 0 };
const summary = (kept: number) => ({
  options: { threshold: 0.7 },
  search,
  sources: [
    { source: "Sallow Echo", articles: 4, kept },
    { source: "Tarn Times", articles: 4, kept: 4 },
    { source: "Alone", articles: 1, kept: 0 },
  ],
});
const vanishing = (threshold: number) => [{ source: "Sallow Echo", articles: 4, threshold }];

describe("figureWarnings", () => {
  it("warns of a source of which nothing is kept, and up to which threshold that is so", () => {
    expect(figureWarnings(summary(0), vanishing(0.85))).toEqual([
      'source "Sallow Echo": none of its 4 articles is kept; the same up to a threshold of 0.85',
    ]);
    expect(figureWarnings(summary(0), vanishing(0.7))).toEqual([
      'source "Sallow Echo": none of its 4 articles is kept',
    ]);
  });

  it("warns of a source that would vanish at a lower threshold", () => {
    expect(figureWarnings(summary(2), vanishing(0.6))).toEqual([
      'source "Sallow Echo": at a threshold of 0.6 none of its 4 articles would be kept',
    ]);
  });

  it("does not warn where sources keep something at every threshold, nor of a source of one article", () => {
    expect(figureWarnings(summary(2), [])).toEqual([]);
  });

  it("warns of over-full buckets", () => {
    const full = { ...summary(2), search: { ...search, overfullBands: 3 } };
    expect(figureWarnings(full, [])).toEqual([expect.stringContaining("3 band buckets were over-full")]);
  });
});
