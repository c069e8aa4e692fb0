/**
 * One article as the cleaner reads it: lines, words, and the features of every line, as columns of numbers.
 * Words carry their offsets, so they are the map from the folded view back to the original.
 */
import type { PageReader } from "../model/page-reader.js";
import type { Lines } from "../text/lines.js";

/** Bits of a word. */
export const SYMBOL = 1;
export const NUMBER = 2;
export const CAPITAL = 4;
export const CAPS = 8;
/** Nothing stands between this word and what comes before it. */
export const GLUED = 16;
/** Inside an open double quotation of its line. */
export const QUOTED = 32;

/** Words, and those signs that rules speak of (`: ( ) / | © @ # -`), in text order. Columns may be longer than `count`. */
export interface Words {
  readonly count: number;
  readonly hash: Int32Array;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** Number in the vocabulary, 0 for a word no rule knows. */
  readonly id: Uint16Array;
  readonly bits: Uint8Array;
}

/** Bits of a line. */
export const TERMINAL = 1;
export const COLON_END = 2;
export const QUESTION_END = 4;
export const BULLET = 8;
export const OPEN_QUOTE = 16;
export const ADDRESS = 32;
export const SAYS = 64;
export const LOWER_START = 128;
export const ELLIPSIS_END = 256;
export const EXCLAMATION_END = 512;
export const READER_TOLD = 1024;
export const SPLIT_LABEL = 2048;
export const HAS_PIPE = 4096;
export const HAS_SYMBOL_C = 8192;
export const UNCLOSED_QUOTE = 16384;

/** What `rules` says of a line of which nothing is known. */
export const ANY_RULE = -1;

/** What `silent` says of a line. */
export const SILENT = 1;
export const FREE = 2;

/** Columns by line; they may be longer than `lines.count`. */
export interface Page {
  readonly text: string;
  /** The units of the text, a zero behind them. */
  readonly units: Uint16Array;
  /** Physical lines; sentences where the text lost its line ends. */
  readonly mode: "lines" | "sentences";
  readonly lines: Lines;
  readonly words: Words;
  /** First word of each line; one entry more than lines. */
  readonly firstWord: Int32Array;
  readonly bits: Uint16Array;
  /** Words that are not signs; 0 for a blank line, and for a line of signs only. */
  readonly wordCount: Int32Array;
  readonly stopCount: Int32Array;
  readonly capitalCount: Int32Array;
  readonly capsCount: Int32Array;
  readonly numberCount: Int32Array;
  readonly interfaceCount: Int32Array;
  readonly commas: Int32Array;
  /** Units of the line without white space at its edges; 0 for a blank line. */
  readonly length: Int32Array;
  /** Two hashes of the line's folded words; equal lines have equal hashes, and signs and spacing do not count. */
  readonly hashA: Int32Array;
  readonly hashB: Int32Array;
  /**
   * `SILENT` for a line in which no rule of the lexicon fires, wherever it stands, `FREE` for one in which none does from its
   * start, 0 where it is not known: told by the kernel, and by the page before for the next one.
   */
  readonly silent: Uint8Array;
  /**
   * Of a line that is not silent: no other rules fire in it than those whose bit is set; the bit is the lowest five of a rule's
   * number.
   */
  readonly rules: Int32Array;
  /** The kernel that the columns belong to, if any; it finds what runs of words stand in several lines. */
  readonly reader: PageReader | undefined;
  /** Whether `starts` holds the words of each line that a free rule may fire from, as the kernel found them. */
  readonly hasStarts: boolean;
  readonly firstStart: Int32Array;
  readonly starts: Int32Array;
  /** Whether no line nearly repeats another, or would if others went: told by a kernel, and by the page before. */
  isApart: boolean;
}

/** Words a line needs, with an end of sentence, to count as prose (notes: 13 words with end punctuation). */
export const PROSE_WORDS = 13;
/** Words from which a line counts as prose whatever it ends in; Thai prose has no full stop. */
export const LONG_WORDS = 40;

/** Whether a line looks like a paragraph. */
export function isProse(page: Page, line: number): boolean {
  const words = page.wordCount[line] ?? 0;
  return words >= LONG_WORDS || (words >= PROSE_WORDS && ((page.bits[line] ?? 0) & TERMINAL) !== 0);
}

/** Whether a line holds nothing to see. */
export function isBlank(page: Page, line: number): boolean {
  return page.length[line] === 0;
}
