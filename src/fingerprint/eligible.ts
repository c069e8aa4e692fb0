import { cutsAmong } from "../model/cuts.js";
import type { Range, Span } from "../model/span.js";

/**
 * The stretches that feed the fingerprint: the text without every span whose `fingerprint` is false.
 * @param length of the text, in UTF-16 units.
 * @param spans in any order; they may overlap.
 * @returns sorted, disjoint, non-empty ranges that do not touch.
 */
export function eligibleRanges(length: number, spans: readonly Span[]): Range[] {
  const cuts: Span[] = [];
  for (const span of spans) if (!span.fingerprint) cuts.push(span);
  return without(length, cuts);
}

/** The stretches of the clean text: the text without its `remove` and `trim` spans. Same shape as `eligibleRanges`. */
export function cleanRanges(length: number, spans: readonly Span[]): Range[] {
  return without(length, cutsAmong(spans));
}

/** What is left of so many units. @param cuts may overlap; the list is put in order in place. */
function without(length: number, cuts: Range[]): Range[] {
  const left: Range[] = [];
  let cursor = 0;
  for (const { start, end } of inOrder(cuts)) {
    if (end <= start) continue;
    if (start > cursor) left.push({ start: cursor, end: Math.min(start, length) });
    cursor = Math.max(cursor, end);
  }
  if (cursor < length) left.push({ start: cursor, end: length });
  return left;
}

/** Spans come in order as a rule. */
function inOrder(ranges: Range[]): readonly Range[] {
  for (let i = 1; i < ranges.length; i++)
    if ((ranges[i - 1] as Range).start > (ranges[i] as Range).start) return ranges.sort((a, b) => a.start - b.start);
  return ranges;
}
