import type { Entries } from "../model/catalog.js";
import type { Summary, ThresholdPreview, VanishingSource } from "../model/summary.js";
import type { Options } from "../options.js";
import { figureWarnings } from "./summary.js";
import { countRelations, countSources, histogramOf, type PairFigures } from "./tally.js";

/** What another threshold changes. */
export interface RegroupedParts {
  readonly options: Options;
  readonly entries: Entries;
  readonly findings: {
    readonly matches: { readonly pairs: PairFigures };
    readonly stars: { readonly size: number; has(article: number): boolean };
    readonly clusters: { readonly length: number };
  };
  readonly preview: readonly ThresholdPreview[];
  readonly vanishing: readonly VanishingSource[];
  /** The same under the limits of `summary`. */
  readonly vanishingBefore: readonly VanishingSource[];
}

/** The summary of a run after its articles were grouped under another threshold; what does not depend on it stays. */
export function resummarise(summary: Summary, parts: RegroupedParts): Summary {
  const { entries, options, preview, vanishing } = parts;
  const { matches, stars, clusters } = parts.findings;
  const sources = countSources(entries, (index) => !stars.has(index));
  const before = new Set(figureWarnings(summary, parts.vanishingBefore));
  return {
    ...summary,
    options: { ...summary.options, threshold: options.threshold, containment: options.containment },
    articles: { kept: entries.length - stars.size, duplicates: stars.size, clusters: clusters.length },
    pairs: countRelations(matches.pairs),
    sources,
    histogram: histogramOf(matches.pairs),
    preview,
    warnings: [
      ...summary.warnings.filter((warning) => !before.has(warning)),
      ...figureWarnings({ ...summary, options, sources }, vanishing),
    ],
  };
}
