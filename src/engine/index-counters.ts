import type { ArticleRow } from "../index/article-row.js";
import type { Holdings } from "../index/holdings.js";
import type { Counters } from "../index/manifest.js";
import type { IndexHeader, IndexStats } from "../model/decision.js";
import type { Verdict } from "./index-judge.js";

/** What is counted once an article was taken, and buckets were forgotten. */
export function addCounters(
  counters: Counters,
  row: ArticleRow,
  verdict: Verdict,
  forgotten: readonly number[],
): Counters {
  const { sequence, kept, duplicates, superseded, removed, late } = counters;
  const articles: Record<string, number> = { ...counters.articles };
  for (const bucket of forgotten) delete articles[bucket];
  articles[row.bucket] = (articles[row.bucket] ?? 0) + 1;
  return {
    sequence: sequence + 1,
    kept: kept + (row.link === undefined ? 1 : 0),
    duplicates: duplicates + (row.link === undefined ? 0 : 1),
    superseded: superseded + verdict.supersedes.length,
    removed,
    late,
    articles,
  };
}

/** What is counted once an article came too late to be taken. */
export function lateCounters(counters: Counters): Counters {
  return { ...counters, late: counters.late + 1 };
}

/** What is counted once the article of a row was removed. */
export function removeCounters(counters: Counters, { bucket }: ArticleRow): Counters {
  const left = Math.max(0, (counters.articles[bucket] ?? 0) - 1);
  return { ...counters, removed: counters.removed + 1, articles: { ...counters.articles, [bucket]: left } };
}

/** Figures of all that is held. */
export function statsOf(holdings: Holdings, header: IndexHeader, bytes: number): IndexStats {
  const { articles, kept, duplicates, superseded, removed, late } = holdings.counters;
  const buckets = [...holdings.buckets.values()].map(({ number, segments }) => ({
    name: header.windowMs === 0 ? "all" : String(number),
    articles: articles[number] ?? 0,
    segments: segments.length,
  }));
  const held = buckets.reduce((sum, bucket) => sum + bucket.articles, 0);
  return { articles: held, kept, duplicates, superseded, removed, late, buckets, bytes, header };
}
