import { SLOTS, TEXT } from "./memory";
import { mixStates } from "./mix";

/** Constants of src/text/text-key.ts. */
const A: i32 = 0x85ebca77;
const B: i32 = 0x9e3779b1;
const C: i32 = 0xc2b2ae3d;
const D: i32 = 0x27d4eb2f;
const X: i32 = 0x24234428;
const Y: i32 = 0x61c8864f;

/**
 * Writes the key of the text, of `units` units, to SLOTS, as src/text/text-key.ts makes it: low half, high half. Its lanes
 * are two vectors each, as a step of one waits for the multiplications of the step before.
 */
export function keyOfText(units: u32): void {
  const lanes = i32x4(0, 1, 2, 3);
  let x = i32x4.add(i32x4.splat(X), lanes);
  let y = i32x4.add(i32x4.splat(Y), lanes);
  let u = i32x4.add(i32x4.splat(X + 4), lanes);
  let v = i32x4.add(i32x4.splat(Y + 4), lanes);
  const end = TEXT + units * 2;
  memory.fill(end, 0, 32);
  for (let at = TEXT; at < end; at += 32) {
    const words = v128.load(at);
    const more = v128.load(at, 16);
    x = absorbX(x, words);
    u = absorbX(u, more);
    y = absorbY(y, words);
    v = absorbY(v, more);
  }
  store<u32>(SLOTS, sumX(sumX(units, x), u));
  store<u32>(SLOTS, sumY(sumY(units, y), v), 4);
  mixStates(SLOTS, 1);
}

function absorbX(x: v128, words: v128): v128 {
  return i32x4.mul(rotlLanes(i32x4.add(x, i32x4.mul(words, i32x4.splat(A))), 13), i32x4.splat(B));
}

function absorbY(y: v128, words: v128): v128 {
  return i32x4.mul(rotlLanes(v128.xor(y, i32x4.mul(words, i32x4.splat(C))), 15), i32x4.splat(D));
}

function sumX(sum: u32, x: v128): u32 {
  let lo = rotl<u32>(sum, 7) + i32x4.extract_lane(x, 0);
  lo = rotl<u32>(lo, 7) + i32x4.extract_lane(x, 1);
  lo = rotl<u32>(lo, 7) + i32x4.extract_lane(x, 2);
  return rotl<u32>(lo, 7) + i32x4.extract_lane(x, 3);
}

function sumY(sum: u32, y: v128): u32 {
  let hi = rotl<u32>(sum, 11) ^ i32x4.extract_lane(y, 0);
  hi = rotl<u32>(hi, 11) ^ i32x4.extract_lane(y, 1);
  hi = rotl<u32>(hi, 11) ^ i32x4.extract_lane(y, 2);
  return rotl<u32>(hi, 11) ^ i32x4.extract_lane(y, 3);
}

function rotlLanes(words: v128, by: i32): v128 {
  return v128.or(i32x4.shl(words, by), i32x4.shr_u(words, 32 - by));
}
