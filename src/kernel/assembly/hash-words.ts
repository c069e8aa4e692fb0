import { BLOCK, hashAscii } from "./hash";
import { HASHES, KEYS, SPANS, TEXT } from "./memory";

/** Constants of src/text/token-hash.ts. */
const A: i32 = 0x239b961b;
const B: i32 = 0xab0e9789;
const C: i32 = 0x38b34ae5;
const ADD_LO: i32 = 0x561ccd1b;
const ADD_HI: i32 = 0x0bcaa747;

/** Units of the longest word that is hashed among others: those of a vector. */
const MOST: i32 = 8;

/**
 * Writes to HASHES what `hashAscii` gives of each of the first `tokens` of SPANS, four at a time; what it writes of tokens that are not ASCII
 * means nothing. Long words are listed in KEYS and hashed behind the others: to decide at each would be to guess wrong too
 * often. Up to three spans and hashes more are changed.
 */
export function hashWords(tokens: u32): void {
  memory.fill(SPANS + (tokens << 3), 0, 24);
  let long = KEYS;
  for (let token: u32 = 0; token < tokens; token += 4) {
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
  const mixed = i32x4.mul(rotate(i32x4.mul(words, i32x4.splat(A)), 15), i32x4.splat(B));
  return timesFive(i32x4.add(rotate(v128.xor(lo, mixed), 19), hi), ADD_LO);
}

/** The high half; `lo` is the low half behind the block. */
function turnHigh(hi: v128, lo: v128, words: v128): v128 {
  const mixed = i32x4.mul(rotate(i32x4.mul(words, i32x4.splat(B)), 16), i32x4.splat(C));
  return timesFive(i32x4.add(rotate(v128.xor(hi, mixed), 17), lo), ADD_HI);
}

function timesFive(words: v128, more: i32): v128 {
  return i32x4.add(i32x4.add(words, i32x4.shl(words, 2)), i32x4.splat(more));
}

function rotate(words: v128, by: i32): v128 {
  return v128.or(i32x4.shl(words, by), i32x4.shr_u(words, 32 - by));
}
