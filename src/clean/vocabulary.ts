/**
 * The words that rules speak of, each with a small number and traits. Looking one up costs a probe of a hash table;
 * a hit is verified letter by letter, so that no other word passes for it.
 */
import { FOLDED, foldWide, WIDE } from "../text/fold.js";
import { foldWord, splitWords } from "./lexicon/words.js";
import { SIGN_SPELLINGS } from "./signs.js";

export const STOP = 1;
export const REPORTING = 2;
export const MONTH = 4;
export const WEEKDAY = 8;
/** A label that scrapers glue to what follows it: `CommentsNo comment`. */
export const GLUABLE = 16;
/** You, your: furniture speaks to its reader. */
export const READER = 32;
/** A word that pages use and articles seldom: menu, login, newsletter. */
export const INTERFACE = 64;
/** Words of one closed set: what an update note may say without telling a fact. */
export const UPDATE = 128;
export const CORRECTION = 256;
export const SECTION = 512;
export const CREDIT = 1024;

/**
 * Base of the word hash: a polynomial modulo 2^32 over folded units, which a kernel sums up eight units at a time. It is 3
 * modulo 8: units that change places change the sum.
 */
export const HASH_BASE = 0x9e3779b3;

/** Adds one folded unit to a word hash. */
export function hashUnit(hash: number, unit: number): number {
  return (Math.imul(hash, HASH_BASE) + unit) | 0;
}

/** The state before the first unit. */
export const EMPTY_HASH = 0;

/** Adds an original unit, folded. */
export function hashFolded(hash: number, unit: number): number {
  const folded = FOLDED[unit] ?? unit;
  if (folded !== WIDE) return hashUnit(hash, folded);
  const fold = foldWide(unit);
  let wide = hash;
  for (let at = 0; at < fold.length; at++) wide = hashUnit(wide, fold.charCodeAt(at));
  return wide;
}

export interface Vocabulary {
  /** Number of a word given in folded form, or 0. */
  number(word: string): number;
  /** For `findWord`. */
  readonly table: WordTable;
  /** Numbers of the signs in `SIGN_SPELLINGS`, in that order; 0 where no rule speaks of one. */
  readonly signs: Uint16Array;
  /** Traits by number. */
  readonly traits: Uint16Array;
  /** Expressions of several words that have traits, by their first word: `表示`, `hat gesagt`. Mostly empty. */
  readonly compounds: ReadonlyMap<number, readonly Compound[]>;
}

/** An expression of several words, the first left out, the longest first. */
export interface Compound {
  readonly behind: readonly number[];
  readonly traits: number;
}

/** The expression that the words from `word` on spell, if any. */
export function compoundAt(vocabulary: Vocabulary, ids: Uint16Array, word: number, stop: number): Compound | undefined {
  return vocabulary.compounds
    .get(ids[word] ?? 0)
    ?.find(({ behind }) => word + behind.length < stop && behind.every((id, i) => ids[word + 1 + i] === id));
}

/** Letters between the numbers of an East Asian date: `2025年9月3日`. */
export const DATE_LETTERS: readonly string[] = ["年", "月", "日"];

/** Numbers are 16 bits wide. */
const MOST_WORDS = 0xffff;

/**
 * Numbers words from 1 on, in the order given. Words are folded here; one with traits that the scanner would cut
 * becomes a compound.
 * @throws {RangeError} where there are more than 65,535 different words.
 */
export function createVocabulary(words: Iterable<readonly [word: string, traits: number]>): Vocabulary {
  const numbers = new Map<string, number>();
  const spelled: string[] = [""];
  const traitList: number[] = [0];
  const expressions: { readonly parts: readonly string[]; readonly traits: number }[] = [];
  const add = (word: string, traits: number): void => {
    const folded = foldWord(word);
    const known = numbers.get(folded);
    if (known === undefined) {
      numbers.set(folded, spelled.length);
      spelled.push(folded);
      traitList.push(traits);
    } else traitList[known] = (traitList[known] ?? 0) | traits;
  };
  for (const [word, traits] of words) {
    const parts = traits === 0 ? [] : splitWords(word);
    if (parts.length > 1) expressions.push({ parts, traits });
    if (parts.length <= 1) add(word, traits);
    else for (const part of parts) add(part, 0);
  }
  if (spelled.length > MOST_WORDS)
    throw new RangeError(`lexicon: expected at most ${MOST_WORDS} words, found ${spelled.length - 1}`);
  const table = buildTable(spelled);
  return {
    number: (word) => numbers.get(word) ?? 0,
    table,
    signs: Uint16Array.from(SIGN_SPELLINGS, (sign) => numbers.get(sign) ?? 0),
    traits: Uint16Array.from(traitList),
    compounds: compoundsOf(expressions, numbers),
  };
}

function compoundsOf(
  expressions: readonly { readonly parts: readonly string[]; readonly traits: number }[],
  numbers: ReadonlyMap<string, number>,
): ReadonlyMap<number, readonly Compound[]> {
  const compounds = new Map<number, Compound[]>();
  for (const { parts, traits } of expressions) {
    const [first = 0, ...behind] = parts.map((part) => numbers.get(part) ?? 0);
    const known = compounds.get(first) ?? [];
    compounds.set(
      first,
      [...known, { behind, traits }].sort((a, b) => b.behind.length - a.behind.length),
    );
  }
  return compounds;
}

/** Words by hash in open addressing, and how they are spelled. */
export interface WordTable {
  readonly mask: number;
  readonly hashes: Int32Array;
  readonly numbers: Uint16Array;
  /** Folded units of all words, one behind the other; word `n` ends where word `n + 1` starts. */
  readonly units: Uint16Array;
  readonly starts: Uint32Array;
}

function buildTable(spelled: readonly string[]): WordTable {
  let size = 256;
  while (size < spelled.length * 4) size *= 2;
  const table = { mask: size - 1, hashes: new Int32Array(size), numbers: new Uint16Array(size), ...spellings(spelled) };
  for (let number = 1; number < spelled.length; number++) {
    const hash = hashWord(spelled[number] ?? "");
    let slot = (hash ^ (hash >>> 15)) & table.mask;
    while (table.numbers[slot] !== 0) slot = (slot + 1) & table.mask;
    table.hashes[slot] = hash;
    table.numbers[slot] = number;
  }
  return table;
}

function spellings(spelled: readonly string[]): Pick<WordTable, "units" | "starts"> {
  const all = spelled.join("");
  const starts = new Uint32Array(spelled.length + 1);
  for (const [number, word] of spelled.entries()) starts[number + 1] = (starts[number] ?? 0) + word.length;
  return { units: Uint16Array.from({ length: all.length }, (_, i) => all.charCodeAt(i)), starts };
}

function hashWord(folded: string): number {
  let hash = EMPTY_HASH;
  for (let at = 0; at < folded.length; at++) hash = hashUnit(hash, folded.charCodeAt(at));
  return hash;
}

/** Number of the word that stands at `start` to `end` of the units and has this hash, or 0. */
export function findWord(table: WordTable, hash: number, units: Uint16Array, start: number, end: number): number {
  const { mask, hashes, numbers } = table;
  for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
    // In bounds: the mask is one less than the columns' length, a power of two, and a fourth of them is filled.
    const number = numbers[slot] as number;
    if (number === 0) return 0;
    if (hashes[slot] === hash && spells(table, number, units, start, end)) return number;
  }
}

function spells(table: WordTable, number: number, units: Uint16Array, start: number, end: number): boolean {
  const { units: spelled, starts } = table;
  const stop = starts[number + 1] as number;
  let at = starts[number] as number;
  for (let i = start; i < end; i++) {
    const folded = FOLDED[units[i] as number] as number;
    if (folded === WIDE) {
      const fold = foldWide(units[i] as number);
      for (let part = 0; part < fold.length; part++)
        if (at === stop || spelled[at++] !== fold.charCodeAt(part)) return false;
    } else if (at === stop || spelled[at++] !== folded) return false;
  }
  return at === stop;
}
