import type { LabelledArticle, LabelledPair, Labels, Verdict } from "./labels.js";

/** An id that labels name and the input does not have. */
export interface UnknownId {
  readonly place: string;
  readonly id: string;
}

/** A labelled pair whose articles were read, by their places in the catalog. */
export interface KnownPair {
  readonly first: number;
  readonly second: number;
  readonly verdict: Exclude<Verdict, "neutral">;
  readonly label: string;
}

/** An article whose labelled cluster is known, as a number. */
export interface KnownArticle {
  readonly article: number;
  readonly cluster: number;
}

/** Labels that can be used, and what stood in the way of the others. */
export interface ResolvedLabels {
  readonly pairs: readonly KnownPair[];
  readonly articles: readonly KnownArticle[];
  readonly neutral: number;
  /** Rows that name an unknown id; a pair counts once. */
  readonly unknown: readonly UnknownId[];
}

/** Finds the labelled articles by their ids. */
export function resolveLabels(labels: Labels, indexOf: ReadonlyMap<string, number>): ResolvedLabels {
  return labels.kind === "pairs" ? resolvePairs(labels.pairs, indexOf) : resolveArticles(labels.articles, indexOf);
}

function resolvePairs(labelled: readonly LabelledPair[], indexOf: ReadonlyMap<string, number>): ResolvedLabels {
  const pairs: KnownPair[] = [];
  const unknown: UnknownId[] = [];
  let neutral = 0;
  for (const { a, b, verdict, label, place } of labelled) {
    const [first, second] = [indexOf.get(a), indexOf.get(b)];
    if (first === undefined || second === undefined) unknown.push({ place, id: first === undefined ? a : b });
    else if (verdict === "neutral") neutral++;
    else pairs.push({ first, second, verdict, label });
  }
  return { pairs, articles: [], neutral, unknown };
}

function resolveArticles(labelled: readonly LabelledArticle[], indexOf: ReadonlyMap<string, number>): ResolvedLabels {
  const articles: KnownArticle[] = [];
  const unknown: UnknownId[] = [];
  const numbers = new Map<string, number>();
  for (const { id, cluster, place } of labelled) {
    const article = indexOf.get(id);
    const name = cluster ?? `alone ${id}`;
    if (article === undefined) {
      unknown.push({ place, id });
      continue;
    }
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    articles.push({ article, cluster: number });
  }
  return { pairs: [], articles, neutral: 0, unknown };
}
