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

/** For each article that joins a canonical, the link it joins by (`article` the member, `other` the canonical). */
export type Stars = ReadonlyMap<number, CopyLink>;

/**
 * Groups articles into stars: in keep order, each joins the best verified canonical so far, else becomes one. No
 * closure is taken, so a cluster cannot chain. Where one article strictly contains another, the longer comes first
 * whatever the keep rule prefers; among the articles whose containers have all been placed, keep order decides.
 */
export function groupStars(order: Uint32Array, links: readonly CopyLink[]): Map<number, CopyLink> {
  const linksOf = byArticle(links);
  const canonical = new Set<number>();
  const stars = new Map<number, CopyLink>();
  const rank = ranks(order);
  for (const article of containersFirst(order, rank, linksOf)) {
    const best = bestLink(linksOf.get(article) ?? [], canonical, (other) => rank[other] as number);
    if (best === undefined) canonical.add(article);
    else stars.set(article, best);
  }
  return stars;
}

/** Adds the exact copies to the stars: a copy of a canonical joins it, a copy of a member joins that member's canonical. */
export function addExactCopies(stars: Map<number, CopyLink>, firstOf: Uint32Array): Stars {
  for (const [article, first] of firstOf.entries()) {
    if (first === article) continue;
    const link = stars.get(first) ?? { other: first, relation: "exact", jaccard: 1, containment: [1, 1] };
    stars.set(article, { ...link, article });
  }
  return stars;
}

function byArticle(links: readonly CopyLink[]): Map<number, CopyLink[]> {
  const linksOf = new Map<number, CopyLink[]>();
  const add = (link: CopyLink): void => {
    const list = linksOf.get(link.article);
    if (list === undefined) linksOf.set(link.article, [link]);
    else list.push(link);
  };
  for (const link of links) {
    add(link);
    add(turn(link));
  }
  return linksOf;
}

/** The same link seen from the other article. */
export function turn({ article, other, relation, jaccard, containment: [mine, theirs] }: CopyLink): CopyLink {
  const turned = relation === "contains" ? "contained" : relation === "contained" ? "contains" : relation;
  return { article: other, other: article, relation: turned, jaccard, containment: [theirs, mine] };
}

/** Place of each article in `order`; `order` may leave articles out. */
function ranks(order: Uint32Array): Uint32Array {
  const rank = new Uint32Array(order.reduce((most, article) => Math.max(most, article + 1), 0));
  for (let r = 0; r < order.length; r++) rank[order[r] as number] = r;
  return rank;
}

/** Keep order, but every article after all that strictly contain it (containers are longer, so there is no cycle). */
function* containersFirst(
  order: Uint32Array,
  rank: Uint32Array,
  linksOf: ReadonlyMap<number, readonly CopyLink[]>,
): Generator<number> {
  const waiting = new Map<number, number>();
  for (const [article, links] of linksOf) {
    const containers = links.filter(({ relation }) => relation === "contained").length;
    if (containers > 0) waiting.set(article, containers);
  }
  const freed = new RankHeap(rank);
  for (const article of order) {
    if (waiting.has(article)) continue;
    while (freed.size > 0 && (rank[freed.top] as number) < (rank[article] as number)) yield* place(freed.pop());
    yield* place(article);
  }
  while (freed.size > 0) yield* place(freed.pop());

  function* place(article: number): Generator<number> {
    yield article;
    for (const { relation, other } of linksOf.get(article) ?? []) {
      if (relation !== "contains") continue;
      const left = (waiting.get(other) ?? 0) - 1;
      waiting.set(other, left);
      if (left === 0) freed.push(other);
    }
  }
}

/** Articles by rank, smallest first: a binary heap. */
class RankHeap {
  readonly #rank: Uint32Array;
  readonly #heap: number[] = [];

  constructor(rank: Uint32Array) {
    this.#rank = rank;
  }

  get size(): number {
    return this.#heap.length;
  }

  get top(): number {
    return this.#heap[0] as number;
  }

  push(article: number): void {
    const heap = this.#heap;
    let at = heap.push(article) - 1;
    while (at > 0 && this.#before(at, (at - 1) >> 1)) at = this.#swap(at, (at - 1) >> 1);
  }

  pop(): number {
    const heap = this.#heap;
    const top = heap[0] as number;
    const last = heap.pop() as number;
    if (heap.length === 0) return top;
    heap[0] = last;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const child = left + 1 < heap.length && this.#before(left + 1, left) ? left + 1 : left;
      if (child >= heap.length || !this.#before(child, at)) return top;
      at = this.#swap(at, child);
    }
  }

  #before(x: number, y: number): boolean {
    return (this.#rank[this.#heap[x] as number] as number) < (this.#rank[this.#heap[y] as number] as number);
  }

  #swap(from: number, to: number): number {
    const heap = this.#heap;
    [heap[from], heap[to]] = [heap[to] as number, heap[from] as number];
    return to;
  }
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
