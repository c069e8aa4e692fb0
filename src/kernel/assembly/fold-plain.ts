import { FOLDED, MOST_FOLDED } from "./memory";

/** Bytes that one step may write: the longest fold, or a vector. */
const ROOM: u32 = 64;
/** Where the last step may begin to write. */
export const LIMIT: u32 = FOLDED + MOST_FOLDED * 2 - ROOM;

/** Whether a space would be the second in a row, or the first of all. */
export let spaced: bool = false;
/** Whether a letter or digit was folded. */
export let worded: bool = false;

/** Begins a fold. @param isSpaced whether a space is left out where it comes first. */
export function beginFold(isSpaced: bool): void {
  spaced = isSpaced;
  worded = false;
}

/** Says what a unit was that is folded elsewhere. */
export function noteFolded(isSpace: bool, isWord: bool): void {
  spaced = isSpace;
  worded = worded || isWord;
}

/**
 * Folds printable ASCII to lower case, sixteen units at a time, up to a unit that is not, or a second space in a row. Units
 * are looked at as bytes: of those above, which do not fit, none becomes printable.
 * @returns how many bytes.
 */
export function foldPlain(start: u32, end: u32, out: u32): u32 {
  const most = min<u32>(end - start, out > LIMIT ? 0 : LIMIT - out);
  let isSpaced = <i32>spaced;
  let done: u32 = 0;
  while (done < most) {
    const bytes = i8x16.narrow_i16x8_s(v128.load(start + done), v128.load(start + done, 16));
    const spaces = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(0x20)));
    const stops = i8x16.bitmask(isOdd(bytes)) | (spaces & ((spaces << 1) | isSpaced)) | 0x10000;
    writeUnits(out + done, v128.or(bytes, v128.and(isUpper(bytes), i8x16.splat(0x20))));
    const left = (end - start - done) >> 1;
    if (!worded) worded = hasWord(bytes, min<u32>(<u32>ctz(stops), left));
    if (stops === 0x10000 && left >= 16) {
      // The next step must not wait for what this one found.
      isSpaced = spaces >> 15;
      done += 32;
      continue;
    }
    const count = min<u32>(<u32>ctz(stops), left);
    if (count > 0) isSpaced = (spaces >> (<i32>count - 1)) & 1;
    done += count << 1;
    break;
  }
  spaced = isSpaced !== 0;
  return done;
}

/** Writes sixteen bytes as units. */
function writeUnits(out: u32, bytes: v128): void {
  v128.store(out, i16x8.extend_low_i8x16_u(bytes));
  v128.store(out, i16x8.extend_high_i8x16_u(bytes), 16);
}

/** All ones in the lanes of what is not printable ASCII. */
function isOdd(bytes: v128): v128 {
  return v128.or(i8x16.lt_s(bytes, i8x16.splat(0x20)), i8x16.eq(bytes, i8x16.splat(0x7f)));
}

function isUpper(bytes: v128): v128 {
  return i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x41)), i8x16.splat(26));
}

/** Whether there is a letter or digit among the first `count`. */
function hasWord(bytes: v128, count: u32): bool {
  const letters = i8x16.lt_u(i8x16.sub(v128.or(bytes, i8x16.splat(0x20)), i8x16.splat(0x61)), i8x16.splat(26));
  const words = v128.or(letters, i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x30)), i8x16.splat(10)));
  return (i8x16.bitmask(words) & ((1 << (<i32>count)) - 1)) !== 0;
}
