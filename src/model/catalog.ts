import type { ShingleSet } from "./fingerprint.js";
import type { Span } from "./span.js";

/** What grouping and matching know of one article; the position in the catalog is its index in input order. */
export interface CatalogEntry {
  readonly id: string;
  readonly source: string;
  readonly date: string | null;
  readonly url: string | null;
  /** Wire agency that the text itself credits, as cleaning lifted it; null where none is named. */
  readonly agency: string | null;
  /** UTF-16 units of the clean text. */
  readonly length: number;
  /** Tokens that feed the shingles. */
  readonly tokens: number;
  /** Digest of the folded clean text, `""` without tokens: articles that share it are `exact` copies. */
  readonly exact: string;
}

/**
 * The entries of all articles, by index. What `at` gives may be a view whose strings are made when they are asked for: keep
 * what you need of it, not the view. An array of entries is one as well.
 */
export interface Entries extends Iterable<CatalogEntry> {
  readonly length: number;
  /** Undefined where there is no such article. */
  at(index: number): CatalogEntry | undefined;
  /** What is asked of all entries at once, where it is at hand; default: found from their strings. */
  readonly numbers?: EntryNumbers;
}

/** Numbers by article that stand for strings of its entry. */
export interface EntryNumbers {
  /** `instantOf` its date. */
  readonly instant: (index: number) => number;
  /** `stringHash` of its exact key. */
  readonly exactHash: (index: number) => number;
  /** `stringHash` of the page that its address names, 0 where it names none. */
  readonly pageHash: (index: number) => number;
}

/** What all articles together are matched and grouped by. */
export interface Catalog {
  readonly entries: Entries;
  /** The first so many are of an earlier run: they come before all others, and are not compared with each other. Default 0. */
  readonly known?: number;
  /** Rank of each article by its id, as strings compare; default: found from the entries. */
  readonly idRanks?: Uint32Array;
  /** Band keys; an article without tokens has none. */
  readonly bandKeys: KeyStore;
  /** Sampled shingles, a varying number an article. */
  readonly samples: KeyStore;
}

/** The 64-bit keys of all articles, which may wait on disk; read a part of the key space at a time. */
export interface KeyStore {
  /** Parts of about equal size that the key space is cut into. */
  readonly parts: number;
  /** Number of keys in the parts [from, to), about. */
  count(from: number, to: number): number;
  /** Rows [low half, high half, article] of all keys in the parts [from, to), in any order. */
  read(from: number, to: number): Uint32Array;
}

/** 64-bit keys in two lanes; the keys of article i lie at [offsets[i], offsets[i + 1]). */
export interface KeyColumns {
  readonly lo: Uint32Array;
  readonly hi: Uint32Array;
  readonly offsets: Uint32Array;
}

/** Where the bulky parts of the articles wait between the passes: memory in the library, a file in the command. */
export interface Shelf {
  shingles(index: number): ShingleSet;
  original(index: number): Original;
}

/** An article's original text and the decisions about it. */
export interface Original {
  readonly text: string;
  readonly spans: readonly Span[];
}
