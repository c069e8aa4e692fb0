import {
  CAPITAL_COUNT,
  CAPS_COUNT,
  FACTS,
  FIRST_START,
  HASH_A,
  HASH_B,
  INTERFACE_COUNT,
  NUMBER_COUNT,
  SECONDS,
  SECONDS_OF,
  STARTS,
  STOP_COUNT,
  TOLD,
  TRAITS,
  WORD_BITS,
  WORD_COUNT,
} from "./page-memory";

/** Bits of a word, as in src/clean/page.ts, and of traits, as in src/clean/vocabulary.ts. */
const SYMBOL_BIT: u32 = 0;
const NUMBER_BIT: u32 = 1;
const CAPITAL_BIT: u32 = 2;
const CAPS_BIT: u32 = 3;
const STOP_BIT: u32 = 0;
const REPORTING_BIT: u32 = 1;
const READER_BIT: u32 = 5;
const INTERFACE_BIT: u32 = 6;
/** Bits of a line. */
const SAYS: u32 = 64;
const READER_TOLD: u32 = 1024;

/** Where traits end in FACTS, and the offset of a row begins. */
const ROW_SHIFT: u32 = 8;
const LOW_TRAITS: u32 = 255;

/**
 * The line that is being read: two sums of the hashes of its words, where words that free rules may start with go, and the
 * row of SECONDS of the word before.
 */
export let sumA: u32 = 0;
export let sumB: u32 = 0;
export let starts: u32 = 0;
export let seconds: u32 = 0;

/** Fills FACTS for so many numbers, 0 included, from TRAITS and SECONDS_OF, which are written; a row of SECONDS has `stride` bytes. */
export function gatherFacts(numbers: u32, stride: u32): void {
  for (let number: u32 = 0; number < numbers; number++) {
    const row = <u32>load<u16>(SECONDS_OF + (number << 1)) * stride;
    store<u32>(FACTS + (number << 2), (<u32>load<u16>(TRAITS + (number << 1)) & LOW_TRAITS) | (row << ROW_SHIFT));
  }
}

/** Begins a line. The first row is empty: no rule starts before the first word. */
export function beginSums(row: u32): void {
  keepSums(0, 0, load<u32>(row, FIRST_START), SECONDS);
}

/** Goes on with what was summed up elsewhere, in `addTo…` and `markStart`. */
export function keepSums(a: u32, b: u32, nextStart: u32, row: u32): void {
  sumA = a;
  sumB = b;
  starts = nextStart;
  seconds = row;
}

export function factsOf(number: u32): u32 {
  return load<u32>(FACTS + (number << 2));
}

/** Row of SECONDS of the words behind one. */
export function rowOf(facts: u32): u32 {
  return SECONDS + (facts >> ROW_SHIFT);
}

export function addToA(a: u32, hash: u32): u32 {
  return a * 0x2c1b3c6d + hash;
}

export function addToB(b: u32, hash: u32): u32 {
  return (b ^ hash) * 0x297a2d39 + 0x9e3779b9;
}

/**
 * Writes the word before `word`, whose row is given, where `number` stands behind it and a free rule may start so. Without a
 * decision: most words that start a rule are common ones. @returns where the next one goes.
 */
export function markStart(page: u32, place: u32, row: u32, word: u32, number: u32): u32 {
  store<u32>(page + (place << 2), word - 1, STARTS);
  return place + ((<u32>load<u8>(row + (number >> 3)) >> (number & 7)) & 1);
}

/** Sums up one word. */
export function addWord(page: u32, word: u32, hash: u32, number: u32): void {
  const facts = factsOf(number);
  store<u8>(TOLD + word, facts);
  keepSums(addToA(sumA, hash), addToB(sumB, hash), markStart(page, starts, seconds, word, number), rowOf(facts));
}

/** Sums up one sign: of its traits nothing is told. */
export function addSign(page: u32, word: u32, number: u32): void {
  store<u8>(TOLD + word, 0);
  keepSums(sumA, sumB, markStart(page, starts, seconds, word, number), rowOf(factsOf(number)));
}

/** Sums up the words `first` … `stop` of a line that is read. @returns the bits of the line that they set. */
export function sumUp(page: u32, line: u32, first: u32, stop: u32): u32 {
  const row = page + (line << 2);
  let signs: u32 = 0;
  let numbers: u32 = 0;
  let capitals: u32 = 0;
  let caps: u32 = 0;
  let stops: u32 = 0;
  let interfaces: u32 = 0;
  let reporting: u32 = 0;
  let reader: u32 = 0;
  for (let word = first; word < stop; word += 16) {
    const inside = stop - word < 16 ? (1 << (stop - word)) - 1 : 0xffff;
    const bits = v128.load(page + word, WORD_BITS);
    const told = v128.load(TOLD + word);
    signs += popcnt(bitOf(bits, SYMBOL_BIT) & inside);
    numbers += popcnt(bitOf(bits, NUMBER_BIT) & inside);
    capitals += popcnt(bitOf(bits, CAPITAL_BIT) & inside);
    caps += popcnt(bitOf(bits, CAPS_BIT) & inside);
    stops += popcnt(bitOf(told, STOP_BIT) & inside);
    interfaces += popcnt(bitOf(told, INTERFACE_BIT) & inside);
    reporting |= bitOf(told, REPORTING_BIT) & inside;
    reader |= bitOf(told, READER_BIT) & inside;
  }
  store<u32>(row, stop - first - signs, WORD_COUNT);
  store<u32>(row, stops, STOP_COUNT);
  store<u32>(row, capitals, CAPITAL_COUNT);
  store<u32>(row, caps, CAPS_COUNT);
  store<u32>(row, numbers, NUMBER_COUNT);
  store<u32>(row, interfaces, INTERFACE_COUNT);
  store<u32>(row, sumA, HASH_A);
  store<u32>(row, sumB, HASH_B);
  store<u32>(row + 4, markStart(page, starts, seconds, stop, 0), FIRST_START);
  return (reporting !== 0 ? SAYS : 0) | (reader !== 0 ? READER_TOLD : 0);
}

/** One bit of each of 16 bytes. */
function bitOf(bytes: v128, bit: u32): u32 {
  return i8x16.bitmask(i8x16.shl(bytes, 7 - bit));
}
