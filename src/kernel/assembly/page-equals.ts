import { GRAM_SLOTS, HASH_A, WORD_COUNT } from "./page-memory";

/** Slots a line, and least slots: most are found free at once. */
const SLOTS_A_LINE: u32 = 4;
const LEAST_SLOTS: u32 = 64;

/** Whether two lines with words have the same hash: `hasEqualLines` of src/clean/line-words.ts, in the memory of runs. */
export function hasEqualLines(page: u32, lines: u32): bool {
  let slots = LEAST_SLOTS;
  while (slots < lines * SLOTS_A_LINE) slots <<= 1;
  memory.fill(GRAM_SLOTS, 0, slots << 2);
  const mask = slots - 1;
  for (let line: u32 = 0; line < lines; line++) {
    const row = page + (line << 2);
    if (load<u32>(row, WORD_COUNT) === 0) continue;
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
