/**
 * What every UTF-16 unit is, as one table that scanners index. Surrogates are `ASTRAL`: the scanner reads the pair.
 * Built once when the module loads, never written again.
 */
export const LETTER = 1;
export const DIGIT = 2;
export const SPACE = 4;
/** Drawn as nothing, or as an icon: soft hyphen, zero-width space, bidi controls, private-use glyphs. */
export const IGNORABLE = 8;
/** Letter of a script that writes no spaces; each is a word of its own. */
export const SPACELESS = 16;
export const UPPER = 32;
export const ASTRAL = 64;

const UNITS = 0x10000;
const FIRST_SURROGATE = 0xd800;
const AFTER_SURROGATES = 0xe000;

const SPACELESS_LETTERS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc\uff70]+/gu;
const IGNORABLES = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ue000-\uf8ff]+/g;

/** Unit → its classes, as bits. */
export const CHARACTERS: Uint8Array = tabulate();

/** Whether a code point above U+FFFF belongs to a word. */
export function isAstralLetter(codePoint: number): boolean {
  return /[\p{L}\p{N}]/u.test(String.fromCodePoint(codePoint));
}

function tabulate(): Uint8Array {
  const units = new Uint16Array(UNITS);
  for (let unit = 0; unit < UNITS; unit++) units[unit] = unit;
  const all = new TextDecoder("utf-16le", { ignoreBOM: true }).decode(units);
  const table = new Uint8Array(UNITS);
  mark(table, all, /[\p{L}\p{M}]+/gu, LETTER);
  mark(table, all, /\p{N}+/gu, DIGIT);
  mark(table, all, /\p{Lu}/gu, UPPER);
  mark(table, all, SPACELESS_LETTERS, SPACELESS);
  mark(table, all, /[\s\u0085]+/g, SPACE);
  for (const run of all.matchAll(IGNORABLES)) table.fill(IGNORABLE, run.index, run.index + run[0].length);
  return table.fill(ASTRAL, FIRST_SURROGATE, AFTER_SURROGATES);
}

function mark(table: Uint8Array, all: string, pattern: RegExp, bit: number): void {
  for (const run of all.matchAll(pattern)) {
    for (let unit = run.index; unit < run.index + run[0].length; unit++) table[unit] = (table[unit] ?? 0) | bit;
  }
}
