import {
  CAPITAL_COUNT,
  CAPS_COUNT,
  COMMAS,
  FIRST_START,
  FIRST_WORD,
  HASH_A,
  HASH_B,
  INTERFACE_COUNT,
  LENGTH,
  LINE_BITS,
  NUMBER_COUNT,
  RULES,
  SILENT,
  STARTS,
  STOP_COUNT,
  WORD_BITS,
  WORD_COUNT,
  WORD_END,
  WORD_HASH,
  WORD_ID,
  WORD_START,
} from "./page-memory";

/**
 * Copies the lines `first` … `stop` of a page, but for their places, to line `at` of another, behind the words there; their
 * text is `moved` units further on: src/clean/cut-page.ts. Vectors write up to 15 bytes more than there are: what stands there is
 * written later, or is never read.
 */
export function moveLines(from: u32, to: u32, first: u32, stop: u32, at: u32, moved: u32): void {
  const source = from + (first << 2);
  const target = to + (at << 2);
  for (let done: u32 = 0; done < (stop - first) << 2; done += 16) copyLines(source + done, target + done);
  copyBytes(from + LINE_BITS + (first << 1), to + LINE_BITS + (at << 1), (stop - first) << 1);
  copyBytes(from + SILENT + first, to + SILENT + at, stop - first);
  const word = load<u32>(source, FIRST_WORD);
  const newWord = load<u32>(target, FIRST_WORD);
  moveWords(from, to, word, load<u32>(from + (stop << 2), FIRST_WORD), newWord, moved);
  addTo(source + FIRST_WORD, target + FIRST_WORD, stop - first + 1, newWord - word);
  const start = load<u32>(source, FIRST_START);
  const newStart = load<u32>(target, FIRST_START);
  const starts = load<u32>(from + (stop << 2), FIRST_START) - start;
  addTo(from + STARTS + (start << 2), to + STARTS + (newStart << 2), starts, newWord - word);
  addTo(source + FIRST_START, target + FIRST_START, stop - first + 1, newStart - start);
}

/** Copies what four lines are summed up to. */
function copyLines(source: u32, target: u32): void {
  v128.store(target, v128.load(source, WORD_COUNT), WORD_COUNT);
  v128.store(target, v128.load(source, STOP_COUNT), STOP_COUNT);
  v128.store(target, v128.load(source, CAPITAL_COUNT), CAPITAL_COUNT);
  v128.store(target, v128.load(source, CAPS_COUNT), CAPS_COUNT);
  v128.store(target, v128.load(source, NUMBER_COUNT), NUMBER_COUNT);
  v128.store(target, v128.load(source, INTERFACE_COUNT), INTERFACE_COUNT);
  v128.store(target, v128.load(source, COMMAS), COMMAS);
  v128.store(target, v128.load(source, LENGTH), LENGTH);
  v128.store(target, v128.load(source, HASH_A), HASH_A);
  v128.store(target, v128.load(source, HASH_B), HASH_B);
  v128.store(target, v128.load(source, RULES), RULES);
}

/** Copies the words `first` … `stop` to place `at`. */
function moveWords(from: u32, to: u32, first: u32, stop: u32, at: u32, moved: u32): void {
  const count = stop - first;
  memory.copy(to + WORD_HASH + (at << 2), from + WORD_HASH + (first << 2), count << 2);
  memory.copy(to + WORD_ID + (at << 1), from + WORD_ID + (first << 1), count << 1);
  memory.copy(to + WORD_BITS + at, from + WORD_BITS + first, count);
  addTo(from + WORD_START + (first << 2), to + WORD_START + (at << 2), count, moved);
  addTo(from + WORD_END + (first << 2), to + WORD_END + (at << 2), count, moved);
}

/** Copies numbers of 32 bits, so much added to each. */
function addTo(source: u32, target: u32, count: u32, added: u32): void {
  const more = i32x4.splat(added);
  for (let done: u32 = 0; done < count << 2; done += 16)
    v128.store(target + done, i32x4.add(v128.load(source + done), more));
}

function copyBytes(source: u32, target: u32, count: u32): void {
  for (let done: u32 = 0; done < count; done += 16) v128.store(target + done, v128.load(source + done));
}
