import type { Relation } from "./pair.js";
import type { SpanAction, SpanClass } from "./span.js";

/** Spans of one class and one action over a run. */
export interface ClassCount {
  readonly class: SpanClass;
  readonly action: SpanAction;
  readonly spans: number;
  /** UTF-16 units covered. */
  readonly units: number;
  readonly articles: number;
  /** The first such span of the run. */
  readonly example: ClassExample;
}

/** A span as an example: where it stands, how it begins, and the rule that weighed most. */
export interface ClassExample {
  readonly id: string;
  readonly text: string;
  readonly rule: string;
}

/** What became of one source. */
export interface SourceCount {
  readonly source: string;
  readonly articles: number;
  readonly kept: number;
}

/** What a run would keep under other limits. */
export interface ThresholdPreview {
  readonly threshold: number;
  /** Rises with the threshold above the run's own. */
  readonly containment: number;
  readonly kept: number;
  readonly duplicates: number;
  readonly clusters: number;
}

/** A source of which nothing is kept at a threshold. */
export interface VanishingSource {
  readonly source: string;
  readonly articles: number;
  /** The highest threshold of the preview at which none of its articles is kept. */
  readonly threshold: number;
}

/** The figures of a finished run; no times, so that equal input gives equal bytes. */
export interface Summary {
  readonly schema: 1;
  readonly version: string;
  readonly ruleset: string;
  /** Name of the templates in use. */
  readonly templates?: string;
  /** Kept articles of an earlier run that these were compared with (`--against`). */
  readonly known?: number;
  /** Files that were not written, where records are left out. */
  readonly leftOut?: readonly string[];
  readonly options: object;
  readonly records: {
    readonly read: number;
    readonly articles: number;
    readonly rejected: number;
    readonly empty: number;
  };
  readonly articles: { readonly kept: number; readonly duplicates: number; readonly clusters: number };
  readonly text: { readonly units: number; readonly cut: number; readonly articlesCut: number };
  readonly pairs: Readonly<Record<Relation, number>>;
  readonly classes: readonly ClassCount[];
  readonly sources: readonly SourceCount[];
  /** Pairs by Jaccard in steps of .05; entry i counts .05·i ≤ J < .05·(i + 1), the last includes 1. */
  readonly histogram: readonly number[];
  /** What other thresholds would keep, from the floor up to .95 in steps of .05, ascending. */
  readonly preview: readonly ThresholdPreview[];
  /** Absent where records are left out; `furniture` where nothing was cleaned. */
  readonly repeats?: { readonly paragraphs: number; readonly furniture?: number };
  readonly search: {
    readonly candidates: number;
    readonly overfullBands: number;
    readonly overfullSamples: number;
    readonly largestBucket: number;
    /** Partial pairs left out, as they share only what their source prints in several stories. */
    readonly crowded: number;
  };
  readonly warnings: readonly string[];
}
