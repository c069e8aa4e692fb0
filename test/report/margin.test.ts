import { describe, expect, it } from "vitest";
import type { Cleaned, Span } from "../../src/model/span.js";
import { marginView } from "../../src/report/margin.js";

const span = (start: number, end: number, change: Partial<Span> = {}): Span => ({
  ...{ id: "s", start, end, action: "remove", class: "ad_label", confidence: 0.987, fingerprint: false },
  evidence: [{ rule: "en/ad_label/line", weight: 7.5 }],
  ...change,
});
const cleaned = (text: string, ...spans: Span[]): Cleaned => ({ text, spans, regime: "extracted", warnings: [] });
const rows = (view: string): string[] => view.split("\n");

describe("marginView", () => {
  it("marks a removed line and says why", () => {
    expect(marginView("One.\nAD\nTwo.\n", cleaned("One.\nTwo.\n", span(5, 8)))).toBe(
      [
        "   1  One.",
        "-  2  AD".replace("   ", "  "),
        "     remove ad_label · 0.99 · en/ad_label/line",
        "   3  Two.",
        "extracted text: 1 cut, 0 flagged, 3 of 13 characters go (23 %)",
        "",
      ]
        .map((row) => row.replace(/^( |-) {2}(\d)/, "$1 $2"))
        .join("\n"),
    );
  });

  it("marks a partly cut line, a lifted one and a flagged one", () => {
    const text = "(AP) A\nSOURCE: B\nC\nD";
    const view = rows(
      marginView(
        text,
        cleaned(
          "A\nC\nD",
          span(0, 5, { action: "trim" }),
          span(7, 17, { metadata: { source: "B" } }),
          span(17, 18, { action: "flag" }),
        ),
      ),
    );
    expect(view.filter((row) => /^\S? ?\d| {2}\d/.test(row.slice(0, 4))).map((row) => row[0])).toEqual([
      "~",
      "M",
      "?",
      " ",
    ]);
    expect(view.join("\n")).toContain("source: B");
    expect(view.join("\n")).toContain("not in the fingerprint");
  });

  it("names the lines of a first copy", () => {
    const text = "A\nB\nA B";
    const block = span(4, 7, { class: "repeated_block", duplicateOf: { start: 0, end: 3 } });
    expect(marginView(text, cleaned("A\nB\n", block))).toContain("copy of lines 1-2");
    const line = span(4, 7, { class: "repeated_line", duplicateOf: { start: 0, end: 1 } });
    expect(marginView(text, cleaned("A\nB\n", line))).toContain("copy of line 1 ·");
  });

  it("shows notes of evidence and warnings", () => {
    const evidence = [{ rule: "run/item", weight: 6, note: "3 items to the end" }];
    const view = marginView("A", {
      ...cleaned("A", span(0, 1, { action: "flag", evidence })),
      warnings: ["guard: all"],
    });
    expect(view).toContain("run/item (3 items to the end)");
    expect(view).toContain("; guard: all");
  });

  it("paints each row by its mark", () => {
    const view = marginView("A\nAD", cleaned("A\n", span(2, 4)), (mark, row) => `${mark}|${row}`);
    expect(rows(view).slice(0, 2)).toEqual([" |  1  A", "-|- 2  AD"]);
  });

  it("shows a long line in part, and nothing that would disturb a terminal", () => {
    const view = marginView(`${"x".repeat(300)}\n\u001b[31m\u0000\ud800`, cleaned(""));
    expect(rows(view)[0]?.length).toBeLessThan(120);
    expect([...view].every((sign) => sign === "\n" || sign >= " ")).toBe(true);
  });

  it("shows an empty text", () => {
    expect(marginView("", cleaned(""))).toBe("extracted text: 0 cut, 0 flagged, 0 of 0 characters go (0 %)\n");
  });

  it("spreads a span over the lines it covers", () => {
    const view = rows(marginView("A\nB\nC", cleaned("C", span(0, 4))));
    expect(view.filter((row) => row.startsWith("-")).length).toBe(2);
  });
});
