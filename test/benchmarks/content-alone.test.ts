import { describe, expect, it } from "vitest";
import { cutContent } from "../../benchmarks/content-alone.js";
import type { Cleaned, Span } from "../../src/model/span.js";

const cut = (text: string, piece: string, action: Span["action"]): Cleaned => {
  const start = text.indexOf(piece);
  const spans =
    start < 0
      ? []
      : [{ start, end: start + piece.length, class: "cta", action, score: 1, evidence: [] } as unknown as Span];
  return { text, spans, regime: "clean", warnings: [] };
};

describe("what is cut of content alone", () => {
  const pages = [{ id: "a", text: "Menu\nThe gate is shut.\nFollow us", labels: [0, 1, 1] }];

  it("counts the characters that go, without the furniture of the page", () => {
    const { characters, cut: gone, classes } = cutContent(pages, (_, text) => cut(text, "Follow us", "remove"));
    expect([characters, gone, classes]).toEqual([27, 9, [["cta", 9]]]);
    expect(cutContent(pages, (_, text) => cut(text, "Menu", "remove")).cut).toBe(0);
  });

  it("does not count what is only flagged", () => {
    expect(cutContent(pages, (_, text) => cut(text, "Follow us", "flag")).cut).toBe(0);
  });
});
