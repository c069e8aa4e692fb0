import type { CatalogEntry, Entries } from "../model/catalog.js";
import { createFirstPlaces, keptHashes } from "./equal-strings.js";
import { GrowingColumn } from "./growing.js";

/** Articles that are equal after folding, seen before any similarity. */
export interface ExactCopies {
  /** Indexes of the first article of each distinct text, in keep order. */
  readonly first: Uint32Array;
  /** For each article the index of the first with the same text; itself where it is that first. */
  readonly firstOf: Uint32Array;
}

/** Collapses equal texts to the first in `order`. A text without tokens equals nothing. */
export function collapseExact(entries: Entries, order: Uint32Array): ExactCopies {
  const exactOf = (article: number): string => (entries.at(article) as CatalogEntry).exact;
  const hashOf = entries.numbers?.exactHash ?? keptHashes(order.length, exactOf);
  const firstPlace = createFirstPlaces(order.length, exactOf, hashOf);
  const firstOf = new Uint32Array(order.length);
  const first = new GrowingColumn();
  for (const article of order) {
    const earlier = hashOf(article) === 0 ? article : firstPlace(article);
    firstOf[article] = earlier;
    if (earlier === article) first.push(article);
  }
  return { first: first.view(), firstOf };
}
