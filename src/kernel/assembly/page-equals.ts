import { GRAM_SLOTS, HASH_A, LENGTH, WORD_COUNT } from "./page-memory";

/** Slots a line, and least slots: most are found free at once. */
const SLOTS_A_LINE: u32 = 4;
const LEAST_SLOTS: u32 = 64;

/** Constants of src/clean/equal-lines.ts. */
const LONE_WORDS: u32 = 10;
const LONE_UNITS: u32 = 80;
const HEAD_LINES: u32 = 10;
const HEADLINE_WORDS: u32 = 3;

/**
 * Whether a line has the hash of an earlier one and is telling, as src/clean/equal-lines.ts has it: advertisement labels come
 * again in many texts. Every line with words is an earlier one for those below. In the memory of runs.
 */
export function hasEqualLines(page: u32, lines: u32): bool {
  let slots = LEAST_SLOTS;
  while (slots < lines * SLOTS_A_LINE) slots <<= 1;
  memory.fill(GRAM_SLOTS, 0, slots << 2);
  let solid: u32 = 0;
  for (let line: u32 = 0; line < lines; line++) {
    const row = page + (line << 2);
    const words = load<u32>(row, WORD_COUNT);
    if (words === 0) continue;
    const isHead = solid++ < HEAD_LINES && words >= HEADLINE_WORDS;
    const slot = slotOf(page, load<u32>(row, HASH_A), slots - 1);
    if (load<u32>(slot) === 0) store<u32>(slot, line + 1);
    else if (isHead || words >= LONE_WORDS || load<u32>(row, LENGTH) >= LONE_UNITS) return true;
  }
  return false;
}

/** Where the line of a hash stands in the table, one more than its number, or would stand. */
function slotOf(page: u32, hash: u32, mask: u32): u32 {
  let slot = (hash ^ (hash >> 15)) & mask;
  for (let known = load<u32>(GRAM_SLOTS + (slot << 2)); known !== 0; known = load<u32>(GRAM_SLOTS + (slot << 2))) {
    if (load<u32>(page + (known << 2) - 4, HASH_A) === hash) break;
    slot = (slot + 1) & mask;
  }
  return GRAM_SLOTS + (slot << 2);
}
