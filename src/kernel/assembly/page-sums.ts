import {
  CAPITAL_COUNT,
  CAPS_COUNT,
  FIRST_START,
  HASH_A,
  HASH_B,
  INTERFACE_COUNT,
  NUMBER_COUNT,
  SECONDS,
  SECONDS_OF,
  STARTS,
  STOP_COUNT,
  TRAITS,
  WORD_BITS,
  WORD_COUNT,
  WORD_HASH,
  WORD_ID,
} from "./page-memory";
import { SYMBOL } from "./page-plain";

/** Places of bits of a word, as in src/clean/page.ts, and of traits, as in src/clean/vocabulary.ts. */
const NUMBER_BIT: u32 = 1;
const CAPITAL_BIT: u32 = 2;
const CAPS_BIT: u32 = 3;
const STOP_BIT: u32 = 0;
const INTERFACE_BIT: u32 = 6;
const REPORTING: u32 = 2;
const READER: u32 = 32;
/** Bits of a line. */
const SAYS: u32 = 64;
const READER_TOLD: u32 = 1024;

/**
 * Several counts are kept in one number: it is spread over three fields of 20 bits, and of each field one bit is left, the one
 * that is counted there. A page has fewer than 2^18 words.
 */
const FIELD: u32 = 20;
const SPREAD: u64 = 1 | (1 << 20) | (1 << 40);
const KINDS: u64 = (1 << 1) | (1 << 22) | (1 << 43);
const COUNTED_TRAITS: u64 = 1 | (1 << 26);
const FIELD_BITS: u64 = (1 << 18) - 1;

function countOf(counts: u64, bit: u32): u32 {
  return <u32>((counts >> <u64>bit) & FIELD_BITS);
}

/** Bytes of a row of SECONDS. */
let stride: u32 = 0;

export function setSeconds(bytes: u32): void {
  stride = bytes;
}

/** Sums up the words `first` … `stop` of a line. @returns the bits of the line that they set. */
export function sumUp(page: u32, line: u32, first: u32, stop: u32): u32 {
  let symbols: u32 = 0;
  let kinds: u64 = 0;
  let traits: u64 = 0;
  let told: u32 = 0;
  let a: u32 = 0;
  let b: u32 = 0;
  for (let word = first; word < stop; word++) {
    const kind: u32 = load<u8>(page + word, WORD_BITS);
    if ((kind & SYMBOL) !== 0) {
      symbols++;
      continue;
    }
    const hash = load<u32>(page + (word << 2), WORD_HASH);
    const known: u32 = load<u16>(TRAITS + ((<u32>load<u16>(page + (word << 1), WORD_ID)) << 1));
    a = a * 0x2c1b3c6d + hash;
    b = (b ^ hash) * 0x297a2d39 + 0x9e3779b9;
    kinds += (<u64>kind * SPREAD) & KINDS;
    traits += (<u64>known * SPREAD) & COUNTED_TRAITS;
    told |= known;
  }
  const row = page + (line << 2);
  store<u32>(row, stop - first - symbols, WORD_COUNT);
  store<u32>(row, countOf(traits, STOP_BIT), STOP_COUNT);
  store<u32>(row, countOf(kinds, CAPITAL_BIT + FIELD), CAPITAL_COUNT);
  store<u32>(row, countOf(kinds, CAPS_BIT + 2 * FIELD), CAPS_COUNT);
  store<u32>(row, countOf(kinds, NUMBER_BIT), NUMBER_COUNT);
  store<u32>(row, countOf(traits, INTERFACE_BIT + FIELD), INTERFACE_COUNT);
  store<u32>(row, a, HASH_A);
  store<u32>(row, b, HASH_B);
  findStarts(page, row, first, stop);
  return ((told & REPORTING) !== 0 ? SAYS : 0) | ((told & READER) !== 0 ? READER_TOLD : 0);
}

/**
 * Writes the words `first` … `stop` that a free rule may start with, as the word behind them tells. Without a decision: most
 * words that start a rule are common ones.
 */
function findStarts(page: u32, row: u32, first: u32, stop: u32): void {
  let starts = load<u32>(row, FIRST_START);
  const last = page + (stop << 1);
  store<u16>(last, 0, WORD_ID);
  let id: u32 = load<u16>(page + (first << 1), WORD_ID);
  for (let word = first; word < stop; word++) {
    const next: u32 = load<u16>(page + (word << 1), WORD_ID + 2);
    const seconds = SECONDS + <u32>load<u16>(SECONDS_OF + (id << 1)) * stride;
    store<u32>(page + (starts << 2), word, STARTS);
    starts += (<u32>load<u8>(seconds + (next >> 3)) >> (next & 7)) & 1;
    id = next;
  }
  store<u32>(row + 4, starts, FIRST_START);
}
