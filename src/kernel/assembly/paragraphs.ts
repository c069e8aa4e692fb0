import { beginFold, foldPlain, noteFolded, spaced, worded } from "./fold-plain";
import { FOLDED, LINE_FOLDS, SLOTS, TABLED, TEXT } from "./memory";
import { hashRows, ROW } from "./paragraph-rows";

const BLANK: u32 = 32;
const NO_BREAK_SPACE: u32 = 0xa0;
const FOLD: u32 = 0x7fff;
const WORD: u32 = 0x8000;
const LF: i16 = 10;
/** The bits that none of four ASCII units has: so many in a row are worth a vector. */
const NOT_ASCII: u64 = <u64>0xff80 * 0x1_0001_0001_0001;

/** Answer where a line has a unit that LINE_FOLDS does not know. */
const UNKNOWN: u32 = 0;

/**
 * Writes a row for each line of the text that has a letter or digit to SLOTS, as `visitParagraphs` visits it. Lines with
 * a unit that LINE_FOLDS does not know are left to the host: both halves of their hash are 0.
 * @returns the number of rows.
 */
export function hashParagraphs(units: u32): u32 {
  const stop = TEXT + units * 2;
  let row = SLOTS;
  let fold = FOLDED;
  for (let start = TEXT; start < stop; ) {
    const end = lineEnd(start, stop);
    const behind = foldLine(start, end, fold);
    if (behind === UNKNOWN) row = addRow(row, start, end, 0, 0);
    else if (behind > fold) row = addRow(row, start, end, fold, behind);
    if (behind !== UNKNOWN) fold = behind;
    start = end + 2;
  }
  hashRows(row);
  return (row - SLOTS) / ROW;
}

/** The address of the next line feed, or `stop`. */
function lineEnd(from: u32, stop: u32): u32 {
  for (let at = from; at < stop; at += 16) {
    const found = i16x8.bitmask(i16x8.eq(v128.load(at), i16x8.splat(LF)));
    if (found !== 0) return min<u32>(stop, at + <u32>ctz(found) * 2);
  }
  return stop;
}

/** Adds the row of a line, with the addresses of its fold in place of the hash. @returns where the next row goes. */
function addRow(row: u32, start: u32, end: u32, fold: u32, behind: u32): u32 {
  store<u32>(row, fold);
  store<u32>(row, behind, 4);
  store<u32>(row, (start - TEXT) >> 1, 8);
  store<u32>(row, (end - TEXT) >> 1, 12);
  return row + ROW;
}

/**
 * Folds a line: stretches of plain ASCII sixteen units at a time, the others by table.
 * @returns the address behind its fold: `first` where it has no letter or digit; or `UNKNOWN`.
 */
function foldLine(start: u32, end: u32, first: u32): u32 {
  let at = start;
  let last = end;
  while (at < last && isTrimmed(load<u16>(at))) at += 2;
  while (last > at && isTrimmed(load<u16>(last - 2))) last -= 2;
  beginFold(false);
  let out = first;
  while (at < last) {
    const plain = foldPlain(at, last, out);
    at += plain;
    out += plain;
    if (at >= last) break;
    let isSpaced = spaced;
    let entries: u32 = 0;
    do {
      const unit: u32 = load<u16>(at);
      const entry: u32 = unit < TABLED ? load<u16>(LINE_FOLDS + unit * 2) : 0;
      if (entry === 0) return UNKNOWN;
      const isBlank = (entry & FOLD) === BLANK;
      store<u16>(out, <u16>(entry & FOLD));
      out += 2 - ((<u32>(isBlank & isSpaced)) << 1);
      isSpaced = isBlank;
      entries |= entry;
      at += 2;
    } while (at < last && (load<u64>(at) & NOT_ASCII) !== 0);
    noteFolded(isSpaced, (entries & WORD) !== 0);
  }
  return worded ? out : first;
}

function isTrimmed(unit: u32): bool {
  return unit === BLANK || unit - 9 <= 4 || unit === NO_BREAK_SPACE;
}
