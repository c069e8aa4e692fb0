import type { Regime, SpanClass } from "./span.js";

/** The version of the templates file; readers refuse others by name. */
export const TEMPLATES_SCHEMA = "dittograph-templates/1";

/** What to do with a recurring line; `keep` also speaks against other evidence. */
export const TEMPLATE_ACTIONS = ["remove", "flag", "keep"] as const;
export type TemplateAction = (typeof TEMPLATE_ACTIONS)[number];

/** Where a line stands, as shares of the way through the article's lines: 0 is the first line, 1 the last. */
export interface TemplatePositions {
  readonly first: number;
  readonly last: number;
  readonly median: number;
  /** Share of the occurrences with the article's own paragraphs both before and behind them. */
  readonly inside: number;
}

/** A line that recurs. Matching folds case and marks, skips signs, and takes digits for 0 in lines of few words. */
export interface TemplateLine {
  /** One of the line's spellings. */
  readonly text: string;
  /** Near-duplicate clusters it stands in: copies of one story count once. */
  readonly clusters: number;
  /** `clusters` as a share of all clusters counted. */
  readonly share: number;
  readonly positions: TemplatePositions;
  /** 1 − how much else two articles share that share this line, 0 to 1. */
  readonly loneliness: number;
  /** The class that rules give the line; absent where no rule knows it. */
  readonly class?: SpanClass;
  readonly action: TemplateAction;
}

/** What recurs in one source, or in several. */
export interface TemplateSet {
  readonly articles: number;
  readonly clusters: number;
  /** By clusters, descending, then text. */
  readonly lines: readonly TemplateLine[];
  /** Common shingles, 16 hex digits each, ascending. */
  readonly shingles: readonly string[];
}

/** What recurs in one source. */
export interface SourceTemplates extends TemplateSet {
  /** What most of its articles are. */
  readonly regime: Regime;
}

/** What was learned from. */
export interface TemplatesOrigin {
  readonly articles: number;
  readonly clusters: number;
  /** Rules that cleaned while learning. */
  readonly ruleset: string;
  /** Common shingles hold for fingerprints of this width and analyzer only. */
  readonly shingle: number;
  readonly analyzer: string;
}

/** A templates file. */
export interface Templates {
  /** Derives from the content: equal names mean equal decisions. Not part of the file. */
  readonly name: string;
  readonly learned: TemplatesOrigin;
  /** By source, ascending. */
  readonly sources: ReadonlyMap<string, SourceTemplates>;
  readonly global: TemplateSet;
}
