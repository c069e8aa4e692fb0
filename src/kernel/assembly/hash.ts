/** The token hash of src/text/token-hash.ts. A state, and a hash, is a u64: lo | hi << 32. */
const A: u32 = 0x239b961b;
const B: u32 = 0xab0e9789;
const C: u32 = 0x38b34ae5;

/** Units of one block. */
export const BLOCK: u32 = 4;

/** Sets the case bit of four units: the lower case of ASCII letters, and digits as they are. */
const LOWER: u64 = 0x0020_0020_0020_0020;

export function fmix32(word: u32): u32 {
  let h = word;
  h = (h ^ (h >> 16)) * 0x85ebca6b;
  h = (h ^ (h >> 13)) * 0xc2b2ae35;
  return h ^ (h >> 16);
}

/** `mixLanes` of the reference. */
export function mixLanes(lo: u32, hi: u32): u64 {
  const sum = lo + hi;
  const a = fmix32(sum);
  const b = fmix32(hi + sum);
  const low = a + b;
  return <u64>low | ((<u64>(b + low)) << 32);
}

/** Takes in one block of four units, the first one lowest. */
function absorbBlock(state: u64, block: u64): u64 {
  let lo = <u32>state;
  let hi = <u32>(state >> 32);
  lo ^= rotl<u32>(<u32>block * A, 15) * B;
  lo = (rotl<u32>(lo, 19) + hi) * 5 + 0x561ccd1b;
  hi ^= rotl<u32>(<u32>(block >> 32) * B, 16) * C;
  hi = (rotl<u32>(hi, 17) + lo) * 5 + 0x0bcaa747;
  return <u64>lo | ((<u64>hi) << 32);
}

/** Takes in the first `count` units at `units`, a multiple of `BLOCK`. */
export function absorb(state: u64, units: u32, count: u32): u64 {
  let now = state;
  for (let at = units, end = units + count * 2; at < end; at += 8) now = absorbBlock(now, load<u64>(at));
  return now;
}

/** Takes in the last `count` units, and ends the hash of a token of `total` units. Reads, but does not use, 3 more. */
export function finish(state: u64, units: u32, count: u32, total: u32): u64 {
  const rest = count & (BLOCK - 1);
  let now = absorb(state, units, count - rest);
  if (rest > 0) now = absorbBlock(now, firstUnits(load<u64>(units + (count - rest) * 2), rest));
  return mixLanes(<u32>now ^ total, <u32>(now >> 32) ^ total);
}

/**
 * The hash of `count` ASCII letters and digits of any case. Reads, but does not use, up to 8 units more. Words of up to
 * two blocks, most words, are hashed without a decision: a guess at their length would be wrong too often.
 */
export function hashAscii(units: u32, count: u32): u64 {
  if (count > 2 * BLOCK) return hashLongAscii(units, count);
  const inFirst = min<u32>(count, BLOCK);
  const one = absorbBlock(0, firstUnits(load<u64>(units) | LOWER, inFirst));
  const two = absorbBlock(one, firstUnits(load<u64>(units, 8) | LOWER, count - inFirst));
  const isLonger: u64 = -(<u64>(count > BLOCK));
  const state = one ^ ((one ^ two) & isLonger);
  return mixLanes(<u32>state ^ count, <u32>(state >> 32) ^ count);
}

function hashLongAscii(units: u32, count: u32): u64 {
  let now: u64 = 0;
  let at = units;
  let left = count;
  for (; left >= BLOCK; left -= BLOCK) {
    now = absorbBlock(now, load<u64>(at) | LOWER);
    at += 8;
  }
  if (left > 0) now = absorbBlock(now, firstUnits(load<u64>(at) | LOWER, left));
  return mixLanes(<u32>now ^ count, <u32>(now >> 32) ^ count);
}

/** The first 0 to 4 units of a block, the others zero. */
function firstUnits(block: u64, count: u32): u64 {
  const half: u64 = count * 8;
  return block & ~(((<u64>-1) << half) << half);
}
