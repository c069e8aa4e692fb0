/**
 * The token hash of src/text/token-hash.ts, up to the last step, `mixStates`, which is done for many tokens at once.
 * A state is a u64: lo | hi << 32.
 */

/** Constants of src/text/token-hash.ts. */
export const A: u32 = 0x239b961b;
export const B: u32 = 0xab0e9789;
export const C: u32 = 0x38b34ae5;
export const ADD_LO: u32 = 0x561ccd1b;
export const ADD_HI: u32 = 0x0bcaa747;

/** Units of one block. */
export const BLOCK: u32 = 4;

/** Sets the case bit of four units: the lower case of ASCII letters, and digits as they are. */
const LOWER: u64 = 0x0020_0020_0020_0020;

/** Takes in one block of four units, the first one lowest. */
function absorbBlock(state: u64, block: u64): u64 {
  let lo = <u32>state;
  let hi = <u32>(state >> 32);
  lo ^= rotl<u32>(<u32>block * A, 15) * B;
  lo = (rotl<u32>(lo, 19) + hi) * 5 + ADD_LO;
  hi ^= rotl<u32>(<u32>(block >> 32) * B, 16) * C;
  hi = (rotl<u32>(hi, 17) + lo) * 5 + ADD_HI;
  return <u64>lo | ((<u64>hi) << 32);
}

/** Takes in the first `count` units at `units`, a multiple of `BLOCK`. */
export function absorb(state: u64, units: u32, count: u32): u64 {
  let now = state;
  for (let at = units, end = units + count * 2; at < end; at += 8) now = absorbBlock(now, load<u64>(at));
  return now;
}

/**
 * Takes in the last `count` units of a token of `total` units. Reads, but does not use, up to 3 more.
 * @returns the state to be mixed.
 */
export function finish(state: u64, units: u32, count: u32, total: u32): u64 {
  const rest = count & (BLOCK - 1);
  let now = absorb(state, units, count - rest);
  if (rest > 0) now = absorbBlock(now, firstUnits(load<u64>(units + (count - rest) * 2), rest));
  return now ^ twice(total);
}

/** The state, to be mixed, of a token of `count` ASCII letters and digits of any case. Reads, but does not use, up to 3 more. */
export function hashAscii(units: u32, count: u32): u64 {
  let now: u64 = 0;
  let at = units;
  let left = count;
  for (; left >= BLOCK; left -= BLOCK) {
    now = absorbBlock(now, load<u64>(at) | LOWER);
    at += 8;
  }
  if (left > 0) now = absorbBlock(now, firstUnits(load<u64>(at) | LOWER, left));
  return now ^ twice(count);
}

/** A number in both lanes. */
function twice(total: u32): u64 {
  return <u64>total * 0x1_0000_0001;
}

/** The first 1 to 3 units of a block, the others zero. */
function firstUnits(block: u64, count: u32): u64 {
  return block & ~((<u64>-1) << (<u64>count * 16));
}
