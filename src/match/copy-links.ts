import type { FoundPair } from "./found-pair.js";

/** A copy relation of two articles, as grouping wants it; structurally the link of the group stage. */
export interface FoundLink {
  readonly article: number;
  readonly other: number;
  readonly relation: "exact" | "near" | "contains" | "contained";
  readonly jaccard: number;
  readonly containment: readonly [number, number];
}

/** The pairs that make copies, without exact ones, which are grouped before any similarity. */
export function copyLinks(pairs: Iterable<FoundPair>): FoundLink[] {
  const links: FoundLink[] = [];
  for (const { first, second, pair } of pairs) {
    const { relation, jaccard, containment } = pair;
    if (relation === "near" || relation === "contains" || relation === "contained") {
      links.push({ article: first, other: second, relation, jaccard, containment });
    }
  }
  return links;
}
