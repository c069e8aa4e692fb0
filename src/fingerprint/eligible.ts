import type { Range, Span } from "../model/span.js";

/**
 * The stretches that feed the fingerprint: the text without every span whose `fingerprint` is false.
 * @param length of the text, in UTF-16 units.
 * @param spans in any order; they may overlap.
 * @returns sorted, disjoint, non-empty ranges that do not touch.
 */
export function eligibleRanges(length: number, spans: readonly Span[]): Range[] {
  return without(
    length,
    spans.filter((span) => !span.fingerprint),
  );
}

/** The stretches of the clean text: the text without its `remove` and `trim` spans. Same shape as `eligibleRanges`. */
export function cleanRanges(length: number, spans: readonly Span[]): Range[] {
  return without(
    length,
    spans.filter((span) => span.action !== "flag"),
  );
}

function without(length: number, cuts: readonly Range[]): Range[] {
  if (cuts.length === 0) return length === 0 ? [] : [{ start: 0, end: length }];
  const sorted = cuts.filter((cut) => cut.end > cut.start).sort((a, b) => a.start - b.start);
  const left: Range[] = [];
  let cursor = 0;
  for (const { start, end } of sorted) {
    if (start > cursor) left.push({ start: cursor, end: Math.min(start, length) });
    cursor = Math.max(cursor, end);
  }
  if (cursor < length) left.push({ start: cursor, end: length });
  return left;
}
