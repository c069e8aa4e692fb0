import { KEYS, SHINGLES } from "./memory";

/**
 * How many of the first `left` of SHINGLES and the first `right` of KEYS are equal; both ascend, each once. Both sides
 * go on by comparing, without a decision: which side is behind cannot be guessed.
 */
export function countShared(left: u32, right: u32): u32 {
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
