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

/** Bytes of a row of SECONDS. */
let stride: u32 = 0;

export function setSeconds(bytes: u32): void {
  stride = bytes;
}

/** Sums up the words `first` … `stop` of a line. @returns the bits of the line that they set. */
export function sumUp(page: u32, line: u32, first: u32, stop: u32): u32 {
  let symbols: u32 = 0;
  let stops: u32 = 0;
  let capitals: u32 = 0;
  let caps: u32 = 0;
  let numbers: u32 = 0;
  let interfaces: u32 = 0;
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
    capitals += (kind >> CAPITAL_BIT) & 1;
    caps += (kind >> CAPS_BIT) & 1;
    numbers += (kind >> NUMBER_BIT) & 1;
    stops += (known >> STOP_BIT) & 1;
    interfaces += (known >> INTERFACE_BIT) & 1;
    told |= known;
  }
  const row = page + (line << 2);
  store<u32>(row, stop - first - symbols, WORD_COUNT);
  store<u32>(row, stops, STOP_COUNT);
  store<u32>(row, capitals, CAPITAL_COUNT);
  store<u32>(row, caps, CAPS_COUNT);
  store<u32>(row, numbers, NUMBER_COUNT);
  store<u32>(row, interfaces, INTERFACE_COUNT);
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
