import { CLASSES, EDGES, MARKS } from "./page-memory";

/** What units are: the tables of src/text/characters.ts and src/text/fold.ts, which the host wrote. */
export const LETTER: u32 = 1;
export const DIGIT: u32 = 2;
export const SPACE: u32 = 4;
export const IGNORABLE: u32 = 8;
export const SPACELESS: u32 = 16;
export const UPPER: u32 = 32;
export const ASTRAL: u32 = 64;
const ALL_CLASSES: u32 = 127;
/** The fold of a unit that folds to several or to none. */
export const WIDE: u32 = 0xffff;
const FOLDED_SHIFT: u32 = 16;

/** Writes the fold of a unit to WIDE_FOLD and gives its number of units. */
export declare function foldWide(unit: u32): u32;
/** Whether a code point above U+FFFF belongs to a word. */
export declare function isAstralLetter(codePoint: u32): u32;

export function classOf(unit: u32): u32 {
  return load<u32>(CLASSES + (unit << 2)) & ALL_CLASSES;
}

export function foldOf(unit: u32): u32 {
  return load<u32>(CLASSES + (unit << 2)) >> FOLDED_SHIFT;
}

export function markOf(unit: u32): u32 {
  return load<u8>(MARKS + unit);
}

export function edgeOf(unit: u32): u32 {
  return load<u16>(EDGES + (unit << 1));
}

/** The unit at a place of a text. */
export function unitAt(text: u32, at: u32): u32 {
  return load<u16>(text + (at << 1));
}

export function isApostrophe(unit: u32): bool {
  return unit === 0x27 || unit === 0x2019;
}
