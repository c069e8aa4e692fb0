import { COMMA, WORD } from "./page-marks";
import { BLOCKS, SMALL, TEXT_UNITS, TOLD, WORD_BITS, WORD_END, WORD_HASH, WORD_ID, WORD_START } from "./page-memory";
import { addToA, addToB, factsOf, keepSums, markStart, rowOf, seconds, starts, sumA, sumB } from "./page-sums";
import { classOf, DIGIT, SPACE, UPPER, unitAt } from "./page-units";
import { findPlainWord } from "./page-vocabulary";

/** Bits of a word, as in src/clean/page.ts: a number, a capital and what is glued are classes of units, moved. */
export const SYMBOL: u32 = 1;
export const NUMBER: u32 = 2;
export const CAPITAL: u32 = 4;
export const CAPS: u32 = 8;
export const GLUED: u32 = 16;
export const QUOTED: u32 = 32;

/** HASH_BASE of src/clean/vocabulary.ts, and what each of eight units is multiplied by. */
export const HASH_BASE: u32 = 0x9e3779b3;
const B2: u32 = HASH_BASE * HASH_BASE;
const B4: u32 = B2 * B2;
const B8: u32 = B4 * B4;
/** Each factor as two signed halves: `low + 65536 * high`. */
const LOW_FACTORS = i16x8(
  <i16>(B4 * B2 * HASH_BASE),
  <i16>(B4 * B2),
  <i16>(B4 * HASH_BASE),
  <i16>B4,
  <i16>(B2 * HASH_BASE),
  <i16>B2,
  <i16>HASH_BASE,
  1,
);
const HIGH_FACTORS = i16x8(
  <i16>((B4 * B2 * HASH_BASE + 0x8000) >> 16),
  <i16>((B4 * B2 + 0x8000) >> 16),
  <i16>((B4 * HASH_BASE + 0x8000) >> 16),
  <i16>((B4 + 0x8000) >> 16),
  <i16>((B2 * HASH_BASE + 0x8000) >> 16),
  <i16>((B2 + 0x8000) >> 16),
  <i16>((HASH_BASE + 0x8000) >> 16),
  0,
);

/**
 * Plain words: ASCII, as BLOCKS tells them. Nearly every unit of nearly every text goes through here. Start and end of
 * each come out of two loops over bits, and its hash out of the eight units that end where it does.
 */

/** Writes where the words of `from` … `end` start and end, word `count` first. @returns the number of words behind them. */
export function findPlain(page: u32, from: u32, end: u32, count: u32): u32 {
  let start = page + WORD_START + (count << 2);
  let stop = page + WORD_END + (count << 2);
  let before: u64 = 0;
  for (let first = from & ~63; first < end; first += 64) {
    const bits = load<u64>(BLOCKS + first, WORD) & within(first, from, end);
    const shifted = (bits << 1) | before;
    before = bits >> 63;
    start = writePlaces(start, first, bits & ~shifted);
    stop = writePlaces(stop, first, shifted & ~bits);
  }
  // A word that ends with the last unit of a block has no end bit in it.
  if (stop !== start + (WORD_END - WORD_START)) store<u32>(stop, end);
  return (start - page - WORD_START) >> 2;
}

/**
 * Writes the places of bits, counted from `first`, four at a time: how often to go on would be guessed wrong at each. What is
 * written behind the last is written again, or never read. @returns where the next one goes.
 */
function writePlaces(out: u32, first: u32, places: u64): u32 {
  const next = out + ((<u32>popcnt(places)) << 2);
  let at = out;
  for (let bits = places; bits !== 0; at += 16) {
    store<u32>(at, first + <u32>ctz(bits));
    bits &= bits - 1;
    store<u32>(at, first + <u32>ctz(bits), 4);
    bits &= bits - 1;
    store<u32>(at, first + <u32>ctz(bits), 8);
    bits &= bits - 1;
    store<u32>(at, first + <u32>ctz(bits), 12);
    bits &= bits - 1;
  }
  return next;
}

/** Units of the longest word that `startsPlainly` tells of. */
const MOST_FIRST: u32 = 8;

/**
 * Whether a plain word stands at `first` in which no capital follows a small letter: no label that is glued to the next word. False
 * also of words that are seldom enough: long ones, those over the end of a block, and the first of a text.
 */
export function startsPlainly(text: u32, first: u32, to: u32): bool {
  const place = first & 63;
  const units = <u32>ctz(~(load<u64>(BLOCKS + first - place, WORD) >> <u64>place));
  const isShort = units - 1 < min<u32>(MOST_FIRST, to - first) && place + units < 64;
  if (first === 0 || first >= to || !isShort) return false;
  const word = v128.load(text + (first << 1));
  const capitals = i16x8.bitmask(i16x8.lt_u(i16x8.sub(word, i16x8.splat(0x41)), i16x8.splat(26)));
  const smalls = i16x8.bitmask(i16x8.lt_u(i16x8.sub(word, i16x8.splat(0x61)), i16x8.splat(26)));
  return (capitals & (smalls << 1) & ((1 << units) - 1)) === 0;
}

/** The commas of `from` … `end` that join nothing. */
export function countCommas(from: u32, end: u32): u32 {
  let commas: u32 = 0;
  for (let first = from & ~63; first < end; first += 64)
    commas += <u32>popcnt(load<u64>(BLOCKS + first, COMMA) & within(first, from, end));
  return commas;
}

/** Ones for those of 64 units from `first` on that stand in `from` … `end`. */
function within(first: u32, from: u32, end: u32): u64 {
  let bits: u64 = -1;
  if (first < from) bits <<= <u64>(from - first);
  if (end - first < 64) bits &= ((<u64>1) << (<u64>(end - first))) - 1;
  return bits;
}

/** Fills in hash, number and bits of the plain words `from` … `to`, and sums them up. Their starts and ends are known. */
export function describePlain(page: u32, from: u32, to: u32, quoted: u32): void {
  const text = page + TEXT_UNITS;
  let a = sumA;
  let b = sumB;
  let place = starts;
  let rowBefore = seconds;
  for (let word = from; word < to; word++) {
    const row = page + (word << 2);
    const start = load<u32>(row, WORD_START);
    const end = load<u32>(row, WORD_END);
    const lead = (end - start - 1) & 7;
    let at = start + lead + 1;
    // What stands before the word in these eight bytes is shifted out.
    const gap: u64 = <u64>((7 - lead) << 3);
    const letters = (load<u64>(SMALL - 8 + at) >> gap) << gap;
    let hash = sumOf(letters);
    for (; at < end; at += 8) hash = hash * B8 + sumOf(load<u64>(SMALL + at));
    const first = classOf(unitAt(text, start));
    let kind = quoted | (first & DIGIT) | ((first & UPPER) >> 3) | ((~classOf(unitAt(text, start - 1)) & SPACE) << 2);
    // Hardly a word in capitals has a small second letter.
    if (<u32>(unitAt(text, start + 1) - 0x61 >= 26) & <u32>(end - start > 1)) kind |= capsOf(text, start, end);
    store<u32>(row, hash, WORD_HASH);
    store<u8>(page + word, kind, WORD_BITS);
    const number = findPlainWord(hash, letters, text, start, end);
    const facts = factsOf(number);
    store<u16>(page + (word << 1), number, WORD_ID);
    store<u8>(TOLD + word, facts);
    place = markStart(page, place, rowBefore, word, number);
    rowBefore = rowOf(facts);
    a = addToA(a, hash);
    b = addToB(b, hash);
  }
  keepSums(a, b, place, rowBefore);
}

/** `CAPS` where a word has several capitals and no small letter. */
function capsOf(text: u32, start: u32, end: u32): u32 {
  let uppers: u32 = 0;
  for (let at = start; at < end; at++) {
    const unit = unitAt(text, at);
    if (unit - 0x61 < 26) return 0;
    uppers += <u32>(unit - 0x41 < 26);
  }
  return uppers > 1 ? CAPS : 0;
}

/** The polynomial of eight folded units, a byte each, the first one lowest. */
function sumOf(letters: u64): u32 {
  const units = i16x8.extend_low_i8x16_u(i64x2.splat(letters));
  const low = i32x4.dot_i16x8_s(units, LOW_FACTORS);
  const high = i32x4.dot_i16x8_s(units, HIGH_FACTORS);
  const sums = i32x4.add(low, i32x4.shl(high, 16));
  const pairs = i32x4.add(sums, i8x16.shuffle(sums, sums, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  return <u32>(i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1));
}
