import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanRanges, eligibleRanges } from "../../src/fingerprint/eligible.js";
import type { Range, Span } from "../../src/model/span.js";
import { spanOf } from "./sets.js";

/** The dull model: a mark per unit. */
function unmarked(length: number, cuts: readonly Range[]): Range[] {
  const marks = Array.from({ length }, (_, i) => cuts.some(({ start, end }) => start <= i && i < end));
  const ranges: Range[] = [];
  for (let i = 0; i < length; i++) {
    if (marks[i]) continue;
    const start = i;
    while (i + 1 < length && !marks[i + 1]) i++;
    ranges.push({ start, end: i + 1 });
  }
  return ranges;
}

const LENGTH = 40;
const anySpan: fc.Arbitrary<Span> = fc
  .tuple(
    fc.nat(LENGTH),
    fc.nat(LENGTH),
    fc.constantFrom("remove" as const, "trim" as const, "flag" as const),
    fc.boolean(),
  )
  .map(([a, b, action, fed]) => spanOf(Math.min(a, b), Math.max(a, b), action, fed && action === "flag"));
const anySpans = fc.array(anySpan, { maxLength: 8 });

describe("eligibleRanges", () => {
  it("leaves out every span that does not feed the fingerprint, and nothing else", () => {
    const spans = [spanOf(2, 4, "remove"), spanOf(6, 9, "flag"), spanOf(12, 15, "flag", true)];
    expect(eligibleRanges(20, spans)).toEqual([
      { start: 0, end: 2 },
      { start: 4, end: 6 },
      { start: 9, end: 20 },
    ]);
  });

  it("agrees with a mark per unit, for spans that overlap, touch, or are empty, in any order", () => {
    fc.assert(
      fc.property(anySpans, (spans) => {
        const cuts = spans.filter((span) => !span.fingerprint);
        expect(eligibleRanges(LENGTH, spans)).toEqual(unmarked(LENGTH, cuts));
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it("is the whole text where there is no span, and nothing where there is no text", () => {
    expect(eligibleRanges(5, [])).toEqual([{ start: 0, end: 5 }]);
    expect(eligibleRanges(0, [])).toEqual([]);
  });

  it("does not leave the text where a span does", () => {
    expect(eligibleRanges(5, [spanOf(4, 9, "flag"), spanOf(7, 8, "flag")])).toEqual([{ start: 0, end: 4 }]);
  });
});

describe("cleanRanges", () => {
  it("leaves out what is cut, and keeps what is only flagged", () => {
    const spans = [spanOf(0, 2, "trim"), spanOf(6, 9, "flag"), spanOf(12, 20, "remove")];
    expect(cleanRanges(20, spans)).toEqual([{ start: 2, end: 12 }]);
  });

  it("agrees with a mark per unit", () => {
    fc.assert(
      fc.property(anySpans, (spans) => {
        const cuts = spans.filter((span) => span.action !== "flag");
        expect(cleanRanges(LENGTH, spans)).toEqual(unmarked(LENGTH, cuts));
      }),
      { seed: 8, numRuns: 500 },
    );
  });
});
