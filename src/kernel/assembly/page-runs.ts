import {
  FIRST_WORD,
  GRAM_HASHES,
  GRAM_LINES,
  GRAM_ORDINALS,
  GRAM_SLOTS,
  MOST_GRAMS,
  WORD_BITS,
  WORD_COUNT,
  WORD_HASH,
} from "./page-memory";
import { SYMBOL } from "./page-plain";

/** Runs of words that several lines have: src/clean/near-repeats.ts up to what is noted, with its constants. */
const GRAM: u32 = 5;
const MULTIPLIER: u32 = 0x5bd1e995;
const MULTIPLIER_5: u32 = MULTIPLIER * MULTIPLIER * MULTIPLIER * MULTIPLIER * MULTIPLIER;
const NEAR_WORDS: u32 = 20;
const QUOTE_MIN_WORDS: u32 = 7;
const QUOTE_MAX_WORDS: u32 = 60;
const QUOTE_MARGIN: u32 = 4;
const NONE: u32 = 0xffffffff;
const LEAST_SLOTS: u32 = 64;
const SLOTS_A_RUN: u32 = 4;

let mask: u32 = 0;
let found: u32 = 0;

/** Slots of the table for a page of so many words, a power of two. Runs are new mostly: most slots are found free at once. */
export function slotsOfRuns(words: u32): u32 {
  let slots = LEAST_SLOTS;
  while (slots < words * SLOTS_A_RUN && slots < MOST_GRAMS) slots <<= 1;
  return slots;
}

/** Empties the table and gives it so many slots. */
export function clearRuns(slots: u32): void {
  memory.fill(GRAM_SLOTS, 0, slots << 2);
  mask = slots - 1;
}

/**
 * Adds the runs of lines from `line` on, up to the first line that may be a near repeat or a pull-quote, or holds one. @returns
 * the last word of its first run that an earlier line has, its line in `runLine`; −1 where there is none.
 */
export function nextKnownRun(page: u32, line: u32, lines: u32): u32 {
  for (let at = line; at < lines; at++) {
    if (load<u32>(page + (at << 2), WORD_COUNT) < GRAM) continue;
    const word = addNewRuns(page, at);
    if (word === NONE) continue;
    if (!isTelling(page, at)) continue;
    found = at;
    return word;
  }
  return NONE;
}

export function runLine(): u32 {
  return found;
}

/** Bits a word, and least bits, of the table in which runs are only marked. */
const BITS_A_WORD: u32 = 64;
const LEAST_BITS: u32 = 1024;
/** Runs of the shortest quote. */
const LEAST_RUNS: u32 = QUOTE_MIN_WORDS - GRAM + 1;

/** Of the line whose runs were marked last: how many were marked already, and most of them in a row. */
let hits: u32 = 0;
let streak: u32 = 0;

/**
 * Whether no line of so many, with `words` words in all, is telling, or would be if other lines went: a bit a run tells how many
 * runs are known at most. False also where bits met by chance. Ends the table of runs.
 */
export function areApart(page: u32, lines: u32, words: u32): bool {
  let bits = LEAST_BITS;
  while (bits < words * BITS_A_WORD) bits <<= 1;
  memory.fill(GRAM_SLOTS, 0, bits >> 3);
  let leastQuote: u32 = NONE;
  for (let line: u32 = 0; line < lines; line++) {
    const count = load<u32>(page + (line << 2), WORD_COUNT);
    if (count < GRAM) continue;
    markRuns(page, line, bits - 1);
    const runs = count - GRAM + 1;
    if (streak >= leastQuote || (runs >= LEAST_RUNS && hits * 5 >= runs * 4)) return false;
    if (runs >= LEAST_RUNS && count <= QUOTE_MAX_WORDS) leastQuote = min(leastQuote, runs);
  }
  return true;
}

/** Marks the runs of a line. They roll as in `addNewRuns`: what changes there, changes here. */
function markRuns(page: u32, line: u32, last: u32): void {
  const stop = load<u32>(page + (line << 2) + 4, FIRST_WORD);
  let ordinal: i32 = -(<i32>GRAM);
  let known: u32 = 0;
  let most: u32 = 0;
  let all: u32 = 0;
  let gram: u32 = 0;
  let a: u32 = 0;
  let b: u32 = 0;
  let c: u32 = 0;
  let d: u32 = 0;
  let e: u32 = 0;
  for (let word = load<u32>(page + (line << 2), FIRST_WORD); word < stop; word++) {
    if ((<u32>load<u8>(page + word, WORD_BITS) & SYMBOL) !== 0) continue;
    const added = load<u32>(page + (word << 2), WORD_HASH);
    gram = gram * MULTIPLIER + (added - a * MULTIPLIER_5);
    a = b;
    b = c;
    c = d;
    d = e;
    e = added;
    if (++ordinal < 0) continue;
    const place = (gram ^ (gram >> 15)) & last;
    const at = GRAM_SLOTS + ((place >> 5) << 2);
    const bits = load<u32>(at);
    store<u32>(at, bits | (1 << (place & 31)));
    const isKnown = (bits >> (place & 31)) & 1;
    all += isKnown;
    known = (known + 1) & -isKnown;
    most = max(most, known);
  }
  hits = all;
  streak = most;
}

/** Every word of every text goes through here: `findRun` is written out, as a call costs 2 % of all cleaning. */
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

/**
 * Reads all runs of a line and adds the new ones, as `readKnownRuns` of the reference. Whether it may note any: then the line
 * is read again there, and what was added changes nothing.
 */
function isTelling(page: u32, line: u32): bool {
  const stop = load<u32>(page + (line << 2) + 4, FIRST_WORD);
  const runs = runsIn(page, line);
  let ordinal: i32 = -(<i32>GRAM);
  let gram: u32 = 0;
  let a: u32 = 0;
  let b: u32 = 0;
  let c: u32 = 0;
  let d: u32 = 0;
  let e: u32 = 0;
  let hits: u32 = 0;
  let votes: i32 = 0;
  let candidate: u32 = 0;
  let run: u32 = 0;
  let previousLine: u32 = NONE;
  let previousOrdinal: u32 = 0;
  let holdsQuote = false;
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
    const known = findRun(gram, word, line, ordinal);
    if (known === word) {
      previousLine = NONE;
      run = 0;
      continue;
    }
    const other = load<u32>(GRAM_LINES + (known << 2));
    if (other === line) continue;
    hits++;
    if (votes === 0) candidate = other;
    votes += other === candidate ? 1 : -1;
    const place = load<u32>(GRAM_ORDINALS + (known << 2));
    run = other === previousLine && place === previousOrdinal + 1 ? run + 1 : 1;
    previousLine = other;
    previousOrdinal = place;
    if (run === runsIn(page, other) && place === run - 1 && mayBeQuote(page, other, line)) holdsQuote = true;
  }
  if (holdsQuote || (run === runs && hits === runs)) return true;
  return runs + GRAM - 1 >= NEAR_WORDS && hits * 5 >= runs * 4 && votes > 0;
}

/** The last word of the first run that is equal; a run that is new is added. */
function findRun(gram: u32, word: u32, line: u32, ordinal: u32): u32 {
  let slot = (gram ^ (gram >> 15)) & mask;
  let known = load<u32>(GRAM_SLOTS + (slot << 2));
  while (known !== 0) {
    if (load<u32>(GRAM_HASHES + (known << 2) - 4) === gram) return known - 1;
    slot = (slot + 1) & mask;
    known = load<u32>(GRAM_SLOTS + (slot << 2));
  }
  store<u32>(GRAM_SLOTS + (slot << 2), word + 1);
  store<u32>(GRAM_HASHES + (word << 2), gram);
  store<u32>(GRAM_LINES + (word << 2), line);
  store<u32>(GRAM_ORDINALS + (word << 2), ordinal);
  return word;
}

function runsIn(page: u32, line: u32): u32 {
  return load<u32>(page + (line << 2), WORD_COUNT) - GRAM + 1;
}

/** What the reference asks of the lengths of a quote and of the line that holds it. */
function mayBeQuote(page: u32, quote: u32, host: u32): bool {
  const words = load<u32>(page + (quote << 2), WORD_COUNT);
  if (words < QUOTE_MIN_WORDS || words > QUOTE_MAX_WORDS) return false;
  return load<u32>(page + (host << 2), WORD_COUNT) >= words + QUOTE_MARGIN;
}
