import { BLOCKS, LINE_END, LINE_NEXT, LINE_START, MOST_LINES, SMALL, TEXT_UNITS } from "./page-memory";

/**
 * The first pass over a text, 16 units at a time. A block of BLOCKS tells of 64 units, the first one lowest:
 *   WORD    a letter or digit of ASCII, or an apostrophe, point or comma that joins two
 *   EVENT   not ASCII, or a mark that rules speak of: to be looked at one by one; the curly apostrophe is none
 *   COMMA   a comma that joins nothing          ENDING  ends a line
 * and, while it is made, LETTER, DIGIT, APOSTROPHE, POINT (a point or comma) and HYPHEN.
 */
export const WORD: u32 = 0;
export const EVENT: u32 = 8;
export const COMMA: u32 = 16;
const ENDING: u32 = 24;
const LETTER: u32 = 32;
const DIGIT: u32 = 40;
const APOSTROPHE: u32 = 48;
const POINT: u32 = 56;
/** In the place of WORD, as a block has no other: hyphens are read before words are written. */
const HYPHEN: u32 = WORD;

/** Answer of `splitLines` where there are more than `MOST_LINES`. */
const TOO_MANY: u32 = 0xffffffff;
const CR: u32 = 0x0d;
const LF: u32 = 0x0a;
const CURLY_APOSTROPHE: i16 = 0x2019;

/** Marks `" # & ( ) - / : @ [ ] |` by the halves of their byte: a bit for each upper half that they have. */
const LOWER_HALVES = i8x16(4, 0, 1, 1, 0, 0, 1, 0, 1, 1, 2, 8, 16, 9, 0, 1);
const UPPER_HALVES = i8x16(0, 0, 1, 2, 4, 8, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0);

/** Marks the units of a page and writes the start, end and next of its lines. @returns the number of lines, or `TOO_MANY`. */
export function splitLines(page: u32, units: u32): u32 {
  const text = page + TEXT_UNITS;
  markText(text, 0, units);
  return findLines(page, text, units);
}

/** Marks the units `from` … `to` of a text, which are whole lines. Ends the marks of the units before in the same block. */
export function markText(text: u32, from: u32, to: u32): void {
  const begin = from & ~63;
  for (let first = begin; first < to; first += 64) {
    const block = BLOCKS + first;
    for (let quarter: u32 = 0; quarter < 64; quarter += 16)
      markUnits(block + (quarter >> 3), SMALL + first + quarter, text + (first + quarter) * 2);
  }
  joinWords(begin, to);
}

/** Marks 16 units at `at`; `out` is where their bits stand in a block, `small` where they go as small ASCII letters. */
function markUnits(out: u32, small: u32, at: u32): void {
  const first = v128.load(at);
  const second = v128.load(at, 16);
  const most = i16x8.splat(0xff);
  const bytes = i8x16.narrow_i16x8_u(i16x8.min_u(first, most), i16x8.min_u(second, most));
  const capitals = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x41)), i8x16.splat(26));
  const folded = v128.or(bytes, v128.and(capitals, i8x16.splat(0x20)));
  v128.store(small, folded);
  const letters = i8x16.lt_u(i8x16.sub(folded, i8x16.splat(0x61)), i8x16.splat(26));
  const digits = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x30)), i8x16.splat(10));
  const commas = i8x16.eq(bytes, i8x16.splat(0x2c));
  const lower = i8x16.swizzle(LOWER_HALVES, v128.and(bytes, i8x16.splat(15)));
  const marks = v128.and(lower, i8x16.swizzle(UPPER_HALVES, i8x16.shr_u(bytes, 4)));
  let events = i8x16.bitmask(i8x16.ne(marks, i8x16.splat(0)));
  let apostrophes = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(0x27)));
  let endings = i8x16.bitmask(v128.or(i8x16.eq(bytes, i8x16.splat(0x0a)), i8x16.eq(bytes, i8x16.splat(0x0d))));
  const wide = i8x16.bitmask(bytes);
  if (wide !== 0) {
    const curlies = unitsLike(first, second, CURLY_APOSTROPHE);
    const curly = i8x16.bitmask(curlies);
    v128.store(small, v128.bitselect(i8x16.splat(0x27), folded, curlies));
    apostrophes |= curly;
    events |= wide & ~curly;
    const even = i16x8.splat(-2);
    endings |= sameUnits(v128.and(first, even), v128.and(second, even), 0x2028) | sameUnits(first, second, 0x85);
  }
  store<u16>(out, <u16>i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(0x2d))), HYPHEN);
  store<u16>(out, <u16>events, EVENT);
  store<u16>(out, <u16>i8x16.bitmask(commas), COMMA);
  store<u16>(out, <u16>endings, ENDING);
  store<u16>(out, <u16>i8x16.bitmask(letters), LETTER);
  store<u16>(out, <u16>i8x16.bitmask(digits), DIGIT);
  store<u16>(out, <u16>apostrophes, APOSTROPHE);
  store<u16>(out, <u16>i8x16.bitmask(v128.or(commas, i8x16.eq(bytes, i8x16.splat(0x2e)))), POINT);
}

/** A bit for each of 16 units that is this one. */
function sameUnits(first: v128, second: v128, unit: i16): i32 {
  return i8x16.bitmask(unitsLike(first, second, unit));
}

/** Ones in the byte of each of 16 units that is this one. */
function unitsLike(first: v128, second: v128, unit: i16): v128 {
  const wanted = i16x8.splat(unit);
  return i8x16.narrow_i16x8_s(i16x8.eq(first, wanted), i16x8.eq(second, wanted));
}

/**
 * Letters and digits, and what joins them: an apostrophe before a letter, a point or comma between digits. A hyphen between two
 * words is spelling, and no event.
 */
function joinWords(begin: u32, units: u32): void {
  let wordBefore: u64 = 0;
  let digitBefore: u64 = 0;
  for (let first = begin; first < units; first += 64) {
    const block = BLOCKS + first;
    const isLast = first + 64 >= units;
    const letters = load<u64>(block, LETTER);
    const digits = load<u64>(block, DIGIT);
    const words = letters | digits;
    const lettersBehind = (letters >> 1) | (isLast ? 0 : load<u64>(block, LETTER + 64) << 63);
    const digitsBehind = (digits >> 1) | (isLast ? 0 : load<u64>(block, DIGIT + 64) << 63);
    const apostrophes = load<u64>(block, APOSTROPHE) & ((words << 1) | wordBefore) & lettersBehind;
    const wordsBehind = lettersBehind | digitsBehind;
    const hyphens = load<u64>(block, HYPHEN) & ((words << 1) | wordBefore) & wordsBehind;
    store<u64>(block, load<u64>(block, EVENT) & ~hyphens, EVENT);
    const points = load<u64>(block, POINT) & ((digits << 1) | digitBefore) & digitsBehind;
    store<u64>(block, words | apostrophes | points, WORD);
    store<u64>(block, load<u64>(block, COMMA) & ~points, COMMA);
    wordBefore = words >> 63;
    digitBefore = digits >> 63;
  }
}

function findLines(page: u32, text: u32, units: u32): u32 {
  let count: u32 = 0;
  let start: u32 = 0;
  for (let first: u32 = 0; first < units; first += 64) {
    let bits = load<u64>(BLOCKS + first, ENDING);
    if (units - first < 64) bits &= ((<u64>1) << (<u64>(units - first))) - 1;
    for (; bits !== 0; bits &= bits - 1) {
      const end = first + <u32>ctz(bits);
      if (end < start) continue;
      if (count === MOST_LINES) return TOO_MANY;
      const next = end + (load<u16>(text + end * 2) === CR && load<u16>(text + end * 2, 2) === LF ? 2 : 1);
      writeLine(page + (count++ << 2), start, end, next);
      start = next;
    }
  }
  if (start >= units) return count;
  if (count === MOST_LINES) return TOO_MANY;
  writeLine(page + (count << 2), start, units, units);
  return count + 1;
}

function writeLine(row: u32, start: u32, end: u32, next: u32): void {
  store<u32>(row, start, LINE_START);
  store<u32>(row, end, LINE_END);
  store<u32>(row, next, LINE_NEXT);
}

/** The first event of `from` … `end`; `end` where there is none. */
export function nextEvent(from: u32, end: u32): u32 {
  let first = from & ~63;
  let bits = load<u64>(BLOCKS + first, EVENT) & ((<u64>-1) << (<u64>(from & 63)));
  while (bits === 0) {
    first += 64;
    if (first >= end) return end;
    bits = load<u64>(BLOCKS + first, EVENT);
  }
  return min<u32>(end, first + <u32>ctz(bits));
}
