/**
 * Ends hashes: `mixLanes` of src/text/token-hash.ts on the first `count` of the states at `at`, in place, four at a
 * time. A state is a u64: lo | hi << 32. Up to three states more are changed.
 */
export function mixStates(at: u32, count: u32): void {
  for (let state = at, end = at + (count << 3); state < end; state += 32) {
    const two = v128.load(state);
    const more = v128.load(state, 16);
    const hi = i32x4.shuffle(two, more, 1, 3, 5, 7);
    const sum = i32x4.add(i32x4.shuffle(two, more, 0, 2, 4, 6), hi);
    const b = fmix32(i32x4.add(hi, sum));
    const low = i32x4.add(fmix32(sum), b);
    const high = i32x4.add(b, low);
    v128.store(state, i32x4.shuffle(low, high, 0, 4, 1, 5));
    v128.store(state, i32x4.shuffle(low, high, 2, 6, 3, 7), 16);
  }
}

function fmix32(words: v128): v128 {
  let h = i32x4.mul(v128.xor(words, i32x4.shr_u(words, 16)), i32x4.splat(0x85ebca6b));
  h = i32x4.mul(v128.xor(h, i32x4.shr_u(h, 13)), i32x4.splat(0xc2b2ae35));
  return v128.xor(h, i32x4.shr_u(h, 16));
}
