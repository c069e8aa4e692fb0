import {
  FIRST_WORD,
  GRAM_HASHES,
  GRAM_LINES,
  GRAM_ORDINALS,
  GRAM_SLOTS,
  WORD_BITS,
  WORD_COUNT,
  WORD_HASH,
} from "./page-memory";
import { SYMBOL } from "./page-plain";

/** Runs of words that several lines have: the quick part of src/clean/near-repeats.ts, with its constants. */
const GRAM: u32 = 5;
const MULTIPLIER: u32 = 0x5bd1e995;
const MULTIPLIER_5: u32 = MULTIPLIER * MULTIPLIER * MULTIPLIER * MULTIPLIER * MULTIPLIER;
const NONE: u32 = 0xffffffff;

let mask: u32 = 0;
let found: u32 = 0;

/** Empties the table and gives it so many slots, a power of two. */
export function clearRuns(slots: u32): void {
  memory.fill(GRAM_SLOTS, 0, slots << 2);
  mask = slots - 1;
}

/**
 * Adds the runs of lines from `line` on, up to the first run that an earlier line has. @returns the last word of that, its
 * line in `runLine`; −1 where all are new.
 */
export function nextKnownRun(page: u32, line: u32, lines: u32): u32 {
  for (let at = line; at < lines; at++) {
    if (load<u32>(page + (at << 2), WORD_COUNT) < GRAM) continue;
    const word = addNewRuns(page, at);
    if (word === NONE) continue;
    found = at;
    return word;
  }
  return NONE;
}

export function runLine(): u32 {
  return found;
}

function addNewRuns(page: u32, line: u32): u32 {
  const stop = load<u32>(page + (line << 2) + 4, FIRST_WORD);
  let ordinal: i32 = -(<i32>GRAM);
  let gram: u32 = 0;
  let a: u32 = 0;
  let b: u32 = 0;
  let c: u32 = 0;
  let d: u32 = 0;
  let e: u32 = 0;
  for (let word = load<u32>(page + (line << 2), FIRST_WORD); word < stop; word++) {
    if ((<u32>load<u8>(page + word, WORD_BITS) & SYMBOL) !== 0) continue;
    const added = load<u32>(page + (word << 2), WORD_HASH);
    gram = gram * MULTIPLIER + added - a * MULTIPLIER_5;
    a = b;
    b = c;
    c = d;
    d = e;
    e = added;
    if (++ordinal < 0) continue;
    let slot = (gram ^ (gram >> 15)) & mask;
    let known = load<u32>(GRAM_SLOTS + (slot << 2));
    while (known !== 0 && load<u32>(GRAM_HASHES + (known << 2) - 4) !== gram) {
      slot = (slot + 1) & mask;
      known = load<u32>(GRAM_SLOTS + (slot << 2));
    }
    if (known === 0) {
      store<u32>(GRAM_SLOTS + (slot << 2), word + 1);
      store<u32>(GRAM_HASHES + (word << 2), gram);
      store<u32>(GRAM_LINES + (word << 2), line);
      store<u32>(GRAM_ORDINALS + (word << 2), ordinal);
    } else if (load<u32>(GRAM_LINES + (known << 2) - 4) !== line) return word;
  }
  return NONE;
}
