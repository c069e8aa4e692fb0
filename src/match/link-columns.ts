import type { Relation } from "../model/pair.js";
import { type PairTable, RELATIONS } from "./pair-table.js";

/** Copy relations of articles as grouping wants them; structurally the links of the group stage. */
export interface FoundLinks {
  readonly article: Uint32Array;
  readonly other: Uint32Array;
  /** 1 `near`, 2 `contains`, 3 `contained`; 0 where a pair makes no copy. */
  readonly kinds: Uint8Array;
  /** Jaccard and both containments. */
  readonly scores: Float64Array;
}

const COPIES: readonly Relation[] = ["near", "contains", "contained"];
const KINDS = Uint8Array.from(RELATIONS, (relation) => COPIES.indexOf(relation) + 1);

/** In a column of relations: the pair has none. */
export const NO_RELATION = 0xff;

/**
 * What `copyLinks` gives, for all pairs at once. Only one byte a pair is new.
 * @param relations what the pairs are taken for, as places in RELATIONS or NO_RELATION; default: what they are.
 */
export function linkColumns(pairs: PairTable, relations?: Uint8Array): FoundLinks {
  const { first, second, relations: own, scores } = pairs.links();
  return { article: first, other: second, kinds: (relations ?? own).map((code) => KINDS[code] ?? 0), scores };
}
