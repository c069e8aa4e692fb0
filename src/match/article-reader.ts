import type { Original, Shelf } from "../model/catalog.js";
import type { ShingleSet, Tokens } from "../model/fingerprint.js";
import { createByteCache } from "./byte-cache.js";
import { createSide, type Side } from "./side.js";

/** Tokens that feed the fingerprint of an article. */
export type TokenReader = (original: Original) => Tokens;

/** Reads what articles are compared by. */
export interface ArticleReader {
  setOf(article: number): ShingleSet;
  sideOf(article: number): Side;
  /** Keys of its windows of ANCHOR_TOKENS tokens. */
  windowKeysOf(article: number): Float64Array;
}

/** Share of the bytes that sets may take; tokens take the rest. */
const SET_SHARE = 0.4;
/** What facts, maps and objects may add to the bytes of a side's columns. */
const SIDE_FACTOR = 5;

/** A reader that keeps about `bytes` of what it has read at hand. */
export function createArticleReader(shelf: Shelf, readTokens: TokenReader, bytes: number): ArticleReader {
  const sets = createByteCache<ShingleSet>(bytes * SET_SHARE, (set) => set.byteLength + 100);
  const sides = createByteCache<Side>(
    bytes * (1 - SET_SHARE),
    ({ text, tokens }) => SIDE_FACTOR * tokens.count * 16 + text.length * 2 + 500,
  );
  const sideOf = (article: number): Side =>
    sides.get(article, () => {
      const original = shelf.original(article);
      return createSide(original.text, readTokens(original));
    });
  return {
    setOf: (article: number): ShingleSet => sets.get(article, () => shelf.shingles(article)),
    sideOf,
    windowKeysOf: (article: number): Float64Array => sideOf(article).windowKeys(),
  };
}
