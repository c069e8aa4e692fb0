import type { CopyLink } from "../../group/stars.js";
import type { FoundPair } from "../../match/found-pair.js";
import type { Similarity } from "../../model/pair.js";
import type { FinishedRun } from "../finished-run.js";

/**
 * Kinds of decisions of a run. Those of `merged` are all of its removals, each in one stratum; those of `apart` are
 * decisions to keep that could have gone the other way, and articles that are like no other.
 */
export const STRATA = [
  { name: "exact", decision: "merged" },
  { name: "near, close to the threshold", decision: "merged" },
  { name: "near", decision: "merged" },
  { name: "contained, close to the limit", decision: "merged" },
  { name: "contained", decision: "merged" },
  { name: "form", decision: "apart" },
  { name: "partial, just below the threshold", decision: "apart" },
  { name: "partial", decision: "apart" },
  { name: "single", decision: "apart" },
] as const;

export type StratumName = (typeof STRATA)[number]["name"];

/** One decision that a person can judge. `first` and `second` are places in the catalog. */
export interface Decision extends Similarity {
  readonly stratum: StratumName;
  /** The removed article where they were merged, else the one with the smaller id. */
  readonly first: number;
  /** The copy that was kept, or the other article; absent for a single. */
  readonly second?: number;
  readonly relation: string;
}

/** How far above a limit counts as close. */
const CLOSE = 0.1;
/** How far below a limit counts as just below it. */
const JUST_BELOW = 0.15;

/** What decisions are read from. */
export type DecidedRun = Pick<FinishedRun, "entries" | "stars" | "options"> & { readonly pairs: Iterable<FoundPair> };

/** All decisions of a run, in an order that depends on its files only. O(articles + pairs). */
export function decisionsOf({ entries, pairs, stars, options }: DecidedRun): Decision[] {
  const decisions: Decision[] = [];
  const paired = new Set<number>();
  for (const link of stars.values()) {
    const { article: first, other: second, relation, jaccard, containment } = link;
    decisions.push({ stratum: mergedStratum(link, options), first, second, relation, jaccard, containment });
    paired.add(first).add(second);
  }
  for (const { first, second, pair } of pairs) {
    paired.add(first).add(second);
    const { relation, jaccard, containment } = pair;
    if (relation !== "form" && relation !== "partial") continue;
    if (isTogether(stars, first, second)) continue;
    const stratum = relation === "form" ? "form" : partialStratum(pair, options);
    decisions.push({ stratum, first, second, relation, jaccard, containment });
  }
  for (const first of entries.keys()) {
    if (!paired.has(first)) decisions.push({ stratum: "single", first, relation: "", jaccard: 0, containment: [0, 0] });
  }
  return decisions;
}

/** A pair of no copies may still be copies of a third article; then it was not kept apart. */
function isTogether(stars: FinishedRun["stars"], first: number, second: number): boolean {
  return (stars.get(first)?.other ?? first) === (stars.get(second)?.other ?? second);
}

function mergedStratum({ relation, jaccard, containment }: CopyLink, limits: FinishedRun["options"]): StratumName {
  switch (relation) {
    case "exact":
      return "exact";
    case "near":
      return jaccard < limits.threshold + CLOSE ? "near, close to the threshold" : "near";
    case "contains":
    case "contained":
      return containment[0] < limits.containment + CLOSE ? "contained, close to the limit" : "contained";
    default:
      return relation satisfies never;
  }
}

function partialStratum({ jaccard, containment }: Similarity, limits: FinishedRun["options"]): StratumName {
  const isClose = jaccard >= limits.floor || Math.max(...containment) >= limits.containment - JUST_BELOW;
  return isClose ? "partial, just below the threshold" : "partial";
}
