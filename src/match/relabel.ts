import type { CatalogEntry, Entries } from "../model/catalog.js";
import type { Relation } from "../model/pair.js";
import { isSamePage } from "./addresses.js";
import type { PairTable } from "./pair-table.js";
import { copyRelation, isPartial, type Limits } from "./relation.js";

/**
 * The pairs of a run as they would be under other limits. `exact` and `form` do not depend on them. What is no copy any
 * more is `partial` or goes, by its Jaccard and its longest passage; states of one page stay. Exact where neither floor nor
 * containment is lower than in the run and the threshold not below the floor; a raised containment needs pairs that have
 * their passages.
 */
export function relabel(pairs: PairTable, entries: Entries, limits: Limits): PairTable {
  return pairs.relabelled((place) => relationAt(pairs, place, entries, limits));
}

function relationAt(pairs: PairTable, place: number, entries: Entries, limits: Limits): Relation | undefined {
  const relation = pairs.relation(place);
  if (relation === "exact" || relation === "form") return relation;
  const scores = pairs.similarity(place);
  const copy = copyRelation(scores, limits);
  if (copy !== undefined) return copy;
  if (relation === "partial" || isPartial(scores, pairs.longest(place), limits)) return "partial";
  const url = (article: number): string | null => (entries.at(article) as CatalogEntry).url;
  return isSamePage(url(pairs.first(place)), url(pairs.second(place))) ? "partial" : undefined;
}
