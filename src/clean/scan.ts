/** Reads a text once, unit by unit, into a `Page`. */
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
import { FOLDED, WIDE } from "../text/fold.js";
import type { Lines } from "../text/lines.js";
import * as P from "./page.js";
import { isCloser, QUOTES, quoteDepth, SIGNS } from "./signs.js";
import * as V from "./vocabulary.js";

const WORD = LETTER | DIGIT;
/** `»` closes a quotation where one is open; elsewhere it is an arrow. */
const ARROW_QUOTE = 0xbb;
/** Signs that a line is known by. */
const SIGN_BITS: ReadonlyMap<number, number> = new Map([
  [0x40, P.ADDRESS],
  [0x7c, P.HAS_PIPE],
  [0xa9, P.HAS_SYMBOL_C],
]);

/** Words an average text has per unit; the columns grow when a text has more. */
const UNITS_A_WORD = 4;

/** Scans a text whose lines (or sentences) are given. Linear in its length. */
export function scanPage(text: string, mode: "lines" | "sentences", lines: Lines, vocabulary: V.Vocabulary): P.Page {
  const scanner = new Scanner(text, mode, lines, vocabulary);
  for (let line = 0; line < lines.count; line++) scanner.scanLine(line);
  return scanner.page();
}

class Scanner {
  readonly #text: string;
  readonly #mode: "lines" | "sentences";
  readonly #lines: Lines;
  readonly #vocabulary: V.Vocabulary;
  #count = 0;
  #hash: Int32Array;
  #start: Int32Array;
  #end: Int32Array;
  #id: Uint16Array;
  #wordBits: Uint8Array;
  readonly #firstWord: Int32Array;
  readonly #bits: Uint16Array;
  readonly #columns: Int32Array[];

  constructor(text: string, mode: "lines" | "sentences", lines: Lines, vocabulary: V.Vocabulary) {
    this.#text = text;
    this.#mode = mode;
    this.#lines = lines;
    this.#vocabulary = vocabulary;
    const room = (text.length / UNITS_A_WORD + 16) | 0;
    this.#hash = new Int32Array(room);
    this.#start = new Int32Array(room);
    this.#end = new Int32Array(room);
    this.#id = new Uint16Array(room);
    this.#wordBits = new Uint8Array(room);
    this.#firstWord = new Int32Array(lines.count + 1);
    this.#bits = new Uint16Array(lines.count);
    this.#columns = Array.from({ length: COLUMNS }, () => new Int32Array(lines.count));
  }

  scanLine(line: number): void {
    this.#firstWord[line] = this.#count;
    const from = this.#lines.start[line] ?? 0;
    const to = this.#trimmedEnd(from, this.#lines.end[line] ?? 0);
    const first = this.#skipSpace(from, to);
    this.#set(LENGTH, line, to - first);
    this.#scanUnits(line, first, to);
    this.#tally(line, first, to);
    this.#firstWord[line + 1] = this.#count;
  }

  page(): P.Page {
    const [length, wordCount, stopCount, capitalCount, capsCount, numberCount, interfaceCount, commas, hashA, hashB] =
      this.#columns as Columns;
    return {
      text: this.#text,
      mode: this.#mode,
      lines: this.#lines,
      words: {
        count: this.#count,
        hash: this.#hash,
        start: this.#start,
        end: this.#end,
        id: this.#id,
        bits: this.#wordBits,
      },
      firstWord: this.#firstWord,
      bits: this.#bits,
      ...{ length, wordCount, stopCount, capitalCount, capsCount, numberCount, interfaceCount, commas, hashA, hashB },
    };
  }

  #set(column: number, line: number, value: number): void {
    (this.#columns[column] as Int32Array)[line] = value;
  }

  #trimmedEnd(from: number, end: number): number {
    let to = end;
    while (to > from && ((CHARACTERS[this.#text.charCodeAt(to - 1)] ?? 0) & (SPACE | IGNORABLE)) !== 0) to--;
    return to;
  }

  #skipSpace(from: number, to: number): number {
    let at = from;
    while (at < to && ((CHARACTERS[this.#text.charCodeAt(at)] ?? 0) & (SPACE | IGNORABLE)) !== 0) at++;
    return at;
  }

  /** Words and signs of one line. Kept in one loop: this is where the cleaner spends its time. */
  #scanUnits(line: number, first: number, to: number): void {
    const text = this.#text;
    let depth = 0;
    let commas = 0;
    let address = 0;
    for (let at = first; at < to; ) {
      const unit = text.charCodeAt(at);
      const kind = CHARACTERS[unit] ?? 0;
      if ((kind & WORD) !== 0) {
        at = (kind & SPACELESS) !== 0 ? this.#addSpaceless(at, depth) : this.#addWord(line, at, to, depth);
      } else if (kind === SPACE || kind === IGNORABLE) {
        at++;
      } else if (kind === ASTRAL) {
        at = this.#addAstral(at, to, depth);
      } else {
        if (isComma(unit)) commas++;
        else if (QUOTES.has(unit) && (depth > 0 || unit !== ARROW_QUOTE)) depth = quoteDepth(unit, depth);
        else if (SIGNS.has(unit)) {
          address |= SIGN_BITS.get(unit) ?? 0;
          this.#addSign(at, to, unit, depth);
        }
        at++;
      }
    }
    this.#set(COMMAS, line, commas);
    this.#bits[line] = (this.#bits[line] ?? 0) | address | (depth > 0 ? P.UNCLOSED_QUOTE : 0);
  }

  #addWord(line: number, from: number, to: number, depth: number): number {
    const text = this.#text;
    let hash = V.EMPTY_HASH;
    let at = from;
    let uppers = 0;
    let others = 0;
    let camel = 0;
    let before = 0;
    for (; at < to; at++) {
      const unit = text.charCodeAt(at);
      const kind = CHARACTERS[unit] ?? 0;
      if (kind === LETTER) {
        others++;
      } else if (kind === (LETTER | UPPER)) {
        uppers++;
        if (camel === 0 && before === LETTER) camel = at;
      } else if ((kind & WORD) === 0 || (kind & SPACELESS) !== 0) {
        if (kind === IGNORABLE) continue;
        if (!this.#joins(unit, at, to)) break;
      }
      const folded = FOLDED[unit] ?? 0;
      hash = folded === WIDE ? V.hashFolded(hash, unit) : Math.imul(hash ^ folded, V.FNV_PRIME);
      before = kind;
    }
    if (camel > 0 && this.#count === this.#firstWord[line] && this.#splitLabel(line, from, camel, depth)) return camel;
    const id = this.#vocabulary.find(hash, text, from, at);
    const firstKind = CHARACTERS[text.charCodeAt(from)] ?? 0;
    let bits = this.#context(from, depth);
    if ((firstKind & DIGIT) !== 0) bits |= P.NUMBER;
    if ((firstKind & UPPER) !== 0) bits |= P.CAPITAL;
    if (uppers > 1 && others === 0) bits |= P.CAPS;
    this.#push(hash, from, at, id, bits);
    return at;
  }

  /** `CommentsNo comment`: a glued label at the start of a line becomes a word of its own. */
  #splitLabel(line: number, from: number, camel: number, depth: number): boolean {
    let hash = V.EMPTY_HASH;
    for (let at = from; at < camel; at++) hash = V.hashFolded(hash, this.#text.charCodeAt(at));
    const id = this.#vocabulary.find(hash, this.#text, from, camel);
    if (((this.#vocabulary.traits[id] ?? 0) & V.GLUABLE) === 0) return false;
    this.#bits[line] = (this.#bits[line] ?? 0) | P.SPLIT_LABEL;
    this.#push(hash, from, camel, id, this.#context(from, depth) | P.CAPITAL);
    return true;
  }

  /** An apostrophe between letters and a point or comma between digits belong to the word. */
  #joins(unit: number, at: number, to: number): boolean {
    if (at + 1 >= to) return false;
    const next = CHARACTERS[this.#text.charCodeAt(at + 1)] ?? 0;
    if (unit === 0x27 || unit === 0x2019) return (next & LETTER) !== 0 && (next & SPACELESS) === 0;
    if (unit !== 0x2e && unit !== 0x2c) return false;
    return (next & DIGIT) !== 0 && ((CHARACTERS[this.#text.charCodeAt(at - 1)] ?? 0) & DIGIT) !== 0;
  }

  #addSpaceless(at: number, depth: number): number {
    const hash = V.hashFolded(V.EMPTY_HASH, this.#text.charCodeAt(at));
    this.#push(hash, at, at + 1, this.#vocabulary.find(hash, this.#text, at, at + 1), this.#context(at, depth));
    return at + 1;
  }

  #addAstral(at: number, to: number, depth: number): number {
    const codePoint = this.#text.codePointAt(at) ?? 0;
    if (codePoint < 0x10000 || at + 2 > to) return at + 1;
    if (isAstralLetter(codePoint)) {
      const hash = V.hashUnit(V.hashUnit(V.EMPTY_HASH, codePoint >>> 16), codePoint & 0xffff);
      this.#push(hash, at, at + 2, 0, this.#context(at, depth));
    }
    return at + 2;
  }

  #addSign(at: number, to: number, unit: number, depth: number): void {
    const spelled = SIGNS.get(unit) ?? "";
    if (spelled === "-" && unit !== 0x2014 && this.#betweenWords(at, to)) return;
    this.#push(0, at, at + 1, this.#vocabulary.number(spelled), this.#context(at, depth) | P.SYMBOL);
  }

  #betweenWords(at: number, to: number): boolean {
    if (at === 0 || at + 1 >= to) return false;
    const before = CHARACTERS[this.#text.charCodeAt(at - 1)] ?? 0;
    const after = CHARACTERS[this.#text.charCodeAt(at + 1)] ?? 0;
    return (before & WORD) !== 0 && (after & WORD) !== 0;
  }

  #context(at: number, depth: number): number {
    const before = at === 0 ? SPACE : (CHARACTERS[this.#text.charCodeAt(at - 1)] ?? 0);
    return ((before & SPACE) === 0 ? P.GLUED : 0) | (depth > 0 ? P.QUOTED : 0);
  }

  #push(hash: number, start: number, end: number, id: number, bits: number): void {
    if (this.#count === this.#hash.length) this.#grow();
    this.#hash[this.#count] = hash;
    this.#start[this.#count] = start;
    this.#end[this.#count] = end;
    this.#id[this.#count] = id;
    this.#wordBits[this.#count] = bits;
    this.#count++;
  }

  #grow(): void {
    const room = this.#hash.length * 2;
    this.#hash = copyInto(new Int32Array(room), this.#hash);
    this.#start = copyInto(new Int32Array(room), this.#start);
    this.#end = copyInto(new Int32Array(room), this.#end);
    this.#id = copyInto(new Uint16Array(room), this.#id);
    this.#wordBits = copyInto(new Uint8Array(room), this.#wordBits);
  }

  /** Sums over the words of one line. */
  #tally(line: number, first: number, to: number): void {
    let words = 0;
    let stops = 0;
    let capitals = 0;
    let caps = 0;
    let numbers = 0;
    let interfaces = 0;
    let hashA = 0;
    let hashB = 0;
    let bits = this.#bits[line] ?? 0;
    for (let word = this.#firstWord[line] ?? 0; word < this.#count; word++) {
      const kind = this.#wordBits[word] ?? 0;
      if ((kind & P.SYMBOL) !== 0) continue;
      words++;
      const hash = this.#hash[word] ?? 0;
      hashA = (Math.imul(hashA, 0x2c1b3c6d) + hash) | 0;
      hashB = (Math.imul(hashB ^ hash, 0x297a2d39) + 0x9e3779b9) | 0;
      if ((kind & P.CAPITAL) !== 0) capitals++;
      if ((kind & P.CAPS) !== 0) caps++;
      if ((kind & P.NUMBER) !== 0) numbers++;
      let traits = this.#vocabulary.traits[this.#id[word] ?? 0] ?? 0;
      if (this.#vocabulary.compounds.size > 0) {
        const compound = V.compoundAt(this.#vocabulary, this.#id, word, this.#count);
        if (compound !== undefined) {
          traits |= compound.traits;
          if ((compound.traits & V.INTERFACE) !== 0) interfaces += compound.behind.length;
        }
      }
      if (traits === 0) continue;
      if ((traits & V.STOP) !== 0) stops++;
      if ((traits & V.INTERFACE) !== 0) interfaces++;
      if ((traits & V.REPORTING) !== 0) bits |= P.SAYS;
      if ((traits & V.READER) !== 0) bits |= P.READER_TOLD;
    }
    this.#set(WORDS, line, words);
    this.#set(STOPS, line, stops);
    this.#set(CAPITALS, line, capitals);
    this.#set(ALL_CAPS, line, caps);
    this.#set(NUMBERS, line, numbers);
    this.#set(INTERFACES, line, interfaces);
    this.#set(HASH_A, line, words === 0 ? 0 : hashA);
    this.#set(HASH_B, line, words === 0 ? 0 : hashB);
    this.#bits[line] = bits | this.#edges(first, to);
  }

  /** What the line starts with and ends in. */
  #edges(first: number, to: number): number {
    if (first >= to) return 0;
    const opening = this.#text.charCodeAt(first);
    let bits = 0;
    if (isBullet(opening)) bits |= P.BULLET;
    if (QUOTES.has(opening) || opening === 0x27 || opening === 0x2018) bits |= P.OPEN_QUOTE;
    if (((CHARACTERS[opening] ?? 0) & (LETTER | UPPER | SPACELESS)) === LETTER) bits |= P.LOWER_START;
    let last = to - 1;
    while (last > first && isCloser(this.#text.charCodeAt(last))) last--;
    return bits | endBits(this.#text, last);
  }
}

function endBits(text: string, last: number): number {
  switch (text.charCodeAt(last)) {
    case 0x2e:
      return text.charCodeAt(last - 1) === 0x2e && text.charCodeAt(last - 2) === 0x2e ? P.ELLIPSIS_END : P.TERMINAL;
    case 0x2026:
      return P.ELLIPSIS_END;
    case 0x21:
    case 0xff01:
      return P.TERMINAL | P.EXCLAMATION_END;
    case 0x3f:
    case 0xff1f:
    case 0x61f:
      return P.TERMINAL | P.QUESTION_END;
    case 0x3002:
    case 0xff0e:
    case 0xff61:
    case 0x964:
    case 0x6d4:
    case 0x104b:
    case 0x17d4:
      return P.TERMINAL;
    case 0x3a:
    case 0xff1a:
      return P.COLON_END;
    default:
      return 0;
  }
}

function isComma(unit: number): boolean {
  return unit === 0x2c || unit === 0x3001 || unit === 0xff0c || unit === 0x60c;
}

function isBullet(unit: number): boolean {
  return (
    unit === 0x2d ||
    unit === 0x2a ||
    unit === 0x2022 ||
    unit === 0xb7 ||
    unit === 0x25aa ||
    unit === 0x25cf ||
    unit === 0x2013 ||
    unit === 0xbb ||
    unit === 0x203a ||
    unit === 0x25ba ||
    unit === 0x25b6
  );
}

function copyInto<T extends Int32Array | Uint16Array | Uint8Array>(out: T, from: T): T {
  out.set(from);
  return out;
}

type Columns = [
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
  Int32Array,
];
const LENGTH = 0;
const WORDS = 1;
const STOPS = 2;
const CAPITALS = 3;
const ALL_CAPS = 4;
const NUMBERS = 5;
const INTERFACES = 6;
const COMMAS = 7;
const HASH_A = 8;
const HASH_B = 9;
const COLUMNS = 10;
