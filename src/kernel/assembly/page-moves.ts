import { WORD_BITS, WORD_END, WORD_HASH, WORD_ID, WORD_START } from "./page-memory";

/** Copies the words `first` … `stop` of a page to place `at` of another, their text `moved` units further on: src/clean/cut-page.ts. */
export function moveWords(from: u32, to: u32, first: u32, stop: u32, at: u32, moved: u32): void {
  const count = stop - first;
  memory.copy(to + WORD_HASH + (at << 2), from + WORD_HASH + (first << 2), count << 2);
  memory.copy(to + WORD_ID + (at << 1), from + WORD_ID + (first << 1), count << 1);
  memory.copy(to + WORD_BITS + at, from + WORD_BITS + first, count);
  const distance = i32x4.splat(moved);
  const source = from + (first << 2);
  const target = to + (at << 2);
  // Up to three words more than there are: what stands behind them is written later, or is never read.
  for (let done: u32 = 0; done < count << 2; done += 16) {
    v128.store(target + done, i32x4.add(v128.load(source + done, WORD_START), distance), WORD_START);
    v128.store(target + done, i32x4.add(v128.load(source + done, WORD_END), distance), WORD_END);
  }
}
