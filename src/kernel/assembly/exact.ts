import { bytesOf, classOf, codePointAt, entryOf, IGNORABLE, SPACE, WORD, writeFold } from "./fold";
import { FOLDED, MOST_FOLDED, RANGES, TEXT } from "./memory";

/** Answer where the folded text has no room. */
export const TOO_LONG: u32 = 0xffffffff;

/** Bytes that one step may write: the longest fold, or a vector. */
const ROOM: u32 = 64;
const LIMIT: u32 = FOLDED + MOST_FOLDED * 2 - ROOM;

let out: u32 = 0;
/** Whether a space would be the second in a row, or the first of all. */
let spaced: bool = false;
let worded: bool = false;

/**
 * Folds the first `ranges` of RANGES, one behind the other, as src/fingerprint/exact.ts does: runs of white space as
 * one space, none at the ends, ignorable code points left out.
 * @returns bytes written to FOLDED; 0 where there is no token, `TOO_LONG` where room ran out.
 */
export function foldExact(ranges: u32): u32 {
  out = FOLDED;
  spaced = true;
  worded = false;
  for (let range: u32 = 0; range < ranges; range++) {
    const place = RANGES + (range << 3);
    if (!foldRange(TEXT + load<u32>(place) * 2, TEXT + load<u32>(place, 4) * 2)) return TOO_LONG;
  }
  if (!worded) return 0;
  return out - FOLDED - (spaced ? 2 : 0);
}

/** Plain ASCII goes eight units at a time; what stops it is folded by table. @returns false where room ran out. */
function foldRange(start: u32, end: u32): bool {
  let at = start;
  while (at < end) {
    at = foldPlain(at, end);
    if (out > LIMIT) return false;
    // The last units, and those beside a unit that is not plain, one by one.
    for (const stop = min<u32>(end, at + 16); at < stop; ) {
      const codePoint = codePointAt(at, end);
      foldPoint(entryOf(codePoint));
      at += bytesOf(codePoint);
    }
  }
  return true;
}

/** Folds eights of printable ASCII without two spaces in a row, as many as follow each other. @returns where they end. */
function foldPlain(start: u32, end: u32): u32 {
  let at = start;
  for (; at + 16 <= end && out <= LIMIT; at += 16) {
    const units = v128.load(at);
    const spaces = <u32>i16x8.bitmask(i16x8.eq(units, i16x8.splat(0x20)));
    if ((spaces & ((spaces << 1) | <u32>spaced)) !== 0 || !isPrintable(units)) return at;
    v128.store(out, v128.or(units, v128.and(isUpper(units), i16x8.splat(0x20))));
    out += 16;
    spaced = spaces >= 0x80;
    if (!worded) worded = v128.any_true(isWord(units));
  }
  return at;
}

function isPrintable(units: v128): bool {
  return !v128.any_true(i16x8.gt_u(i16x8.sub(units, i16x8.splat(0x20)), i16x8.splat(0x5e)));
}

function isUpper(units: v128): v128 {
  return i16x8.lt_u(i16x8.sub(units, i16x8.splat(0x41)), i16x8.splat(26));
}

function isWord(units: v128): v128 {
  const letters = i16x8.lt_u(i16x8.sub(v128.or(units, i16x8.splat(0x20)), i16x8.splat(0x61)), i16x8.splat(26));
  return v128.or(letters, i16x8.lt_u(i16x8.sub(units, i16x8.splat(0x30)), i16x8.splat(10)));
}

function foldPoint(entry: u32): void {
  const kind = classOf(entry);
  if (kind === IGNORABLE) return;
  if (kind === SPACE) {
    if (spaced) return;
    spaced = true;
    store<u16>(out, 0x20);
    out += 2;
    return;
  }
  spaced = false;
  worded = worded || kind >= WORD;
  out = writeFold(entry, out);
}
