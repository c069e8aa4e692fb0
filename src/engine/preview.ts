import type { StarTable } from "../group/star-table.js";
import type { ExactCopies } from "../match/exact-copies.js";
import type { PairTable } from "../match/pair-table.js";
import type { CatalogEntry, Entries } from "../model/catalog.js";
import type { ThresholdPreview, VanishingSource } from "../model/summary.js";
import { createRegrouper, type KeepOptions } from "./regroup.js";

/** Steps of the preview, in hundredths: whole numbers, so that .55 is .55. */
const STEP = 5;
const HIGHEST = 95;

/** What other thresholds would do with a run. */
export interface Preview {
  readonly rows: readonly ThresholdPreview[];
  readonly vanishing: readonly VanishingSource[];
}

/**
 * Counts what would be kept at each multiple of .05 from the floor up to .95, by grouping the run's pairs again: a row is
 * what `--rethreshold` with that row's threshold and containment gives and, as the search finds nearly all pairs, what a
 * new run gives. Nothing is said below the floor, where pairs are missing.
 * @param copies as for `createRegrouper`.
 */
export function previewThresholds(
  entries: Entries,
  pairs: PairTable,
  options: KeepOptions,
  copies?: ExactCopies,
): Preview {
  const regrouper = createRegrouper(entries, pairs, options, copies);
  const { first, firstOf } = regrouper.copies;
  const hasCopies = new Uint8Array(entries.length);
  for (const [article, earlier] of firstOf.entries()) if (earlier !== article) hasCopies[earlier] = 1;
  const sources = createSourceWatch(entries, first);
  const rows = thresholdsFrom(options.floor).map((threshold) => {
    const containment = containmentAt(threshold, options);
    const stars = regrouper.at({ threshold, containment });
    sources.look(threshold, stars.keys());
    const kept = first.length - stars.size;
    const clusters = countClusters(stars, hasCopies);
    return { threshold, containment, kept, duplicates: entries.length - kept, clusters };
  });
  return { rows, vanishing: sources.vanishing() };
}

/**
 * The containment limit that goes with a threshold: it rises as far above the run's as the threshold does, to 1 at most,
 * since two texts of equal length with both containments at .75 are near from Jaccard .6 on, whatever the threshold.
 * Below the run's threshold it stays, since pairs of less containment may be missing.
 */
export function containmentAt(threshold: number, { threshold: own, containment }: KeepOptions): number {
  return Number(Math.min(1, containment + Math.max(0, threshold - own)).toFixed(6));
}

/** Multiples of .05 from `floor` to .95, ascending. */
export function thresholdsFrom(floor: number): number[] {
  const first = Math.max(1, Math.ceil((floor * 100 - 1e-6) / STEP)) * STEP;
  const count = Math.max(0, (HIGHEST - first) / STEP + 1);
  return Array.from({ length: count }, (_, step) => (first + step * STEP) / 100);
}

/** Canonicals with at least one member: of stars, and of texts that have exact copies. */
function countClusters(stars: StarTable, hasCopies: Uint8Array): number {
  const isCanonical = new Uint8Array(hasCopies.length);
  for (const { other } of stars.values()) isCanonical[other] = 1;
  for (const [article, has] of hasCopies.entries()) if (has === 1) isCanonical[stars.canonicalOf(article)] = 1;
  return isCanonical.reduce((count, one) => count + one, 0);
}

/** Remembers for each source of at least two articles the highest threshold at which none of them is kept. */
function createSourceWatch(entries: Entries, first: Uint32Array) {
  const sourceOf = (article: number): string => (entries.at(article) as CatalogEntry).source;
  const articles = countBy(Array(entries.length).keys(), sourceOf);
  const kept = countBy(first, sourceOf);
  const vanishing = new Map<string, number>();
  return {
    look(threshold: number, removed: Iterable<number>): void {
      const gone = countBy(removed, sourceOf);
      for (const [source, count] of articles) {
        if (count > 1 && (gone.get(source) ?? 0) === (kept.get(source) ?? 0)) vanishing.set(source, threshold);
      }
    },
    vanishing(): VanishingSource[] {
      const rows = [...vanishing].map(([source, threshold]) => ({
        source,
        articles: articles.get(source) ?? 0,
        threshold,
      }));
      return rows.sort((x, y) => y.articles - x.articles || (x.source < y.source ? -1 : 1));
    },
  };
}

function countBy(articles: Iterable<number>, nameOf: (article: number) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const article of articles) counts.set(nameOf(article), (counts.get(nameOf(article)) ?? 0) + 1);
  return counts;
}
