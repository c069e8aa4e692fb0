import type { Pair } from "../model/pair.js";
import type { FoundPair } from "./find-pairs.js";
import { copyRelation, isPartial, type Limits } from "./relation.js";

/**
 * The pairs of a run as they would be under other limits. `exact` and `form` do not depend on them. What is no copy any
 * more is `partial` or goes, by its Jaccard and its longest passage. Exact where neither floor nor containment is lower
 * than in the run and the threshold not below the floor; a raised containment needs pairs that have their passages.
 */
export function relabel(pairs: readonly FoundPair[], limits: Limits): FoundPair[] {
  return pairs.flatMap((found) => {
    const relation = relationAt(found.pair, limits);
    if (relation === found.pair.relation) return found;
    return relation === undefined ? [] : { ...found, pair: { ...found.pair, relation } };
  });
}

function relationAt(pair: Pair, limits: Limits): Pair["relation"] | undefined {
  const { relation } = pair;
  if (relation === "exact" || relation === "form") return relation;
  const copy = copyRelation(pair, limits);
  if (copy !== undefined) return copy;
  const longest = Math.max(0, ...pair.passages.map(({ tokens }) => tokens));
  return relation === "partial" || isPartial(pair, longest, limits) ? "partial" : undefined;
}
