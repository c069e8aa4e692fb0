import { A, ADD_HI, ADD_LO, B, BLOCK, C, hashAscii } from "./hash";
import { HASHES, KEYS, SPANS, TEXT } from "./memory";

/** Units of the longest word that is hashed among others: those of a vector. */
const MOST: i32 = 8;

/**
 * Writes to HASHES what `hashAscii` gives of the tokens `from` … `to` of SPANS, four at a time; what it writes of tokens
 * without units means nothing. Long words are listed in KEYS and hashed behind the others: to decide at each would be to
 * guess wrong too often. Reads up to three spans behind the last, and changes as many hashes.
 */
export function hashWords(from: u32, to: u32): void {
  let long = KEYS;
  for (let token = from; token < to; token += 4) {
    const counts = hashFour(SPANS + (token << 3), HASHES + (token << 3));
    const isLong = i32x4.gt_s(counts, i32x4.splat(MOST));
    long = list(long, token, i32x4.extract_lane(isLong, 0));
    long = list(long, token + 1, i32x4.extract_lane(isLong, 1));
    long = list(long, token + 2, i32x4.extract_lane(isLong, 2));
    long = list(long, token + 3, i32x4.extract_lane(isLong, 3));
  }
  for (let at = KEYS; at < long; at += 4) {
    const row = load<u32>(at) << 3;
    const start = load<u32>(SPANS + row);
    store<u64>(HASHES + row, hashAscii(TEXT + start * 2, load<u32>(SPANS + row, 4) - start));
  }
}

/** Lists a token where `isLong` is all ones. @returns where the next one goes. */
function list(place: u32, token: u32, isLong: i32): u32 {
  store<u32>(place, token);
  return place - (isLong << 2);
}

/**
 * Hashes four words of up to eight units: two blocks each, of which short words have one. A block is two words of 32 bits:
 *   low words of the first blocks of all four, high words of them, then those of the second blocks
 * @returns the units of each.
 */
function hashFour(spans: u32, out: u32): v128 {
  const two = v128.load(spans);
  const more = v128.load(spans, 16);
  const counts = i32x4.sub(i32x4.shuffle(two, more, 1, 3, 5, 7), i32x4.shuffle(two, more, 0, 2, 4, 6));
  const a = unitsOf(spans);
  const b = unitsOf(spans + 8);
  const c = unitsOf(spans + 16);
  const d = unitsOf(spans + 24);
  const first = i32x4.shuffle(a, b, 0, 4, 1, 5);
  const last = i32x4.shuffle(c, d, 0, 4, 1, 5);
  const lo = turnLow(i32x4.splat(0), i32x4.splat(0), i32x4.shuffle(first, last, 0, 1, 4, 5));
  const hi = turnHigh(i32x4.splat(0), lo, i32x4.shuffle(first, last, 2, 3, 6, 7));
  const third = i32x4.shuffle(a, b, 2, 6, 3, 7);
  const fourth = i32x4.shuffle(c, d, 2, 6, 3, 7);
  const lower = turnLow(lo, hi, i32x4.shuffle(third, fourth, 0, 1, 4, 5));
  const higher = turnHigh(hi, lower, i32x4.shuffle(third, fourth, 2, 3, 6, 7));
  const hasTwo = i32x4.gt_s(counts, i32x4.splat(BLOCK));
  const low = v128.xor(v128.bitselect(lower, lo, hasTwo), counts);
  const high = v128.xor(v128.bitselect(higher, hi, hasTwo), counts);
  v128.store(out, i32x4.shuffle(low, high, 0, 4, 1, 5));
  v128.store(out, i32x4.shuffle(low, high, 2, 6, 3, 7), 16);
  return counts;
}

/** The first eight units of a token in lower case, zeros behind its end. */
function unitsOf(span: u32): v128 {
  const start = load<u32>(span);
  const count = load<u32>(span, 4) - start;
  const inside = i16x8.lt_s(i16x8(0, 1, 2, 3, 4, 5, 6, 7), i16x8.splat(<i16>count));
  return v128.and(v128.or(v128.load(TEXT + start * 2), i16x8.splat(0x20)), inside);
}

/** The low half of `absorbBlock` of hash.ts. */
function turnLow(lo: v128, hi: v128, words: v128): v128 {
  const mixed = i32x4.mul(rotate(i32x4.mul(words, i32x4.splat(<i32>A)), 15), i32x4.splat(<i32>B));
  return timesFive(i32x4.add(rotate(v128.xor(lo, mixed), 19), hi), ADD_LO);
}

/** The high half; `lo` is the low half behind the block. */
function turnHigh(hi: v128, lo: v128, words: v128): v128 {
  const mixed = i32x4.mul(rotate(i32x4.mul(words, i32x4.splat(<i32>B)), 16), i32x4.splat(<i32>C));
  return timesFive(i32x4.add(rotate(v128.xor(hi, mixed), 17), lo), ADD_HI);
}

function timesFive(words: v128, more: u32): v128 {
  return i32x4.add(i32x4.add(words, i32x4.shl(words, 2)), i32x4.splat(<i32>more));
}

function rotate(words: v128, by: i32): v128 {
  return v128.or(i32x4.shl(words, by), i32x4.shr_u(words, 32 - by));
}
