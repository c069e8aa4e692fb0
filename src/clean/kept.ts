/** The stretches of an original text that are left after cuts, and the way back from what is left to the original. */
import type { Range } from "../model/span.js";

/** Ranges of the original, in order and none empty; `before[i]` units are left of range `i`. */
export interface Kept {
  readonly ranges: readonly Range[];
  readonly before: readonly number[];
}

/** The whole of a text. */
export function keepAll(length: number): Kept {
  return indexed(length === 0 ? [] : [{ start: 0, end: length }]);
}

/**
 * What is left of the text. The engine puts its parts together when it is first read, and most never are; until then it holds the
 * original, so that who keeps it takes `ownText` of it.
 */
export function textOf(original: string, { ranges }: Kept): string {
  let text = "";
  for (const { start, end } of ranges) text += original.slice(start, end);
  return text;
}

/** The first units of what is left, `text`, which is not put together for them where they stand side by side in the original. */
export function beginningOf(original: string, { ranges }: Kept, text: string, units: number): string {
  const first = ranges[0];
  if (first === undefined || (ranges.length > 1 && first.end - first.start < units)) return text.slice(0, units);
  return original.slice(first.start, Math.min(first.end, first.start + units));
}

/** A range of what is left as a range of the original; cuts inside it are spanned, cuts at its edges are not. */
export function toOriginal(kept: Kept, range: Range): Range {
  const start = locate(kept, range.start);
  return { start, end: range.end > range.start ? locate(kept, range.end - 1) + 1 : start };
}

/** Takes ranges of the original away; they are sorted and disjoint. Linear in both. */
export function without(kept: Kept, cuts: readonly Range[]): Kept {
  const ranges: Range[] = [];
  let cut = 0;
  for (const { start, end } of kept.ranges) {
    let from = start;
    while (cut < cuts.length && (cuts[cut] as Range).end <= start) cut++;
    for (; cut < cuts.length && (cuts[cut] as Range).start < end; cut++) {
      const gap = cuts[cut] as Range;
      if (gap.start > from) ranges.push({ start: from, end: gap.start });
      from = gap.end;
      if (gap.end > end) break;
    }
    if (from < end) ranges.push({ start: from, end });
  }
  return indexed(ranges);
}

function indexed(ranges: readonly Range[]): Kept {
  const before: number[] = [];
  let units = 0;
  for (const { start, end } of ranges) {
    before.push(units);
    units += end - start;
  }
  return { ranges, before };
}

/** Where a unit of what is left stands in the original, by bisection. */
function locate(kept: Kept, offset: number): number {
  let low = 0;
  let high = kept.ranges.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((kept.before[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return (kept.ranges[low]?.start ?? 0) + offset - (kept.before[low] ?? 0);
}
