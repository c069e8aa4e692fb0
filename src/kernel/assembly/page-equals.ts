import { GRAM_SLOTS, HASH_A, LENGTH, WORD_COUNT } from "./page-memory";

/** Slots a line, and least slots: most are found free at once. */
const SLOTS_A_LINE: u32 = 4;
const LEAST_SLOTS: u32 = 64;

/** A line that is neither of so many words nor units is told only as a headline: among the first lines, of some words. */
const LONE_WORDS: u32 = 10;
const LONE_UNITS: u32 = 80;
const HEAD_LINES: u32 = 10;
const HEADLINE_WORDS: u32 = 3;

/**
 * Whether two lines have the same hash of which src/clean/repeats.ts may tell, whose constants are above: advertisement labels
 * come again in many texts. In the memory of runs.
 */
export function hasEqualLines(page: u32, lines: u32): bool {
  let slots = LEAST_SLOTS;
  while (slots < lines * SLOTS_A_LINE) slots <<= 1;
  memory.fill(GRAM_SLOTS, 0, slots << 2);
  const mask = slots - 1;
  let solid: u32 = 0;
  for (let line: u32 = 0; line < lines; line++) {
    const row = page + (line << 2);
    const words = load<u32>(row, WORD_COUNT);
    if (words === 0) continue;
    const isHead = solid++ < HEAD_LINES && words >= HEADLINE_WORDS;
    if (!isHead && words < LONE_WORDS && load<u32>(row, LENGTH) < LONE_UNITS) continue;
    const hash = load<u32>(row, HASH_A);
    let slot = (hash ^ (hash >> 15)) & mask;
    for (let known = load<u32>(GRAM_SLOTS + (slot << 2)); known !== 0; known = load<u32>(GRAM_SLOTS + (slot << 2))) {
      if (load<u32>(page + (known << 2) - 4, HASH_A) === hash) return true;
      slot = (slot + 1) & mask;
    }
    store<u32>(GRAM_SLOTS + (slot << 2), line + 1);
  }
  return false;
}
