import type { Fingerprint, ShingleSet, Signature, Tokens } from "./fingerprint.js";
import type { JsonText, MemberRows } from "./json-text.js";
import type { PageReader, UnitMarks } from "./page-reader.js";
import type { Range } from "./span.js";
import type { TextKey } from "./text-key.js";

/** How a signature is cut into bands; see match/bands.ts. */
interface Bands {
  readonly bands: number;
  readonly rows: number;
}

/** Band keys and sampled shingles of one article, in two lanes: `bands` keys, then `samples`. A view that is reused. */
export interface KeyColumns {
  readonly lo: Uint32Array;
  readonly hi: Uint32Array;
  readonly bands: number;
  readonly samples: number;
}

/**
 * Compiled twins of the tokeniser, the shingles, the default signature, the keys, the fold of the exact key and the reading of
 * pages, each with the results of its reference for every input. Functions that speak of a text mean the one taken in last. Ranges are
 * sorted, disjoint and inside the text. A kernel serves one thread, and any number of users one after the other.
 */
export interface Kernel {
  /** Takes a text in. @returns false where it is too long, and the reference must do. */
  take(text: string): boolean;
  /**
   * Takes in the text that stands in a record.
   * @param known the text as a string, where it was made before: the one that `taken` gives.
   * @returns its units; undefined where it is too long, and its string must do.
   */
  takeJson(place: JsonText, known?: string): number | undefined;
  /**
   * Where cuts of the text that stands in a record begin and end in its JSON string, in bytes from the opening quote. A
   * view, good until the next call.
   * @param cuts sorted and disjoint.
   * @returns undefined where they are too many, the string too long, or read/cut-json.ts does not cut it either.
   */
  findCuts(place: JsonText, cuts: readonly Range[]): Uint32Array | undefined;
  /** The text as a string. One that was taken in as a string, or asked for before, is that string. */
  taken(): string;
  /**
   * The members of the object that a record is: some bytes of UTF-8 without fault.
   * @returns undefined where the reference must look: it is no JSON object, too long, or has names with escapes.
   */
  scanRecord(record: Uint8Array): MemberRows | undefined;
  /** Reads the tokens of ranges. @returns their number; undefined where the ranges are too many. */
  tokenise(ranges: readonly Range[]): number | undefined;
  /** The tokens read last, of which there are `count`. */
  tokens(count: number): Tokens;
  /** Distinct shingles, `width` tokens each, of the `count` tokens read last. */
  shingle(count: number, width: number): ShingleSet;
  /**
   * A sketcher of `rows` rows.
   * @param factors three a row, as in fingerprint/minhash.ts, for `rows` rows or more.
   */
  sketcher(factors: Int32Array, rows: number): (set: ShingleSet) => Signature;
  /**
   * The keys of an article as match/key-maker.ts makes them, of the print whose signature was sketched last; undefined of any
   * other. Views, good until the next call.
   */
  keys(print: Pick<Fingerprint, "shingles" | "signature">, plan: Bands): KeyColumns | undefined;
  /**
   * |a ∩ b|; undefined where a set is too large. Quickest where `a` is the set of the call before.
   * @param least the number is exact from it on; smaller ones stay smaller, but may be too large. Default 0.
   */
  countShared(a: ShingleSet, b: ShingleSet, least?: number): number | undefined;
  /**
   * The folded units of ranges, as fingerprint/exact.ts hashes them, low byte first; empty where there is no token;
   * undefined where they are too many. A view, good until the next call.
   */
  fold(ranges: readonly Range[]): Uint8Array | undefined;
  /**
   * A reader of the paragraphs of the text: rows of low half, high half, start and end, as `visitParagraphs` of
   * match/paragraphs.ts visits them; both halves are 0 where a line is for the reference. A view, good until the next call.
   * @param folds as in match/paragraph-hash.ts, for the units that have an entry.
   */
  paragraphs(folds: Uint16Array): () => Uint32Array;
  /** The key of the text, as text/text-key.ts makes it. */
  textKey(): TextKey;
  /** The two pages that cleaning reads texts into; all users of a kernel share them. */
  pages(marks: UnitMarks): readonly [PageReader, PageReader];
}
