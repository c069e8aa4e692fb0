import { SLOTS, TEXT } from "./memory";
import { mixStates } from "./mix";

/** Constants of src/text/text-key.ts. */
const A: i32 = 0x85ebca77;
const B: i32 = 0x9e3779b1;
const C: i32 = 0xc2b2ae3d;
const D: i32 = 0x27d4eb2f;
const X: i32 = 0x24234428;
const Y: i32 = 0x61c8864f;

/** Writes the key of the text, of `units` units, to SLOTS, as src/text/text-key.ts makes it: low half, high half. */
export function keyOfText(units: u32): void {
  const lanes = i32x4(0, 1, 2, 3);
  let x = i32x4.add(i32x4.splat(X), lanes);
  let y = i32x4.add(i32x4.splat(Y), lanes);
  const end = TEXT + units * 2;
  memory.fill(end, 0, 16);
  for (let at = TEXT; at < end; at += 16) {
    const words = v128.load(at);
    x = i32x4.mul(rotlLanes(i32x4.add(x, i32x4.mul(words, i32x4.splat(A))), 13), i32x4.splat(B));
    y = i32x4.mul(rotlLanes(v128.xor(y, i32x4.mul(words, i32x4.splat(C))), 15), i32x4.splat(D));
  }
  let lo = rotl<u32>(units, 7) + i32x4.extract_lane(x, 0);
  lo = rotl<u32>(lo, 7) + i32x4.extract_lane(x, 1);
  lo = rotl<u32>(lo, 7) + i32x4.extract_lane(x, 2);
  lo = rotl<u32>(lo, 7) + i32x4.extract_lane(x, 3);
  let hi = rotl<u32>(units, 11) ^ i32x4.extract_lane(y, 0);
  hi = rotl<u32>(hi, 11) ^ i32x4.extract_lane(y, 1);
  hi = rotl<u32>(hi, 11) ^ i32x4.extract_lane(y, 2);
  hi = rotl<u32>(hi, 11) ^ i32x4.extract_lane(y, 3);
  store<u32>(SLOTS, lo);
  store<u32>(SLOTS, hi, 4);
  mixStates(SLOTS, 1);
}

function rotlLanes(words: v128, by: i32): v128 {
  return v128.or(i32x4.shl(words, by), i32x4.shr_u(words, 32 - by));
}
