import type { CatalogEntry } from "../model/catalog.js";

/** Articles that are equal after folding, seen before any similarity. */
export interface ExactCopies {
  /** Indexes of the first article of each distinct text, in keep order. */
  readonly first: Uint32Array;
  /** For each article the index of the first with the same text; itself where it is that first. */
  readonly firstOf: Uint32Array;
}

/** Collapses equal texts to the first in `order`. A text without tokens equals nothing. */
export function collapseExact(entries: readonly CatalogEntry[], order: Uint32Array): ExactCopies {
  const seen = new Map<string, number>();
  const firstOf = new Uint32Array(order.length);
  const first: number[] = [];
  for (const article of order) {
    const { exact } = entries[article] as CatalogEntry;
    const earlier = exact === "" ? undefined : seen.get(exact);
    firstOf[article] = earlier ?? article;
    if (earlier !== undefined) continue;
    first.push(article);
    if (exact !== "") seen.set(exact, article);
  }
  return { first: Uint32Array.from(first), firstOf };
}
