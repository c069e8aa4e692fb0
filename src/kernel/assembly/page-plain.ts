import { COMMA, WORD } from "./page-marks";
import { BLOCKS, LANES, SPELLED, TEXT_UNITS, WORD_BITS, WORD_END, WORD_HASH, WORD_ID, WORD_START } from "./page-memory";
import { classOf, SPACE, unitAt } from "./page-units";
import { entryAt, findWord, MORE, nextSlot, numberOf, slotOf } from "./page-vocabulary";

/** Bits of a word, as in src/clean/page.ts. */
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
const FIRST_FACTORS = i32x4(<i32>(B4 * B2 * HASH_BASE), <i32>(B4 * B2), <i32>(B4 * HASH_BASE), <i32>B4);
const LAST_FACTORS = i32x4(<i32>(B2 * HASH_BASE), <i32>B2, <i32>HASH_BASE, 1);

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
    for (let starts = bits & ~shifted; starts !== 0; starts &= starts - 1) {
      store<u32>(start, first + <u32>ctz(starts));
      start += 4;
    }
    for (let ends = shifted & ~bits; ends !== 0; ends &= ends - 1) {
      const at = first + <u32>ctz(ends);
      store<u32>(stop, at);
      stop += 4;
    }
  }
  // A word that ends with the last unit of a block has no end bit in it.
  if (stop !== start + (WORD_END - WORD_START)) store<u32>(stop, end);
  return (start - page - WORD_START) >> 2;
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

/** Fills in hash, number and bits of the plain words `from` … `to`. Their starts and ends are known. */
export function describePlain(page: u32, from: u32, to: u32, quoted: u32): void {
  const text = page + TEXT_UNITS;
  for (let word = from; word < to; word++) {
    const row = page + (word << 2);
    const start = load<u32>(row, WORD_START);
    const end = load<u32>(row, WORD_END);
    const lead = ((end - start - 1) & 7) + 1;
    let at = start + lead;
    const raw = v128.and(v128.load(text + (at << 1) - 16), v128.load(LANES + (lead << 4)));
    const upper = i16x8.lt_u(i16x8.sub(raw, i16x8.splat(0x41)), i16x8.splat(26));
    let uppers = <u32>popcnt(i16x8.bitmask(upper));
    let isSmall = v128.any_true(i16x8.lt_u(i16x8.sub(raw, i16x8.splat(0x61)), i16x8.splat(26)));
    const folded = lowered(raw, upper);
    let hash = sumOf(folded);
    for (; at < end; at += 8) {
      const more = v128.load(text + (at << 1));
      const capitals = i16x8.lt_u(i16x8.sub(more, i16x8.splat(0x41)), i16x8.splat(26));
      uppers += <u32>popcnt(i16x8.bitmask(capitals));
      isSmall = isSmall || v128.any_true(i16x8.lt_u(i16x8.sub(more, i16x8.splat(0x61)), i16x8.splat(26)));
      hash = hash * B8 + sumOf(lowered(more, capitals));
    }
    const first = unitAt(text, start);
    const kind =
      quoted |
      (<u32>(first - 0x30 < 10) * NUMBER) |
      (<u32>(first - 0x41 < 26) * CAPITAL) |
      (<u32>((classOf(unitAt(text, start - 1)) & SPACE) === 0) * GLUED) |
      (<u32>(uppers > 1 && !isSmall) * CAPS);
    store<u32>(row, hash, WORD_HASH);
    store<u8>(page + word, kind, WORD_BITS);
    const number = end - start <= 8 ? findShort(hash, folded) : findWord(hash, text, start, end);
    store<u16>(page + (word << 1), number, WORD_ID);
  }
}

/**
 * Number of the word of up to eight plain units, folded in the last lanes of a vector, or 0. Half of all words are known:
 * a decision would be wrong too often, so there is none unless words had to be put behind their place.
 */
function findShort(hash: u32, folded: v128): u32 {
  let slot = slotOf(hash);
  let entry = entryAt(slot);
  let found = select<u32>(numberOf(entry), 0, isShort(entry, hash, folded));
  while (found === 0 && (entry & MORE) !== 0) {
    slot = nextSlot(slot);
    entry = entryAt(slot);
    found = select<u32>(numberOf(entry), 0, isShort(entry, hash, folded));
  }
  return found;
}

function isShort(entry: u64, hash: u32, folded: v128): bool {
  const differs = v128.any_true(v128.xor(v128.load(SPELLED + (numberOf(entry) << 4)), folded));
  return (<i32>(<u32>entry !== hash) | <i32>differs) === 0;
}

/** Plain units folded: small letters, and a straight apostrophe for a curly one. */
function lowered(units: v128, upper: v128): v128 {
  const curly = i16x8.eq(units, i16x8.splat(0x2019));
  return v128.bitselect(i16x8.splat(0x27), v128.or(units, v128.and(upper, i16x8.splat(0x20))), curly);
}

/** The polynomial of eight folded units. */
function sumOf(units: v128): u32 {
  const first = i32x4.mul(i32x4.extend_low_i16x8_u(units), FIRST_FACTORS);
  const sums = i32x4.add(first, i32x4.mul(i32x4.extend_high_i16x8_u(units), LAST_FACTORS));
  const pairs = i32x4.add(sums, i8x16.shuffle(sums, sums, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  return <u32>(i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1));
}
