import type { Catalog, CatalogEntry, Original, Shelf } from "../model/catalog.js";
import type { Tokens } from "../model/fingerprint.js";
import type { Pair, Similarity } from "../model/pair.js";
import { type CandidateCounts, searchCandidates } from "./candidates.js";
import { type CompareOptions, judgeEither, pairOf } from "./compare.js";
import type { ExactCopies } from "./exact-copies.js";
import { createSide, type Side } from "./side.js";
import { similarity } from "./similarity.js";

/** A pair and where its articles stand in the catalog: `first` is the index of `pair.a`. */
export interface FoundPair {
  readonly first: number;
  readonly second: number;
  readonly pair: Pair;
}

/** All verified pairs, and what the search for them saw. */
export interface Matches {
  readonly pairs: readonly FoundPair[];
  readonly counts: CandidateCounts & { readonly candidates: number; readonly exactCopies: number };
}

/** Tokens that feed the fingerprint of an article. */
export type TokenReader = (original: Original) => Tokens;

/** Sides kept at hand while their neighbours are verified. */
const SIDES_CACHED = 256;

/**
 * Finds and verifies all pairs of a catalog whose exact copies are collapsed. The pairs do not depend on the order of
 * input: candidates follow keep order, and each pair is judged with its smaller id first.
 */
export function findPairs(
  catalog: Catalog,
  shelf: Shelf,
  { first, firstOf }: ExactCopies,
  readTokens: TokenReader,
  options: CompareOptions,
): Matches {
  const pairs = exactPairs(catalog.entries, firstOf);
  const exactCopies = pairs.length;
  const search = searchCandidates(catalog, first);
  const sideOf = sideReader(shelf, readTokens);
  let candidates = 0;
  for (const { article, others } of search.candidates) {
    const shingles = shelf.shingles(article);
    for (const other of others) {
      candidates++;
      const found = similarity(shingles, shelf.shingles(other));
      const pair = verify(catalog.entries, article, other, found, sideOf, options);
      if (pair !== undefined) pairs.push(pair);
    }
  }
  return { pairs, counts: { ...search.counts, candidates, exactCopies } };
}

function exactPairs(entries: readonly CatalogEntry[], firstOf: Uint32Array): FoundPair[] {
  const pairs: FoundPair[] = [];
  for (const [article, earlier] of firstOf.entries()) {
    if (earlier === article) continue;
    const same = { jaccard: 1, containment: [1, 1] } as const;
    const [first, second] = byId(entries, article, earlier);
    const pair = pairOf(entries[first] as CatalogEntry, entries[second] as CatalogEntry, "exact", same, []);
    pairs.push({ first, second, pair });
  }
  return pairs;
}

function verify(
  entries: readonly CatalogEntry[],
  article: number,
  other: number,
  found: Similarity,
  sideOf: (article: number) => Side,
  options: CompareOptions,
): FoundPair | undefined {
  const [first, second] = byId(entries, article, other);
  const [x, y] = [entries[article] as CatalogEntry, entries[other] as CatalogEntry];
  const pair = judgeEither(x, y, found, { x: () => sideOf(article), y: () => sideOf(other) }, options);
  return pair === undefined ? undefined : { first, second, pair };
}

function byId(entries: readonly CatalogEntry[], x: number, y: number): [number, number] {
  return (entries[x] as CatalogEntry).id < (entries[y] as CatalogEntry).id ? [x, y] : [y, x];
}

/** Reads sides through a small cache that forgets the oldest. */
function sideReader(shelf: Shelf, readTokens: TokenReader): (article: number) => Side {
  const cache = new Map<number, Side>();
  return (article) => {
    const known = cache.get(article);
    if (known !== undefined) return known;
    const original = shelf.original(article);
    const side = createSide(original.text, readTokens(original));
    if (cache.size >= SIDES_CACHED) cache.delete(cache.keys().next().value as number);
    cache.set(article, side);
    return side;
  };
}
