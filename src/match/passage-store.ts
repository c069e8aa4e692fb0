import type { Passage } from "../model/pair.js";
import { GrowingColumn } from "./growing.js";

/** Words a passage: a.start, a.end, b.start, b.end, tokens. */
export const WORDS_A_PASSAGE = 5;

/** Where passages wait once their pair is judged: memory in the library, a file in the command. */
export interface PassageStore {
  /** Puts words behind all others; gives where they begin. */
  append(words: Uint32Array): number;
  /** The words at a place; they hold until the next call. */
  read(start: number, words: number): Uint32Array;
}

/** A store in memory. */
export function createPassageStore(): PassageStore {
  const column = new GrowingColumn();
  return {
    append(words) {
      column.append(words);
      return column.length - words.length;
    },
    read: (start, words) => column.view().subarray(start, start + words),
  };
}

/** Passages as words. */
export function wordsOf(passages: readonly Passage[]): Uint32Array {
  const words = new Uint32Array(passages.length * WORDS_A_PASSAGE);
  let at = 0;
  for (const { a, b, tokens } of passages) {
    words[at++] = a.start;
    words[at++] = a.end;
    words[at++] = b.start;
    words[at++] = b.end;
    words[at++] = tokens;
  }
  return words;
}

/** Words as passages. */
export function passagesIn(words: Uint32Array): Passage[] {
  const passages: Passage[] = [];
  for (let at = 0; at < words.length; at += WORDS_A_PASSAGE) {
    passages.push({
      a: { start: words[at] as number, end: words[at + 1] as number },
      b: { start: words[at + 2] as number, end: words[at + 3] as number },
      tokens: words[at + 4] as number,
    });
  }
  return passages;
}
