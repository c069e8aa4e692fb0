import { EVENTS, TEXT, WORDS } from "./memory";

/**
 * Finds the ASCII words of the text, 16 units at a time, and writes WORDS and EVENTS, a bit a unit, the first unit
 * lowest. Bits past the text's end mean nothing.
 */
export function markWords(units: u32): void {
  for (let first: u32 = 0; first < units; first += 64) {
    const at = TEXT + first * 2;
    const words = bitsOf(at, false);
    const wide = bitsOf(at, true);
    store<u64>(WORDS + (first >> 3), words);
    store<u64>(EVENTS + (first >> 3), words | wide);
  }
}

/** Bits of 64 units at `at`: whether each is from 0x80 up, or is an ASCII letter or digit. */
function bitsOf(at: u32, wide: bool): u64 {
  let bits: u64 = 0;
  for (let quarter: u32 = 0; quarter < 4; quarter++) {
    const bytes = narrow(at + quarter * 32);
    const found = i8x16.bitmask(wide ? bytes : isWord(bytes));
    bits |= (<u64>(<u32>found)) << (quarter * 16);
  }
  return bits;
}

/** Sixteen units as bytes; those above 0xff become 0xff. */
function narrow(at: u32): v128 {
  const most = i16x8.splat(0xff);
  return i8x16.narrow_i16x8_u(i16x8.min_u(v128.load(at), most), i16x8.min_u(v128.load(at, 16), most));
}

/** All ones in the lanes of letters and digits. */
function isWord(bytes: v128): v128 {
  const letters = i8x16.lt_u(i8x16.sub(v128.or(bytes, i8x16.splat(0x20)), i8x16.splat(0x61)), i8x16.splat(26));
  const digits = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x30)), i8x16.splat(10));
  return v128.or(letters, digits);
}

/** The first unit of `from` … `end` that is an event; `end` where there is none. */
export function nextEvent(from: u32, end: u32): u32 {
  let word = from >> 6;
  let bits = load<u64>(EVENTS + (word << 3)) & ((<u64>-1) << (<u64>(from & 63)));
  while (bits === 0) {
    word++;
    if (word << 6 >= end) return end;
    bits = load<u64>(EVENTS + (word << 3));
  }
  return min<u32>(end, (word << 6) + <u32>ctz(bits));
}

/** The first unit of `from` … `end` that is no ASCII letter or digit; `end` where there is none. */
export function wordEnd(from: u32, end: u32): u32 {
  let word = from >> 6;
  let bits = ~load<u64>(WORDS + (word << 3)) & ((<u64>-1) << (<u64>(from & 63)));
  while (bits === 0) {
    word++;
    if (word << 6 >= end) return end;
    bits = ~load<u64>(WORDS + (word << 3));
  }
  return min<u32>(end, (word << 6) + <u32>ctz(bits));
}
