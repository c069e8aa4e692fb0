import { describe, expect, it } from "vitest";
import { createCleaner } from "../../src/clean/clean.js";
import { restore } from "../../src/clean/restore.js";
import type { Range, Span } from "../../src/model/span.js";
import { resolveOptions } from "../../src/options.js";
import { type GoldSpan, readArticles, readSpans } from "../corpus/labels.js";

const clean = createCleaner(resolveOptions());
const gold = readSpans();
const cleaned = readArticles().map((article) => ({ article, ...clean(article), labels: gold.get(article.id) ?? [] }));

const isCut = ({ action }: { readonly action: string }): boolean => action !== "flag";
const mayGo = (label: GoldSpan): boolean =>
  isCut(label) || (label.acceptable ?? []).some((action) => action === "remove" || action === "trim");
const mayStay = (label: GoldSpan): boolean =>
  !isCut(label) || (label.acceptable ?? []).some((action) => action === "flag" || action === "keep");

/** Units of `range` other than white space that none of `others` covers. */
function uncovered(text: string, range: Range, others: readonly Range[]): number {
  let units = 0;
  for (let i = range.start; i < range.end; i++) {
    if (/\S/.test(text[i] as string) && !others.some(({ start, end }) => start <= i && i < end)) units++;
  }
  return units;
}

/** Punctuation around a trimmed tag may go with it or stay. */
const EDGE_UNITS = 2;

describe("cleaning the corpus", () => {
  it.each(cleaned)("cuts nothing of $article.id that its labels keep", ({ article, spans, labels }) => {
    for (const span of spans.filter(isCut)) {
      const wrong = uncovered(article.text, span, labels.filter(mayGo));
      expect(wrong, `${span.class} ${article.text.slice(span.start, span.end)}`).toBeLessThanOrEqual(EDGE_UNITS);
    }
  });

  it.each(cleaned)("gives $article.id back whole", ({ article, text, spans }) => {
    expect(restore(text, spans)).toBe(article.text);
  });

  it("cuts at least 85 % of the spans that are labelled as furniture or repeats", () => {
    const wanted = cleaned.flatMap(({ article, spans, labels }) =>
      labels
        .filter((label) => !mayStay(label))
        .map((label) => ({ text: article.text, label, cuts: spans.filter(isCut) })),
    );
    const gone = wanted.filter(({ text, label, cuts }) => 5 * uncovered(text, label, cuts) <= label.end - label.start);
    expect(gone.length / wanted.length).toBeGreaterThanOrEqual(0.85);
  });

  it("names the first copy of every repeat that it cuts", () => {
    const repeats = cleaned.flatMap(({ article, spans, labels }) =>
      labels
        .filter((label) => label.duplicateOf !== undefined && isCut(label))
        .map((label) => ({ article, label, span: spans.find((span) => isOver(span, label)) })),
    );
    expect(repeats.length).toBeGreaterThan(5);
    for (const { article, label, span } of repeats) {
      const first = span?.duplicateOf;
      if (first === undefined) continue;
      const fold = (range: Range): string => article.text.slice(range.start, range.end).trim().toLowerCase();
      expect(fold(first)).toBe(fold(label));
    }
    expect(repeats.filter(({ span }) => span?.duplicateOf !== undefined).length).toBe(repeats.length);
  });
});

const isOver = (span: Span, label: Range): boolean => isCut(span) && span.start < label.end && label.start < span.end;
