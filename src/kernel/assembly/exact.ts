import { bytesOf, classOf, codePointAt, entryOf, IGNORABLE, SPACE, WORD, writeFold } from "./fold";
import { FOLDED, MOST_FOLDED, RANGES, TEXT } from "./memory";

/** Answer where the folded text has no room. */
export const TOO_LONG: u32 = 0xffffffff;

/** Bytes that one step may write: the longest fold, or a vector. */
const ROOM: u32 = 64;
const LIMIT: u32 = FOLDED + MOST_FOLDED * 2 - ROOM;

/** Whether a space would be the second in a row, or the first of all. */
let spaced: bool = false;
let worded: bool = false;

/**
 * Folds the first `ranges` of RANGES, one behind the other, as src/fingerprint/exact.ts does: runs of white space as
 * one space, none at the ends, ignorable code points left out.
 * @returns bytes written to FOLDED; 0 where there is no token, `TOO_LONG` where room ran out.
 */
export function foldExact(ranges: u32): u32 {
  spaced = true;
  worded = false;
  let out = FOLDED;
  for (let range: u32 = 0; range < ranges; range++) {
    const place = RANGES + (range << 3);
    out = foldRange(TEXT + load<u32>(place) * 2, TEXT + load<u32>(place, 4) * 2, out);
    if (out > LIMIT) return TOO_LONG;
  }
  if (!worded) return 0;
  return out - FOLDED - (spaced ? 2 : 0);
}

/** Plain ASCII goes eight units at a time; the others are folded by table. @returns the address behind the fold. */
function foldRange(start: u32, end: u32, first: u32): u32 {
  let at = start;
  let out = first;
  while (at < end && out <= LIMIT) {
    const plain = foldPlain(at, end, out);
    at += plain;
    out += plain;
    while (at < end && out <= LIMIT) {
      const codePoint = codePointAt(at, end);
      out = foldPoint(entryOf(codePoint), out);
      at += bytesOf(codePoint);
      if (load<u16>(at) < 0x80) break;
    }
  }
  return out;
}

/** Folds printable ASCII up to a unit that is not, or a second space in a row. @returns how many bytes. */
function foldPlain(start: u32, end: u32, out: u32): u32 {
  const most = min<u32>(end - start, out > LIMIT ? 0 : LIMIT - out);
  let done: u32 = 0;
  while (done < most) {
    const units = v128.load(start + done);
    const printable = i16x8.bitmask(i16x8.lt_u(i16x8.sub(units, i16x8.splat(0x20)), i16x8.splat(0x5f)));
    const spaces = i16x8.bitmask(i16x8.eq(units, i16x8.splat(0x20)));
    const left = (end - start - done) >> 1;
    const inside = left >= 8 ? 0xff : 0xff >> (8 - <i32>left);
    const plain = printable & inside & ~(spaces & ((spaces << 1) | <i32>spaced));
    v128.store(out + done, v128.or(units, v128.and(isUpper(units), i16x8.splat(0x20))));
    if (plain !== 0xff) return done + keepFirst(<u32>ctz(~plain), units, spaces);
    done += 16;
    spaced = spaces >= 0x80;
    if (!worded) worded = v128.any_true(isWord(units));
  }
  return done;
}

/** Keeps the first `count` of the units written last. @returns their bytes. */
function keepFirst(count: u32, units: v128, spaces: i32): u32 {
  if (count === 0) return 0;
  const kept = (1 << (<i32>count)) - 1;
  spaced = (spaces & kept) >> (<i32>count - 1) !== 0;
  if (!worded) worded = (i16x8.bitmask(isWord(units)) & kept) !== 0;
  return count * 2;
}

function isUpper(units: v128): v128 {
  return i16x8.lt_u(i16x8.sub(units, i16x8.splat(0x41)), i16x8.splat(26));
}

function isWord(units: v128): v128 {
  const letters = i16x8.lt_u(i16x8.sub(v128.or(units, i16x8.splat(0x20)), i16x8.splat(0x61)), i16x8.splat(26));
  return v128.or(letters, i16x8.lt_u(i16x8.sub(units, i16x8.splat(0x30)), i16x8.splat(10)));
}

/** Folds one code point. @returns the address behind its fold. */
function foldPoint(entry: u32, out: u32): u32 {
  const kind = classOf(entry);
  if (kind === IGNORABLE || (kind === SPACE && spaced)) return out;
  spaced = kind === SPACE;
  worded = worded || kind >= WORD;
  return writeFold(entry, out);
}
