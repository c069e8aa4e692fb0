import type { Catalog } from "../model/catalog.js";
import type { Summary, ThresholdPreview, VanishingSource } from "../model/summary.js";
import type { Options } from "../options.js";
import { countRelations, countSources, histogramOf, type PairFigures, type TallyFigures } from "./tally.js";

/** What a summary is made of. */
export interface SummaryParts {
  readonly version: string;
  readonly ruleset: string;
  readonly templates?: string;
  readonly options: Options;
  /** `known` of them are of an earlier run that the others were compared with. */
  readonly catalog: Pick<Catalog, "entries" | "known">;
  readonly tally: TallyFigures;
  readonly read: number;
  readonly rejected: number;
  readonly warnings: readonly string[];
  readonly pairs: PairFigures;
  readonly clusters: number;
  readonly preview: { readonly rows: readonly ThresholdPreview[]; readonly vanishing: readonly VanishingSource[] };
  readonly isDuplicate: (index: number) => boolean;
  /** Absent where records are left out. */
  readonly repeats?: { readonly paragraphs: number; readonly furniture: number };
  readonly leftOut?: readonly string[];
  readonly search: Summary["search"];
}

/** The figures of a run, in a fixed order of members. */
export function summarise(parts: SummaryParts): Summary {
  const { tally, search, pairs } = parts;
  const { entries, known = 0 } = parts.catalog;
  const articles = entries.length - known;
  const sources = countSources(entries, (index) => !parts.isDuplicate(index), known);
  const kept = sources.reduce((sum, source) => sum + source.kept, 0);
  return {
    schema: 1,
    version: parts.version,
    ruleset: parts.ruleset,
    ...(parts.templates === undefined ? {} : { templates: parts.templates }),
    ...(known === 0 ? {} : { known }),
    ...(parts.leftOut === undefined ? {} : { leftOut: parts.leftOut }),
    options: parts.options,
    records: { read: parts.read, articles, rejected: parts.rejected, empty: tally.empty },
    articles: { kept, duplicates: articles - kept, clusters: parts.clusters },
    text: tally.text,
    pairs: countRelations(pairs),
    classes: tally.classes,
    sources,
    histogram: histogramOf(pairs),
    preview: parts.preview.rows,
    ...(parts.repeats === undefined ? {} : { repeats: repeatsUnder(parts.options, parts.repeats) }),
    search: {
      candidates: search.candidates,
      overfullBands: search.overfullBands,
      overfullSamples: search.overfullSamples,
      largestBucket: search.largestBucket,
      crowded: search.crowded,
    },
    warnings: [
      ...parts.warnings,
      ...figureWarnings({ options: parts.options, sources, search }, parts.preview.vanishing),
    ],
  };
}

/** Where nothing was looked for, nobody knows which paragraphs are furniture. */
function repeatsUnder({ profile }: Options, { paragraphs, furniture }: Required<NonNullable<Summary["repeats"]>>) {
  return profile === "none" ? { paragraphs } : { paragraphs, furniture };
}

/** The warnings that follow from a summary's own figures, as against those of reading. */
export function figureWarnings(
  { options, sources, search }: { readonly options: object } & Pick<Summary, "sources" | "search">,
  vanishing: readonly VanishingSource[],
): string[] {
  const { threshold } = options as Pick<Options, "threshold">;
  return [...sourceWarnings(sources, vanishing, threshold), ...searchWarnings(search)];
}

/**
 * Sources of which no article is kept are worth a look: perhaps the keep rule should prefer them, or the threshold is too
 * low. Those that would vanish only at a lower threshold follow.
 */
function sourceWarnings(
  sources: Summary["sources"],
  vanishing: readonly VanishingSource[],
  threshold: number,
): string[] {
  const from = new Map(vanishing.map((row) => [row.source, row.threshold]));
  const gone = sources.filter(({ articles, kept }) => kept === 0 && articles > 1);
  const names = new Set(gone.map(({ source }) => source));
  return [
    ...gone.map(({ source, articles }) => goneWarning(source, articles, from.get(source) ?? 0, threshold)),
    ...vanishing.filter(({ source }) => !names.has(source)).map(vanishingWarning),
  ];
}

function goneWarning(source: string, articles: number, from: number, threshold: number): string {
  const range = from > threshold ? `; the same up to a threshold of ${from}` : "";
  return `source ${JSON.stringify(source)}: none of its ${articles} articles is kept${range}`;
}

function vanishingWarning({ source, articles, threshold }: VanishingSource): string {
  return `source ${JSON.stringify(source)}: at a threshold of ${threshold} none of its ${articles} articles would be kept`;
}

function searchWarnings({ overfullBands }: Summary["search"]): string[] {
  if (overfullBands === 0) return [];
  return [`${overfullBands} band buckets were over-full: their members were compared with leaders only`];
}
