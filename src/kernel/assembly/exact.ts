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
    if (out > LIMIT) return false;
    const plain = foldPlain(at, end);
    at += plain * 2;
    if (plain === 8 || at >= end) continue;
    const codePoint = codePointAt(at, end);
    foldPoint(entryOf(codePoint));
    at += bytesOf(codePoint);
  }
  return true;
}

/** Folds the printable ASCII at `at`, up to 8 units, up to a second space in a row. @returns the number of units. */
function foldPlain(at: u32, end: u32): u32 {
  const units = v128.load(at);
  const printable = i16x8.bitmask(i16x8.lt_u(i16x8.sub(units, i16x8.splat(0x20)), i16x8.splat(0x5f)));
  const spaces = i16x8.bitmask(i16x8.eq(units, i16x8.splat(0x20)));
  const repeated = spaces & ((spaces << 1) | <i32>spaced);
  const inside = 0xff >> (8 - <i32>min<u32>(8, (end - at) >> 1));
  const count = <u32>ctz(0x100 | ~(printable & ~repeated & inside));
  if (count === 0) return 0;
  v128.store(out, v128.or(units, v128.and(isUpper(units), i16x8.splat(0x20))));
  out += count * 2;
  spaced = ((spaces >> (<i32>count - 1)) & 1) !== 0;
  worded = worded || (i16x8.bitmask(isWord(units)) & (0xff >> (8 - <i32>count))) !== 0;
  return count;
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
