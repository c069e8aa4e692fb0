import { describe, expect, it } from "vitest";
import { SPAN_CLASSES } from "../../src/model/span.js";
import { readArticles, readSpans } from "./labels.js";

const articles = readArticles();
const gold = readSpans();
const rows = articles.flatMap(({ id, text }) => (gold.get(id) ?? []).map((span) => ({ id, text, span })));

describe("the gold spans", () => {
  it("cover every article once and no other", () => {
    expect([...gold.keys()].sort()).toEqual(articles.map(({ id }) => id).sort());
  });

  it("are exact slices of their article", () => {
    for (const { id, text, span } of rows) {
      expect(span.start, id).toBeLessThan(span.end);
      expect(text.slice(span.start, span.end), id).toBe(span.text);
    }
  });

  it("use the known classes and actions", () => {
    for (const { id, span } of rows) {
      expect(SPAN_CLASSES, id).toContain(span.class);
      expect(["remove", "trim", "flag"], id).toContain(span.action);
    }
  });

  it("are sorted, and do not overlap where they cut", () => {
    for (const [id, spans] of gold) {
      const starts = spans.map(({ start }) => start);
      expect(starts, id).toEqual([...starts].sort((x, y) => x - y));
      const cuts = spans.filter(({ action }) => action !== "flag");
      cuts.slice(1).forEach((cut, i) => {
        expect(cut.start, id).toBeGreaterThanOrEqual(cuts[i]?.end ?? 0);
      });
    }
  });

  it("remove whole lines with their line end, and trim only parts of lines", () => {
    for (const { id, text, span } of rows) {
      const startsLine = span.start === 0 || text[span.start - 1] === "\n";
      const endsLine = span.end === text.length || text[span.end - 1] === "\n";
      if (span.action === "remove") expect(startsLine && endsLine, `${id}: ${span.text}`).toBe(true);
      if (span.action === "trim") expect(span.text, id).not.toContain("\n");
    }
  });

  it("name an earlier first copy of every repeat, which says the same", () => {
    const repeats = rows.filter(({ span }) => span.class.startsWith("repeated_"));
    expect(repeats.length).toBeGreaterThan(10);
    for (const { id, text, span } of repeats) {
      const first = span.duplicateOf ?? { start: 0, end: 0 };
      expect(first.end, id).toBeLessThanOrEqual(span.start);
      expect(text.slice(first.start, first.end).trim(), id).toBe(span.text.trim());
    }
  });

  it("leave the shapes that must never be cut without a span", () => {
    const shapes = articles.filter(({ id }) => id.startsWith("shape-"));
    expect(shapes.length).toBeGreaterThanOrEqual(12);
    for (const { id } of shapes) expect(gold.get(id), id).toEqual([]);
  });
});
