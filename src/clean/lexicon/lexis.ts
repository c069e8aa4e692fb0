/** The words of compiled rules as a kernel looks them up. */
import type { Lexis } from "../../model/page-reader.js";
import type { Vocabulary, WordTable } from "../vocabulary.js";
import type { FirstWord } from "./first-words.js";
import { placesOf } from "./places.js";

/** Units of the words that a kernel compares in one go. */
const SHORT = 8;

/** Lays a vocabulary, and what may stand behind the words that free rules start with, out as columns. */
export function lexisOf(vocabulary: Vocabulary, freeStarts: readonly (FirstWord | undefined)[]): Omit<Lexis, "walks"> {
  const { table, traits, signs } = vocabulary;
  const known = { ...placesOf(table), spelled: spellings(table, traits.length), letters: table.units };
  return { ...known, lettersOf: table.starts, traits, signs, ...secondsOf(freeStarts) };
}

function spellings({ units, starts, hashes, numbers }: WordTable, words: number): Uint8Array {
  const spelled = new Uint8Array(words * SHORT);
  const view = new DataView(spelled.buffer);
  for (const [slot, number] of numbers.entries()) {
    const [first = 0, stop = 0] = [starts[number], starts[number + 1]];
    const word = units.subarray(first, stop);
    if (number === 0) continue;
    if (word.length <= SHORT && word.every((unit) => unit < 0x80))
      spelled.set(word, (number + 1) * SHORT - word.length);
    else {
      view.setInt32(number * SHORT, hashes[slot] ?? 0, true);
      view.setInt32(number * SHORT + 4, -1, true);
    }
  }
  return spelled;
}

/** A row of bits for each first word of free rules: the numbers of words that may come second, all where anything may. */
function secondsOf(freeStarts: readonly (FirstWord | undefined)[]): Pick<Lexis, "secondsOf" | "seconds" | "stride"> {
  const stride = ((freeStarts.length >>> 5) + 1) * 4;
  const rows = freeStarts.filter((start) => start !== undefined).length;
  const seconds = new Uint32Array(((rows + 1) * stride) / 4);
  const rowOf = new Uint16Array(freeStarts.length);
  let row = 0;
  for (const [number, start] of freeStarts.entries()) {
    if (start === undefined) continue;
    rowOf[number] = ++row;
    if (start.second === undefined) seconds.fill(-1, (row * stride) / 4, ((row + 1) * stride) / 4);
    else seconds.set(start.second, (row * stride) / 4);
  }
  return { secondsOf: rowOf, seconds: new Uint8Array(seconds.buffer), stride };
}
