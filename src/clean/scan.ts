/** Reads a text once, unit by unit, into a `Page`. */
import * as C from "../text/characters.js";
import * as F from "../text/fold.js";
import type { Lines } from "../text/lines.js";
import { cutOne, setBits } from "./cut-one.js";
import { edgeBits, skipUnseen, trimmedEnd } from "./line-edges.js";
import * as P from "./page.js";
import { createPageBuffer, holdText, makeLineRoom, type PageBuffer } from "./page-buffer.js";
import * as S from "./signs.js";
import * as V from "./vocabulary.js";

// An imported constant is loaded and checked at each use, a module's own is compiled in: the loops below are twice as
// fast with their own.
const { LETTER, DIGIT, SPACE, IGNORABLE, SPACELESS, UPPER, ASTRAL, CHARACTERS } = C;
const { FOLDED, FOLDED_CLASSES, FOLDED_SHIFT, PLAIN, SMALL, WIDE } = F;
const { SYMBOL, NUMBER, CAPITAL, CAPS, GLUED, QUOTED } = P;
const { MARKS, COMMA_MARK } = S;
const { EMPTY_HASH, HASH_BASE } = V;

/** How far a flag is to be moved to count as one. */
const bitOf = (flag: number): number => 31 - Math.clz32(flag);
const [DIGIT_BIT, UPPER_BIT, SPACE_BIT] = [bitOf(DIGIT), bitOf(UPPER), bitOf(SPACE)];
const [NUMBER_BIT, CAPITAL_BIT, CAPS_BIT, GLUED_BIT] = [bitOf(NUMBER), bitOf(CAPITAL), bitOf(CAPS), bitOf(GLUED)];
const [STOP_BIT, INTERFACE_BIT] = [bitOf(V.STOP), bitOf(V.INTERFACE)];
const WORD = LETTER | DIGIT;
/** Classes that no word starts with, and that say nothing. */
const UNSEEN = SPACE | IGNORABLE;
/** Classes that are not punctuation. */
const NO_MARK = WORD | SPACELESS | ASTRAL;
const APOSTROPHE = 0x27;
const CURLY_APOSTROPHE = 0x2019;
const COMMA = 0x2c;
const POINT = 0x2e;

/** Scans a text whose lines (or sentences) are given. Linear in its length. */
export function scanPage(text: string, mode: P.Page["mode"], lines: Lines, vocabulary: V.Vocabulary): P.Page {
  const out = createPageBuffer();
  holdText(out, text);
  out.mode = mode;
  out.lines = lines;
  return scanLines(out, vocabulary);
}

/** Fills the columns of a page that holds its text and its lines. */
export function scanLines(out: PageBuffer, vocabulary: V.Vocabulary): P.Page {
  const { count } = out.lines;
  makeLineRoom(out, count);
  out.words.count = 0;
  out.firstWord[0] = 0;
  out.hasStarts = false;
  out.isApart = false;
  out.silent.fill(0, 0, count);
  out.rules.fill(P.ANY_RULE, 0, count);
  for (let line = 0; line < count; line++) scanLine(out, line, vocabulary);
  return out;
}

/** Reads the words and signs of one line, behind those of the line before, and sums them up. */
export function scanLine(out: PageBuffer, line: number, vocabulary: V.Vocabulary): void {
  const { units, words } = out;
  const from = out.lines.start[line] as number;
  const to = trimmedEnd(units, from, out.lines.end[line] as number);
  const first = skipUnseen(units, from, to);
  const firstWord = words.count;
  out.firstWord[line] = firstWord;
  out.length[line] = to - first;
  out.bits[line] = first < to ? edgeBits(units, first, to) : 0;
  out.commas[line] = 0;
  out.quoteDepth = 0;
  for (let at = first; at < to; ) {
    if (words.count > firstWord) at = cutPlainWords(out, line, at, to);
    if (at < to) at = cutOne(out, line, at, to, vocabulary);
  }
  if (out.quoteDepth > 0) setBits(out, line, P.UNCLOSED_QUOTE);
  out.firstWord[line + 1] = words.count;
  for (let word = firstWord; word < words.count; word++) {
    word = numberWords(out, word, vocabulary);
    if (word < words.count) numberWideWord(out, word, vocabulary);
  }
  sumUp(out, line, vocabulary);
  if (vocabulary.compounds.size > 0) addCompounds(out, line, vocabulary);
}

/**
 * Writes plain words behind the first of a line, up to whatever is not plain or the end of the room, and gives where
 * that stands. Nearly every unit of every text goes through here. The loop calls nothing: behind a call all columns
 * would be loaded again. Indices are in bounds: a run of plain letters ends behind the line if not before, and nothing is
 * written behind the room.
 */
function cutPlainWords(out: PageBuffer, line: number, from: number, to: number): number {
  const { units, words } = out;
  const { hash: hashes, start: starts, end: ends, bits: kinds } = words;
  const room = hashes.length;
  const quoted = out.quoteDepth > 0 ? QUOTED : 0;
  let count = words.count;
  let commas = 0;
  let at = from;
  while (at < to && count < room) {
    const first = FOLDED_CLASSES[units[at] as number] as number;
    if ((first & PLAIN) === 0) {
      if ((first & UNSEEN) === 0) {
        const mark = MARKS[units[at] as number] as number;
        if ((first & NO_MARK) !== 0 || mark > COMMA_MARK) break;
        commas += mark;
      }
      at++;
      continue;
    }
    const start = at;
    let letter = first;
    let seen = 0;
    let uppers = 0;
    let hash = EMPTY_HASH;
    do {
      do {
        hash = (Math.imul(hash, HASH_BASE) + (letter >>> FOLDED_SHIFT)) | 0;
        seen |= letter;
        uppers += (letter >>> UPPER_BIT) & 1;
        letter = FOLDED_CLASSES[units[++at] as number] as number;
      } while ((letter & PLAIN) !== 0);
      if ((letter & SPACE) !== 0 || at + 1 >= to || !isApostrophe(units[at] as number)) break;
      const next = FOLDED_CLASSES[units[at + 1] as number] as number;
      if ((next & LETTER) === 0 || (next & PLAIN) === 0) break;
      hash = (Math.imul(hash, HASH_BASE) + APOSTROPHE) | 0;
      letter = next;
      at++;
    } while ((letter & PLAIN) !== 0);
    if ((letter & SPACE) === 0 && at < to && mayGoOn(letter, units[at] as number, seen)) {
      at = start;
      break;
    }
    const before = CHARACTERS[units[start - 1] as number] as number;
    hashes[count] = hash;
    starts[count] = start;
    ends[count] = at;
    kinds[count++] =
      quoted |
      (((first >>> DIGIT_BIT) & 1) << NUMBER_BIT) |
      (((first >>> UPPER_BIT) & 1) << CAPITAL_BIT) |
      ((~(before >>> SPACE_BIT) & 1) << GLUED_BIT) |
      (uppers > 1 && (seen & SMALL) === 0 ? CAPS : 0);
  }
  words.count = count;
  out.commas[line] = (out.commas[line] as number) + commas;
  return at;
}

const isApostrophe = (unit: number): boolean => unit === APOSTROPHE || unit === CURLY_APOSTROPHE;

/** Whether what stands behind plain letters may belong to their word: `wordEnd` decides. */
const mayGoOn = (entry: number, unit: number, seen: number): boolean =>
  (entry & (WORD | IGNORABLE)) !== 0 ||
  isApostrophe(unit) ||
  ((seen & DIGIT) !== 0 && (unit === POINT || unit === COMMA));

/**
 * Looks up the words from one on, up to one whose letters fold to several, and gives that one. `findWord` written out:
 * this is a loop over every word of every text, and calls nothing.
 */
function numberWords(out: PageBuffer, from: number, vocabulary: V.Vocabulary): number {
  const { units, words } = out;
  const { hash: hashes, start: starts, end: ends, id: ids, bits: kinds, count } = words;
  const { mask, hashes: knownHashes, numbers, units: spelled, starts: spelledFrom } = vocabulary.table;
  let word = from;
  for (; word < count; word++) {
    if (((kinds[word] as number) & SYMBOL) !== 0) continue;
    const hash = hashes[word] as number;
    let slot = (hash ^ (hash >>> 15)) & mask;
    let number = numbers[slot] as number;
    while (number !== 0) {
      if (knownHashes[slot] === hash) {
        const end = ends[word] as number;
        const stop = spelledFrom[number + 1] as number;
        let letter = spelledFrom[number] as number;
        let at = starts[word] as number;
        while (at < end && letter < stop && FOLDED[units[at] as number] === spelled[letter]) {
          at++;
          letter++;
        }
        if (at === end && letter === stop) break;
        if (at < end && FOLDED[units[at] as number] === WIDE) return word;
      }
      slot = (slot + 1) & mask;
      number = numbers[slot] as number;
    }
    ids[word] = number;
  }
  return word;
}

function numberWideWord(out: PageBuffer, word: number, { table }: V.Vocabulary): void {
  const { hash, start, end, id } = out.words;
  id[word] = V.findWord(table, hash[word] as number, out.units, start[word] as number, end[word] as number);
}

/**
 * Sums up the words of the last line. Sums are taken of bits: a question asked of every word of every text, and answered
 * by chance, costs more than all of them.
 */
function sumUp(out: PageBuffer, line: number, { traits }: V.Vocabulary): void {
  const { hash: hashes, id: ids, bits: kinds, count } = out.words;
  const first = out.firstWord[line] as number;
  let symbols = 0;
  let stops = 0;
  let capitals = 0;
  let caps = 0;
  let numbers = 0;
  let interfaces = 0;
  let hashA = 0;
  let hashB = 0;
  let told = 0;
  for (let word = first; word < count; word++) {
    const bits = kinds[word] as number;
    if ((bits & SYMBOL) !== 0) {
      symbols++;
      continue;
    }
    const hash = hashes[word] as number;
    const known = traits[ids[word] as number] as number;
    hashA = (Math.imul(hashA, 0x2c1b3c6d) + hash) | 0;
    hashB = (Math.imul(hashB ^ hash, 0x297a2d39) + 0x9e3779b9) | 0;
    capitals += (bits >>> CAPITAL_BIT) & 1;
    caps += (bits >>> CAPS_BIT) & 1;
    numbers += (bits >>> NUMBER_BIT) & 1;
    stops += (known >>> STOP_BIT) & 1;
    interfaces += (known >>> INTERFACE_BIT) & 1;
    told |= known;
  }
  setBits(out, line, ((told & V.REPORTING) !== 0 ? P.SAYS : 0) | ((told & V.READER) !== 0 ? P.READER_TOLD : 0));
  out.wordCount[line] = count - first - symbols;
  out.stopCount[line] = stops;
  out.capitalCount[line] = capitals;
  out.capsCount[line] = caps;
  out.numberCount[line] = numbers;
  out.interfaceCount[line] = interfaces;
  out.hashA[line] = hashA;
  out.hashB[line] = hashB;
}

/** Adds what expressions of several words say of their line, beyond what their first words say. */
export function addCompounds(out: PageBuffer, line: number, vocabulary: V.Vocabulary): void {
  const { id, bits } = out.words;
  const stop = out.firstWord[line + 1] as number;
  for (let word = out.firstWord[line] as number; word < stop; word++) {
    if (((bits[word] as number) & SYMBOL) !== 0) continue;
    const compound = V.compoundAt(vocabulary, id, word, stop);
    if (compound === undefined) continue;
    const added = compound.traits & ~(vocabulary.traits[id[word] as number] as number);
    const shown = (compound.traits & V.INTERFACE) === 0 ? 0 : compound.behind.length;
    out.interfaceCount[line] = (out.interfaceCount[line] as number) + shown + ((added & V.INTERFACE) !== 0 ? 1 : 0);
    if ((added & V.STOP) !== 0) out.stopCount[line] = (out.stopCount[line] as number) + 1;
    const told = ((added & V.REPORTING) !== 0 ? P.SAYS : 0) | ((added & V.READER) !== 0 ? P.READER_TOLD : 0);
    out.bits[line] = (out.bits[line] as number) | told;
  }
}
