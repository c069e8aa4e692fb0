/**
 * Crowded passages: what many articles of one source share is that source's furniture, not a relation of two articles.
 *
 *     article x   ......[======== shared with u ========]..........
 *                 ...........[==== shared with v ====]............
 *                 .............[=== shared with w ===]............
 *                              ^^^^^^^^^^^^^^^^^^^^^^  crowded: u, v and w are of x's source and tell three stories
 */
import type { CatalogEntry } from "../model/catalog.js";
import type { Passage } from "../model/pair.js";
import type { Range } from "../model/span.js";
import type { FoundPair } from "./found-pair.js";
import { type Limits, PARTIAL_TOKENS } from "./relation.js";

/**
 * Other stories of the same source that share a stretch from which it is crowded. Three, as a template needs three
 * independent pages (Gibson et al. 2005); copies of one story count once, and articles without a source never crowd.
 */
export const CROWD = 3;

/** What stays, and how many rows crowded passages alone would have made. */
export interface Uncrowded {
  readonly pairs: readonly FoundPair[];
  readonly crowded: number;
}

/**
 * Leaves out `partial` pairs without a passage of at least `PARTIAL_TOKENS` tokens outside of crowds. Copies, forms, states
 * of one page, and pairs just below the threshold stay. Does not depend on the order of the pairs. Time O(p log p) and
 * space O(p) in the number of passages.
 */
export function leaveCrowds(
  pairs: readonly FoundPair[],
  entries: readonly CatalogEntry[],
  { floor }: Pick<Limits, "floor">,
): Uncrowded {
  const crowds = findCrowds(pairs, entries, stories(pairs));
  const stays = (found: FoundPair): boolean =>
    found.pair.relation !== "partial" ||
    found.pair.revision === true ||
    found.pair.jaccard >= floor ||
    freeTokens(found, crowds) >= PARTIAL_TOKENS;
  const left = pairs.filter(stays);
  return { pairs: left, crowded: pairs.length - left.length };
}

/**
 * The story of an article, as the number of one of its articles: articles are of one story where a chain of copies
 * leads from one to the other. A chain is too much for a cluster; here it only makes a crowd smaller, so that fewer rows
 * are left out.
 */
function stories(pairs: readonly FoundPair[]): (article: number) => number {
  const parent = new Map<number, number>();
  const root = (article: number): number => {
    let at = article;
    for (let up = parent.get(at); up !== undefined; up = parent.get(at)) {
      const above = parent.get(up);
      if (above !== undefined) parent.set(at, above);
      at = up;
    }
    return at;
  };
  for (const { first, second, pair } of pairs) {
    if (pair.relation === "partial" || pair.relation === "form") continue;
    const [a, b] = [root(first), root(second)];
    if (a !== b) parent.set(Math.max(a, b), Math.min(a, b));
  }
  return root;
}

/** Crowded stretches of each article that has any, sorted and disjoint. */
type Crowds = ReadonlyMap<number, readonly Range[]>;

/** Tokens of the passage that keeps most outside of crowds, taken as spread evenly over it. */
function freeTokens({ first, second, pair }: FoundPair, crowds: Crowds): number {
  const free = ({ a, b, tokens }: Passage): number =>
    tokens * Math.min(freeShare(a, crowds.get(first)), freeShare(b, crowds.get(second)));
  return pair.passages.reduce((most, passage) => Math.max(most, free(passage)), 0);
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

function findCrowds(
  pairs: readonly FoundPair[],
  entries: readonly CatalogEntry[],
  storyOf: (article: number) => number,
): Crowds {
  const edges = new Map<number, Edge[]>();
  const add = (article: number, other: number, { start, end }: Range): void => {
    const list = edges.get(article) ?? [];
    const story = storyOf(other);
    list.push({ at: start, story, step: 1 }, { at: end, story, step: -1 });
    edges.set(article, list);
  };
  for (const { first, second, pair } of pairs) {
    const source = entries[first]?.source ?? "";
    if (source === "" || source !== entries[second]?.source || storyOf(first) === storyOf(second)) continue;
    for (const { a, b } of pair.passages) {
      add(first, second, a);
      add(second, first, b);
    }
  }
  return new Map([...edges].map(([article, list]) => [article, crowdedRanges(list)]));
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
