/**
 * The folded view of text, in which furniture and repeats are compared: compatibility form, lower case, without
 * accents on Latin, Greek and Cyrillic letters and without vowel signs on Arabic ones, curly apostrophes straight,
 * invisible units gone. Offsets never come from a folded text; `fold` keeps a map back.
 */
import { CHARACTERS, DIGIT, IGNORABLE, LETTER, SPACELESS } from "./characters.js";

/** Marks a unit whose folded form is not one unit; see `foldWide`. */
export const WIDE = 0xffff;

const UNITS = 0x10000;
/** Han and Hangul fold to themselves; skipping them makes the table six times cheaper to build. */
const SELF_FOLDING = [
  [0x3400, 0xa000],
  [0xac00, 0xf900],
] as const;

/** Accents; and of Arabic the vowel signs, the seats of hamza and the stretching stroke, written or left out at will. */
const UNWRITTEN = /[\u0300-\u036f\u0640\u064b-\u065f\u0670]/g;

/** What stands between units that are folded at once, and a unit that folds to nothing. */
const LINE_END = 0x0a;
const UNWRITTEN_UNIT = 0x300;

/** Unit → its folded unit, or `WIDE`. */
export const FOLDED: Uint16Array = tabulate();

/** Bits of `FOLDED_CLASSES`, beside those of `CHARACTERS`: the folded form is not one unit; … */
export const FOLDS_WIDE = 128;
/** … a letter or digit, no word of its own, that folds to one unit: what nearly all words are made of; … */
export const PLAIN = 256;
/** … and of those the letters that are not upper case. */
export const SMALL = 512;
/** Where the folded unit stands in an entry of `FOLDED_CLASSES`. */
export const FOLDED_SHIFT = 16;

/** Unit → its classes and its folded unit in one entry: scanners look once for both. */
export const FOLDED_CLASSES: Int32Array = joinTables();

/** The folded form of a unit whose entry is `WIDE`: `ﬁ` gives `fi`, a combining acute gives nothing. */
export function foldWide(unit: number): string {
  if (((CHARACTERS[unit] ?? 0) & IGNORABLE) !== 0) return "";
  return foldSpelled(String.fromCharCode(unit));
}

function foldSpelled(spelled: string): string {
  return spelled.normalize("NFKD").toLowerCase().normalize("NFKD").replace(UNWRITTEN, "");
}

/** A folded text; `offsets[i]` is where the unit that gave folded unit `i` stands in the original. */
export interface Folded {
  readonly text: string;
  readonly offsets: Uint32Array;
}

/** Folds a text and keeps the way back. `fold("Oﬃce")` gives `office` with offsets 0 1 1 1 2 3. */
export function fold(text: string): Folded {
  const parts: string[] = [];
  const offsets: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const folded = FOLDED[unit] === WIDE ? foldWide(unit) : String.fromCharCode(FOLDED[unit] ?? unit);
    parts.push(folded);
    for (let i = 0; i < folded.length; i++) offsets.push(at);
  }
  return { text: parts.join(""), offsets: Uint32Array.from(offsets) };
}

function tabulate(): Uint16Array {
  const table = new Uint16Array(UNITS);
  for (let unit = 0; unit < UNITS; unit++) table[unit] = unit;
  let from = 0x41;
  for (const [stop, next] of [...SELF_FOLDING, [UNITS, UNITS]] as const) {
    tabulateRange(table, from, stop);
    from = next;
  }
  for (const apostrophe of "\u2018\u2019\u02bc\u00b4`") table[apostrophe.charCodeAt(0)] = 0x27;
  table[0xffff] = WIDE;
  return table;
}

/** Folds units as if each stood alone, but in one text: a call for each costs ten times as much. */
function tabulateRange(table: Uint16Array, from: number, to: number): void {
  const units = new Uint16Array(2 * (to - from)).fill(LINE_END);
  for (let unit = from; unit < to; unit++)
    if (((CHARACTERS[unit] as number) & IGNORABLE) === 0) units[2 * (unit - from)] = unit;
    else units[2 * (unit - from)] = UNWRITTEN_UNIT;
  const spelled = new TextDecoder("utf-16le", { ignoreBOM: true }).decode(units.subarray(0, -1));
  writeFolds(table, from, foldSpelled(spelled));
}

/** Writes the folded forms of units from one on, each on a line of its own. */
function writeFolds(table: Uint16Array, from: number, folded: string): void {
  let unit = from;
  let start = 0;
  for (let at = 0; at <= folded.length; at++) {
    if (at < folded.length && folded.charCodeAt(at) !== LINE_END) continue;
    table[unit++] = at === start + 1 ? folded.charCodeAt(start) : WIDE;
    start = at + 1;
  }
}

function joinTables(): Int32Array {
  const table = new Int32Array(UNITS);
  for (let unit = 0; unit < UNITS; unit++) {
    const folded = FOLDED[unit] ?? 0;
    const classes = CHARACTERS[unit] ?? 0;
    const isWord = (classes & (LETTER | DIGIT)) !== 0 && (classes & SPACELESS) === 0;
    const more = folded === WIDE ? FOLDS_WIDE : isWord ? PLAIN | (classes === LETTER ? SMALL : 0) : 0;
    table[unit] = (folded << FOLDED_SHIFT) | more | classes;
  }
  return table;
}
