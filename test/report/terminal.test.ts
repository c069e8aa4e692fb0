import { describe, expect, it } from "vitest";
import { comparisonView } from "../../src/report/comparison.js";
import { reportPage } from "../../src/report/page.js";
import { histogramOf } from "../../src/report/tally.js";
import { share, terminalSummary } from "../../src/report/terminal.js";

describe("share", () => {
  it.each([
    [1, "1"],
    [0.99999, ".999"],
    [0.5, ".500"],
    [0, ".000"],
  ])("shows %d as %s", (value, text) => {
    expect(share(value)).toBe(text);
  });
});

describe("histogramOf", () => {
  it("counts steps of .05, the last with 1", () => {
    const jaccards = [0, 0.049, 0.05, 0.7, 0.95, 1];
    const steps = histogramOf({ length: jaccards.length, jaccard: (place) => jaccards[place] as number });
    expect(steps).toHaveLength(20);
    expect([steps[0], steps[1], steps[14], steps[19]]).toEqual([2, 1, 1, 2]);
  });
});

describe("comparisonView", () => {
  it("sets a passage side by side with its offsets", () => {
    const [a, b] = [
      { id: "a", text: "xx one two three" },
      { id: "b", text: "one two three yy" },
    ];
    const passages = [{ a: { start: 3, end: 16 }, b: { start: 0, end: 13 }, tokens: 3 }];
    const view = comparisonView(a, b, {
      relation: "partial",
      jaccard: 0.5,
      containment: [0.5, 0.5],
      passages,
      tokens: [4, 4],
    });
    expect(view).toContain("passage of 3 tokens: a 3–16, b 0–13");
    expect(view).toMatch(/one two three +│ one two three/);
  });
});

describe("reportPage", () => {
  it("escapes what articles say", () => {
    const summary = {
      records: { read: 1, articles: 1, rejected: 0, empty: 0 },
      articles: { kept: 1, duplicates: 0, clusters: 0 },
      options: {},
      classes: [],
      sources: [{ source: "<script>alert(1)</script>", articles: 1, kept: 1 }],
      warnings: ["<b>"],
    } as unknown as Parameters<typeof reportPage>[0];
    const page = reportPage(summary, []);
    expect(page).not.toContain("<script>");
    expect(page).toContain("&lt;script&gt;");
    expect(page).toContain("&lt;b&gt;");
  });
});

describe("terminalSummary", () => {
  const summary = {
    records: { read: 9, articles: 9, rejected: 0, empty: 0 },
    articles: { kept: 7, duplicates: 2, clusters: 1 },
    text: { units: 0, cut: 0, articlesCut: 0 },
    pairs: { exact: 0, near: 0, contains: 0, contained: 0, form: 0, partial: 0 },
    classes: [],
    repeats: { paragraphs: 0, furniture: 0 },
    search: { candidates: 0, overfullBands: 0, overfullSamples: 0, largestBucket: 0, crowded: 0 },
    warnings: [],
    options: { threshold: 0.7 },
    preview: [
      { threshold: 0.65, containment: 0.75, kept: 7, duplicates: 2, clusters: 1 },
      { threshold: 0.7, containment: 0.75, kept: 7, duplicates: 2, clusters: 1 },
      { threshold: 0.95, containment: 1, kept: 1234, duplicates: 0, clusters: 0 },
    ],
  } as unknown as Parameters<typeof terminalSummary>[0];

  it("shows what other thresholds would keep, its own in brackets", () => {
    expect(terminalSummary(summary, [], [])).toContain(
      [
        "Kept at other thresholds",
        "  Jaccard     .65  [.7]   .95",
        "  contained   .75   .75     1",
        "  kept          7     7  1234",
        "  clusters      1     1     0",
      ].join("\n"),
    );
  });

  it("shows no thresholds where there are none", () => {
    expect(terminalSummary({ ...summary, preview: [] }, [], [])).not.toContain("thresholds");
  });

  it("says how many pairs crowds left out, and nothing where there were none", () => {
    const crowded = { ...summary, search: { ...summary.search, crowded: 12 } };
    expect(terminalSummary(crowded, [], [])).toContain("12 pairs left out: they share only what their source prints");
    expect(terminalSummary(summary, [], [])).not.toContain("left out");
  });
});
