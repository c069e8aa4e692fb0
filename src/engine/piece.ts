import type { CatalogEntry } from "../model/catalog.js";
import type { Judged } from "../model/span.js";
import type { TallyFigures } from "../report/tally.js";
import type { ClashKind } from "./name-reading.js";
import type { RowFile } from "./row-spool.js";

/** What naming needs of the articles of a piece, in order. Plain data, as all in this file. */
export interface Gist {
  readonly ids: readonly string[];
  /** Low and high half of the key of each text. */
  readonly keys: Uint32Array;
  /** Line ends that later pieces of the file must count, see `PieceReadings`. */
  readonly lines: number;
}

/** The names of a piece's articles, which depend on all pieces before it. */
export interface PieceNames {
  /** Index of the piece's first article in the run. */
  readonly firstArticle: number;
  /** Line ends of the file before the piece, where the piece counts lines from its own beginning; else 0. */
  readonly linesBefore: number;
  /** Articles whose id was there before: place in the piece, the name they go by, and what they met. */
  readonly clashes: readonly { readonly at: number; readonly id: string; readonly kind: ClashKind }[];
}

/** What the first pass leaves of a piece; its bulky parts are in the spools of whoever worked on it. */
export interface PieceResult {
  /** Who that was. */
  readonly worker: number;
  readonly entries: readonly CatalogEntry[];
  /** Rows of articles.jsonl, one an entry. */
  readonly rows: Uint8Array;
  /** Records in the piece. */
  readonly read: number;
  readonly rejected: number;
  /** Rows of rejected.jsonl. */
  readonly rejects: Uint8Array;
  readonly warnings: readonly { readonly kind: string; readonly message: string }[];
  readonly tally: TallyFigures;
  readonly regimes: readonly Judged[];
  readonly spooled: Readonly<Record<SpoolName, Spooled>>;
}

/**
 * Spools with one item an article. `records`, which hold the originals, in `dedup`; elsewhere `originals`. `counted`: the
 * shingles of the whole clean text, where templates are learned.
 */
export type SpoolName = "records" | "shingles" | "originals" | "counted";

/** Where a piece's items are in a spool: where the first begins, and the bytes of each. */
export interface Spooled {
  readonly start: number;
  readonly lengths: Uint32Array;
}

/** Everything one worker has written, once all pieces are done. */
export interface SealedSpools {
  readonly worker: number;
  readonly paths: Readonly<Record<SpoolName, string>>;
  readonly bands: RowFile;
  readonly samples: RowFile;
  readonly paragraphs: RowFile;
}

/** What the first pass is for: all of `dedup`, what learning templates needs, or only what matching needs, and figures. */
export type PassKind = "dedup" | "learn" | "match";
