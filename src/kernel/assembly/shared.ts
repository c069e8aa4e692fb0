import { HASHES, KEYS, SHINGLES } from "./memory";

/** Marks for each shingle, at least: so many, that few hashes meet another's mark by chance. */
const MARKS: u32 = 32;
/** Fewest bits of a number of marks: a byte of them. */
const LEAST_BITS: u32 = 3;

/** Bits that choose the mark of a hash, its highest, where `count` are marked: these ascend as the hashes do. */
function bitsFor(count: u32): u32 {
  return max(LEAST_BITS, 32 - clz(count * MARKS));
}

/** Marks the first `count` of SHINGLES: a bit for the highest bits of each hash, in HASHES, which has room for them. */
export function markSet(count: u32): void {
  const bits = bitsFor(count);
  const shift = <u64>(64 - bits);
  memory.fill(HASHES, 0, (<u32>1) << (bits - 3));
  const end = SHINGLES + (count << 3);
  for (let at = SHINGLES; at < end; at += 8) {
    const mark = <u32>(load<u64>(at) >> shift);
    const place = HASHES + (mark >> 3);
    store<u8>(place, <u32>load<u8>(place) | ((<u32>1) << (mark & 7)));
  }
}

/**
 * How many of the first `left` of SHINGLES, which are marked, and the first `right` of KEYS are equal; both ascend, each
 * once. Below `least` the number may be too large, but not so large as `least`: few of what differs is marked by chance,
 * and where that is too few already nothing is compared. What is not marked leaves KEYS.
 */
export function countShared(left: u32, right: u32, least: u32): u32 {
  const marked = keepMarked(left, right);
  return marked < least || marked === 0 ? marked : countEqual(left, marked);
}

/** Moves those of the first `right` of KEYS to its beginning that are marked, without a decision; gives how many. */
function keepMarked(left: u32, right: u32): u32 {
  const shift = <u64>(64 - bitsFor(left));
  const end = KEYS + (right << 3);
  let kept = KEYS;
  for (let at = KEYS; at < end; at += 8) {
    const hash = load<u64>(at);
    const mark = <u32>(hash >> shift);
    store<u64>(kept, hash);
    kept += ((<u32>load<u8>(HASHES + (mark >> 3)) >> (mark & 7)) & 1) << 3;
  }
  return (kept - KEYS) >> 3;
}

/** Both sides go on by comparing, without a decision: which side is behind cannot be guessed. */
function countEqual(left: u32, right: u32): u32 {
  const leftEnd = SHINGLES + (left << 3);
  const rightEnd = KEYS + (right << 3);
  let a = SHINGLES;
  let b = KEYS;
  let shared: u32 = 0;
  while (a < leftEnd && b < rightEnd) {
    const x = load<u64>(a);
    const y = load<u64>(b);
    shared += <u32>(x === y);
    a += (<u32>(x <= y)) << 3;
    b += (<u32>(y <= x)) << 3;
  }
  return shared;
}
