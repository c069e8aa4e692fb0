import { SPANS, TEXT, WIDE, WORDS } from "./memory";

/**
 * Finds ASCII letters and digits, and what is not ASCII, 16 units at a time, and writes WORDS and WIDE, a bit a unit,
 * the first unit lowest. Bits past the text's end mean nothing.
 */
export function markUnits(units: u32): void {
  for (let first: u32 = 0; first < units; first += 64) {
    const at = TEXT + first * 2;
    let words: u64 = 0;
    let wide: u64 = 0;
    for (let quarter: u64 = 0; quarter < 64; quarter += 16) {
      const bytes = narrow(at + <u32>quarter * 2);
      words |= (<u64>(<u32>i8x16.bitmask(isWord(bytes)))) << quarter;
      wide |= (<u64>(<u32>i8x16.bitmask(bytes))) << quarter;
    }
    store<u64>(WORDS + (first >> 3), words);
    store<u64>(WIDE + (first >> 3), wide);
  }
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

/** The first unit of `from` … `end` that is not ASCII; `end` where there is none. */
export function nextWide(from: u32, end: u32): u32 {
  let block = from >> 6;
  let bits = load<u64>(WIDE + (block << 3)) & ((<u64>-1) << (<u64>(from & 63)));
  while (bits === 0) {
    block++;
    if (block << 6 >= end) return end;
    bits = load<u64>(WIDE + (block << 3));
  }
  return min<u32>(end, (block << 6) + <u32>ctz(bits));
}

/**
 * Writes start and end of every ASCII word of `from` … `end` to SPANS, from token `count` on. A word's bits begin and
 * end where a bit differs from the one before it, so starts and ends come out of one loop without a decision.
 * @returns the number of tokens.
 */
export function findWords(from: u32, end: u32, count: u32): u32 {
  let out = SPANS + (count << 3);
  let before: u64 = 0;
  for (let first = from & ~63; first < end; first += 64) {
    let bits = load<u64>(WORDS + (first >> 3));
    if (first < from) bits &= (<u64>-1) << (<u64>(from - first));
    if (end - first < 64) bits &= ((<u64>1) << (<u64>(end - first))) - 1;
    let edges = bits ^ ((bits << 1) | before);
    before = bits >> 63;
    while (edges !== 0) {
      store<u32>(out, first + <u32>ctz(edges));
      out += 4;
      edges &= edges - 1;
    }
  }
  if (before !== 0) store<u32>(out, end);
  return (out + 4 - SPANS) >> 3;
}
