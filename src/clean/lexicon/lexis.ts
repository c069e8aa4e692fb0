/** The words of compiled rules as a kernel looks them up. */
import type { Lexis } from "../../model/page-reader.js";
import type { Vocabulary, WordTable } from "../vocabulary.js";
import type { FirstWord } from "./first-words.js";

/** Units of the words that a kernel compares in one go. */
const SHORT = 8;

/** Lays a vocabulary, and what may stand behind the words that free rules start with, out as columns. */
export function lexisOf(vocabulary: Vocabulary, freeStarts: readonly (FirstWord | undefined)[]): Omit<Lexis, "walks"> {
  const { table, traits, signs } = vocabulary;
  const known = { table: slotsOf(table), spelled: shortSpellings(table, traits.length), letters: table.units };
  return { ...known, lettersOf: table.starts, traits, signs, ...secondsOf(freeStarts) };
}

/** Set in the slots that a word was put behind: elsewhere a search ends with the first slot. */
const MORE = 0x80000000;

function slotsOf({ hashes, numbers, mask }: WordTable): Uint32Array {
  const slots = new Uint32Array(hashes.length * 2);
  for (let slot = 0; slot < hashes.length; slot++) {
    const number = numbers[slot] ?? 0;
    if (number === 0) continue;
    const hash = hashes[slot] ?? 0;
    slots[2 * slot] = hash;
    slots[2 * slot + 1] = ((slots[2 * slot + 1] ?? 0) | number) >>> 0;
    for (let before = (hash ^ (hash >>> 15)) & mask; before !== slot; before = (before + 1) & mask)
      slots[2 * before + 1] = ((slots[2 * before + 1] ?? 0) | MORE) >>> 0;
  }
  return slots;
}

function shortSpellings({ units, starts }: WordTable, words: number): Uint8Array {
  const spelled = new Uint8Array(words * SHORT);
  for (let number = 1; number < words; number++) {
    const first = starts[number] ?? 0;
    let at = starts[number + 1] ?? 0;
    let place = (number + 1) * SHORT;
    const isShort = at - first <= SHORT;
    while (isShort && at > first && (units[at - 1] ?? 0) < 0x80) spelled[--place] = units[--at] ?? 0;
    if (at > first) spelled.fill(0xff, number * SHORT, (number + 1) * SHORT);
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
