/**
 * Lines that come again with the same words, and are telling: most articles have none, and repeats are looked for in the
 * others.
 */
import type { Page } from "./page.js";

/** One line alone is noted from so many units or words on. */
export const LONE_UNITS = 80;
export const LONE_WORDS = 10;
/** A headline is repeated among the first lines with words. */
export const HEAD_LINES = 10;
export const HEADLINE_MIN_WORDS = 3;

/**
 * Whether a line with words has the `hashA` of an earlier one and is telling itself: of ten words, of 80 units, or of three words
 * among the first ten lines with any. Of the earlier line nothing is asked: equal words may be of other lengths, as signs and
 * spacing do not count. A kernel gives the same answer.
 */
export function hasEqualLines(page: Page): boolean {
  if (page.reader !== undefined) return page.reader.hasEqualLines(page.lines.count);
  const seen = new Set<number>();
  let solid = 0;
  for (let line = 0; line < page.lines.count; line++) {
    if ((page.wordCount[line] ?? 0) === 0) continue;
    const hash = page.hashA[line] ?? 0;
    if (isTelling(page, line, solid++) && seen.has(hash)) return true;
    seen.add(hash);
  }
  return false;
}

/** Whether a line would be told of if it repeated another; `place` counts lines with words. */
function isTelling(page: Page, line: number, place: number): boolean {
  const words = page.wordCount[line] ?? 0;
  if (place < HEAD_LINES && words >= HEADLINE_MIN_WORDS) return true;
  return words >= LONE_WORDS || (page.length[line] ?? 0) >= LONE_UNITS;
}
