import { LINE_FOLDS, SLOTS, TABLED, TEXT } from "./memory";

/** Constants of src/match/paragraph-hash.ts. */
const SEED_LO: u32 = 0x811c9dc5;
const SEED_HI: u32 = 0x9747b28c;
const PRIME_LO: u32 = 0x01000193;
const PRIME_HI: u32 = 0x5bd1e995;
const BLANK: u32 = 32;
const NO_BREAK_SPACE: u32 = 0xa0;
const FOLD: u32 = 0x7fff;
const WORD: u32 = 0x8000;
const LF: i16 = 10;

/** Bytes of a row: low and high half of the hash, start, end. */
const ROW: u32 = 16;

/**
 * Writes a row for each line of the text that has a letter or digit to SLOTS, as `visitParagraphs` visits it. Lines with
 * a unit that LINE_FOLDS does not know are left to the host: both halves of their hash are 0.
 * @returns the number of rows.
 */
export function hashParagraphs(units: u32): u32 {
  const stop = TEXT + units * 2;
  let out = SLOTS;
  for (let start = TEXT; start < stop; ) {
    const end = lineEnd(start, stop);
    if (end > start && hashLine(start, end, out)) out += ROW;
    start = end + 2;
  }
  return (out - SLOTS) / ROW;
}

/** The address of the next line feed, or `stop`. */
function lineEnd(from: u32, stop: u32): u32 {
  for (let at = from; at < stop; at += 16) {
    const found = i16x8.bitmask(i16x8.eq(v128.load(at), i16x8.splat(LF)));
    if (found !== 0) return min<u32>(stop, at + <u32>ctz(found) * 2);
  }
  return stop;
}

/** Writes the row of a line. @returns whether it has one. */
function hashLine(start: u32, end: u32, out: u32): bool {
  let first = start;
  let last = end;
  while (first < last && isTrimmed(load<u16>(first))) first += 2;
  while (last > first && isTrimmed(load<u16>(last - 2))) last -= 2;
  let lo = SEED_LO;
  let hi = SEED_HI;
  let previous: u32 = 0;
  let seen: u32 = 0;
  store<u64>(out, 0);
  store<u32>(out, (start - TEXT) >> 1, 8);
  store<u32>(out, (end - TEXT) >> 1, 12);
  for (let at = first; at < last; at += 2) {
    const unit: u32 = load<u16>(at);
    const entry: u32 = unit < TABLED ? load<u16>(LINE_FOLDS + unit * 2) : 0;
    if (entry === 0) return true;
    const fold = entry & FOLD;
    if (((fold ^ BLANK) | (previous ^ BLANK)) === 0) continue;
    previous = fold;
    seen |= entry;
    lo = (lo ^ fold) * PRIME_LO;
    hi = (hi ^ fold) * PRIME_HI + (hi >> 17);
  }
  store<u32>(out, lo ^ (hi >> 16));
  store<u32>(out, hi ^ (lo >> 15), 4);
  return (seen & WORD) !== 0;
}

function isTrimmed(unit: u32): bool {
  return unit === BLANK || unit - 9 <= 4 || unit === NO_BREAK_SPACE;
}
