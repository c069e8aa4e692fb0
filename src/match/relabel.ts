import type { CatalogEntry } from "../model/catalog.js";
import type { Pair, Relation } from "../model/pair.js";
import { isSamePage } from "./addresses.js";
import { pairOf } from "./compare.js";
import type { FoundPair } from "./found-pair.js";
import { copyRelation, isPartial, type Limits } from "./relation.js";

/**
 * The pairs of a run as they would be under other limits. `exact` and `form` do not depend on them. What is no copy any
 * more is `partial` or goes, by its Jaccard and its longest passage; states of one page stay. Exact where neither floor nor
 * containment is lower than in the run and the threshold not below the floor; a raised containment needs pairs that have
 * their passages.
 */
export function relabel(pairs: readonly FoundPair[], entries: readonly CatalogEntry[], limits: Limits): FoundPair[] {
  return pairs.flatMap((found) => {
    const { first, second, pair } = found;
    const [a, b] = [entries[first] as CatalogEntry, entries[second] as CatalogEntry];
    const relation = relationAt(pair, limits) ?? (isSamePage(a.url, b.url) ? "partial" : undefined);
    if (relation === undefined) return [];
    if (relation === pair.relation) return found;
    const { jaccard, containment, passages } = pair;
    return { ...found, pair: pairOf(a, b, relation, { jaccard, containment }, passages) };
  });
}

function relationAt(pair: Pair, limits: Limits): Relation | undefined {
  const { relation } = pair;
  if (relation === "exact" || relation === "form") return relation;
  const copy = copyRelation(pair, limits);
  if (copy !== undefined) return copy;
  const longest = pair.passages.reduce((most, { tokens }) => Math.max(most, tokens), 0);
  return relation === "partial" || isPartial(pair, longest, limits) ? "partial" : undefined;
}
