/**
 * Crowded passages: what many articles of one source share is that source's furniture, not a relation of two articles.
 *
 *     article x   ......[======== shared with u ========]..........
 *                 ...........[==== shared with v ====]............
 *                 .............[=== shared with w ===]............
 *                              ^^^^^^^^^^^^^^^^^^^^^^  crowded: u, v and w are of x's source and tell three stories
 */
import type { CatalogEntry, Entries } from "../model/catalog.js";
import type { Passage } from "../model/pair.js";
import type { Range } from "../model/span.js";
import { BlockColumn } from "../text/block-column.js";
import type { PairTable } from "./pair-table.js";
import { type Limits, PARTIAL_TOKENS } from "./relation.js";

/**
 * Other stories of the same source that share a stretch from which it is crowded. Three, as a template needs three
 * independent pages (Gibson et al. 2005); copies of one story count once, and articles without a source never crowd.
 */
export const CROWD = 3;

/** What stays, and how many rows crowded passages alone would have made. */
export interface Uncrowded {
  readonly pairs: PairTable;
  readonly crowded: number;
}

/**
 * Leaves out `partial` pairs without a passage of at least `PARTIAL_TOKENS` tokens outside of crowds. Copies, forms, states
 * of one page, and pairs just below the threshold stay. Does not depend on the order of the pairs. Time O(p log p) and
 * space O(p) in the number of passages of pairs that are no copies.
 */
export function leaveCrowds(pairs: PairTable, entries: Entries, { floor }: Pick<Limits, "floor">): Uncrowded {
  const mayGo = (place: number): boolean =>
    pairs.relation(place) === "partial" && !pairs.isRevision(place) && pairs.jaccard(place) < floor;
  const isAsked = articlesOf(pairs, entries.length, mayGo);
  const crowds = findCrowds(pairs, entries, stories(pairs, entries.length), isAsked);
  const goes = (place: number): boolean => mayGo(place) && freeTokens(pairs, place, crowds) < PARTIAL_TOKENS;
  const left = pairs.relabelled((place) => (goes(place) ? undefined : pairs.relation(place)));
  return { pairs: left, crowded: pairs.length - left.length };
}

/** 1 for each article of the pairs that are wanted. */
function articlesOf(pairs: PairTable, articles: number, isWanted: (place: number) => boolean): Uint8Array {
  const found = new Uint8Array(articles);
  for (let place = 0; place < pairs.length; place++) {
    if (!isWanted(place)) continue;
    found[pairs.first(place)] = 1;
    found[pairs.second(place)] = 1;
  }
  return found;
}

/**
 * The story of each article, as the number of one of its articles: articles are of one story where a chain of copies
 * leads from one to the other. A chain is too much for a cluster; here it only makes a crowd smaller, so that fewer rows
 * are left out.
 */
function stories(pairs: PairTable, articles: number): Uint32Array {
  const parent = new Uint32Array(articles).map((_, article) => article);
  const root = (article: number): number => {
    let at = article;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  };
  for (let place = 0; place < pairs.length; place++) {
    if (!isCopy(pairs, place)) continue;
    const [a, b] = [root(pairs.first(place)), root(pairs.second(place))];
    parent[Math.max(a, b)] = Math.min(a, b);
  }
  return parent.map((_, article) => root(article));
}

function isCopy(pairs: PairTable, place: number): boolean {
  const relation = pairs.relation(place);
  return relation !== "partial" && relation !== "form";
}

/** Crowded stretches of each article that has any, sorted and disjoint. */
type Crowds = ReadonlyMap<number, readonly Range[]>;

/** Tokens of the passage that keeps most outside of crowds, taken as spread evenly over it. */
function freeTokens(pairs: PairTable, place: number, crowds: Crowds): number {
  const [first, second] = [crowds.get(pairs.first(place)), crowds.get(pairs.second(place))];
  if (first === undefined && second === undefined) return pairs.longest(place);
  const free = ({ a, b, tokens }: Passage): number => tokens * Math.min(freeShare(a, first), freeShare(b, second));
  return pairs.passages(place).reduce((most, passage) => Math.max(most, free(passage)), 0);
}

function freeShare({ start, end }: Range, crowded: readonly Range[] = []): number {
  let covered = 0;
  for (const range of crowded) covered += Math.max(0, Math.min(end, range.end) - Math.max(start, range.start));
  return 1 - covered / Math.max(end - start, 1);
}

/** One end of a passage: at `at` another article's story begins (`+1`) or ends (`-1`) to share the text. */
interface Edge {
  readonly at: number;
  readonly story: number;
  readonly step: 1 | -1;
}

/** @param isAsked 1 for the articles whose crowds are asked for: most have none, and need no memory. */
function findCrowds(pairs: PairTable, entries: Entries, storyOf: Uint32Array, isAsked: Uint8Array): Crowds {
  const edges = new Edges();
  for (let place = 0; place < pairs.length; place++) {
    const [first, second] = [pairs.first(place), pairs.second(place)];
    const [a, b] = [storyOf[first] as number, storyOf[second] as number];
    const [ofFirst, ofSecond] = [isAsked[first] === 1, isAsked[second] === 1];
    if (a === b || !(ofFirst || ofSecond) || !isOneSource(entries, first, second)) continue;
    for (const passage of pairs.passages(place)) {
      if (ofFirst) edges.add(first, b, passage.a);
      if (ofSecond) edges.add(second, a, passage.b);
    }
  }
  const crowds = new Map<number, readonly Range[]>();
  for (const [article, list] of edges.byArticle(entries.length)) {
    const ranges = crowdedRanges(list);
    if (ranges.length > 0) crowds.set(article, ranges);
  }
  return crowds;
}

function isOneSource(entries: Entries, first: number, second: number): boolean {
  const { source } = entries.at(first) as CatalogEntry;
  return source !== "" && source === (entries.at(second) as CatalogEntry).source;
}

/** Shared stretches of all articles, as columns. */
class Edges {
  readonly #articles = new BlockColumn();
  readonly #stories = new BlockColumn();
  readonly #starts = new BlockColumn();
  readonly #ends = new BlockColumn();

  add(article: number, story: number, { start, end }: Range): void {
    this.#articles.push(article);
    this.#stories.push(story);
    this.#starts.push(start);
    this.#ends.push(end);
  }

  /** The ends of each article's stretches, article by article. */
  *byArticle(count: number): Generator<[number, Edge[]]> {
    const after = new Uint32Array(count + 1);
    const articles = this.#articles;
    for (let row = 0; row < articles.length; row++) (after[articles.at(row)] as number)++;
    for (let article = 1; article <= count; article++) {
      after[article] = (after[article] as number) + (after[article - 1] as number);
    }
    const rows = new Uint32Array(articles.length);
    for (let row = articles.length - 1; row >= 0; row--) {
      const article = articles.at(row);
      after[article] = (after[article] as number) - 1;
      rows[after[article] as number] = row;
    }
    for (let article = 0; article < count; article++) {
      const own = rows.subarray(after[article], after[article + 1]);
      if (own.length > 0) yield [article, Array.from(own, (row) => this.#edges(row)).flat()];
    }
  }

  #edges(row: number): [Edge, Edge] {
    const story = this.#stories.at(row);
    return [
      { at: this.#starts.at(row), story, step: 1 },
      { at: this.#ends.at(row), story, step: -1 },
    ];
  }
}

/** Stretches that at least `CROWD` stories share. */
function crowdedRanges(edges: Edge[]): Range[] {
  edges.sort((x, y) => x.at - y.at || x.step - y.step);
  const open = new Map<number, number>();
  const ranges: Range[] = [];
  let start = 0;
  for (const { at, story, step } of edges) {
    const before = open.size;
    const passages = (open.get(story) ?? 0) + step;
    if (passages === 0) open.delete(story);
    else open.set(story, passages);
    if (before < CROWD && open.size >= CROWD) start = at;
    if (before >= CROWD && open.size < CROWD && at > start) ranges.push({ start, end: at });
  }
  return ranges;
}
