import type { Range } from "./span.js";

/** How two articles a < b (by id) relate; the definitions are in docs/relations.md. */
export type Relation = "exact" | "near" | "contains" | "contained" | "form" | "partial";

/** A stretch that both articles share, as ranges of their original texts. */
export interface Passage {
  readonly a: Range;
  readonly b: Range;
  /** Tokens that match inside the aligned stretch. */
  readonly tokens: number;
}

/** Exact similarity of two eligible shingle sets. */
export interface Similarity {
  /** |A ∩ B| / |A ∪ B|; 0 where both are empty. */
  readonly jaccard: number;
  /** [share of a in b, share of b in a]; 0 for an empty set. */
  readonly containment: readonly [number, number];
}

/** A verified pair, a < b by id. */
export interface Pair extends Similarity {
  readonly a: string;
  readonly b: string;
  readonly relation: Relation;
  readonly passages: readonly Passage[];
  /** One is a later state of the other: same canonical address, other text. */
  readonly revision?: boolean;
}
