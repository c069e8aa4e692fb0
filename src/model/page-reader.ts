/** What a kernel offers to cleaning: it reads texts into columns that both sides see. See clean/page.ts for what they mean. */

/** Columns of a page in a kernel's memory. They have room for every text that the kernel takes. */
export interface PageColumns {
  readonly units: Uint16Array;
  readonly lines: { readonly start: Int32Array; readonly end: Int32Array; readonly next: Int32Array };
  readonly words: {
    readonly hash: Int32Array;
    readonly start: Int32Array;
    readonly end: Int32Array;
    readonly id: Uint16Array;
    readonly bits: Uint8Array;
  };
  /** By line; `firstWord` and `firstStart` with an entry more. */
  readonly firstWord: Int32Array;
  readonly firstStart: Int32Array;
  readonly bits: Uint16Array;
  readonly wordCount: Int32Array;
  readonly stopCount: Int32Array;
  readonly capitalCount: Int32Array;
  readonly capsCount: Int32Array;
  readonly numberCount: Int32Array;
  readonly interfaceCount: Int32Array;
  readonly commas: Int32Array;
  readonly length: Int32Array;
  readonly hashA: Int32Array;
  readonly hashB: Int32Array;
  /** Which rules may fire in a line; see clean/page.ts. */
  readonly silent: Uint8Array;
  readonly rules: Int32Array;
  /** Words that free rules may start with, in text order. */
  readonly starts: Int32Array;
}

/** What marks and line edges are made of, a column of 65,536 units each; see clean/signs.ts and clean/line-edges.ts. */
export interface UnitMarks {
  readonly marks: Uint8Array;
  readonly edges: Uint16Array;
}

/** Numbers of words, 0 included, that a kernel has room for; as in kernel/assembly/page-memory.ts. */
export const MOST_KNOWN = 1 << 14;

/** The words that rules speak of, as a kernel looks them up; numbers count from 1. See clean/lexicon/lexis.ts. */
export interface Lexis {
  /**
   * Numbers by the hash of their words, 0 where there is none; a power of two of them, none where there are more words than
   * `MOST_KNOWN`: their texts are left to the reference, at a fourth of the speed. A hash has its place by one of the `factors`;
   * see clean/lexicon/places.ts.
   */
  readonly table: Uint16Array;
  readonly factors: Uint16Array;
  /** By number: the next word of the same hash, 0 where there is none; only the first stands in the table. */
  readonly chained: Uint16Array;
  /** Eight bytes a number: its ASCII units right-justified, zeros before them; where it is longer or has others, its hash, then ones. */
  readonly spelled: Uint8Array;
  /** Folded units of all words, one behind the other, and where each starts; one entry more. */
  readonly letters: Uint16Array;
  readonly lettersOf: Uint32Array;
  /** Traits by number. */
  readonly traits: Uint16Array;
  /** Numbers of the signs in `SIGN_SPELLINGS`. */
  readonly signs: Uint16Array;
  /** By number: the row of `seconds` of the words that a rule may go on with; 0 where no free rule starts so. */
  readonly secondsOf: Uint16Array;
  /** Rows of `stride` bytes, a bit a number; the first row is empty. */
  readonly seconds: Uint8Array;
  readonly stride: number;
  /** The trie of the rules, see clean/lexicon/walks.ts; empty where it is not laid out. */
  readonly walks: Int32Array;
}

/** Where runs of five words were first seen; as `GramTable` of clean/gram-table.ts. */
export interface RunTable {
  readonly mask: number;
  readonly slots: Int32Array;
  readonly hashes: Int32Array;
  readonly lines: Int32Array;
  readonly ordinals: Int32Array;
}

/** A page in a kernel's memory, and the code that fills it. One user at a time; what a call gives is good until the next. */
export interface PageReader {
  readonly columns: PageColumns;
  /** Longest text and most lines that have room. */
  readonly mostUnits: number;
  readonly mostLines: number;
  /** Splits the text that stands in the units, a zero behind it, into lines. @returns their number; −1 where they have no room. */
  split(units: number): number;
  /** Fills all columns of so many lines of the text that was split last. @returns the number of words; −1 where the lexis has no room. */
  scan(lines: number, lexis: Lexis): number;
  /**
   * Fills all columns of one line, behind `words` words, by the lexis of the last scan; the text stands in the units, and the
   * line's place and first word in their columns. @returns the number of words behind it.
   */
  scanAgain(line: number, words: number): number;
  /** Copies the lines `first` to `stop` of the kernel's other page, but for their places, to line `at` of this; their text is `moved` units on. */
  takeLines(first: number, stop: number, at: number, moved: number): void;
  /**
   * Whether one of so many lines has the `hashA` of an earlier one and is telling, as clean/equal-lines.ts asks: long enough
   * itself, whatever the length of the earlier one. Ends the table of runs.
   */
  hasEqualLines(lines: number): boolean;
  /**
   * Whether so many lines, of `words` words in all, are quiet: no rule fires in any, none is a gallery, none equals an
   * earlier one (`hasEqualLines`) and none repeats most of another, which is not asked where `words` is 0. Lines of no
   * length are passed over. Ends the table of runs.
   */
  isQuiet(lines: number, words: number): boolean;
  /** Whether any of so many lines is a gallery. */
  hasGallery(lines: number): boolean;
  /**
   * Whether none of so many lines, of `words` words in all, nearly repeats another or is quoted in one, and none of them would if
   * others went. False also where that is not known. Ends the table of runs.
   */
  areApart(lines: number, words: number): boolean;
  /** Empties the table of runs for a page of so many words, and gives it. */
  clearRuns(words: number): RunTable;
  /**
   * Adds the runs of lines from `line` on, up to the first line that shares so many with earlier ones that one of them may
   * repeat another. @returns the last word of the first run that it shares; −1: there is no such line.
   */
  nextKnownRun(line: number, lines: number): number;
  /** The line of the run that was given last. */
  runLine(): number;
}
