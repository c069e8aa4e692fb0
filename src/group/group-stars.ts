import { type LinkColumns, type LinksByArticle, linksByArticle } from "./links.js";
import { StarTable } from "./star-table.js";

/**
 * Groups articles into stars: in keep order, each joins the best verified canonical so far, else becomes one. No
 * closure is taken, so a cluster cannot chain. Where one article strictly contains another, the longer comes first
 * whatever the keep rule prefers; among the articles whose containers have all been placed, keep order decides.
 */
export function groupStars(order: Uint32Array, columns: LinkColumns): StarTable {
  return groupLinks(order, linksByArticle(columns));
}

/** What `groupStars` gives, of links that are sorted already. */
export function groupLinks(order: Uint32Array, links: LinksByArticle): StarTable {
  const rank = ranks(order, links.articles);
  const stars = new StarTable(rank.length);
  const isCanonical = new Uint8Array(rank.length);
  visitContainersFirst(order, rank, links, (article) => {
    const best = links.best(article, isCanonical, rank);
    if (best === undefined) isCanonical[article] = 1;
    else stars.set(article, best);
  });
  return stars;
}

/** Adds the exact copies to the stars: a copy of a canonical joins it, a copy of a member joins that member's canonical. */
export function addExactCopies(stars: StarTable, firstOf: Uint32Array): StarTable {
  for (const [article, first] of firstOf.entries()) {
    if (first === article) continue;
    const link = stars.get(first) ?? { article, other: first, relation: "exact", jaccard: 1, containment: [1, 1] };
    stars.set(article, link);
  }
  return stars;
}

/** Place of each article in `order`, which may leave articles out. */
function ranks(order: Uint32Array, least: number): Uint32Array {
  const rank = new Uint32Array(order.reduce((most, article) => Math.max(most, article + 1), least));
  for (let r = 0; r < order.length; r++) rank[order[r] as number] = r;
  return rank;
}

/** Keep order, but every article after all that strictly contain it (containers are longer, so there is no cycle). */
function visitContainersFirst(
  order: Uint32Array,
  rank: Uint32Array,
  links: LinksByArticle,
  visit: (article: number) => void,
): void {
  const waiting = Uint32Array.from({ length: links.articles }, (_, article) => links.containers(article));
  const isWaiting = waiting.map((containers) => (containers > 0 ? 1 : 0));
  const freed = new RankHeap(rank);
  const free = (other: number): void => {
    const left = (waiting[other] ?? 0) - 1;
    waiting[other] = left;
    if (left === 0) freed.push(other);
  };
  const place = (article: number): void => {
    visit(article);
    links.visitContained(article, free);
  };
  for (const article of order) {
    if (isWaiting[article] === 1) continue;
    while (freed.size > 0 && (rank[freed.top] as number) < (rank[article] as number)) place(freed.pop());
    place(article);
  }
  while (freed.size > 0) place(freed.pop());
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
