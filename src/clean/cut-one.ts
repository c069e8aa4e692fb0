/** The slow reading of the scanner: one word or sign of any kind at a time. */
import {
  ASTRAL,
  CHARACTERS,
  DIGIT,
  IGNORABLE,
  isAstralLetter,
  LETTER,
  SPACE,
  SPACELESS,
  UPPER,
} from "../text/characters.js";
import * as P from "./page.js";
import { growWords, type PageBuffer } from "./page-buffer.js";
import { COMMA_MARK, MARKS, QUOTE_MARK, quoteDepth, SIGN_SHIFT, SIGN_SPELLINGS } from "./signs.js";
import * as V from "./vocabulary.js";

const WORD = LETTER | DIGIT;
const APOSTROPHE = 0x27;
const CURLY_APOSTROPHE = 0x2019;
const COMMA = 0x2c;
const POINT = 0x2e;
/** `»` closes a quotation where one is open; elsewhere it is an arrow. */
const ARROW_QUOTE = 0xbb;
const EM_DASH = 0x2014;
const DASH_SIGN = SIGN_SPELLINGS.indexOf("-") + 1;

/** Reads whatever stands at a place, a word or sign of any kind or nothing to see, and gives where it ends. */
export function cutOne(out: PageBuffer, line: number, at: number, to: number, vocabulary: V.Vocabulary): number {
  const unit = out.units[at] as number;
  const kind = CHARACTERS[unit] as number;
  if ((kind & (SPACE | IGNORABLE)) !== 0) return at + 1;
  if ((kind & WORD) !== 0) {
    if ((kind & SPACELESS) === 0) return cutWord(out, line, at, to, vocabulary);
    return pushWord(out, V.hashFolded(V.EMPTY_HASH, unit), at, at + 1, 0);
  }
  if (kind === ASTRAL) return cutAstral(out, at, to);
  const mark = MARKS[unit] as number;
  if (mark === COMMA_MARK) out.commas[line] = (out.commas[line] as number) + 1;
  else if ((mark & QUOTE_MARK) !== 0 && (out.quoteDepth > 0 || unit !== ARROW_QUOTE))
    out.quoteDepth = quoteDepth(unit, out.quoteDepth);
  else if (mark > 0) {
    setBits(out, line, signBit(unit));
    const sign = mark >>> SIGN_SHIFT;
    if (sign === DASH_SIGN && unit !== EM_DASH && isBetweenWords(out.units, at, to)) return at + 1;
    pushWord(out, 0, at, at + 1, P.SYMBOL);
    out.words.id[out.words.count - 1] = vocabulary.signs[sign - 1] as number;
  }
  return at + 1;
}

function pushWord(out: PageBuffer, hash: number, start: number, end: number, bits: number): number {
  const { words, units } = out;
  if (words.count === words.hash.length) growWords(words);
  const isGlued = start > 0 && ((CHARACTERS[units[start - 1] as number] as number) & SPACE) === 0;
  words.hash[words.count] = hash;
  words.start[words.count] = start;
  words.end[words.count] = end;
  words.bits[words.count] = bits | (isGlued ? P.GLUED : 0) | (out.quoteDepth > 0 ? P.QUOTED : 0);
  words.count++;
  return end;
}

/** A word of any letters; of a glued label at the start of a line only the label. */
function cutWord(out: PageBuffer, line: number, from: number, to: number, vocabulary: V.Vocabulary): number {
  const { units, words } = out;
  const end = wordEnd(units, from, to);
  const label = words.count === out.firstWord[line] ? gluedLabelEnd(units, from, end, vocabulary) : 0;
  if (label === 0) return pushWord(out, hashOf(units, from, end), from, end, caseBits(units, from, end));
  setBits(out, line, P.SPLIT_LABEL);
  return pushWord(out, hashOf(units, from, label), from, label, P.CAPITAL);
}

function wordEnd(units: Uint16Array, from: number, to: number): number {
  let at = from;
  for (; at < to; at++) {
    const kind = CHARACTERS[units[at] as number] as number;
    const isLetter = (kind & WORD) !== 0 && (kind & SPACELESS) === 0;
    if (!isLetter && (kind & IGNORABLE) === 0 && !joins(units, at, to)) break;
  }
  return at;
}

function caseBits(units: Uint16Array, from: number, to: number): number {
  let uppers = 0;
  let others = 0;
  for (let at = from; at < to; at++) {
    const kind = CHARACTERS[units[at] as number] as number;
    if (kind === LETTER) others++;
    else if (isUpper(kind)) uppers++;
  }
  const first = CHARACTERS[units[from] as number] as number;
  const start = (first & UPPER) !== 0 ? P.CAPITAL : (first & DIGIT) !== 0 ? P.NUMBER : 0;
  return start | (uppers > 1 && others === 0 ? P.CAPS : 0);
}

const isUpper = (kind: number): boolean => kind === (LETTER | UPPER);

/** A letter above U+FFFF; no rule knows one. */
function cutAstral(out: PageBuffer, at: number, to: number): number {
  const codePoint = codePointAt(out.units, at, to);
  if (codePoint === 0) return at + 1;
  if (!isAstralLetter(codePoint)) return at + 2;
  return pushWord(out, V.hashUnit(V.hashUnit(V.EMPTY_HASH, codePoint >>> 16), codePoint & 0xffff), at, at + 2, 0);
}

const isApostrophe = (unit: number): boolean => unit === APOSTROPHE || unit === CURLY_APOSTROPHE;

/** Adds bits to those of a line. */
export function setBits(out: PageBuffer, line: number, bits: number): void {
  out.bits[line] = (out.bits[line] as number) | bits;
}

/** An apostrophe between letters and a point or comma between digits belong to the word. */
function joins(units: Uint16Array, at: number, to: number): boolean {
  const unit = units[at] as number;
  if (at + 1 >= to || !(isApostrophe(unit) || unit === POINT || unit === COMMA)) return false;
  const next = CHARACTERS[units[at + 1] as number] as number;
  if (isApostrophe(unit)) return (next & LETTER) !== 0 && (next & SPACELESS) === 0;
  return (next & DIGIT) !== 0 && ((CHARACTERS[units[at - 1] as number] as number) & DIGIT) !== 0;
}

/**
 * Where the label ends that a line starts with and that the next word is glued to (`CommentsNo comment`); 0 where the
 * first word is none. It ends before the first letter in upper case that follows another letter.
 */
function gluedLabelEnd(units: Uint16Array, from: number, to: number, vocabulary: V.Vocabulary): number {
  let camel = from;
  for (let before = 0; camel < to; camel++) {
    const kind = CHARACTERS[units[camel] as number] as number;
    if (isUpper(kind) && before === LETTER) break;
    if (kind !== IGNORABLE) before = kind;
  }
  if (camel === to) return 0;
  const id = V.findWord(vocabulary.table, hashOf(units, from, camel), units, from, camel);
  return ((vocabulary.traits[id] as number) & V.GLUABLE) === 0 ? 0 : camel;
}

/** Hash of a word; what is drawn as nothing does not count. */
function hashOf(units: Uint16Array, from: number, to: number): number {
  let hash = V.EMPTY_HASH;
  for (let at = from; at < to; at++) {
    const unit = units[at] as number;
    if (CHARACTERS[unit] !== IGNORABLE) hash = V.hashFolded(hash, unit);
  }
  return hash;
}

/** The code point of a surrogate pair, or 0 where there is none. */
function codePointAt(units: Uint16Array, at: number, to: number): number {
  const high = units[at] as number;
  if (high >= 0xdc00 || at + 1 >= to) return 0;
  const low = units[at + 1] as number;
  return (low & 0xfc00) === 0xdc00 ? 0x10000 + ((high & 0x3ff) << 10) + (low & 0x3ff) : 0;
}

/** What a line is known by that has the sign. */
function signBit(unit: number): number {
  if (unit === 0x40) return P.ADDRESS;
  if (unit === 0x7c) return P.HAS_PIPE;
  return unit === 0xa9 ? P.HAS_SYMBOL_C : 0;
}

function isBetweenWords(units: Uint16Array, at: number, to: number): boolean {
  if (at === 0 || at + 1 >= to) return false;
  const before = CHARACTERS[units[at - 1] as number] as number;
  const after = CHARACTERS[units[at + 1] as number] as number;
  return (before & WORD) !== 0 && (after & WORD) !== 0;
}
