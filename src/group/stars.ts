/** A verified copy relation between two articles of the catalog, seen from `article`. */
export interface CopyLink {
  readonly article: number;
  readonly other: number;
  /** `contained`: other contains article; `contains`: article contains other. */
  readonly relation: "exact" | "near" | "contains" | "contained";
  readonly jaccard: number;
  /** [share of article in other, share of other in article]. */
  readonly containment: readonly [number, number];
}

/** For each article that joins a canonical, the link it joins by (`article` the member, `other` the canonical). A Map is one. */
export interface Stars extends Iterable<readonly [number, CopyLink]> {
  readonly size: number;
  has(article: number): boolean;
  get(article: number): CopyLink | undefined;
  keys(): Iterable<number>;
  values(): Iterable<CopyLink>;
}

/** The same link seen from the other article. */
export function turn({ article, other, relation, jaccard, containment: [mine, theirs] }: CopyLink): CopyLink {
  const turned = relation === "contains" ? "contained" : relation === "contained" ? "contains" : relation;
  return { article: other, other: article, relation: turned, jaccard, containment: [theirs, mine] };
}

const STRENGTH = { exact: 2, near: 1, contained: 0, contains: -1 } as const;

/**
 * The link by which an article joins: the strongest to a canonical, exact, then near, then contained; then similarity;
 * then keep order. Undefined where it contains them all, or there is none.
 */
export function bestLink(
  links: readonly CopyLink[],
  canonical: { has(article: number): boolean },
  rankOf: (article: number) => number,
): CopyLink | undefined {
  let best: CopyLink | undefined;
  for (const link of links) {
    if (link.relation === "contains" || !canonical.has(link.other)) continue;
    if (best === undefined || isStronger(link, best, rankOf)) best = link;
  }
  return best;
}

function isStronger(x: CopyLink, y: CopyLink, rankOf: (article: number) => number): boolean {
  const difference =
    STRENGTH[x.relation] - STRENGTH[y.relation] || x.jaccard - y.jaccard || x.containment[0] - y.containment[0];
  return difference !== 0 ? difference > 0 : rankOf(x.other) < rankOf(y.other);
}
