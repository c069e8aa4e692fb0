import { CHAINED, FACTORS, LETTERS, LETTERS_OF, SPELLED, TABLE, WIDE_FOLD } from "./page-memory";
import { foldOf, foldWide, unitAt, WIDE } from "./page-units";

/** Bits below those that tell a slot of TABLE, and an entry of FACTORS. */
let slotBit: u32 = 0;
let groupBit: u32 = 0;

/** Says how many slots of TABLE and entries of FACTORS the host wrote, powers of two. */
export function setTable(slots: u32, factors: u32): void {
  slotBit = 32 - ctz(slots);
  groupBit = 32 - ctz(factors);
}

/** The number of the first known word that may have this hash, or 0; others are CHAINED to it: src/clean/lexicon/places.ts. */
function candidateOf(hash: u32): u32 {
  const spread = (hash ^ (hash >> 15)) * 0x2c1b3c6d;
  const factor: u32 = load<u16>(FACTORS + ((spread >> groupBit) << 1));
  return load<u16>(TABLE + (((spread * factor) >> slotBit) << 1));
}

/** Units of the words that are compared in one go, and what SPELLED holds of others. */
const SHORT: u32 = 8;
const LONG: u64 = 0xffffffff00000000;

/**
 * Number of the plain word at `from` … `to` of a text, or 0; `letters` are its first ones, folded, in the highest bytes. Half of
 * all words are known: a decision would be wrong too often, so there is none but for long ones that are known and, seldom, shared hashes.
 */
export function findPlainWord(hash: u32, letters: u64, text: u32, from: u32, to: u32): u32 {
  const wanted = select<u64>(letters, LONG | hash, to - from <= SHORT);
  const number = candidateOf(hash);
  const found = select<u32>(number, 0, load<u64>(SPELLED + (number << 3)) === wanted);
  const isShared = <u32>(load<u16>(CHAINED + (number << 1)) !== 0);
  if (((<u32>(found !== 0) & <u32>(wanted >= LONG)) | isShared) === 0) return found;
  return spelledAmong(number, text, from, to);
}

/** Number of the word at `from` … `to` of a text, of any units, or 0. */
export function findWord(hash: u32, text: u32, from: u32, to: u32): u32 {
  return spelledAmong(candidateOf(hash), text, from, to);
}

/** The one of a word and those chained to it, 0 at their end, that is spelled so; 0: none. */
function spelledAmong(first: u32, text: u32, from: u32, to: u32): u32 {
  let number = first;
  while (number !== 0 && !spells(number, text, from, to)) number = load<u16>(CHAINED + (number << 1));
  return number;
}

function spells(number: u32, text: u32, from: u32, to: u32): bool {
  let letter = load<u32>(LETTERS_OF + (number << 2));
  const stop = load<u32>(LETTERS_OF + (number << 2), 4);
  for (let at = from; at < to; at++) {
    const unit = unitAt(text, at);
    const folded = foldOf(unit);
    if (folded === WIDE) {
      const count = foldWide(unit);
      for (let part: u32 = 0; part < count; part++)
        if (letter === stop || unitAt(LETTERS, letter++) !== unitAt(WIDE_FOLD, part)) return false;
    } else if (letter === stop || unitAt(LETTERS, letter++) !== folded) return false;
  }
  return letter === stop;
}
