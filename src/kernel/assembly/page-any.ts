import {
  SIGNS,
  TEXT_UNITS,
  TRAITS,
  WIDE_FOLD,
  WORD_BITS,
  WORD_END,
  WORD_HASH,
  WORD_ID,
  WORD_START,
} from "./page-memory";
import { CAPITAL, CAPS, GLUED, HASH_BASE, NUMBER, QUOTED, SYMBOL } from "./page-plain";
import { addSign, addWord } from "./page-sums";
import {
  ASTRAL,
  classOf,
  DIGIT,
  foldOf,
  foldWide,
  IGNORABLE,
  isApostrophe,
  isAstralLetter,
  LETTER,
  markOf,
  SPACE,
  SPACELESS,
  UPPER,
  unitAt,
  WIDE,
} from "./page-units";
import { findWord } from "./page-vocabulary";

/** Any words and signs, one at a time: src/clean/cut-one.ts, with the same names. */
const ANY_WORD: u32 = LETTER | DIGIT;
const COMMA: u32 = 0x2c;
const POINT: u32 = 0x2e;
const ARROW_QUOTE: u32 = 0xbb;
const LOW_NINE: u32 = 0x201e;
/** Of `MARKS`. */
const COMMA_MARK: u32 = 1;
const QUOTE_MARK: u32 = 2;
const SIGN_SHIFT: u32 = 2;
/** Trait of a word. */
const GLUABLE: u32 = 16;
/** Bits of a line. */
const ADDRESS: u32 = 32;
const SPLIT_LABEL: u32 = 2048;
const HAS_PIPE: u32 = 4096;
const HAS_SYMBOL_C: u32 = 8192;

/** The line that is being read: words of the page so far, its first one, depth of quotation, commas, bits. */
export let words: u32 = 0;
let firstWord: u32 = 0;
let depth: u32 = 0;
let commas: u32 = 0;
let bits: u32 = 0;

/** Begins a page, … */
export function beginPage(): void {
  words = 0;
}

/** … and a line, whose edges say these bits. */
export function beginLine(edges: u32): void {
  firstWord = words;
  depth = 0;
  commas = 0;
  bits = edges;
}

export function setWords(count: u32): void {
  words = count;
}

export function addCommas(count: u32): void {
  commas += count;
}

export function commasSoFar(): u32 {
  return commas;
}

export function lineBits(): u32 {
  return bits;
}

export function isQuoted(): bool {
  return depth > 0;
}

/** Reads whatever stands at a place and gives where it ends. */
export function cutOne(page: u32, at: u32, to: u32): u32 {
  const text = page + TEXT_UNITS;
  const unit = unitAt(text, at);
  const kind = classOf(unit);
  if ((kind & (SPACE | IGNORABLE)) !== 0) return at + 1;
  if ((kind & ANY_WORD) !== 0) {
    if ((kind & SPACELESS) === 0) return cutWord(page, at, to);
    return pushWord(page, hashOf(text, at, at + 1), at, at + 1, 0);
  }
  if (kind === ASTRAL) return cutAstral(page, at, to);
  const mark = markOf(unit);
  if (mark === COMMA_MARK) commas++;
  else if ((mark & QUOTE_MARK) !== 0 && (depth > 0 || unit !== ARROW_QUOTE)) depth = quoteDepth(unit, depth);
  else if (mark > 0) {
    bits |= signBit(unit);
    if (isDash(unit) && isBetweenWords(text, at, to)) return at + 1;
    pushSign(page, at, load<u16>(SIGNS + ((mark >> SIGN_SHIFT) << 1) - 2));
  }
  return at + 1;
}

/** Hyphens that join words; the em dash never does. */
function isDash(unit: u32): bool {
  return unit === 0x2d || unit === 0x2013 || unit === 0x2015;
}

function isBetweenWords(text: u32, at: u32, to: u32): bool {
  if (at === 0 || at + 1 >= to) return false;
  return (classOf(unitAt(text, at - 1)) & ANY_WORD) !== 0 && (classOf(unitAt(text, at + 1)) & ANY_WORD) !== 0;
}

function signBit(unit: u32): u32 {
  if (unit === 0x40) return ADDRESS;
  if (unit === 0x7c) return HAS_PIPE;
  return unit === 0xa9 ? HAS_SYMBOL_C : 0;
}

function quoteDepth(unit: u32, before: u32): u32 {
  if (unit === 0x22) return before > 0 ? before - 1 : 1;
  if (unit === 0x201c && before === LOW_NINE) return 0;
  if (unit === LOW_NINE) return LOW_NINE;
  if (unit === 0x201c || unit === 0xab || unit === 0x300c || unit === 0x300e || unit === 0x201f) return before + 1;
  return before === LOW_NINE || before === 0 ? 0 : before - 1;
}

function pushWord(page: u32, hash: u32, start: u32, end: u32, kind: u32): u32 {
  writeWord(page, hash, start, end, kind);
  const number = findWord(hash, page + TEXT_UNITS, start, end);
  store<u16>(page + (words << 1), number, WORD_ID);
  addWord(page, words, hash, number);
  words++;
  return end;
}

function pushSign(page: u32, at: u32, number: u32): void {
  writeWord(page, 0, at, at + 1, SYMBOL);
  store<u16>(page + (words << 1), number, WORD_ID);
  addSign(page, words, number);
  words++;
}

function writeWord(page: u32, hash: u32, start: u32, end: u32, kind: u32): void {
  const row = page + (words << 2);
  const isGlued = start > 0 && (classOf(unitAt(page + TEXT_UNITS, start - 1)) & SPACE) === 0;
  store<u32>(row, hash, WORD_HASH);
  store<u32>(row, start, WORD_START);
  store<u32>(row, end, WORD_END);
  store<u8>(page + words, kind | (isGlued ? GLUED : 0) | (depth > 0 ? QUOTED : 0), WORD_BITS);
}

function cutWord(page: u32, from: u32, to: u32): u32 {
  const text = page + TEXT_UNITS;
  const end = wordEnd(text, from, to);
  const label = words === firstWord ? gluedLabelEnd(text, from, end) : 0;
  if (label === 0) return pushWord(page, hashOf(text, from, end), from, end, caseBits(text, from, end));
  bits |= SPLIT_LABEL;
  return pushWord(page, hashOf(text, from, label), from, label, CAPITAL);
}

function wordEnd(text: u32, from: u32, to: u32): u32 {
  let at = from;
  for (; at < to; at++) {
    const kind = classOf(unitAt(text, at));
    const isLetter = (kind & ANY_WORD) !== 0 && (kind & SPACELESS) === 0;
    if (!isLetter && (kind & IGNORABLE) === 0 && !joins(text, at, to)) break;
  }
  return at;
}

function joins(text: u32, at: u32, to: u32): bool {
  const unit = unitAt(text, at);
  if (at + 1 >= to) return false;
  if (isApostrophe(unit)) return (classOf(unitAt(text, at + 1)) & (LETTER | SPACELESS)) === LETTER;
  if (unit !== POINT && unit !== COMMA) return false;
  return (classOf(unitAt(text, at + 1)) & DIGIT) !== 0 && (classOf(unitAt(text, at - 1)) & DIGIT) !== 0;
}

function caseBits(text: u32, from: u32, to: u32): u32 {
  let uppers: u32 = 0;
  let others: u32 = 0;
  for (let at = from; at < to; at++) {
    const kind = classOf(unitAt(text, at));
    if (kind === LETTER) others++;
    else if (kind === (LETTER | UPPER)) uppers++;
  }
  const first = classOf(unitAt(text, from));
  const start = (first & UPPER) !== 0 ? CAPITAL : (first & DIGIT) !== 0 ? NUMBER : 0;
  return start | (uppers > 1 && others === 0 ? CAPS : 0);
}

function gluedLabelEnd(text: u32, from: u32, to: u32): u32 {
  let camel = from;
  for (let before: u32 = 0; camel < to; camel++) {
    const kind = classOf(unitAt(text, camel));
    if (kind === (LETTER | UPPER) && before === LETTER) break;
    if (kind !== IGNORABLE) before = kind;
  }
  if (camel === to) return 0;
  const number = findWord(hashOf(text, from, camel), text, from, camel);
  return (load<u16>(TRAITS + (number << 1)) & GLUABLE) === 0 ? 0 : camel;
}

function hashOf(text: u32, from: u32, to: u32): u32 {
  let hash: u32 = 0;
  for (let at = from; at < to; at++) {
    const unit = unitAt(text, at);
    if (classOf(unit) === IGNORABLE) continue;
    const folded = foldOf(unit);
    if (folded !== WIDE) hash = hash * HASH_BASE + folded;
    else {
      const count = foldWide(unit);
      for (let part: u32 = 0; part < count; part++) hash = hash * HASH_BASE + unitAt(WIDE_FOLD, part);
    }
  }
  return hash;
}

function cutAstral(page: u32, at: u32, to: u32): u32 {
  const codePoint = codePointAt(page + TEXT_UNITS, at, to);
  if (codePoint === 0) return at + 1;
  if (isAstralLetter(codePoint) === 0) return at + 2;
  return pushWord(page, (codePoint >> 16) * HASH_BASE + (codePoint & 0xffff), at, at + 2, 0);
}

function codePointAt(text: u32, at: u32, to: u32): u32 {
  const high = unitAt(text, at);
  if (high >= 0xdc00 || at + 1 >= to) return 0;
  const low = unitAt(text, at + 1);
  return (low & 0xfc00) === 0xdc00 ? 0x10000 + ((high & 0x3ff) << 10) + (low & 0x3ff) : 0;
}
