import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { byFrequency, classAt, recurringParagraphs, visitParagraphs } from "../../src/match/paragraphs.js";
import type { Span } from "../../src/model/span.js";

type Input = readonly [text: string, source: string, spans?: readonly Span[]];

function rowsOf(inputs: readonly Input[]) {
  const rows: number[][] = [];
  for (const [article, [text]] of inputs.entries()) {
    visitParagraphs(text, (lo, hi, start, end) => rows.push([lo, hi, article, start, end]));
  }
  const names = [...new Set(inputs.map(([, source]) => source))];
  const sourceOf = (article: number): number => names.indexOf(inputs[article]?.[1] ?? "");
  const found = recurringParagraphs(Uint32Array.from(rows.reverse().flat()), sourceOf).sort(byFrequency);
  return found.map(({ article, start, end, articles, sources }) => ({
    text: (inputs[article]?.[0] ?? "").slice(start, end),
    articles,
    sources,
    class: classAt(inputs[article]?.[2] ?? [], { start, end }),
  }));
}

describe("recurringParagraphs", () => {
  it("counts a paragraph once an article, and its distinct sources", () => {
    const rows = rowsOf([
      ["Sign up.\nOwn text one.\nSign up.", "Post"],
      ["SIGN   up.\nOwn text two.", "Post"],
      ["Own text three.\nSign up. ", "Courier"],
    ]);
    expect(rows).toEqual([{ text: "Sign up.", articles: 3, sources: 2, class: null }]);
  });

  it("does not list lines without letters, nor paragraphs of one article", () => {
    expect(
      rowsOf([
        ["***\nalone\nalone", "a"],
        ["***\nother", "a"],
      ]),
    ).toEqual([]);
  });

  it("names the class of the span over the first copy", () => {
    const span: Span = {
      id: "1",
      start: 0,
      end: 8,
      action: "remove",
      class: "cta",
      confidence: 1,
      fingerprint: false,
      evidence: [],
    };
    expect(
      rowsOf([
        ["Sign up.\nx", "a", [span]],
        ["Sign up.", "a"],
      ])[0]?.class,
    ).toBe("cta");
  });

  it("counts as a plain map does", () => {
    const line = fc.integer({ min: 0, max: 6000 }).map((n) => `line ${n}`);
    const text = fc.array(line, { maxLength: 400 });
    fc.assert(
      fc.property(fc.array(text, { minLength: 20, maxLength: 30 }), (texts) => {
        const model = new Map<string, number>();
        for (const lines of texts) for (const one of new Set(lines)) model.set(one, (model.get(one) ?? 0) + 1);
        const expected = [...model].filter(([, count]) => count > 1).sort();
        const rows = rowsOf(texts.map((lines) => [lines.join("\n"), ""]));
        expect(rows.map((row) => [row.text, row.articles]).sort()).toEqual(expected);
      }),
      { numRuns: 10 },
    );
  });
});
