import { DIRECTORY, FOLDS } from "./memory";

/**
 * What code points are and what they fold to: the tables of src/text/folding.ts, a page of 256 code points at a time,
 * asked for when a text first needs it. An entry is a u32:
 *   bits 0–2 class   bits 3–7 form   bits 8–31 value
 * Form `ONE`: the fold is one code point, the value. Else the form is the fold's number of units, and the value their
 * first place in FOLDS.
 */
export const ONE: u32 = 31;

/** Classes, as in src/text/folding.ts. */
export const SEPARATOR: u32 = 0;
export const SPACE: u32 = 1;
export const IGNORABLE: u32 = 2;
export const WORD: u32 = 3;
export const SOLO: u32 = 4;
export const MARK: u32 = 5;

/** The host writes the entries of a page, and their address into the directory. */
declare function writePage(page: u32): void;

/** The entry of a code point. */
export function entryOf(codePoint: u32): u32 {
  const place = DIRECTORY + ((codePoint >> 8) << 2);
  let page = load<u32>(place);
  if (page === 0) {
    writePage(codePoint >> 8);
    page = load<u32>(place);
  }
  return load<u32>(page + ((codePoint & 0xff) << 2));
}

export function classOf(entry: u32): u32 {
  return entry & 7;
}

/** Writes the units of an entry's fold. @returns the address behind them. */
export function writeFold(entry: u32, out: u32): u32 {
  const form = (entry >> 3) & 31;
  const value = entry >> 8;
  if (form !== ONE) {
    memory.copy(out, FOLDS + value * 2, form * 2);
    return out + form * 2;
  }
  if (value < 0x10000) {
    store<u16>(out, <u16>value);
    return out + 2;
  }
  store<u16>(out, <u16>(0xd800 + ((value - 0x10000) >> 10)));
  store<u16>(out, <u16>(0xdc00 + (value & 0x3ff)), 2);
  return out + 4;
}

/** The code point at address `at`, no further than address `end`: a pair cut in two is a lone surrogate. */
export function codePointAt(at: u32, end: u32): u32 {
  const unit: u32 = load<u16>(at);
  if ((unit & 0xfc00) !== 0xd800 || at + 2 >= end) return unit;
  const next: u32 = load<u16>(at, 2);
  return (next & 0xfc00) === 0xdc00 ? 0x10000 + ((unit & 0x3ff) << 10) + (next & 0x3ff) : unit;
}

/** Bytes of a code point in UTF-16. */
export function bytesOf(codePoint: u32): u32 {
  return codePoint > 0xffff ? 4 : 2;
}
